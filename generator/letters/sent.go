package letters

import (
	"crypto/sha256"
	"fmt"
	"path"
	"strconv"
	"strings"

	"itron.com/conflict-minerals/generator/project"
)

// sentFile is where the text of a letter that was sent is kept, by its Message-ID: with the
// year's data, so that git keeps it, and shows what a supplier was told.
func sentFile(year int, id string) string {
	name, _, _ := strings.Cut(strings.TrimPrefix(id, fmt.Sprintf("cmr.%d.", year)), "@")
	return path.Join("data", strconv.Itoa(year), "letters", strings.ReplaceAll(name, ".", "-")+".txt")
}

// sentText is a letter as it was sent: what its header says, what it brings along, its text,
// and the SHA-256 of the mail as a whole.
func (in *Input) sentText(m Mail, data []byte) []byte {
	var b strings.Builder
	from := in.Registrant.Mail
	fmt.Fprintf(&b, "Message-ID: <%s>\nDate: %s\nFrom: %s <%s>\nTo: %s\nSubject: %s\nSHA-256 of the mail: %x\n", m.ID, in.Day, plain(from.Name), from.From, m.To, m.Subject, sha256.Sum256(data))
	for _, a := range in.attachments(m.Letter) {
		fmt.Fprintf(&b, "Attached: %s, SHA-256 %x\n", plain(a.Name), sha256.Sum256(a.Data))
	}
	b.WriteString("\n" + m.Text)
	return []byte(b.String())
}

// keepText keeps the text of a letter; data are the bytes of the mail.
func (m *Mailing) keepText(mail Mail, data []byte) error {
	return m.Root.WriteSynced(sentFile(m.year.Number, mail.ID), m.in.sentText(mail, data))
}

// dropText forgets the text of a letter that was not sent.
func (m *Mailing) dropText(y *project.Year, id string) error {
	return m.Root.Remove(sentFile(y.Number, id))
}
