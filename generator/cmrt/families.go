package cmrt

// The families of versions that share a cell map. The same cell can mean another
// thing in another family: D14 is the address in 3.x and 6.x, and in 2.x the name
// of the representative.

// threeCells is that of 3.x and 6.x.
var threeCells = CompanyCells{
	Language: "D3", Revision: "J3", Title: "D2",
	Name: "D8", Scope: "D9", ScopeDescription: "D10",
	UniqueID: "D12", UniqueIDAuthority: "D13", Address: "D14",
	ContactName: "D15", ContactEmail: "D16", ContactPhone: "D17",
	AuthorizerName: "D18", AuthorizerTitle: "D19", AuthorizerEmail: "D20", AuthorizerPhone: "D21",
	EffectiveDate: "D22",
}

// twoCells is the company block of 2.x, which asks for a representative only.
var twoCells = CompanyCells{
	Language: "D3", Revision: "J3", Title: "D2",
	Name: "D8", Scope: "D9", ScopeDescription: "D10", UniqueID: "D12", Address: "D13",
	AuthorizerName: "D14", AuthorizerTitle: "D15", AuthorizerEmail: "D16", AuthorizerPhone: "D17",
	EffectiveDate: "D18",
}

// ownProducts are the columns of the Product List to 6.5.
var ownProducts = ProductColumns{Number: "B", Name: "C", Comment: "D"}

// six is 6.00 to 6.5: eight questions a metal, eight about the company.
var six = Layout{
	Kind: "CMRT", Minerals: Minerals{Fixed: Metals},
	Fields: threeCells,
	Questions: []Question{
		ask("Q1", Added, 26, yesNo), ask("Q2", Necessary, 32, yesNo), ask("Q3", CoveredCountries, 38, yesNoUnknown), ask("Q4", CAHRA, 44, yesNoUnknown),
		ask("Q5", Recycled, 50, yesNoUnknown), ask("Q6", ResponseShare, 56, shares), ask("Q7", SmeltersIdentified, 62, yesNo), ask("Q8", SmeltersReported, 68, yesNo),
	},
	CompanyQuestions: []Question{
		ask("A", Policy, 75, yesNo), ask("B", PolicyPublic, 77, yesNo), ask("C", ValidatedSmeltersRequired, 79, yesNo), ask("D", DueDiligence, 81, yesNo),
		ask("E", SupplierSurvey, 83, surveys), ask("F", Review, 85, yesNo), ask("G", CorrectiveAction, 87, yesNo), ask("H", AnnualDisclosure, 89, disclosures),
	},
	SmelterSheet: SheetSmelters, SmelterHeader: 4, SmelterFirst: 5, SmelterLast: 2504, SmelterRevision: "Q3",
	Columns: SmelterColumns{IDTyped: "A", Metal: "B", Lookup: "C", Name: "D", Country: "E", ID: "F", IDSource: "G", Street: "H", City: "I", State: "J",
		ContactName: "K", ContactEmail: "L", NextSteps: "M", MineName: "N", MineCountry: "O", Recycled: "P", Comment: "Q", StandardName: "R"},
	ProductHeader: 5, ProductFirst: 6, ProductLast: 2005, Products: ownProducts,
	LookupFirst: 5,
	scopes:      scopesSince3,
	hidden:      []string{"L", "C", "SorP"},
	choices:     96,
	checker:     checker6,
}

// sixRequested is 6.6 and 6.6.1, which differ in a picture alone: products have the
// number and name of the company that asks beside those of the company that answers.
var sixRequested = func() Layout {
	l := six
	l.Products = ProductColumns{Number: "B", Name: "C", RequesterNumber: "D", RequesterName: "E", Comment: "F"}
	return l
}()

// three is 3.00 to 3.02: seven questions a metal, ten about the company.
var three = Layout{
	Kind: "CMRT", Minerals: Minerals{Fixed: Metals},
	Fields: threeCells,
	Questions: []Question{
		ask("Q1", Added, 26, yesNo), ask("Q2", Necessary, 32, yesNo), ask("Q3", CoveredCountries, 38, yesNoUnknown), ask("Q4", Recycled, 44, yesNoUnknown),
		ask("Q5", ResponseShare, 50, sharesOf3), ask("Q6", SmeltersIdentified, 56, yesNo), ask("Q7", SmeltersReported, 62, yesNoUnknown),
	},
	CompanyQuestions: []Question{
		ask("A", Policy, 69, yesNo), ask("B", PolicyPublic, 71, yesNo), ask("C", DRCFreeRequired, 73, yesNo), ask("D", ValidatedSmeltersRequired, 75, yesNo),
		ask("E", DueDiligence, 77, yesNo), ask("F", SupplierSurvey, 79, yesNo), ask("G", SmelterNamesRequested, 81, yesNo), ask("H", Review, 83, yesNo),
		ask("I", CorrectiveAction, 85, yesNo), ask("J", AnnualDisclosure, 87, yesNo),
	},
	SmelterSheet: SheetSmelters, SmelterHeader: 4, SmelterFirst: 5, SmelterLast: 2504, SmelterRevision: "Q3",
	Columns: SmelterColumns{Metal: "B", Lookup: "C", Name: "D", Country: "E", ID: "F", IDSource: "G", Street: "H", City: "I", State: "J",
		ContactName: "K", ContactEmail: "L", NextSteps: "M", MineName: "N", MineCountry: "O", Recycled: "P", Comment: "Q"},
	ProductHeader: 5, ProductFirst: 6, ProductLast: 300, ProductEnds: true, Products: ownProducts,
	scopes:  scopesSince3,
	hidden:  []string{"L", "K", "C", "Sheet1"},
	checker: checker3,
}

// twoTranslated is 2.03 and 2.03a: six questions a metal, ten about the company,
// labels on sheets of their own.
var twoTranslated = Layout{
	Kind: "CMRT", Minerals: Minerals{Fixed: Metals},
	Fields: twoCells,
	Questions: []Question{
		ask("Q1", Necessary, 22, yesNo), ask("Q2", CoveredCountries, 28, uncertain), ask("Q3", Recycled, 34, uncertain),
		ask("Q4", ResponseShare, 40, sharesOf2), ask("Q5", SmeltersIdentified, 46, provided), ask("Q6", SmeltersValidated, 52, yesNoUnknown),
	},
	CompanyQuestions: []Question{
		ask("A", Policy, 59, yesNo), ask("B", PolicyPublic, 61, yesNo), ask("C", DRCFreeRequired, 63, contractual), ask("D", ValidatedSmeltersRequired, 65, plannable),
		ask("E", DueDiligence, 67, yesNo), ask("F", SupplierSurvey, 69, yesNo), ask("G", SmelterNamesRequested, 71, yesNo), ask("H", Review, 73, audits),
		ask("I", CorrectiveAction, 75, yesNo), ask("J", AnnualDisclosure, 77, yesNo),
	},
	SmelterSheet: SheetSmelters, SmelterHeader: 4, SmelterFirst: 5, SmelterLast: 2504, SmelterRevision: "O3", OldNumbers: true,
	Columns: SmelterColumns{Metal: "B", Lookup: "C", Name: "D", Country: "E", ID: "F", Street: "G", City: "H", State: "I",
		ContactName: "J", ContactEmail: "K", NextSteps: "L", MineName: "M", MineCountry: "N", Comment: "O"},
	ProductHeader: 5, ProductFirst: 6, ProductLast: 300, ProductEnds: true, Products: ownProducts,
	scopes:  scopesOf2,
	hidden:  []string{"L", "K", "C"},
	checker: checker2,
}

// twoShifted is 2.02: as 2.03, with hidden tables below the Smelter List.
var twoShifted = func() Layout {
	l := twoTranslated
	l.SmelterEnds, l.SmelterRevision, l.hidden = true, "N3", nil
	return l
}()

// two is 2.00 and 2.01: as 2.02, with the smelter's number in column A and one
// thousand rows.
var two = func() Layout {
	l := twoShifted
	l.SmelterLast = 1001
	l.Columns = SmelterColumns{ID: "A", Metal: "B", Lookup: "C", Name: "D", Country: "E", Street: "F", City: "G", State: "H",
		ContactName: "I", ContactEmail: "J", NextSteps: "K", MineName: "L", MineCountry: "M", Comment: "N"}
	l.hidden = []string{"Revision"}
	return l
}()

// one is 1.00: five questions a metal, eleven about the company, the date in
// three cells, the place of a smelter in one, no scope and no Product List.
var one = Layout{
	Kind: "CMRT", Minerals: Minerals{Fixed: Metals},
	Fields: CompanyCells{
		Language: "D3", Revision: "J3", Title: "D2",
		Name: "D7", UniqueID: "D8", Address: "D9",
		AuthorizerName: "D10", AuthorizerTitle: "D11", AuthorizerEmail: "D12", AuthorizerPhone: "D13",
		ContactName: "D14", ContactEmail: "D15", ContactPhone: "D16",
		EffectiveDate: "E17 H17 J17",
	},
	Questions: []Question{
		ask("Q1", Necessary, 20, yesNo), ask("Q2", CoveredCountries, 26, uncertain), ask("Q3", Recycled, 32, uncertain),
		ask("Q4", SmeltersIdentified, 38, yesNo), ask("Q5", SmeltersValidated, 44, yesNoUnknown),
	},
	CompanyQuestions: []Question{
		ask("A", Policy, 51, yesNo), ask("B", PolicyPublic, 53, yesNo), ask("C", DRCFreeRequired, 55, yesNo), ask("D", ValidatedSmeltersRequired, 57, plannable),
		ask("E", DueDiligence, 59, yesNo), ask("F", TemplatesReceived, 61, yesNo), ask("G", SupplierSurvey, 63, yesNo), ask("H", SmelterNamesRequested, 65, yesNo),
		ask("I", Review, 67, audits), ask("J", CorrectiveAction, 69, yesNo), ask("K", AnnualDisclosure, 71, yesNo),
	},
	SmelterSheet: "Smelter and Mine List", SmelterHeader: 4, SmelterFirst: 6, SmelterLast: 300, SmelterRevision: "R3", SmelterEnds: true,
	Columns: SmelterColumns{Metal: "B", Name: "D", Street: "F", ContactName: "H", ContactEmail: "J", NextSteps: "N",
		MineName: "P", MineCountry: "R", Comment: "X"},
	unseen: true,
	hidden: []string{"Revision", "Tin", "Gold", "Tantalum", "Tungsten"},
}
