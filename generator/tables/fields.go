package tables

// Field describes a column in a data package.
type Field struct {
	Name        string       `json:"name"`
	Type        string       `json:"type"`
	Format      string       `json:"format,omitempty"`
	Description string       `json:"description,omitempty"`
	Constraints *constraints `json:"constraints,omitempty"`
}

type constraints struct {
	Required bool     `json:"required,omitempty"`
	Enum     []string `json:"enum,omitempty"`
	Minimum  *int     `json:"minimum,omitempty"`
}

var (
	required = &constraints{Required: true}
	yesOrNo  = &constraints{Enum: []string{"yes", "no"}}
	counted  = &constraints{Required: true, Minimum: new(int)}
	aMetal   = &constraints{Required: true, Enum: []string{"tantalum", "tin", "gold", "tungsten"}}
)

// SmelterFields describes the columns of smelters.csv.
var SmelterFields = map[string]Field{
	"metal":              {Type: "string", Constraints: aMetal, Description: "The metal that the facility processes."},
	"smelter_id":         {Type: "string", Constraints: required, Description: "The facility's identification number on the reference list."},
	"smelter_name":       {Type: "string", Description: "The facility's standard name."},
	"country":            {Type: "string", Description: "Country of the facility; not the origin of the mineral."},
	"country_code":       {Type: "string", Description: "The same country as ISO 3166-1 alpha-2 code."},
	"state":              {Type: "string", Description: "State or province of the facility."},
	"city":               {Type: "string", Description: "City of the facility."},
	"on_reference_list":  {Type: "string", Constraints: yesOrNo, Description: "Whether the facility is on the reference list; this does not say that it is conformant."},
	"status":             {Type: "string", Description: "What the assessment programme says of the facility on the day of the snapshot, such as conformant or active; blank: nothing known."},
	"programme":          {Type: "string", Description: "The assessment programme."},
	"last_audit":         {Type: "date", Description: "Day of the last audit."},
	"reaudit_due":        {Type: "date", Description: "Day by which the next audit is due."},
	"sourcing_countries": {Type: "string", Description: "Countries of origin that were reported for the facility."},
	"recycled_only":      {Type: "string", Description: "Whether all of its material was reported to come from recycled or scrap sources."},
	"suppliers":          {Type: "integer", Constraints: counted, Description: "How many suppliers named the facility. Suppliers are not named."},
}

// FigureFields describes the columns of figures.csv.
var FigureFields = map[string]Field{
	"id":           {Type: "string", Constraints: required, Description: "The figure's identifier, the same in every year."},
	"value":        {Type: "string", Description: "The value: a number, or a word where the figure is a finding."},
	"unit":         {Type: "string", Description: "What the value is given in: count, per cent, or outcome for a word."},
	"numerator":    {Type: "number", Description: "The part that a share is counted from; shares only."},
	"denominator":  {Type: "number", Description: "The whole that a share is counted from; shares only."},
	"as_of":        {Type: "date", Description: "The day as of which the figure was counted."},
	"label":        {Type: "string", Description: "The figure's name in words."},
	"definition":   {Type: "string", Description: "What is counted."},
	"counted_from": {Type: "string", Description: "The tables and rows that it was counted from."},
}

// ActivityFields describes the columns of activities.csv.
var ActivityFields = map[string]Field{
	"step":     {Type: "integer", Constraints: required, Description: "The step of the OECD Due Diligence Guidance, 1 to 5."},
	"from":     {Type: "date", Constraints: required, Description: "The first day."},
	"to":       {Type: "date", Constraints: required, Description: "The last day."},
	"activity": {Type: "string", Constraints: required, Description: "What was done."},
	"figure":   {Type: "string", Description: "The figure that says how many; blank where nothing was counted."},
}

// ChangeFields describes the columns of changes.csv.
var ChangeFields = map[string]Field{
	"metal":        {Type: "string", Constraints: required, Description: "The metal: tantalum, tin, gold or tungsten."},
	"smelter_id":   {Type: "string", Constraints: required, Description: "The facility's identifier on the reference list."},
	"smelter_name": {Type: "string", Description: "The facility's standard name."},
	"change":       {Type: "string", Constraints: required, Description: "added: named this year and not the year before; dropped: the reverse; unlisted: dropped, and no longer on the reference list; status: named in both with another status."},
	"before":       {Type: "string", Description: "The status in the year before; blank where it had none or was not named."},
	"after":        {Type: "string", Description: "The status this year; blank where it has none or is not named."},
}

// KindField describes the column that public changes.csv has beside those of the compiled one.
var KindField = Field{Name: "kind", Type: "string", Constraints: &constraints{Required: true, Enum: []string{LostConformance, GainedConformance, OtherStatus, NewlyNamed, NoLongerNamed, RemovedFromList}},
	Description: "What the change means, in the words of the pages and the feed."}
