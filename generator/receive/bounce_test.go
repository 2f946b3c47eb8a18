package receive

import (
	"encoding/base64"
	"fmt"
	"strings"
	"testing"
)

const (
	letterThatWent = "cmr.2025.2026-01-12.acme.request@corp.example"
	laterLetter    = "cmr.2025.2026-02-02.acme.reminder-1@corp.example"
)

// sentBack is a letter as servers send it back: a reminder, which names the request too.
const sentBack = "From: Corp <cm@corp.example>\nTo: Ann <ann@acme.example>\nSubject: Reminder 1\nMessage-ID: <" + laterLetter + ">\nIn-Reply-To: <" + letterThatWent + ">\nReferences: <" + letterThatWent + ">\n\nDear Ann,\n"

// dsn is a report in the form of RFC 3464.
func dsn(kind, fields, original string) string {
	return "From: MAILER-DAEMON@mx.corp.example (Mail Delivery System)\nDate: Tue, 03 Feb 2026 09:00:00 +0000\nSubject: Undelivered Mail Returned to Sender\nAuto-Submitted: auto-replied\nMIME-Version: 1.0\n" +
		"Content-Type: " + kind + "; boundary=\"B1\"\n\n--B1\nContent-Type: text/plain\n\nThis is the mail system at host mx.corp.example.\n\n--B1\nContent-Type: message/delivery-status\n\n" + fields + "\n--B1\n" + original + "\n--B1--\n"
}

const failedFields = "Reporting-MTA: dns; mx.corp.example\nArrival-Date: Mon, 2 Feb 2026 12:00:00 +0000\n\nFinal-Recipient: rfc822; ann@acme.example\nAction: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 <ann@acme.example>: user\n unknown\n"

// TestReportsThatOutlookSaved are known by their class.
func TestReportsThatOutlookSaved(t *testing.T) {
	for class, want := range map[string]string{"REPORT.IPM.Note.NDR": laterLetter + " [ann@acme.example] 550 5.1.10 not found by SMTP address lookup", "IPM.Note": ""} {
		data := container([]entry{
			{"Root Entry", 5, none, none, 1, nil},
			{msgText + msgClass + "001F", 2, none, 2, none, utf16le(class + "\x00")},
			{msgText + msgReplyTo + "001F", 2, none, 3, none, utf16le("<" + laterLetter + ">\x00")},
			{msgText + msgDisplayTo + "001F", 2, none, 4, none, utf16le("ann@acme.example\x00")},
			{msgText + msgBody + "001F", 2, none, 5, none, utf16le("Remote Server returned '550 5.1.10 not found by SMTP address lookup\nOriginal\x00")},
			{msgProperties, 2, none, none, none, make([]byte, 48)},
		})
		got := ""
		for _, i := range Open("report.msg", data) {
			if i.Kind == Back {
				got += fmt.Sprintf("%s %s %s", i.Report.ID, i.Report.Addresses, i.Report.Why)
			}
		}
		if got != want {
			t.Errorf("%s: %q, want %q", class, got, want)
		}
	}
}

// TestReportsOfMailServers in the form of RFC 3464, and in those that servers invented.
func TestReportsOfMailServers(t *testing.T) {
	whole := "Content-Type: message/rfc822\n\n" + sentBack
	text := func(head, body string) string {
		return "From: " + head + "\nDate: Tue, 03 Feb 2026 09:00:00 +0000\n\n" + body
	}
	for _, tc := range []struct{ name, mail, want string }{
		{"Postfix", dsn("multipart/report; report-type=delivery-status", failedFields, whole), laterLetter + " [ann@acme.example] 2026-02-03 550 5.1.1 <ann@acme.example>: user unknown"},
		{"headers alone", dsn("multipart/report; report-type=delivery-status", failedFields, "Content-Type: text/rfc822-headers\n\n"+sentBack), laterLetter + " [ann@acme.example] 2026-02-03 550 5.1.1 <ann@acme.example>: user unknown"},
		{"without the letter", dsn("multipart/report; report-type=delivery-status", failedFields, "Content-Type: text/plain\n\n"), " [ann@acme.example] 2026-02-03 550 5.1.1 <ann@acme.example>: user unknown"},
		{"not called a report", dsn("multipart/mixed", failedFields, whole), laterLetter + " [ann@acme.example] 2026-02-03 550 5.1.1 <ann@acme.example>: user unknown"},
		{"forwarded by the supplier to nobody", dsn("multipart/report", "Reporting-MTA: dns; x\n\nOriginal-Recipient: rfc822;ann@acme.example\nFinal-Recipient: rfc822;former@elsewhere.example\nAction: FAILED\nStatus: 5.0.0\n", whole), laterLetter + " [ann@acme.example former@elsewhere.example] 2026-02-03 5.0.0"},
		{"one of two", dsn("multipart/report", "Reporting-MTA: dns; x\n\nFinal-Recipient: rfc822;bob@acme.example\nAction: delivered\nStatus: 2.0.0\n\nFinal-Recipient: rfc822;ann@acme.example\nAction: failed\nStatus: 5.2.2 (mailbox full)\n", whole), laterLetter + " [ann@acme.example] 2026-02-03 5.2.2 (mailbox full)"},
		{"still trying", dsn("multipart/report", "Reporting-MTA: dns; x\n\nFinal-Recipient: rfc822;ann@acme.example\nAction: delayed\nStatus: 4.4.1\n", whole), "no failure"},
		{"delivered", dsn("multipart/report", "Reporting-MTA: dns; x\n\nFinal-Recipient: rfc822;ann@acme.example\nAction: relayed\nStatus: 2.0.0\n", whole), "no failure"},
		{"a workbook in what comes back", dsn("multipart/report", failedFields, "Content-Type: message/rfc822\n\nMessage-ID: <"+laterLetter+">\nContent-Type: application/vnd.ms-excel; name=CMRT.xlsx\nContent-Transfer-Encoding: base64\n\n"+base64.StdEncoding.EncodeToString(book(t))), laterLetter + " [ann@acme.example] 2026-02-03 550 5.1.1 <ann@acme.example>: user unknown"},
		{"qmail", text("MAILER-DAEMON@mx.corp.example\nSubject: failure notice", "Hi. This is the qmail-send program at mx.corp.example.\nI'm afraid I wasn't able to deliver your message to the following addresses.\n\n<ann@acme.example>:\n192.0.2.1 does not like recipient.\nRemote host said: 550 no mailbox here by that name\n\n--- Below this line is a copy of the message.\n\n"+sentBack),
			laterLetter + " [ann@acme.example] 2026-02-03 550 no mailbox here by that name"},
		{"Exim", text("Mail Delivery System <Mailer-Daemon@mx.corp.example>\nX-Failed-Recipients: ann@acme.example\nSubject: Mail delivery failed: returning message to sender", "A message that you sent could not be delivered.\n\n  ann@acme.example\n    host mx.acme.example [192.0.2.1]\n    SMTP error: 550 5.1.1 Mailbox does not exist!\n\n------ This is a copy of the message, including all the headers. ------\n\n"+sentBack),
			laterLetter + " [ann@acme.example] 2026-02-03 550 5.1.1 Mailbox does not exist!"},
		{"Exim, which warns", text("Mail Delivery System <Mailer-Daemon@mx.corp.example>\nSubject: Warning: message 1abc delayed 24 hours", "This message has been delayed.\n"), "no failure"},
		{"old sendmail", text("Mail Delivery Subsystem <MAILER-DAEMON@mx.corp.example>\nSubject: Returned mail: User unknown", "   ----- The following addresses had permanent fatal errors -----\n<ann@acme.example>\n\n   ----- Transcript of session follows -----\n550 <ann@acme.example>... User unknown\n\n   ----- Original message follows -----\n\n"+sentBack),
			laterLetter + " [ann@acme.example] 2026-02-03 550 <ann@acme.example>... User unknown"},
		{"in German, packed", text("\"Mail Delivery System\" <mailer-daemon@mail.example>\nSubject: =?utf-8?q?Nachricht_nicht_zugestellt?=\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64", base64.StdEncoding.EncodeToString([]byte("Ihre E-Mail an ann@acme.example konnte nicht zugestellt werden.\n\n"+sentBack))), laterLetter + " [ann@acme.example] 2026-02-03 Nachricht nicht zugestellt"},
		{"in Chinese", text("PostMaster@mail.example\nSubject: =?utf-8?b?"+base64.StdEncoding.EncodeToString([]byte("系统退信"))+"?=\nContent-Type: text/html", "<p>ann@acme.example: 550 Mailbox not found</p>"), " [ann@acme.example] 2026-02-03 550 Mailbox not found</p>"},
		{"passed on whole", string(mixed("Content-Type: message/rfc822", []byte(dsn("multipart/report", failedFields, whole)))), laterLetter + " [ann@acme.example] 2026-02-03 550 5.1.1 <ann@acme.example>: user unknown"},
		{"somebody is away", text("Ann <ann@acme.example>\nReturn-Path: <>\nAuto-Submitted: auto-replied\nSubject: Automatic reply: Reminder 1", "I am back on Monday. bob@acme.example\n"), "a mail"},
		{"somebody writes about it", text("Ann <ann@acme.example>\nSubject: Undeliverable, was: failure notice", "Your mail to bob@acme.example came back? 550\n"), "a mail"},
		{"read", "From: Ann <ann@acme.example>\nContent-Type: multipart/report; report-type=disposition-notification; boundary=B1\n\n--B1\nContent-Type: text/plain\n\nRead.\n--B1\nContent-Type: message/disposition-notification\n\nFinal-Recipient: rfc822;ann@acme.example\nDisposition: manual-action; displayed\n\n--B1--\n", "a mail"},
	} {
		for _, lineEnd := range []string{"\n", "\r\n"} {
			items := Open("report.eml", []byte(strings.ReplaceAll(strings.ReplaceAll(tc.mail, "\r\n", "\n"), "\n", lineEnd)))
			var got []string
			for _, i := range items {
				switch {
				case i.Kind == Back:
					got = append(got, fmt.Sprintf("%s %s %s %s", i.Report.ID, i.Report.Addresses, i.Report.Date, i.Report.Why))
				case strings.Contains(i.Why, "not one of failure"):
					got = append(got, "no failure")
				case i.Kind == Workbook || i.Kind == Locked:
					got = append(got, "a workbook")
				default:
					got = append(got, "a mail")
				}
			}
			if said := strings.Join(got, "; "); said != tc.want {
				t.Errorf("%s: %q\nwant %q", tc.name, said, tc.want)
			}
		}
	}
}
