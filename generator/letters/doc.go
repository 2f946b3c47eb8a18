// Package letters writes the letters of a year's survey as mails, and hands a mail
// to a server.
//
// Package campaign decides what is due to whom. The words are people's:
// Markdown templates in content/letters, one a kind and language, with placeholders.
// What suppliers wrote is put in as text, never as Markdown, HTML or a header. Mails
// are functions of their inputs, byte for byte; nothing here reads a clock, and what
// has been sent is known from the outreach log alone, which main keeps.
package letters

import (
	"time"

	"itron.com/conflict-minerals/generator/campaign"
	"itron.com/conflict-minerals/generator/finding"
	"itron.com/conflict-minerals/generator/project"
)

// Kinds are the letters that there are templates for, in the order of a campaign.
var Kinds = []string{campaign.ToAsk, campaign.ToRemind, campaign.ToCorrect, campaign.ToQuestion, campaign.ToThank, campaign.ToEscalate}

// Input is what all letters of a day share.
type Input struct {
	Registrant project.Registrant
	Year       *project.Year
	Rules      []finding.Rule // the catalogue, for the explanations in corrections
	Templates  Templates
	Attached   Attachment // the empty template; its zero value where the project holds none
	CheckPage  string     // address of the page on which workbooks are checked by this year; "": none
	Day        string     // YYYY-MM-DD, by which the outreach log knows the letter
	At         time.Time  // the moment in the mail's header Date

	beside map[string]*Input // of programmes beside the CMRT
}
