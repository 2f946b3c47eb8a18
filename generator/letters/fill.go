package letters

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"itron.com/conflict-minerals/generator/campaign"
	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/finding"
	"itron.com/conflict-minerals/generator/lazyregexp"
	"itron.com/conflict-minerals/generator/report"
)

const braces = `\{\{\s*([^{}]*?)\s*\}\}`

var placeholder = lazyregexp.New(braces)

// endOfSentence is a placeholder with the full stop that may follow it.
var endOfSentence = lazyregexp.New(braces + `\.?`)

// pointsBlock is the passage that lists what a supplier has to correct or is asked.
const pointsBlock = "block points"

// templateWords says where the empty template is: with the letter, or behind a link.
const templateWords = "template"

// daughterWords asks a parent to answer for daughters that cannot be written to.
const daughterWords = "daughters"

// sentences are placeholders that are whole sentences, in Markdown; "" where there is nothing to say.
var sentences = map[string]func(in *Input, l campaign.Letter, lang string) string{
	templateWords: func(in *Input, l campaign.Letter, lang string) string { return in.Attached.words(l.Kind, lang) },
	checkWords:    func(in *Input, l campaign.Letter, lang string) string { return in.checkPage(l.Kind, lang) },
	daughterWords: func(in *Input, l campaign.Letter, lang string) string {
		return joined(lang, handedOn(l.State.HandedOn, in.Year.Asks(), lang), forDaughters(l.State.Daughters, in.Year.Asks(), lang))
	},
}

// article is a template with its article: an EMRT, a CMRT.
func article(programme string) string {
	if strings.ContainsAny(programme[:1], "AEIO") {
		return "an " + programme
	}
	return "a " + programme
}

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
	"versions": func(in *Input, _ campaign.Letter, lang string) string {
		return oneOf(in.Year.Settings.AcceptedVersions, lang)
	},
	"template_name":  func(in *Input, _ campaign.Letter, _ string) string { return in.Year.Asks() },
	"template_title": func(in *Input, _ campaign.Letter, lang string) string { return titleOf(in.Year.Asks(), lang) },
	"minerals":       func(in *Input, _ campaign.Letter, lang string) string { return mineralsOf(in.Year.Asks(), lang) },

	"oldest":      func(in *Input, _ campaign.Letter, lang string) string { return date(in.Year.Oldest, lang) },
	"supplier":    func(_ *Input, l campaign.Letter, _ string) string { return l.State.Supplier.Name },
	"supplier_id": func(_ *Input, l campaign.Letter, _ string) string { return l.State.Supplier.ID },
	"contact": func(_ *Input, l campaign.Letter, _ string) string {
		to := writtenTo(l)
		return cmp.Or(plain(to.Contact), to.Name)
	},
	"email":     func(_ *Input, l campaign.Letter, _ string) string { return orDash(l.State.Supplier.Email) },
	"clause":    func(_ *Input, l campaign.Letter, _ string) string { return orDash(l.State.Supplier.ContractClause) },
	"asked":     func(_ *Input, l campaign.Letter, lang string) string { return orDash(date(l.State.Asked, lang)) },
	"received":  func(_ *Input, l campaign.Letter, lang string) string { return orDash(date(l.State.Received, lang)) },
	"reminders": func(_ *Input, l campaign.Letter, _ string) string { return strconv.Itoa(l.State.Reminders) },
	"number":    func(_ *Input, l campaign.Letter, _ string) string { return strconv.Itoa(max(l.Number, 1)) },
	"file": func(_ *Input, l campaign.Letter, _ string) string {
		var files []string
		for _, b := range l.State.About {
			files = append(files, path.Base(b.Declaration.File))
		}
		return orDash(strings.Join(files, ", "))
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
		case sentences[name] != nil && subject:
			return fmt.Errorf("{{%s}} is a sentence, and stands in the text", name)
		case name != pointsBlock && sentences[name] == nil && words[name] == nil:
			return fmt.Errorf("there is no {{%s}}: letters know %s, %s, and {{%s}} in corrections and questions", name, strings.Join(slices.Sorted(maps.Keys(words)), ", "), strings.Join(slices.Sorted(maps.Keys(sentences)), ", "), pointsBlock)
		}
	}
	if rest := placeholder.ReplaceAllString(line, ""); strings.Contains(rest, "{{") || strings.Contains(rest, "}}") {
		return errors.New("“{{” is not closed by “}}” on the same line")
	}
	return nil
}

// fill puts one letter's values into a text, each through how.
func (in *Input) fill(text string, l campaign.Letter, lang string, how func(string) string) (filled string, err error) {
	filled = endOfSentence.ReplaceAllStringFunc(text, func(m string) string {
		name, stop := placeholder.FindStringSubmatch(m)[1], m[strings.LastIndexByte(m, '}')+1:]
		if name == pointsBlock {
			return in.points(l, lang) + stop
		}
		if sentence := sentences[name]; sentence != nil {
			return sentence(in, l, lang) + stop
		}
		value := plain(words[name](in, l, lang))
		if why := needed[name]; value == "" && why != "" {
			err = errors.Join(err, fmt.Errorf("{{%s}}: %s", name, why))
		}
		if strings.HasSuffix(value, ".") { // “Acme Inc.” ends the sentence, too
			stop = ""
		}
		return how(value) + stop
	})
	return filled, err
}

// lead are words between the points of a letter.
type lead struct{ look, why, do string }

// leads are the words between the points of a letter, by language.
var leads = map[string]lead{
	"en": {"Please look at these points also. They may be right as they are; if so, tell us.", "Why:", "What to do:"},
	"de": {"Bitte sehen Sie sich auch diese Punkte an. Sie können richtig sein; dann sagen Sie es uns bitte.", "Warum:", "Was zu tun ist:"},
	"zh": {"请同时查看以下各点。如内容无误，请告知我们。", "原因：", "请您："},
}

// points is what a supplier has to correct or is asked, in Markdown. It stays English: so
// do the rules' explanations, and the sheets and cells have the same names in every
// language.
func (in *Input) points(l campaign.Letter, lang string) string {
	base, _, _ := strings.Cut(lang, "-")
	words, ok := leads[base]
	if !ok {
		words = leads["en"]
	}
	var b strings.Builder
	number := 0
	for _, book := range l.State.About {
		c := campaign.Correction{Declaration: book.Declaration, Rules: in.Rules, Findings: campaign.FindingsFor(in.Rules, book.Findings)}
		if l.Kind == campaign.ToQuestion {
			c.Findings = slices.DeleteFunc(slices.Clone(l.State.Questions), func(f finding.Finding) bool { return len(l.State.About) > 1 && f.File != book.Declaration.File })
		}
		list := c.Points()
		if len(l.State.About) > 1 && len(list) > 0 {
			b.WriteString(heading(book.Declaration))
		}
		number = in.pointsOf(&b, list, l.Kind, words, number)
	}
	return strings.TrimSpace(b.String())
}

// heading says which of several declarations the points below it are about.
func heading(d cmrt.Declaration) string {
	about := literal(path.Base(d.File))
	if name := plain(d.Company.Name); name != "" {
		about += " (" + literal(name) + ")"
	}
	return "**" + about + "**\n\n"
}

// pointsOf writes the points of one declaration, numbered on from those before it.
func (in *Input) pointsOf(b *strings.Builder, list []campaign.Point, kind string, words lead, number int) int {
	for i, p := range list {
		if !p.Must && (i == 0 || list[i-1].Must) && kind != campaign.ToQuestion {
			b.WriteString(words.look + "\n\n")
		}
		number++
		lead := fmt.Sprintf("%d. ", number)
		indent := strings.Repeat(" ", len(lead))
		for _, at := range p.At {
			b.WriteString(lead + literal(at) + "\n\n")
			lead = indent
		}
		if p.Why != "" {
			fmt.Fprintf(b, "%s*%s* %s\n\n", indent, words.why, literal(p.Why))
		}
		fmt.Fprintf(b, "%s*%s* %s\n\n", indent, words.do, literal(p.Fix))
	}
	return number
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
