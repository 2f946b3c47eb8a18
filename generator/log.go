package main

import (
	"errors"
	"fmt"
	"slices"

	"itron.com/conflict-minerals/generator/campaign"
	"itron.com/conflict-minerals/generator/outreach"
	"itron.com/conflict-minerals/generator/project"
	"itron.com/conflict-minerals/generator/text"
)

type logCmd struct {
	Year     int    `arg:"" help:"The reporting year."`
	Supplier string `arg:"" optional:"" help:"Id on the roster."`
	What     string `arg:"" optional:"" help:"A message by phone, post, portal or email; or what came of one: refused, promised, answered, bounced." enum:"phone,post,portal,email,refused,promised,answered,bounced," default:""`
	Date     string `help:"The day; otherwise today." placeholder:"DATE"`
	Until    string `help:"The day by which an answer was promised; otherwise in two weeks." placeholder:"DATE"`
	Kind     string `help:"What the message was: ${enum}; otherwise what the supplier was due, and of one that bounced the last." enum:"request,reminder,correction,questions,escalation,thanks," default:""`
	Channel  string `help:"By which a reply came: ${enum}." enum:"email,phone,post,portal" default:"email"`
	Note     string `help:"What there is to say." placeholder:"TEXT"`

	byProgramme
	logCustomer
}

// Run logs one message, or what came of one, and says where the supplier stands now.
func (cmd *logCmd) Run(c *cli, std stdio) error {
	if cmd.Customer != "" || cmd.Supplier == "" || cmd.What == "" {
		return cmd.customer(c, std)
	}
	p, err := c.open(std, takeKept)
	if err != nil {
		return err
	}
	by, err := cmd.season(p, cmd.Year)
	if err != nil {
		return err
	}
	row, fresh, err := outreach.Log(by, p.root, cmd.Year, outreach.Entry{Supplier: cmd.Supplier, What: cmd.What, Date: cmd.Date, Until: cmd.Until, Kind: cmd.Kind, Channel: cmd.Channel, Note: cmd.Note}, today())
	if errors.Is(err, outreach.ErrUsage) {
		return asUsage(err)
	}
	if err != nil {
		return err
	}
	verb := "Logged in"
	if !fresh {
		verb = "Nothing changed: it is there already, in"
	}
	fmt.Fprintf(std.Out, "%s %s: %s\n", verb, project.OutreachFile(cmd.Year), text.Visible(outreach.Line(row)))
	return cmd.stand(c, std)
}

// stand says where the supplier stands, and what is due to it.
func (cmd *logCmd) stand(c *cli, std stdio) error {
	p, err := c.open(std, takeKept) // the log is another now
	if err != nil {
		return err
	}
	by, err := cmd.season(p, cmd.Year)
	if err != nil {
		return err
	}
	r, err := by.Received(cmd.Year)
	if err != nil {
		return err
	}
	states, _, err := by.StatesOn(cmd.Year, today())
	if err != nil {
		return err
	}
	i := slices.IndexFunc(states, func(s campaign.State) bool { return s.Supplier.ID == cmd.Supplier })
	fmt.Fprintf(std.Out, "%s: %s.\n", cmd.Supplier, states[i].Stage)
	due, blocked := campaign.DueLetters(r.Year, states, today())
	others := func(l campaign.Letter) bool { return l.State.Supplier.ID != cmd.Supplier }
	due, blocked = slices.DeleteFunc(due, others), slices.DeleteFunc(blocked, others)
	for _, l := range due {
		fmt.Fprintf(std.Out, "Due: %s (%s). Write it with “cmr letters %d”.\n", l.Kind, l.Why, cmd.Year)
	}
	for _, l := range blocked {
		fmt.Fprintf(std.Out, "Due and cannot be sent: %s: %s.\n", l.Kind, text.Visible(l.Why))
	}
	return nil
}
