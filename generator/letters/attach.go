package letters

import (
	"bytes"
	"cmp"
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
	Programme string // "": CMRT

	Name    string // of the file
	Version string // of the template
	Data    []byte
}

// templatePages is where the templates are free of charge.
const templatePages = "https://www.responsiblemineralsinitiative.org/reporting-templates/"

// ReadAttachment judges the file that year.yaml names: an empty template of a version that
// the year accepts.
func ReadAttachment(y *project.Year, data []byte) (Attachment, error) {
	file := y.Settings.Campaign.Template
	wrong := func(format string, args ...any) (Attachment, error) {
		return Attachment{}, &project.InputError{File: file, Err: fmt.Errorf(format, args...)}
	}
	kind := y.Asks()
	d := cmrt.ReadAs(kind, file, data)
	switch v := d.Template.Version; {
	case !d.Readable() || d.Template.Type != kind:
		return wrong("campaign.template is no %s that can be read", kind)
	case !slices.Contains(y.Settings.AcceptedVersions, v):
		return wrong("campaign.template is version %s, and %d accepts %s", v, y.Number, strings.Join(y.Settings.AcceptedVersions, ", "))
	case strings.TrimSpace(d.Company.Name) != "" || len(d.Smelters) > 0:
		return wrong("campaign.template is filled in (company %q, %d smelters): suppliers get an empty one", d.Company.Name, len(d.Smelters))
	default:
		name := path.Base(file)
		if strings.ContainsFunc(name, func(r rune) bool { return r < ' ' || r > '~' || r == '"' || r == '\\' }) {
			name = kind + "_" + v + ".xlsx" // a name that every mail program shows
		}
		return Attachment{Programme: kind, Name: name, Version: v, Data: data}, nil
	}
}

// with tells whether letters of a kind bring it along.
func (a Attachment) with(kind string) bool {
	return a.Data != nil && (kind == campaign.ToAsk || kind == campaign.ToRemind)
}

// words says in Markdown where the empty template is.
func (a Attachment) words(kind, lang string) string {
	base, _, _ := strings.Cut(lang, "-")
	name := cmp.Or(a.Programme, cmrt.Conflict)
	page := templatePages + cmrt.Folder(name) + "/"
	switch with := a.with(kind); {
	case with && base == "de":
		return fmt.Sprintf("Ein leeres %s (Version %s) hängt an dieser Nachricht.", name, report.Escape(a.Version))
	case with && base == "zh":
		return fmt.Sprintf("空白 %s 模板（版本 %s）见本邮件附件。", name, report.Escape(a.Version))
	case with:
		return fmt.Sprintf("An empty %s (version %s) is attached to this message.", name, report.Escape(a.Version))
	case base == "de":
		return "Ein leeres " + name + " gibt es kostenlos bei der [Responsible Minerals Initiative](" + page + ")."
	case base == "zh":
		return "空白 " + name + " 模板可从[负责任矿物计划（RMI）](" + page + ")免费下载。"
	}
	return "An empty " + name + " is free of charge from the [Responsible Minerals Initiative](" + page + ")."
}

// attach puts a letter and the templates into one mail. The library sets one boundary in a
// mail, and a random one in every other; so the letter goes in as it was rendered, under
// its own.
func (m *Mail) attach(list []Attachment, boundary string) error {
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
	for _, a := range list {
		if err := m.msg.AttachReader(a.Name, bytes.NewReader(a.Data), mail.WithFileContentType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")); err != nil {
			return fmt.Errorf("attach template: %w", err)
		}
	}
	return nil
}
