package tables

// SmelterListRow is a row of the company's own Smelter List in the columns A to Q of CMRT
// 6.x, for those who paste it into a template. It names no supplier.
type SmelterListRow struct {
	IDInput      string `csv:"Smelter Identification Number Input Column"`           // column A
	Metal        string `csv:"Metal"`                                                // column B, as the template writes it
	Lookup       string `csv:"Smelter Look-up"`                                      // column C: the standard name, or that it is not listed or not identified
	Name         string `csv:"Smelter Name"`                                         // column D: of one that is not listed
	Country      string `csv:"Smelter Country"`                                      // column E
	ID           string `csv:"Smelter Identification"`                               // column F
	IDSource     string `csv:"Source of Smelter Identification Number"`              // column G
	Street       string `csv:"Smelter Street"`                                       // column H; not known
	City         string `csv:"Smelter City"`                                         // column I
	State        string `csv:"Smelter Facility Location: State / Province"`          // column J
	ContactName  string `csv:"Smelter Contact Name"`                                 // column K; left blank
	ContactEmail string `csv:"Smelter Contact Email"`                                // column L; left blank
	NextSteps    string `csv:"Proposed next steps"`                                  // column M; left blank
	Mine         string `csv:"Name of Mine(s)"`                                      // column N; left blank
	MineCountry  string `csv:"Location (Country) of Mine(s)"`                        // column O; left blank
	Recycled     string `csv:"100% of the feedstock from recycled or scrap sources"` // column P: Yes, or blank
	Comment      string `csv:"Comments"`                                             // column Q; says where the data are a demonstration
}
