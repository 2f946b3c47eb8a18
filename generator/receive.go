package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"itron.com/conflict-minerals/generator/check"
	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/project"
	"itron.com/conflict-minerals/generator/receive"
	"itron.com/conflict-minerals/generator/tables"
)

type receiveCmd struct {
	Year     int      `arg:"" help:"The reporting year."`
	Files    []string `arg:"" name:"file" help:"Workbooks, saved mails (.eml, .msg), archives (.zip), or folders of them." type:"path"`
	Supplier string   `help:"Whose the workbook is: id on the roster, where it cannot be told." placeholder:"ID"`
	Only     string   `help:"Take only the workbook whose SHA-256 begins so." placeholder:"HASH"`
	AsOf     string   `help:"The day on which they came, YYYY-MM-DD, where no mail says it; otherwise today." placeholder:"DATE"`
	DryRun   bool     `help:"Say what would be filed, and write nothing."`
}

// Run files the workbooks that suppliers sent, each under its supplier's id, and logs
// when it came and by what it was known. What cannot be told is asked: exit 1.
func (cmd *receiveCmd) Run(c *cli, std stdio) error {
	if cmd.AsOf == "" {
		cmd.AsOf = time.Now().Format(time.DateOnly)
	}
	if _, err := time.Parse(time.DateOnly, cmd.AsOf); err != nil {
		return fmt.Errorf("%w: --as-of %q is not a date of the form 2026-04-30", errUsage, cmd.AsOf)
	}
	d, err := c.inbox(cmd, std)
	if err != nil {
		return err
	}
	files, err := inputs(cmd.Files)
	if err != nil {
		return err
	}
	if cmd.Supplier != "" {
		if err := d.oneOnly(files); err != nil {
			return err
		}
	}
	for _, file := range files {
		if err := d.take(file); err != nil {
			return err
		}
	}
	return d.sumUp()
}

// inbox is a year's folder of workbooks, open for more.
type inbox struct {
	cmd     *receiveCmd
	std     stdio
	root    string
	rooted  string // --root as given, for the commands that are shown
	project *project.Project
	year    *project.Year
	known   receive.Known

	bySum  map[string]string // SHA-256 → file
	taken  map[string]bool   // stems of names
	logged map[string]bool   // SHA-256 of what is in the log

	filed, there, asked, trouble, nothing int
}

// inbox opens the year.
func (c *cli) inbox(cmd *receiveCmd, std stdio) (*inbox, error) {
	p, root, err := c.open()
	if err != nil {
		return nil, err
	}
	y, err := p.Year(cmd.Year)
	if err != nil {
		return nil, err
	}
	if len(y.Roster) == 0 {
		return nil, fmt.Errorf("%s names no supplier yet: put those who were asked on it first", project.RosterFile(cmd.Year))
	}
	d := &inbox{cmd: cmd, std: std, root: root, rooted: c.Root, project: p, year: y, bySum: map[string]string{}, taken: map[string]bool{}, logged: map[string]bool{}}
	if cmd.Supplier != "" && !d.onRoster(cmd.Supplier) {
		return nil, fmt.Errorf("there is no supplier %q in %s", cmd.Supplier, project.RosterFile(cmd.Year))
	}
	var last []tables.Supplier
	if slices.Contains(p.Years, cmd.Year-1) {
		before, err := p.Year(cmd.Year - 1)
		if err != nil {
			return nil, err
		}
		last = before.Roster
	}
	var declared []tables.Workbook
	for _, year := range []int{cmd.Year, cmd.Year - 1} {
		heads, err := d.declared(year)
		if err != nil {
			return nil, err
		}
		declared = append(declared, heads...)
	}
	d.known = receive.NewKnown(y.Roster, last, declared)
	for _, r := range y.Received {
		d.logged[r.SHA256] = true
	}
	return d, d.look()
}

// declared are the heads of a year's workbooks as they were compiled last.
func (d *inbox) declared(year int) ([]tables.Workbook, error) {
	file := path.Join(compiledDir(year), "workbooks.csv")
	data, err := fs.ReadFile(d.project.FS, file)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read what was declared: %w", err)
	}
	return tables.Read[tables.Workbook](file, data)
}

// look notes what is there already.
func (d *inbox) look() error {
	files, err := d.project.Workbooks(d.cmd.Year)
	if err != nil {
		return err
	}
	for _, file := range files {
		d.taken[stem(file)] = true
		data, err := fs.ReadFile(d.project.FS, file)
		if err != nil {
			continue // a link to nowhere: check tells of it
		}
		if sum := receive.Sum(data); d.bySum[sum] == "" {
			d.bySum[sum] = file
		}
	}
	return nil
}

// stem is a file's name in lower case, without its ending.
func stem(file string) string {
	base := strings.ToLower(path.Base(file))
	return strings.TrimSuffix(base, path.Ext(base))
}

func (d *inbox) onRoster(id string) bool {
	return slices.ContainsFunc(d.year.Roster, func(s tables.Supplier) bool { return s.ID == id })
}

// inputs lists files, those in folders by name.
func inputs(named []string) ([]string, error) {
	var list []string
	for _, name := range named {
		err := filepath.WalkDir(name, func(file string, e fs.DirEntry, err error) error {
			hidden := file != name && strings.HasPrefix(e.Name(), ".")
			switch {
			case err != nil:
				return err
			case e.IsDir() && hidden:
				return filepath.SkipDir
			case !e.IsDir() && !hidden:
				list = append(list, file)
			}
			return nil
		})
		if err != nil {
			return nil, fmt.Errorf("read what came: %w", err)
		}
	}
	if len(list) == 0 {
		return nil, fmt.Errorf("there is no file in %s", strings.Join(named, ", "))
	}
	return list, nil
}

// items opens a file.
func (d *inbox) items(file string) ([]receive.Item, error) {
	info, err := os.Stat(file)
	switch {
	case err != nil:
		return nil, fmt.Errorf("read what came: %w", err)
	case !info.Mode().IsRegular():
		return []receive.Item{{Path: []string{relative(file)}, Kind: receive.Trouble, Why: "It is not a file."}}, nil
	case info.Size() > receive.MaxFile:
		return []receive.Item{{Path: []string{relative(file)}, Kind: receive.Trouble, Why: "It is far larger than any mail or archive of suppliers' answers: take the workbooks out and give them by themselves."}}, nil
	}
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, fmt.Errorf("read what came: %w", err)
	}
	items := receive.Open(relative(file), data)
	if d.cmd.Only == "" {
		return items, nil
	}
	return slices.DeleteFunc(items, func(i receive.Item) bool {
		return i.SHA256 == "" || !strings.HasPrefix(i.SHA256, strings.ToLower(d.cmd.Only))
	}), nil
}

// oneOnly refuses to file several workbooks as one supplier's.
func (d *inbox) oneOnly(files []string) error {
	sums := map[string]string{}
	for _, file := range files {
		items, err := d.items(file)
		if err != nil {
			return err
		}
		for _, i := range items {
			if i.SHA256 != "" && d.bySum[i.SHA256] == "" {
				sums[i.SHA256] = fmt.Sprintf("\n    --only %s  %s", i.SHA256[:shortHash], visible(strings.Join(i.Path, " › ")))
			}
		}
	}
	if len(sums) < 2 {
		return nil
	}
	var lines []string
	for _, line := range sums {
		lines = append(lines, line)
	}
	slices.Sort(lines)
	return fmt.Errorf("%w: --supplier is about one workbook, and there are %d; name it:%s", errUsage, len(sums), strings.Join(lines, ""))
}

// shortHash is how much of a hash tells a workbook from the others.
const shortHash = 12

// sumUp ends the run.
func (d *inbox) sumUp() error {
	if d.cmd.Only != "" && d.filed+d.there+d.asked == 0 {
		return fmt.Errorf("no workbook in what was named has a SHA-256 that begins with %q", d.cmd.Only)
	}
	filed := "Filed"
	if d.cmd.DryRun {
		filed = "Would be filed"
	}
	fmt.Fprintf(d.std.Out, "%s: %d. There already: %d. To be asked: %d. Could not be opened: %d. Without a workbook: %d.\n", filed, d.filed, d.there, d.asked, d.trouble, d.nothing)
	if d.filed > 0 && !d.cmd.DryRun {
		fmt.Fprintf(d.std.Out, "Run “cmr check %d” to see what they say.\n", d.cmd.Year)
	}
	if d.asked+d.trouble+d.nothing > 0 {
		return errLook
	}
	return nil
}

// owner is the supplier that a file in the folder counts for.
func (d *inbox) owner(file string, i receive.Item) string {
	return check.Owner(d.year.Roster, cmrt.Declaration{File: file, Company: i.Declaration.Company})
}

// command is the line that files an item as a supplier's.
func (d *inbox) command(file string, i receive.Item, supplier string) string {
	words := []string{"cmr"}
	if d.rooted != "" {
		words = append(words, "--root", quotedWord(relative(d.rooted)))
	}
	words = append(words, "receive", strconv.Itoa(d.cmd.Year), quotedWord(relative(file)))
	if len(i.Path) > 1 {
		words = append(words, "--only", i.SHA256[:shortHash])
	}
	return strings.Join(append(words, "--supplier", supplier), " ")
}

// quotedWord writes a word as a shell reads it.
func quotedWord(s string) string {
	if strings.Trim(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-/=@:,+") == "" && s != "" {
		return s
	}
	return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'"
}
