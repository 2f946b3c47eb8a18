package project

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"

	"itron.com/conflict-minerals/generator/cmrt"
)

// Rollup is content/YEAR/rollup.yaml: what the company's own CMRT says beside what
// follows from its suppliers' declarations; rollup-emrt.yaml and rollup-amrt.yaml are the
// same for its EMRT and AMRT. Each key is explained in content/README.md.
type Rollup struct {
	// Minerals are those that an EMRT since 2.0 or an AMRT is about; default: of an EMRT all,
	// of an AMRT those that suppliers declare.
	Minerals []cmrt.Metal `yaml:"minerals"`

	Language string `yaml:"language"` // as the template offers it, e.g. English; blank: as the template is set

	Scope            string `yaml:"scope"`             // company (default), product or user-defined
	ScopeDescription string `yaml:"scope_description"` // of a scope other than the company

	Company       RollupCompany `yaml:"company"`
	EffectiveDate string        `yaml:"effective_date"` // YYYY-MM-DD; default: the day of the year's figures

	// OwnAssessment is what the company knows of its products, by question (added,
	// necessary) and metal: yes or no. products.csv says yes for the metals it names.
	OwnAssessment map[cmrt.Key]map[cmrt.Metal]string `yaml:"own_assessment"`

	// Answers are those to the questions about the company, A to H, by key: yes or no, for
	// annual_disclosure sec, eu, both or no, for supplier_survey also other, and in an EMRT
	// for validated_smelters_required also planned. They are never derived from suppliers.
	Answers  map[cmrt.Key]string `yaml:"answers"`
	Comments map[cmrt.Key]string `yaml:"comments"` // to them; that to policy_public is an address

	NotListed []NotListed     `yaml:"not_listed"` // smelters without a number that a person decided to report
	Products  []RollupProduct `yaml:"products"`   // the Product List

	File string `yaml:"-"` // slash path below the root, whether it is there or not
}

// RollupCompany is the head of the company's declaration. Name and address are the
// registrant's where they are left out.
type RollupCompany struct {
	Name              string `yaml:"name"`
	UniqueID          string `yaml:"unique_id"`
	UniqueIDAuthority string `yaml:"unique_id_authority"`
	Address           string `yaml:"address"`
	Contact           struct {
		Name  string `yaml:"name"`
		Email string `yaml:"email"`
		Phone string `yaml:"phone"`
	} `yaml:"contact"`
	Authorizer struct {
		Name  string `yaml:"name"`
		Title string `yaml:"title"`
		Email string `yaml:"email"`
		Phone string `yaml:"phone"`
	} `yaml:"authorizer"`
}

// NotListed is a smelter that has no number, and that a person decided to report by name.
type NotListed struct {
	Metal   cmrt.Metal `yaml:"metal"`
	Name    string     `yaml:"name"`
	Country string     `yaml:"country"`
	Who     string     `yaml:"who"`  // who decided
	Date    string     `yaml:"date"` // YYYY-MM-DD
	Reason  string     `yaml:"reason"`
}

// RollupProduct is a row of the Product List.
type RollupProduct struct {
	Number          string `yaml:"number"`
	Name            string `yaml:"name"`
	RequesterNumber string `yaml:"requester_number"` // of the customer that asks; from 6.6
	RequesterName   string `yaml:"requester_name"`
	Comment         string `yaml:"comment"`
}

// Disclosures and surveys: what the answers to H and E may be, and the place of the text
// in the template's list of those that mean yes.
var (
	Disclosures = []string{"sec", "eu", "both"}
	Surveys     = []string{cmrt.Yes, "other"}
)

// RollupFile is where the settings of the company's own template of a programme are.
func RollupFile(year int, programme string) string {
	name := "rollup.yaml"
	if programme != cmrt.Conflict {
		name = "rollup-" + cmrt.Folder(programme) + ".yaml"
	}
	return path.Join("content", strconv.Itoa(year), name)
}

// Rollup reads the settings of the company's own template, of the programme that the year
// is looked at by. They need not be there. What rollup.yaml says of the company holds for
// the other templates too, where their own settings leave it out.
func (p *Project) Rollup(y *Year) (Rollup, error) {
	r, err := p.rollupOf(y)
	if err != nil || y.Asks() == cmrt.Conflict {
		return r.filled(p.Registrant), err
	}
	of, err := p.rollupOf(y.By(cmrt.Conflict))
	r.Company.take(of.Company)
	return r.filled(p.Registrant), err
}

func (p *Project) rollupOf(y *Year) (Rollup, error) {
	file := RollupFile(y.Number, y.Asks())
	r := Rollup{File: file}
	if _, err := fs.Stat(p.FS, file); errors.Is(err, fs.ErrNotExist) {
		return r, nil
	}
	if err := readYAML(p.FS, file, &r); err != nil {
		return r, err
	}
	if key, err := r.validate(y.Asks()); err != nil {
		return r, mistake(p.FS, file, key, err)
	}
	return r, nil
}

// take puts in what is left out and another template's settings say.
func (c *RollupCompany) take(o RollupCompany) {
	own, others := c.texts(), o.texts()
	for i, text := range own {
		if *text == "" {
			*text = *others[i]
		}
	}
}

func (c *RollupCompany) texts() []*string {
	return []*string{&c.Name, &c.UniqueID, &c.UniqueIDAuthority, &c.Address, &c.Contact.Name, &c.Contact.Email, &c.Contact.Phone,
		&c.Authorizer.Name, &c.Authorizer.Title, &c.Authorizer.Email, &c.Authorizer.Phone}
}

// filled puts in what is left out.
func (r Rollup) filled(who Registrant) Rollup {
	set := func(to *string, value string) {
		if *to == "" {
			*to = value
		}
	}
	set(&r.Scope, "company")
	set(&r.Company.Name, who.Name)
	a := who.Address
	var parts []string
	for _, part := range []string{a.Street, a.City, strings.TrimSpace(a.State + " " + a.Zip), a.Country} {
		if part != "" {
			parts = append(parts, part)
		}
	}
	set(&r.Company.Address, strings.Join(parts, ", "))
	set(&r.Company.Contact.Name, who.Contact.Name)
	set(&r.Company.Contact.Phone, who.Contact.Phone)
	set(&r.Company.Contact.Email, who.Mail.From)
	return r
}

// validate gives the key of the first value that is none of those a key may have.
func (r *Rollup) validate(programme string) (key string, err error) {
	if r.Scope != "" && !slices.Contains([]string{"company", "product", "user-defined"}, r.Scope) {
		return "scope", fmt.Errorf("scope: %q is not company, product or user-defined", r.Scope)
	}
	if r.EffectiveDate != "" && !isDate(r.EffectiveDate) {
		return "effective_date", fmt.Errorf("effective_date: %q is not a date of the form 2026-04-30", r.EffectiveDate)
	}
	if key, err := r.aboutMinerals(programme); err != nil {
		return key, err
	}
	if key, err := r.aboutCompany(programme); err != nil {
		return key, err
	}
	for i, product := range r.Products {
		if product.Number == "" {
			return fmt.Sprintf("products[%d]", i), errors.New("products: a number is needed")
		}
	}
	return "", nil
}

// aboutMinerals validates what is said of metals and minerals.
func (r *Rollup) aboutMinerals(programme string) (key string, err error) {
	known := cmrt.MineralsOf(programme)
	isKnown := func(m cmrt.Metal) bool { return slices.Contains(known, m) || programme == "AMRT" && m != "" }
	names := make([]string, len(known))
	for i, m := range known {
		names[i] = string(m)
	}
	list := strings.Join(names[:len(names)-1], ", ") + " or " + names[len(names)-1]
	for i, m := range r.Minerals {
		switch key := fmt.Sprintf("minerals[%d]", i); {
		case programme == cmrt.Conflict:
			return key, errors.New("minerals: a CMRT is always about its four metals")
		case !isKnown(m):
			return key, fmt.Errorf("minerals: %q is not %s", m, list)
		}
	}
	for _, question := range slices.Sorted(maps.Keys(r.OwnAssessment)) {
		if question != cmrt.Added && question != cmrt.Necessary {
			return "own_assessment." + string(question), fmt.Errorf("own_assessment: %q is not added or necessary", question)
		}
		for _, metal := range slices.Sorted(maps.Keys(r.OwnAssessment[question])) {
			key := "own_assessment." + string(question) + "." + string(metal)
			switch answer := r.OwnAssessment[question][metal]; {
			case !isKnown(metal):
				return key, fmt.Errorf("own_assessment: %q is not %s", metal, list)
			case answer != cmrt.Yes && answer != cmrt.No:
				return key, fmt.Errorf("own_assessment: %s: %q is not yes or no", metal, answer)
			}
		}
	}
	for i, n := range r.NotListed {
		key := fmt.Sprintf("not_listed[%d]", i)
		switch {
		case !isKnown(n.Metal):
			return key, fmt.Errorf("not_listed: %q is not %s", n.Metal, list)
		case n.Name == "" || n.Country == "":
			return key, errors.New("not_listed: name and country are needed")
		case n.Who == "" || n.Reason == "" || !isDate(n.Date):
			return key, fmt.Errorf("not_listed: %s: who decided, on which date and for what reason is needed", n.Name)
		}
	}
	return "", nil
}

// aboutCompany validates the answers to the questions about the company.
func (r *Rollup) aboutCompany(programme string) (key string, err error) {
	for _, question := range slices.Sorted(maps.Keys(r.Answers)) {
		allowed := []string{cmrt.Yes, cmrt.No}
		switch {
		case question == cmrt.AnnualDisclosure:
			allowed = append(slices.Clone(Disclosures), cmrt.No)
		case question == cmrt.SupplierSurvey:
			allowed = append(slices.Clone(Surveys), cmrt.No)
		case question == cmrt.ValidatedSmeltersRequired && programme == "EMRT":
			allowed = append(allowed, cmrt.Planned)
		}
		if !isCompanyQuestion(programme, question) {
			return "answers." + string(question), fmt.Errorf("answers: there is no question %q about the company", question)
		}
		if !slices.Contains(allowed, r.Answers[question]) {
			return "answers." + string(question), fmt.Errorf("answers: %s: %q is none of %s", question, r.Answers[question], strings.Join(allowed, ", "))
		}
	}
	for _, question := range slices.Sorted(maps.Keys(r.Comments)) {
		if !isCompanyQuestion(programme, question) {
			return "comments." + string(question), fmt.Errorf("comments: there is no question %q about the company", question)
		}
	}
	return "", nil
}

// isCompanyQuestion tells the questions that a programme's newest template asks about the
// company; the EMRT asks for validated smelters per mineral, and the company answers once.
func isCompanyQuestion(programme string, key cmrt.Key) bool {
	return cmrt.AsksCompany(programme, key) || key == cmrt.ValidatedSmeltersRequired && cmrt.AsksOf(programme, key)
}
