package main

import (
	"errors"
	"fmt"
	"time"

	"itron.com/conflict-minerals/generator/folder"
	"itron.com/conflict-minerals/generator/letters"
	"itron.com/conflict-minerals/generator/text"
)

type lettersCmd struct {
	Year    int           `arg:"" help:"Reporting year."`
	AsOf    string        `help:"The day of the letters; default: today." placeholder:"YYYY-MM-DD"`
	Out     string        `help:"Folder for the mails; default: build/YEAR/letters." placeholder:"DIR" type:"path"`
	Record  bool          `help:"Log the letters as sent: you send the files yourself." xor:"do"`
	Send    bool          `help:"Send the letters over the server in CMR_SMTP_HOST, and log each." xor:"do"`
	Only    []string      `help:"Suppliers to write to; all others are left out this time." placeholder:"ID,…"`
	Skip    []string      `help:"Suppliers to leave out this time." placeholder:"ID,…"`
	Sent    []string      `help:"After a send that was broken off: this letter did arrive." placeholder:"ID" sep:"none"`
	NotSent []string      `help:"After a send that was broken off: this letter did not arrive." placeholder:"ID" sep:"none"`
	Rate    float64       `help:"Maximum number of letters a minute." default:"30"`
	Wait    time.Duration `help:"How long to wait before a letter is tried again; twice as long each time, four times." default:"15s"`
}

// Run writes the letters that are due on a day, and where it is told to, logs or sends
// them. Without --record and --send nothing but the drafts is written.
func (cmd *lettersCmd) Run(c *cli, std stdio) error {
	if cmd.Rate <= 0 || cmd.Wait < 0 {
		return fmt.Errorf("%w: --rate must be more than 0, and --wait not less", errUsage)
	}
	day, err := asOf(cmd.AsOf)
	if err != nil {
		return err
	}
	p, err := c.open(std, takeKept)
	if err != nil {
		return err
	}
	if cmd.Out == "" {
		cmd.Out = p.root.Path(fmt.Sprintf("build/%d/letters", cmd.Year))
	}
	m := &letters.Mailing{Root: p.root, Day: day, At: moment(day, cmd.Send), Today: today(), Rules: catalogue(),
		Only: cmd.Only, Skip: cmd.Skip, Sent: cmd.Sent, NotSent: cmd.NotSent, Rate: cmd.Rate, Wait: cmd.Wait,
		Drafts: func() (*folder.Folder, error) { return folder.Make(relative(cmd.Out)) },
		Tell:   func(format string, args ...any) { fmt.Fprintf(std.Out, format+"\n", args...) },
		Warn:   func(format string, args ...any) { fmt.Fprintf(std.Err, "cmr: "+format+"\n", args...) }}
	defer m.Close()
	if err = m.Open(p.season, cmd.Year); err == nil {
		err = cmd.finish(m, std)
	}
	if errors.Is(err, letters.ErrUsage) {
		return asUsage(err)
	}
	if err == nil && m.Held > 0 {
		err = errLook
	}
	return err
}

// finish does with the letters that are due what the flags say.
func (cmd *lettersCmd) finish(m *letters.Mailing, std stdio) error {
	switch {
	case cmd.Send:
		s, err := server()
		if err != nil {
			return err
		}
		return m.Send(s)
	case cmd.Record:
		return m.Record()
	case len(m.Due) > 0:
		fmt.Fprintf(std.Out, "%s: %d. Nothing is logged or sent: --record logs them as sent, --send sends them.\n", text.Visible(relative(cmd.Out)), len(m.Due))
	default:
		fmt.Fprintln(std.Out, "No letter is due."+m.Begins())
	}
	return nil
}

// moment is what the mail's header says as Date: the time at which it is sent, or for
// another day than today, or a draft, noon, so that same inputs give same bytes.
func moment(day string, send bool) time.Time {
	if now := time.Now(); send && day == now.Format(time.DateOnly) {
		return now
	}
	t, _ := time.Parse(time.DateOnly, day) // asOf has seen to it
	return t.Add(12 * time.Hour)
}
