package main

import (
	"errors"
	"fmt"
	"path/filepath"
	"time"

	"itron.com/conflict-minerals/generator/customer"
	"itron.com/conflict-minerals/generator/folder"
	"itron.com/conflict-minerals/generator/project"
	"itron.com/conflict-minerals/generator/text"
)

// logCustomer are the flags by which requests of customers are logged instead.
type logCustomer struct {
	Customer string `help:"Log a customer's request instead: who asks." placeholder:"NAME"`
	Asks     string `help:"What the customer asks for, e.g. “CMRT for M-100”." placeholder:"TEXT"`
	Due      string `help:"The day by which it is due." placeholder:"YYYY-MM-DD"`
	Answered string `help:"The file that was sent as the answer; it is kept byte for byte." placeholder:"FILE" type:"path"`
}

// customer logs that a customer asks for something, or what it was answered.
func (cmd *logCmd) customer(c *cli, std stdio) error {
	if cmd.Customer == "" || cmd.Supplier != "" {
		return fmt.Errorf("%w: cmr log YEAR SUPPLIER WHAT, or cmr log YEAR --customer NAME", errUsage)
	}
	day := cmd.Date
	if day == "" {
		day = today()
	}
	for _, d := range []string{day, cmd.Due} {
		if _, err := time.Parse(time.DateOnly, d); d != "" && err != nil {
			return fmt.Errorf("%w: %q is not a date of the form 2026-04-30", errUsage, d)
		}
	}
	e := customer.Entry{Customer: cmd.Customer, What: cmd.Asks, Due: cmd.Due, Note: cmd.Note, Answered: cmd.Answered != ""}
	if e.Answered {
		data, err := folder.ReadUpTo(cmd.Answered, customer.MostSent+1)
		if err != nil {
			return fmt.Errorf("read what was sent: %w", err)
		}
		e.Name, e.Data = filepath.Base(cmd.Answered), data
	}
	p, err := c.open(std, readAll)
	if err != nil {
		return err
	}
	if _, err := p.Year(cmd.Year); err != nil {
		return err
	}
	row, err := customer.Log(p.root, p.Project, cmd.Year, e, day)
	if errors.Is(err, customer.ErrUsage) {
		return asUsage(err)
	}
	if err != nil {
		return err
	}
	fmt.Fprintf(std.Out, "%s: %s\n", project.RequestsFile(cmd.Year), text.Visible(customer.Line(row)))
	return nil
}
