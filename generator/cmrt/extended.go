package cmrt

import "slices"

// The families of templates beside the CMRT: EMRT (cobalt and mica, since 2.0 six
// minerals of which a supplier may leave out some) and AMRT (up to ten minerals of its
// own choice). Company block, lists and look-up are built as in CMRT 6.x.

// Minerals says which minerals the rows of a question are about.
type Minerals struct {
	Fixed  []Metal  // one row each, always these
	Choice []string // cells in which the supplier chooses; the template sorts what stands there
	Sorted []string // where it keeps the result, one cell for each row of a question
	Known  []Metal  // that can be chosen
	Other  string   // chosen for a mineral that is not in the list; its name stands three rows below
}

// The minerals of the templates.
const (
	Cobalt   Metal = "cobalt"
	Copper   Metal = "copper"
	Graphite Metal = "graphite"
	Lithium  Metal = "lithium"
	Mica     Metal = "mica"
	Nickel   Metal = "nickel"
)

var (
	extendedMinerals   = []Metal{Cobalt, Copper, Graphite, Lithium, Mica, Nickel}
	additionalMinerals = []Metal{"aluminum", "iridium", "lime", "manganese", "palladium", "platinum", "rare earth elements", "rhodium", "ruthenium", "silver", "soda ash", "zinc"}
)

// sortedCells is where EMRT 2.x and AMRT sort the minerals chosen.
var sortedCells = []string{"AA12", "AA13", "AA14", "AA15", "AA16", "AA17", "AA18", "AA19", "AA20", "AA21"}

// Answers that only these templates offer.
const (
	NotDeclaring = "not-declaring" // the declaration does not speak of the mineral
	DRCAdjoining = "drc-or-adjoining-only"
	DRCOnly      = "drc-only" // from high-risk areas, and these are in the DRC
	IndiaOnly    = "india-madagascar-only"
	NotSurveyed  = "did-not-survey" // the supplier did not ask its own suppliers
)

var (
	addedOfEMRT1    = []option{{"Yes", Yes}, {"No", No}, {"Unknown", Unknown}, {"Not applicable for this declaration", NotDeclaring}}
	addedOfEMRT2    = []option{{"Yes", Yes}, {"No", No}, {"Unknown", Unknown}, {"Not declaring", NotDeclaring}}
	sharesOfEMRT2   = append(slices.Clone(shares), option{"Did not survey", NotSurveyed})
	sharesOfAMRT    = append(slices.Clone(shares), option{"Unknown", Unknown}, option{"Did not survey", NotSurveyed})
	validatedOrSoon = []option{{"Yes", Yes}, {"Yes, when more processors are validated", Planned}, {"No", No}}
	surveysOfCRT    = []option{{"Yes, CRT", Yes}, {"Yes, Using Other Format (Describe)", Yes}, {"No", No}}
	surveysOfEMRT   = []option{{"Yes, in conformance with IPC1755 (e.g. EMRT)", Yes}, {"Yes, Using Other Format (Describe)", Yes}, {"No", No}}
)

// leftLists are texts in the lists of EMRT 2.1 that no question offers any more.
var leftLists = []string{"DRC only", "India and/or Madagascar only", "Yes, cobalt only", "Yes, natural mica only", "Yes, both cobalt and natural mica", "Other [specify below]"}

// slot makes a question with a row for each of ten minerals that the supplier chooses.
func slot(number string, key Key, row int, options []option) Question {
	return Question{Number: number, Key: key, Row: row, options: options, rows: 10}
}

// lower is the company block with all cells below the scope further down.
func lower(c CompanyCells, by int) CompanyCells {
	for _, cell := range []*string{&c.UniqueID, &c.UniqueIDAuthority, &c.Address, &c.ContactName, &c.ContactEmail, &c.ContactPhone,
		&c.AuthorizerName, &c.AuthorizerTitle, &c.AuthorizerEmail, &c.AuthorizerPhone, &c.EffectiveDate} {
		column, row := splitRef(*cell)
		*cell = ref(column, row+by)
	}
	return c
}

// emrtOne is EMRT 1.1 to 1.3: cobalt and mica.
var emrtOne = func() Layout {
	l := six
	l.Kind, l.Minerals, l.checker = "EMRT", Minerals{Fixed: []Metal{Cobalt, Mica}, Known: []Metal{Cobalt, Mica}}, checkerEMRT1
	origin, recycled, required := ask("Q3", CAHRA, 38, yesNoUnknown), ask("Q4", Recycled, 44, yesNoUnknown), ask("C", ValidatedSmeltersRequired, 74, validatedOrSoon)
	origin.own = map[Metal][]option{Cobalt: {{"DRC only", DRCOnly}}, Mica: {{"India and/or Madagascar only", IndiaOnly}}}
	recycled.only = []Metal{Cobalt}
	required.rows = 2
	l.Questions = []Question{
		ask("Q1", Added, 26, addedOfEMRT1), ask("Q2", Necessary, 32, yesNoUnknown), origin, recycled, ask("Q5", ResponseShare, 50, shares),
		ask("Q6", SmeltersIdentified, 56, yesNoUnknown), ask("Q7", SmeltersReported, 62, yesNoUnknown), required,
	}
	l.CompanyQuestions = []Question{
		ask("A", Policy, 69, yesNo), ask("B", PolicyPublic, 71, yesNo), ask("D", DueDiligence, 77, yesNo),
		ask("E", SupplierSurvey, 79, surveysOfEMRT), ask("F", Review, 81, yesNo), ask("G", CorrectiveAction, 83, yesNo),
	}
	l.SmelterLast, l.ProductLast, l.choices = 2500, 1000, 90
	return l
}()

// emrtTwo is EMRT 2.0: six minerals of which some may be left out, and a Mine List.
var emrtTwo = func() Layout {
	l := emrtOne
	l.Minerals = Minerals{Choice: []string{"D12", "E12", "G12", "D13", "E13", "G13"}, Sorted: sortedCells, Known: extendedMinerals}
	l.Fields = lower(threeCells, 4)
	l.Questions = []Question{
		slot("Q1", Added, 30, addedOfEMRT2), slot("Q2", Necessary, 42, yesNoUnknown), slot("Q3", CAHRA, 54, yesNoUnknown), slot("Q4", Recycled, 66, yesNoUnknown),
		slot("Q5", ResponseShare, 78, sharesOfEMRT2), slot("Q6", SmeltersIdentified, 90, yesNoUnknown), slot("Q7", SmeltersReported, 102, yesNoUnknown),
		slot("C", ValidatedSmeltersRequired, 120, validatedOrSoon),
	}
	l.CompanyQuestions = []Question{
		ask("A", Policy, 115, yesNo), ask("B", PolicyPublic, 117, yesNo), ask("D", DueDiligence, 131, yesNo),
		ask("E", SupplierSurvey, 133, surveysOfEMRT), ask("F", Review, 135, yesNo), ask("G", CorrectiveAction, 137, yesNo),
	}
	l.SmelterLast, l.Mines, l.choices, l.checker = 2504, mineColumns, 144, checkerEMRT2
	return l
}()

// emrtRequested is EMRT 2.1: products have the requester's number and name.
var emrtRequested = func() Layout {
	l := emrtTwo
	l.SmelterLast, l.Products = 2497, sixRequested.Products
	return l
}()

// mineColumns are those of every Mine List.
var mineColumns = MineColumns{Metal: "A", Smelter: "B", Name: "C", ID: "D", IDSource: "E", Country: "F", Street: "G", City: "H", State: "I",
	ContactName: "J", ContactEmail: "K", NextSteps: "L", Comment: "M"}

// amrtFree is AMRT 1.2: minerals in the supplier's own words, no look-up.
var amrtFree = func() Layout {
	l := six
	l.Kind, l.checker = "AMRT", checkerAMRT12
	l.Minerals = Minerals{Choice: []string{"D12", "E12", "G12", "H12", "I12", "D13", "E13", "G13", "H13", "I13"}, Sorted: sortedCells}
	l.Fields = lower(threeCells, 2)
	share := slot("Q2", ResponseShare, 40, sharesOfAMRT)
	share.optional, share.rows = true, 0
	l.Questions = []Question{slot("Q1", Added, 28, addedOfEMRT2), share}
	l.CompanyQuestions = nil
	l.SmelterRevision, l.LookupFirst = "O3", 0
	l.Columns = SmelterColumns{Metal: "A", Name: "B", Country: "C", ID: "D", IDSource: "E", Street: "F", City: "G", State: "H",
		ContactName: "I", ContactEmail: "J", NextSteps: "K", MineName: "L", MineCountry: "M", Recycled: "N", Comment: "O"}
	l.Mines, l.ReasonsFirst, l.ReasonsLast, l.choices, l.links = mineColumns, 8, 17, 53, 1
	return l
}()

// amrtListed is AMRT 1.3: minerals from a list or named beside it, and a look-up.
var amrtListed = func() Layout {
	l := amrtFree
	l.Minerals.Known, l.Minerals.Other = additionalMinerals, "Other [specify below]"
	l.Fields = lower(threeCells, 5)
	l.Questions = slices.Clone(l.Questions)
	l.Questions[0].Row, l.Questions[1].Row = 31, 43
	l.SmelterRevision, l.Columns, l.LookupFirst = "Q3", six.Columns, six.LookupFirst
	l.Products, l.choices, l.links = sixRequested.Products, 56, 2
	return l
}()

// crt is CRT 2.2, the cobalt template that the EMRT followed on: six questions, nine about
// the company. Its Checker is not modelled.
var crt = func() Layout {
	l := emrtOne
	l.Kind, l.Minerals, l.checker = "CRT", Minerals{Fixed: []Metal{Cobalt}, Known: []Metal{Cobalt}}, checkerSheet{}
	origin := ask("Q2", CAHRA, 32, yesNoUnknown)
	origin.own = map[Metal][]option{Cobalt: {{"DRC or adjoining countries only", DRCAdjoining}}}
	l.Questions = []Question{
		ask("Q1", Added, 26, yesNoUnknown), origin, ask("Q3", Recycled, 38, yesNoUnknown), ask("Q4", ResponseShare, 44, shares),
		ask("Q5", SmeltersIdentified, 50, yesNoUnknown), ask("Q6", SmeltersReported, 56, yesNoUnknown),
	}
	l.CompanyQuestions = []Question{
		ask("A", PolicyPublic, 63, yesNo), ask("B", PolicyCoversRisks, 65, yesNo), ask("C", DueDiligence, 67, yesNo), ask("D", DueDiligenceRequired, 69, yesNo),
		ask("E", ValidatedSmeltersRequired, 71, yesNo), ask("F", RisksRequired, 73, yesNo), ask("G", SupplierSurvey, 75, surveysOfCRT),
		ask("H", Review, 77, yesNo), ask("I", CorrectiveAction, 79, yesNo),
	}
	l.choices = 86
	return l
}()

// emrtLayouts, amrtLayouts and crtLayouts have one row a version, oldest first.
var (
	crtLayouts  = []Layout{crt.as("2.2")} // 2.21 says that it is 2.2
	emrtLayouts = []Layout{emrtOne.as("1.1").checkedBy(checkerEMRT11), emrtOne.as("1.11").checkedBy(checkerEMRT11), emrtOne.as("1.2"), emrtOne.as("1.3"), emrtTwo.as("2.0"), emrtRequested.as("2.1")}
	amrtLayouts = []Layout{amrtFree.as("1.2"), amrtListed.as("1.3").checkedBy(checkerAMRT13)}
)
