package project

import (
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"path"
	"slices"
	"strconv"
	"strings"
)

// Diligence is what people know of the company's due diligence and no table tells: the
// key due_diligence of year.yaml. It holds from year to year. All of it is published as typed; no key takes the name of
// a person.
type Diligence struct {
	Oversight Oversight `yaml:"oversight"`
	// Grievance is where anybody raises a concern: a mail address, or an https page.
	Grievance struct {
		Address string `yaml:"address"`
	} `yaml:"grievance"`
	RetentionYears int          `yaml:"retention_years"` // how long records are kept
	Memberships    []Membership `yaml:"memberships"`
	ContractTerms  string       `yaml:"contract_terms"` // what suppliers' contracts oblige them to: “to …”
}

// Oversight is who answers for due diligence.
type Oversight struct {
	Title     string `yaml:"title"`      // of the senior manager
	Committee string `yaml:"committee"`  // that steers the work
	Team      string `yaml:"team"`       // functions that do it, in words
	ReportsTo string `yaml:"reports_to"` // to whom results are reported
}

// Membership is one in an industry initiative.
type Membership struct {
	Name string `yaml:"name"`
	ID   string `yaml:"id"` // as it is published; may be blank
}

// diligence finds what can never be right.
func (y *Year) diligence(fsys fs.FS, file string) error {
	d := y.Settings.Diligence
	fail := func(key, format string, args ...any) error {
		return mistake(fsys, file, "due_diligence."+key, fmt.Errorf("due_diligence."+key+": "+format, args...))
	}
	words := map[string]string{"oversight.title": d.Oversight.Title, "oversight.committee": d.Oversight.Committee, "oversight.team": d.Oversight.Team, "oversight.reports_to": d.Oversight.ReportsTo, "contract_terms": d.ContractTerms}
	for i, m := range d.Memberships {
		if strings.TrimSpace(m.Name) == "" {
			return fail(fmt.Sprintf("memberships[%d]", i), "a membership needs the name of the initiative")
		}
		words[fmt.Sprintf("memberships[%d]", i)] = m.Name + m.ID
	}
	for key, text := range words {
		if err := plainWords(text); err != nil {
			return fail(key, "%w", err)
		}
	}
	switch {
	case d.Grievance.Address != "" && !reachable(d.Grievance.Address):
		return fail("grievance.address", "%q is neither one mail address nor an absolute https address", d.Grievance.Address)
	case d.RetentionYears < 0:
		return fail("retention_years", "%d is not a number of years", d.RetentionYears)
	case d.ContractTerms != "" && !strings.HasPrefix(d.ContractTerms, "to "):
		return fail("contract_terms", "%q does not begin with “to ”: it is printed after “oblige them”", d.ContractTerms)
	}
	return nil
}

// reachable tells whether a text is where somebody can write to.
func reachable(address string) bool {
	u, err := url.Parse(address)
	return IsAddress(address) || err == nil && u.Scheme == "https" && strings.Contains(u.Host, ".") && u.User == nil && u.String() == address
}

// The states of a risk.
const (
	RiskOpen       = "open"       // found, nothing was done yet
	RiskMitigating = "mitigating" // trade goes on while the risk is lowered
	RiskSuspended  = "suspended"  // trade rests while it is lowered
	RiskDisengaged = "disengaged" // trade was ended
	RiskClosed     = "closed"     // the risk is gone, or turned out to be none
)

var riskStates = []string{RiskOpen, RiskMitigating, RiskSuspended, RiskDisengaged, RiskClosed}

// Risk is a row of content/YEAR/risks.csv, the register of risks in the supply chain and
// of the response to each. Owner is internal; all else is published as typed.
type Risk struct {
	Risk     string `csv:"risk"`     // what was found, without a supplier's name
	Since    string `csv:"since"`    // YYYY-MM-DD
	Owner    string `csv:"owner"`    // person who answers for the response; never published
	Role     string `csv:"role"`     // title or function of the owner, as it is published
	Measure  string `csv:"measure"`  // what is done about it
	Deadline string `csv:"deadline"` // YYYY-MM-DD
	State    string `csv:"state"`    // open, mitigating, suspended, disengaged or closed
	Note     string `csv:"note"`     // what came of it
	Line     int    `csv:"-"`        // of the table
}

// Weighs tells whether something is still to be done about the risk.
func (r Risk) Weighs() bool { return r.State == RiskOpen || r.State == RiskMitigating }

// RisksFile is the register of a year.
func RisksFile(year int) string { return path.Join("content", strconv.Itoa(year), "risks.csv") }

// risks reads the register.
func (p *Project) risks(y *Year) (err error) {
	if y.Risks, err = readTable[Risk](p.FS, RisksFile(y.Number)); err != nil {
		return err
	}
	for _, r := range y.Risks {
		var err error
		owner := strings.ToLower(strings.TrimSpace(r.Owner))
		switch {
		case strings.TrimSpace(r.Risk) == "" || !isDate(r.Since):
			err = errors.New("a risk needs what was found, and since when (YYYY-MM-DD)")
		case !slices.Contains(riskStates, r.State):
			err = fmt.Errorf("state %q is none of %s", r.State, strings.Join(riskStates, ", "))
		case r.Deadline != "" && (!isDate(r.Deadline) || r.Deadline < r.Since):
			err = fmt.Errorf("deadline %q is not a date of the form 2026-09-30 after the day on which the risk was found", r.Deadline)
		case r.State != RiskOpen && strings.TrimSpace(r.Measure) == "":
			err = fmt.Errorf("the state is %s, but no measure says what was done", r.State)
		case owner != "" && slices.ContainsFunc([]string{r.Risk, r.Role, r.Measure, r.Note}, func(s string) bool { return strings.Contains(strings.ToLower(s), owner) }):
			err = fmt.Errorf("%q is the name of the owner, which is not published: write the title alone", r.Owner)
		default:
			err = errors.Join(plainWords(r.Risk), plainWords(r.Role), plainWords(r.Measure), plainWords(r.Note))
		}
		if err != nil {
			return &InputError{File: RisksFile(y.Number), Line: r.Line, Err: err}
		}
	}
	return nil
}
