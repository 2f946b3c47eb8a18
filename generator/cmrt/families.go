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
	Fields: threeCells,
	Questions: []Question{
		{"Q1", Added, 26, yesNo}, {"Q2", Necessary, 32, yesNo}, {"Q3", CoveredCountries, 38, yesNoUnknown}, {"Q4", CAHRA, 44, yesNoUnknown},
		{"Q5", Recycled, 50, yesNoUnknown}, {"Q6", ResponseShare, 56, shares}, {"Q7", SmeltersIdentified, 62, yesNo}, {"Q8", SmeltersReported, 68, yesNo},
	},
	CompanyQuestions: []Question{
		{"A", Policy, 75, yesNo}, {"B", PolicyPublic, 77, yesNo}, {"C", ValidatedSmeltersRequired, 79, yesNo}, {"D", DueDiligence, 81, yesNo},
		{"E", SupplierSurvey, 83, surveys}, {"F", Review, 85, yesNo}, {"G", CorrectiveAction, 87, yesNo}, {"H", AnnualDisclosure, 89, disclosures},
	},
	SmelterSheet: SheetSmelters, SmelterHeader: 4, SmelterFirst: 5, SmelterLast: 2504, SmelterRevision: "Q3",
	Columns: SmelterColumns{IDTyped: "A", Metal: "B", Lookup: "C", Name: "D", Country: "E", ID: "F", IDSource: "G", Street: "H", City: "I", State: "J",
		ContactName: "K", ContactEmail: "L", NextSteps: "M", MineName: "N", MineCountry: "O", Recycled: "P", Comment: "Q", StandardName: "R"},
	ProductHeader: 5, ProductFirst: 6, ProductLast: 2005, Products: ownProducts,
	LookupFirst: 5,
	scopes:      scopesSince3,
	hidden:      []string{"L", "C", "SorP"},
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
	Fields: threeCells,
	Questions: []Question{
		{"Q1", Added, 26, yesNo}, {"Q2", Necessary, 32, yesNo}, {"Q3", CoveredCountries, 38, yesNoUnknown}, {"Q4", Recycled, 44, yesNoUnknown},
		{"Q5", ResponseShare, 50, sharesOf3}, {"Q6", SmeltersIdentified, 56, yesNo}, {"Q7", SmeltersReported, 62, yesNoUnknown},
	},
	CompanyQuestions: []Question{
		{"A", Policy, 69, yesNo}, {"B", PolicyPublic, 71, yesNo}, {"C", DRCFreeRequired, 73, yesNo}, {"D", ValidatedSmeltersRequired, 75, yesNo},
		{"E", DueDiligence, 77, yesNo}, {"F", SupplierSurvey, 79, yesNo}, {"G", SmelterNamesRequested, 81, yesNo}, {"H", Review, 83, yesNo},
		{"I", CorrectiveAction, 85, yesNo}, {"J", AnnualDisclosure, 87, yesNo},
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
	Fields: twoCells,
	Questions: []Question{
		{"Q1", Necessary, 22, yesNo}, {"Q2", CoveredCountries, 28, uncertain}, {"Q3", Recycled, 34, uncertain},
		{"Q4", ResponseShare, 40, sharesOf2}, {"Q5", SmeltersIdentified, 46, provided}, {"Q6", SmeltersValidated, 52, yesNoUnknown},
	},
	CompanyQuestions: []Question{
		{"A", Policy, 59, yesNo}, {"B", PolicyPublic, 61, yesNo}, {"C", DRCFreeRequired, 63, contractual}, {"D", ValidatedSmeltersRequired, 65, plannable},
		{"E", DueDiligence, 67, yesNo}, {"F", SupplierSurvey, 69, yesNo}, {"G", SmelterNamesRequested, 71, yesNo}, {"H", Review, 73, audits},
		{"I", CorrectiveAction, 75, yesNo}, {"J", AnnualDisclosure, 77, yesNo},
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
	Fields: CompanyCells{
		Language: "D3", Revision: "J3", Title: "D2",
		Name: "D7", UniqueID: "D8", Address: "D9",
		AuthorizerName: "D10", AuthorizerTitle: "D11", AuthorizerEmail: "D12", AuthorizerPhone: "D13",
		ContactName: "D14", ContactEmail: "D15", ContactPhone: "D16",
		EffectiveDate: "E17 H17 J17",
	},
	Questions: []Question{
		{"Q1", Necessary, 20, yesNo}, {"Q2", CoveredCountries, 26, uncertain}, {"Q3", Recycled, 32, uncertain},
		{"Q4", SmeltersIdentified, 38, yesNo}, {"Q5", SmeltersValidated, 44, yesNoUnknown},
	},
	CompanyQuestions: []Question{
		{"A", Policy, 51, yesNo}, {"B", PolicyPublic, 53, yesNo}, {"C", DRCFreeRequired, 55, yesNo}, {"D", ValidatedSmeltersRequired, 57, plannable},
		{"E", DueDiligence, 59, yesNo}, {"F", TemplatesReceived, 61, yesNo}, {"G", SupplierSurvey, 63, yesNo}, {"H", SmelterNamesRequested, 65, yesNo},
		{"I", Review, 67, audits}, {"J", CorrectiveAction, 69, yesNo}, {"K", AnnualDisclosure, 71, yesNo},
	},
	SmelterSheet: "Smelter and Mine List", SmelterHeader: 4, SmelterFirst: 6, SmelterLast: 300, SmelterRevision: "R3", SmelterEnds: true,
	Columns: SmelterColumns{Metal: "B", Name: "D", Street: "F", ContactName: "H", ContactEmail: "J", NextSteps: "N",
		MineName: "P", MineCountry: "R", Comment: "X"},
	unseen: true,
	hidden: []string{"Revision", "Tin", "Gold", "Tantalum", "Tungsten"},
}
