package letters

import (
	"embed"
	"fmt"
	"maps"
	"path"
	"strings"

	"itron.com/conflict-minerals/generator/campaign"
	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/project"
	"itron.com/conflict-minerals/generator/report"
	"itron.com/conflict-minerals/generator/season"
)

// Letters about a template beside the CMRT have words of their own: those of the project,
// content/letters/emrt-request.md, or where it has none these, which fit any template.
//
//go:embed programme
var programmeWords embed.FS

// named is the name of a kind of letter for the programme of the input.
func (in *Input) named(kind string) string { return lettersOf(in.Year.Asks()) + kind }

// lettersOf begins the names of a programme's letters.
func lettersOf(programme string) string {
	if programme == cmrt.Conflict {
		return ""
	}
	return cmrt.Folder(programme) + "-"
}

// programmes prepares the letters by programmes that the year runs beside the CMRT.
func (m *Mailing) programmes(s *season.Season, y *project.Year) error {
	main, err := s.Year(y.Number)
	if err != nil {
		return err
	}
	beside, err := main.Beside()
	if err != nil {
		return err
	}
	m.in.beside = map[string]*Input{} // shared by the copies
	for _, other := range beside {
		in := m.in
		in.Year, in.Attached = other.Year, Attachment{Programme: other.Asks()}
		if err := in.Templates.lend(in.Year.Asks()); err != nil {
			return err
		}
		if file := other.Settings.Campaign.Template; file != "" {
			data, err := m.Root.ReadFile(file)
			if err == nil {
				in.Attached, err = ReadAttachment(other.Year, data)
			}
			if err != nil {
				return err
			}
		}
		m.in.beside[other.Asks()] = &in
	}
	return nil
}

// lend gives letters about a programme the words that fit any template, in every language
// that there is, but for the kinds of which the project has English words of its own: what
// its suppliers read in other languages would say something else.
func (t Templates) lend(programme string) error {
	files, err := programmeWords.ReadDir("programme")
	if err != nil {
		return fmt.Errorf("read the words of letters: %w", err)
	}
	own := maps.Clone(t)
	for _, f := range files {
		name := lettersOf(programme) + strings.TrimSuffix(f.Name(), ".md")
		kind, _, _ := strings.Cut(name, ".")
		_, inEnglish := own[kind]
		if _, written := own[name]; written || inEnglish {
			continue
		}
		body, err := programmeWords.ReadFile("programme/" + f.Name())
		if err != nil {
			return fmt.Errorf("read the words of a letter: %w", err)
		}
		t[name] = project.Text{File: path.Join(project.LettersDir, name+".md"), Body: string(body)}
	}
	return nil
}

// inputOf is what letters about the letter's programme share.
func (m *Mailing) inputOf(l campaign.Letter) *Input {
	if in := m.in.beside[l.Programme]; in != nil {
		return in
	}
	return &m.in
}

// asks asks for another template in a letter about the first, a paragraph in Markdown.
func (in *Input) asks(lang, kind string) string {
	p, versions := in.Year.Asks(), ""
	base, _, _ := strings.Cut(lang, "-")
	if list := strings.Join(in.Year.Settings.AcceptedVersions, ", "); list != "" {
		versions = ", " + map[string]string{"de": "Version ", "zh": "版本 "}[base] + report.Escape(list)
		if base != "de" && base != "zh" {
			versions = ", version " + report.Escape(list)
		}
	}
	title, minerals := titleOf(p, lang), mineralsOf(p, lang)
	var text string
	switch base {
	case "de":
		text = fmt.Sprintf("Bitte senden Sie uns auch ein ausgefülltes %s (%s%s); darin fragen wir, woher %s stammen. ", title, p, versions, minerals)
	case "zh":
		text = fmt.Sprintf("请同时填写并发送%s（%s%s），其中询问%s的来源。", title, p, versions, minerals)
	default:
		text = fmt.Sprintf("Please send us a completed %s (%s%s) too, which asks about %s. ", title, p, versions, minerals)
	}
	return text + in.Attached.words(kind, lang)
}

// withAlso puts what a letter asks for beside its own template behind its first paragraph.
func (in *Input) withAlso(body string, l campaign.Letter, lang string) string {
	if len(l.Also) == 0 {
		return body
	}
	var more []string
	for _, programme := range l.Also {
		if other := in.beside[programme]; other != nil {
			more = append(more, other.asks(lang, l.Kind))
		}
	}
	blocks := strings.Split(body, "\n\n")
	at := min(2, len(blocks))
	return strings.Join(append(append(blocks[:at:at], more...), blocks[at:]...), "\n\n")
}

// attachments are the empty templates that a letter brings along.
func (in *Input) attachments(l campaign.Letter) (list []Attachment) {
	if in.Attached.with(l.Kind) {
		list = append(list, in.Attached)
	}
	for _, programme := range l.Also {
		if other := in.beside[programme]; other != nil && other.Attached.with(l.Kind) {
			list = append(list, other.Attached)
		}
	}
	return list
}

// about are the programmes of a letter as the outreach log has them: none for the CMRT
// alone.
func about(l campaign.Letter) string {
	return cmrt.Folder(strings.ReplaceAll(l.Templates(), " and ", " "))
}
