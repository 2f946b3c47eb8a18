package letters

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	netmail "net/mail"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"itron.com/conflict-minerals/generator/campaign"
	"itron.com/conflict-minerals/generator/project"
	"itron.com/conflict-minerals/generator/tables"
)

// TestTheTemplateComesWithTheLetter: requests and reminders bring it along where the project
// holds it, and say so; all else, and all where it does not, links to it.
func TestTheTemplateComesWithTheLetter(t *testing.T) {
	read := python(t)
	file := bytes.Repeat([]byte("\x00\xffPK\r\n--cmr-"), 5_000)
	for _, tc := range []struct {
		kind, lang string
		held       bool
		says       string
		parts      string
	}{
		{campaign.ToAsk, "en", true, "An empty CMRT (version 6.5) is attached to this message.", "multipart/mixed multipart/alternative text/plain text/html application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
		{campaign.ToRemind, "de", true, "Ein leeres CMRT (Version 6.5) hängt an dieser Nachricht.", "multipart/mixed multipart/alternative text/plain text/html application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
		{campaign.ToAsk, "zh", true, "空白 CMRT 模板（版本 6.5）见本邮件附件。", "multipart/mixed multipart/alternative text/plain text/html application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
		{campaign.ToAsk, "en", false, "An empty CMRT is free of charge from the Responsible Minerals Initiative <https://", "multipart/alternative text/plain text/html"},
		{campaign.ToRemind, "zh", false, "空白 CMRT 模板可从负责任矿物计划（RMI） <https://", "multipart/alternative text/plain text/html"},
		{campaign.ToAsk, "de-AT", false, "Ein leeres CMRT gibt es kostenlos bei der Responsible Minerals Initiative <https://", "multipart/alternative text/plain text/html"},
		{campaign.ToThank, "en", true, "accept it for 2025", "multipart/alternative text/plain text/html"},
	} {
		in := example(t)
		if tc.held {
			in.Attached = Attachment{Name: "RMI_CMRT_6.5.xlsx", Version: "6.5", Data: file}
		}
		l := letterOf(tc.kind, tables.Supplier{ID: "acme", Name: "Acme", Email: "a@acme.example", Language: tc.lang})
		m, err := in.Mail(l)
		if err != nil {
			t.Fatal(err)
		}
		if again, _ := in.Mail(l); !bytes.Equal(again.Data, m.Data) {
			t.Errorf("%s %s: the same inputs gave other bytes", tc.kind, tc.lang)
		}
		got := read(t, m.Data)
		flat := strings.Join(strings.Fields(got.Text), " ")
		if base := strings.ReplaceAll(got.Text, "\n", ""); !strings.Contains(flat, tc.says) && !strings.Contains(base, tc.says) {
			t.Errorf("%s %s: %q is missing:\n%s", tc.kind, tc.lang, tc.says, got.Text)
		}
		if parts := strings.Join(got.Parts, " "); parts != tc.parts || len(got.Defects) > 0 {
			t.Errorf("%s %s: %s, %v", tc.kind, tc.lang, parts, got.Defects)
		}
		if attached := attachmentOf(t, m.Data); tc.held && tc.kind != campaign.ToThank != bytes.Equal(attached, file) {
			t.Errorf("%s %s: %d bytes are attached, want %d", tc.kind, tc.lang, len(attached), len(file))
		}
		for line := range bytes.Lines(m.Data) {
			if len(line) > 1000 {
				t.Errorf("%s %s: a line of %d bytes", tc.kind, tc.lang, len(line))
			}
		}
	}
}

// attachmentOf is the last part of a mail, decoded.
func attachmentOf(t *testing.T, data []byte) []byte {
	t.Helper()
	m, err := netmail.ReadMessage(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	media, params, err := mime.ParseMediaType(m.Header.Get("Content-Type"))
	if err != nil || media != "multipart/mixed" {
		return nil
	}
	var last []byte
	for r := multipart.NewReader(m.Body, params["boundary"]); ; {
		p, err := r.NextPart()
		if errors.Is(err, io.EOF) {
			return last
		}
		if err != nil {
			t.Fatal(err)
		}
		if last, err = io.ReadAll(base64.NewDecoder(base64.StdEncoding, p)); err != nil {
			last = nil // the text is not packed
		}
	}
}

// TestDraftsForOutlook open as mails to send, and are otherwise the same.
func TestDraftsForOutlook(t *testing.T) {
	in := example(t)
	m, err := in.Mail(letterOf(campaign.ToAsk, tables.Supplier{ID: "acme", Name: "Acme", Email: "a@acme.example"}))
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(in.draft(m), m.Data) || bytes.Contains(m.Data, []byte("X-Unsent")) {
		t.Error("a draft for any mail program is the mail")
	}
	in.Registrant.Mail.Drafts = "outlook"
	if got := in.draft(m); string(got) != "X-Unsent: 1\r\n"+string(m.Data) {
		t.Errorf("%.100s", got)
	}
}

// TestWhatWasSentIsKept as text, with the hash of the mail and of what came with it.
func TestWhatWasSentIsKept(t *testing.T) {
	in := example(t)
	in.Attached = Attachment{Name: "CMRT.xlsx", Version: "6.5", Data: []byte("template")}
	m, err := in.Mail(letterOf(campaign.ToRemind, tables.Supplier{ID: "acme", Name: "Acme", Email: "a@acme.example", Language: "de"}))
	if err != nil {
		t.Fatal(err)
	}
	if got, want := sentFile(2025, m.ID), "data/2025/letters/2026-02-02-acme-reminder-2.txt"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	got := string(in.sentText(m, m.Data))
	for _, want := range []string{"Message-ID: <" + m.ID + ">\n", "To: a@acme.example\n", "Subject: Erinnerung 2:", fmt.Sprintf("SHA-256 of the mail: %x\n", sha256.Sum256(m.Data)),
		fmt.Sprintf("Attached: CMRT.xlsx, SHA-256 %x\n\nGuten Tag", sha256.Sum256([]byte("template")))} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is missing:\n%s", want, got)
		}
	}
}

// TestOnlyAnEmptyTemplateIsAttached, of a version that the year accepts.
func TestOnlyAnEmptyTemplateIsAttached(t *testing.T) {
	y := &project.Year{Number: 2025}
	y.Settings.Campaign.Template, y.Settings.AcceptedVersions = "content/templates/x.xlsx", []string{"6.5"}
	_, err := ReadAttachment(y, []byte("no workbook"))
	var at *project.InputError
	if !errors.As(err, &at) || at.File != "content/templates/x.xlsx" {
		t.Errorf("%v", err)
	}
	files, _ := filepath.Glob("../../../shared/cmrt/templates/RMI_CMRT_6.*.xlsx")
	if len(files) == 0 {
		t.Log("../shared is absent: no official template is tried")
	}
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		_, version, _ := strings.Cut(strings.TrimSuffix(filepath.Base(f), ".xlsx"), "CMRT_")
		y.Settings.AcceptedVersions = []string{version}
		a, err := ReadAttachment(y, data)
		if err != nil || a.Version != version || a.Name != "x.xlsx" {
			t.Errorf("%s: %v, version %s", f, err, a.Version)
		}
		for _, name := range []string{"冲突.xlsx", "a\tb.xlsx", `a"b.xlsx`, `a\b.xlsx`, "café.xlsx"} { // not every mail program shows these
			y.Settings.Campaign.Template = "content/templates/" + name
			if a, err := ReadAttachment(y, data); err != nil || a.Name != "CMRT_"+version+".xlsx" {
				t.Errorf("%q is sent as %q: %v", name, a.Name, err)
			}
		}
		y.Settings.Campaign.Template = "content/templates/x.xlsx"
		y.Settings.AcceptedVersions = []string{"3.02"}
		if _, err := ReadAttachment(y, data); err == nil || !strings.Contains(err.Error(), "2025 accepts 3.02") {
			t.Errorf("%s: another version than the year accepts: %v", f, err)
		}
	}
	if !slices.Contains(Kinds, campaign.ToQuestion) {
		t.Error("there are no letters of questions")
	}
}
