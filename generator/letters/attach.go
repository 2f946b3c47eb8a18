package letters

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/wneessen/go-mail"

	"itron.com/conflict-minerals/generator/campaign"
	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/project"
	"itron.com/conflict-minerals/generator/report"
)

// Attachment is the empty template that requests and reminders bring along, where the
// project holds it. The program has none.
type Attachment struct {
	Name    string // of the file
	Version string // of the template
	Data    []byte
}

// templatePage is where the template is free of charge.
const templatePage = "https://www.responsiblemineralsinitiative.org/reporting-templates/cmrt/"

// ReadAttachment judges the file that year.yaml names: an empty template of a version that
// the year accepts.
func ReadAttachment(y *project.Year, data []byte) (Attachment, error) {
	file := y.Settings.Campaign.Template
	wrong := func(format string, args ...any) (Attachment, error) {
		return Attachment{}, &project.InputError{File: file, Err: fmt.Errorf(format, args...)}
	}
	d := cmrt.Read(file, data)
	switch v := d.Template.Version; {
	case !d.Readable() || d.Template.Type != "CMRT":
		return wrong("campaign.template is no CMRT that can be read")
	case !slices.Contains(y.Settings.AcceptedVersions, v):
		return wrong("campaign.template is version %s, and %d accepts %s", v, y.Number, strings.Join(y.Settings.AcceptedVersions, ", "))
	case strings.TrimSpace(d.Company.Name) != "" || len(d.Smelters) > 0:
		return wrong("campaign.template is filled in (company %q, %d smelters): suppliers get an empty one", d.Company.Name, len(d.Smelters))
	default:
		name := path.Base(file)
		if strings.ContainsFunc(name, func(r rune) bool { return r < ' ' || r > '~' || r == '"' || r == '\\' }) {
			name = "CMRT_" + v + ".xlsx" // a name that every mail program shows
		}
		return Attachment{Name: name, Version: v, Data: data}, nil
	}
}

// with tells whether letters of a kind bring it along.
func (a Attachment) with(kind string) bool {
	return a.Data != nil && (kind == campaign.ToAsk || kind == campaign.ToRemind)
}

// words says in Markdown where the empty template is.
func (a Attachment) words(kind, lang string) string {
	base, _, _ := strings.Cut(lang, "-")
	switch with := a.with(kind); {
	case with && base == "de":
		return fmt.Sprintf("Ein leeres CMRT (Version %s) hängt an dieser Nachricht.", report.Escape(a.Version))
	case with && base == "zh":
		return fmt.Sprintf("空白 CMRT 模板（版本 %s）见本邮件附件。", report.Escape(a.Version))
	case with:
		return fmt.Sprintf("An empty CMRT (version %s) is attached to this message.", report.Escape(a.Version))
	case base == "de":
		return "Ein leeres CMRT gibt es kostenlos bei der [Responsible Minerals Initiative](" + templatePage + ")."
	case base == "zh":
		return "空白 CMRT 模板可从[责任矿产倡议组织（RMI）](" + templatePage + ")免费下载。"
	}
	return "An empty CMRT is free of charge from the [Responsible Minerals Initiative](" + templatePage + ")."
}

// attach puts a letter and the template into one mail. The library sets one boundary in a
// mail, and a random one in every other; so the letter goes in as it was rendered, under
// its own.
func (m *Mail) attach(a Attachment, boundary string) error {
	var b bytes.Buffer
	if _, err := m.msg.WriteTo(&b); err != nil {
		return fmt.Errorf("write mail: %w", err)
	}
	_, body, ok := bytes.Cut(b.Bytes(), []byte("\r\n\r\n"))
	if !ok {
		return fmt.Errorf("write mail: it has no text")
	}
	m.msg.SetBodyString(mail.ContentType("multipart/alternative; boundary=\""+boundary+"\""), string(body), mail.WithPartEncoding(mail.NoEncoding))
	sum := sha256.Sum256([]byte(boundary))
	m.msg.SetBoundary(fmt.Sprintf("cmr-%x", sum[:16]))
	return m.msg.AttachReader(a.Name, bytes.NewReader(a.Data), mail.WithFileContentType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"))
}
