package letters

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"itron.com/conflict-minerals/generator/campaign"
	"itron.com/conflict-minerals/generator/lazyregexp"
	"itron.com/conflict-minerals/generator/report"
)

var placeholder = lazyregexp.New(`\{\{\s*([^{}]*?)\s*\}\}`)

// pointsBlock is the passage that lists what a supplier has to correct or is asked.
const pointsBlock = "block points"

// templateWords says where the empty template is: with the letter, or behind a link.
const templateWords = "template"

// words gives every placeholder and what it stands for in one letter. Its keys are
// those of content/README.md.
var words = map[string]func(in *Input, l campaign.Letter, lang string) string{
	"name":       func(in *Input, _ campaign.Letter, _ string) string { return in.Registrant.Name },
	"short_name": func(in *Input, _ campaign.Letter, _ string) string { return in.Registrant.ShortName },
	"sender":     func(in *Input, _ campaign.Letter, _ string) string { return in.Registrant.Mail.Name },
	"reply_to":   func(in *Input, _ campaign.Letter, _ string) string { return in.Registrant.Mail.ReplyTo },
	"year":       func(in *Input, _ campaign.Letter, _ string) string { return strconv.Itoa(in.Year.Number) },
	"next_year":  func(in *Input, _ campaign.Letter, _ string) string { return strconv.Itoa(in.Year.Number + 1) },
	"due":        func(in *Input, _ campaign.Letter, lang string) string { return date(in.due(), lang) },
	"versions": func(in *Input, _ campaign.Letter, _ string) string {
		return strings.Join(in.Year.Settings.AcceptedVersions, ", ")
	},
	"oldest":      func(in *Input, _ campaign.Letter, lang string) string { return date(in.Year.Oldest, lang) },
	"supplier":    func(_ *Input, l campaign.Letter, _ string) string { return l.State.Supplier.Name },
	"supplier_id": func(_ *Input, l campaign.Letter, _ string) string { return l.State.Supplier.ID },
	"contact": func(_ *Input, l campaign.Letter, _ string) string {
		if c := plain(l.State.Supplier.Contact); c != "" {
			return c
		}
		return l.State.Supplier.Name
	},
	"email":     func(_ *Input, l campaign.Letter, _ string) string { return orDash(l.State.Supplier.Email) },
	"clause":    func(_ *Input, l campaign.Letter, _ string) string { return orDash(l.State.Supplier.ContractClause) },
	"asked":     func(_ *Input, l campaign.Letter, lang string) string { return orDash(date(l.State.Asked, lang)) },
	"received":  func(_ *Input, l campaign.Letter, lang string) string { return orDash(date(l.State.Received, lang)) },
	"reminders": func(_ *Input, l campaign.Letter, _ string) string { return strconv.Itoa(l.State.Reminders) },
	"number":    func(_ *Input, l campaign.Letter, _ string) string { return strconv.Itoa(max(l.Number, 1)) },
	"file": func(_ *Input, l campaign.Letter, _ string) string {
		if l.State.Book == nil {
			return "–"
		}
		file := l.State.Book.Declaration.File
		return file[strings.LastIndexByte(file, '/')+1:]
	},
}

// due is the day that a letter asks for: that of the year, and where it is less than a
// week away or over, two weeks after the letter, at the latest the cut-off. Nobody is
// asked to answer by a day that is past.
func (in *Input) due() string {
	s := in.Year.Settings
	if campaign.WeeksLater(in.Day, 1) <= s.Campaign.Due {
		return s.Campaign.Due
	}
	return min(max(s.Campaign.Due, campaign.WeeksLater(in.Day, 2)), s.CutOff)
}

func orDash(s string) string {
	if s == "" {
		return "–"
	}
	return s
}

// needed says where a word comes from that must not be blank.
var needed = map[string]string{
	"versions": "accepted_versions in year.yaml names none, and letters ask for them",
	"due":      "campaign.due in year.yaml is not set",
}

// placeholders checks one line of a template.
func placeholders(line, kind string, subject bool) error {
	for _, m := range placeholder.FindAllStringSubmatch(line, -1) {
		switch name := m[1]; {
		case name == pointsBlock && (subject || kind != campaign.ToCorrect && kind != campaign.ToQuestion || strings.TrimSpace(line) != m[0]):
			return fmt.Errorf("{{%s}} stands on a line of its own, in corrections and questions", name)
		case (name == templateWords || name == checkWords) && subject:
			return fmt.Errorf("{{%s}} is a sentence, and stands in the text", name)
		case name != pointsBlock && name != templateWords && name != checkWords && words[name] == nil:
			return fmt.Errorf("there is no {{%s}}: letters know %s, %s, %s, and {{%s}} in corrections and questions", name, strings.Join(slices.Sorted(maps.Keys(words)), ", "), templateWords, checkWords, pointsBlock)
		}
	}
	if rest := placeholder.ReplaceAllString(line, ""); strings.Contains(rest, "{{") || strings.Contains(rest, "}}") {
		return errors.New("“{{” is not closed by “}}” on the same line")
	}
	return nil
}

// fill puts one letter's values into a text, each through how.
func (in *Input) fill(text string, l campaign.Letter, lang string, how func(string) string) (filled string, err error) {
	filled = placeholder.ReplaceAllStringFunc(text, func(m string) string {
		name := placeholder.FindStringSubmatch(m)[1]
		if name == pointsBlock {
			return in.points(l, lang)
		}
		if name == templateWords {
			return in.Attached.words(l.Kind, lang)
		}
		if name == checkWords {
			return in.checkPage(l.Kind, lang)
		}
		value := plain(words[name](in, l, lang))
		if why := needed[name]; value == "" && why != "" {
			err = errors.Join(err, fmt.Errorf("{{%s}}: %s", name, why))
		}
		return how(value)
	})
	return filled, err
}

// leads are the words between the points of a letter, by language.
var leads = map[string]struct{ look, why, do string }{
	"en": {"Please look at these points also. They may be right as they are; if so, tell us.", "Why:", "What to do:"},
	"de": {"Bitte sehen Sie sich auch diese Punkte an. Sie können richtig sein; dann sagen Sie es uns bitte.", "Warum:", "Was zu tun ist:"},
	"zh": {"请同时查看以下各点。如内容无误，请告知我们。", "原因：", "请您："},
}

// points is what a supplier has to correct or is asked, in Markdown. It stays English: so
// do the rules' explanations, and the sheets and cells have the same names in every
// language.
func (in *Input) points(l campaign.Letter, lang string) string {
	if l.State.Book == nil {
		return ""
	}
	c := campaign.Correction{Declaration: l.State.Book.Declaration, Rules: in.Rules, Findings: campaign.FindingsFor(in.Rules, l.State.Book.Findings)}
	if l.Kind == campaign.ToQuestion {
		c.Findings = l.State.Questions
	}
	base, _, _ := strings.Cut(lang, "-")
	words, ok := leads[base]
	if !ok {
		words = leads["en"]
	}
	var b strings.Builder
	list := c.Points()
	for i, p := range list {
		if !p.Must && (i == 0 || list[i-1].Must) && l.Kind != campaign.ToQuestion {
			b.WriteString(words.look + "\n\n")
		}
		lead := fmt.Sprintf("%d. ", i+1)
		indent := strings.Repeat(" ", len(lead))
		for _, at := range p.At {
			b.WriteString(lead + literal(at) + "\n\n")
			lead = indent
		}
		if p.Why != "" {
			fmt.Fprintf(&b, "%s*%s* %s\n\n", indent, words.why, literal(p.Why))
		}
		fmt.Fprintf(&b, "%s*%s* %s\n\n", indent, words.do, literal(p.Fix))
	}
	return strings.TrimSpace(b.String())
}

// literal writes a text so that Markdown shows it as it is: on one line, and no mark of
// a list, a heading or a link at work in it.
func literal(s string) string {
	s = report.Escape(plain(s))
	if m := listMark.FindStringIndex(s); m != nil {
		s = s[:m[1]-1] + `\` + s[m[1]-1:]
	}
	return s
}

// listMark ends with the character that makes a list or heading of a line that begins so.
var listMark = lazyregexp.New(`^(?:[-+=]|\d{1,9}[.)])`)

// plain makes one line of what somebody typed, without characters that nobody sees.
func plain(text string) string {
	text = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Zl, r) || unicode.Is(unicode.Zp, r) {
			return ' '
		}
		return r
	}, text)
	return strings.Join(strings.Fields(text), " ")
}

var germanMonths = []string{"Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember"}

// date writes a day as people of a language do; in languages not known here as it is
// kept, 2026-04-30, which is read everywhere.
func date(day, lang string) string {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return ""
	}
	switch base, _, _ := strings.Cut(lang, "-"); base {
	case "en":
		return report.Date(day)
	case "de":
		return fmt.Sprintf("%d. %s %d", t.Day(), germanMonths[t.Month()-1], t.Year())
	case "zh":
		return t.Format("2006年1月2日")
	}
	return day
}
