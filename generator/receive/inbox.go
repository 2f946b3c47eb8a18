package receive

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

	"itron.com/conflict-minerals/generator/check"
	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/folder"
	"itron.com/conflict-minerals/generator/project"
	"itron.com/conflict-minerals/generator/season"
	"itron.com/conflict-minerals/generator/tables"
	"itron.com/conflict-minerals/generator/text"
)

var (
	// ErrUsage is the error of a wish that can never be fulfilled as it was expressed.
	ErrUsage = errors.New("wrong usage")
	// ErrLook is the error of a delivery of which something has to be looked at by a person.
	ErrLook = errors.New("there is something to look at")
)

// Inbox is a year's folder of workbooks, open for more: each workbook that comes is filed
// under its supplier's id, and logged with the day it came and by what it was known. What
// cannot be determined is left to the user, with the command that settles it.
type Inbox struct {
	Root     *folder.Folder
	Rooted   string // --root as given, for the commands that are shown
	Supplier string // whose the workbook is; "": as it can be told
	Only     string // the beginning of the SHA-256 of the one workbook to take
	AsOf     string // the day on which files came of which no mail says it
	DryRun   bool   // nothing is written

	Name func(file string) string         // a file's path as people are shown it
	Tell func(format string, args ...any) // a line about what became of a file

	project *project.Project
	year    *project.Year
	known   Known
	call    *Call // whose bounds hold for all files together

	bySum  map[string]string // SHA-256 → file
	taken  map[string]bool   // folders and stems of names
	logged map[string]bool   // SHA-256 of what is in the log
	sent   []string          // SHA-256 of the empty templates that letters bring along

	filed, there, back, asked, trouble, nothing int
}

// Receive files what came for a year: workbooks, mails, archives, or folders of them.
func (d *Inbox) Receive(p *project.Project, year int, named []string) error {
	if err := d.open(p, year); err != nil {
		return err
	}
	files, err := inputs(named)
	if err != nil {
		return err
	}
	if d.Supplier != "" {
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

// open opens the year.
func (d *Inbox) open(p *project.Project, year int) error {
	y, err := p.Year(year)
	if err != nil {
		return err
	}
	if len(y.Roster) == 0 {
		return fmt.Errorf("%s names no supplier yet: put those who were asked on it first", project.RosterFile(year))
	}
	d.project, d.year = p, y
	d.bySum, d.taken, d.logged = map[string]string{}, map[string]bool{}, map[string]bool{}
	if d.Supplier != "" && !d.onRoster(d.Supplier) {
		return fmt.Errorf("there is no supplier %q in %s", d.Supplier, project.RosterFile(year))
	}
	var last []tables.Supplier
	if slices.Contains(p.Years, year-1) {
		before, err := p.Year(year - 1)
		if err != nil {
			return err
		}
		last = before.Roster
	}
	var declared []tables.Workbook
	for _, number := range []int{year, year - 1} {
		heads, err := d.declared(number)
		if err != nil {
			return err
		}
		declared = append(declared, heads...)
	}
	d.known = NewKnown(y.Roster, last, declared).Within(p.Registrant.Mail.From, p.Registrant.Mail.ReplyTo)
	d.call = NewCall().taking(y.Programmes())
	for _, file := range []string{y.Settings.Campaign.Template, y.Settings.EMRT.Template, y.Settings.AMRT.Template} {
		if file == "" {
			continue
		}
		data, err := fs.ReadFile(p.FS, file)
		if err != nil {
			return fmt.Errorf("read the template that letters bring along: %w", err)
		}
		d.sent = append(d.sent, Sum(data))
	}
	for _, r := range y.Received {
		d.logged[r.SHA256] = true
	}
	return d.look()
}

// declared are the heads of a year's workbooks as they were compiled last.
func (d *Inbox) declared(year int) (heads []tables.Workbook, err error) {
	for _, programme := range cmrt.Programmes {
		file := path.Join(season.CompiledBy(year, programme), "workbooks.csv")
		data, err := fs.ReadFile(d.project.FS, file)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, fmt.Errorf("read what was declared: %w", err)
		}
		list, err := tables.Read[tables.Workbook](file, data)
		if err != nil {
			return nil, err
		}
		heads = append(heads, list...)
	}
	return heads, nil
}

// look notes what is there already.
func (d *Inbox) look() error {
	var files []string
	for _, programme := range d.year.Programmes() {
		list, err := d.project.WorkbooksOf(d.year.Number, programme)
		if err != nil {
			return err
		}
		files = append(files, list...)
	}
	for _, file := range files {
		d.taken[place(file)] = true
		data, err := fs.ReadFile(d.project.FS, file)
		if err != nil {
			continue // a link to nowhere: check tells of it
		}
		if sum := Sum(data); d.bySum[sum] == "" {
			d.bySum[sum] = file
		}
	}
	return nil
}

func (d *Inbox) onRoster(id string) bool {
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

// each opens a file and gives what it holds to a function.
func (d *Inbox) each(call *Call, file string, f func(Item) error) error {
	info, err := os.Stat(file)
	switch {
	case err != nil:
		return fmt.Errorf("read what came: %w", err)
	case !info.Mode().IsRegular():
		return f(Item{Path: []string{d.Name(file)}, Kind: Trouble, Why: "It is not a file."})
	case info.Size() > MaxFile:
		return f(Item{Path: []string{d.Name(file)}, Kind: Trouble, Why: "It is far larger than any mail or archive of suppliers' answers: take the workbooks out and give them by themselves."})
	}
	data, err := os.ReadFile(file)
	if err != nil {
		return fmt.Errorf("read what came: %w", err)
	}
	return call.Open(d.Name(file), data, func(i Item) error {
		if d.Only != "" && (i.SHA256 == "" || !strings.HasPrefix(i.SHA256, strings.ToLower(d.Only))) {
			return nil
		}
		return f(i)
	})
}

// oneOnly refuses to file several workbooks as one supplier's.
func (d *Inbox) oneOnly(files []string) error {
	sums, call := map[string]string{}, NewCall().taking(d.year.Programmes())
	for _, file := range files {
		err := d.each(call, file, func(i Item) error {
			if i.SHA256 != "" && d.bySum[i.SHA256] == "" {
				sums[i.SHA256] = fmt.Sprintf("\n    --only %s  %s", i.SHA256[:shortHash], text.Visible(strings.Join(i.Path, " › ")))
			}
			return nil
		})
		if err != nil {
			return err
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
	return fmt.Errorf("%w: --supplier is about one workbook, and there are %d; name it:%s", ErrUsage, len(sums), strings.Join(lines, ""))
}

// shortHash is how much of a hash tells a workbook from the others.
const shortHash = 12

// sumUp ends the run.
func (d *Inbox) sumUp() error {
	if d.Only != "" && d.filed+d.there+d.asked == 0 {
		return fmt.Errorf("no workbook in what was named has a SHA-256 that begins with %q", d.Only)
	}
	filed := "Filed"
	if d.DryRun {
		filed = "Would be filed"
	}
	d.Tell("%s: %d. There already: %d. To be asked: %d. Could not be opened: %d. Without a workbook: %d.", filed, d.filed, d.there, d.asked, d.trouble, d.nothing)
	if d.back > 0 {
		d.Tell("Mails that came back: %d. Find other addresses (cmr suppliers set %d ID email=ADDRESS), or ask by telephone and log it (cmr log %d ID phone)", d.back, d.year.Number, d.year.Number)
	}
	if d.filed > 0 && !d.DryRun {
		d.Tell("Run “cmr check %d” to see what they say. To take a filing back: %s", d.year.Number, d.receive("--undo", "FILE"))
	}
	if d.asked+d.trouble+d.nothing > 0 {
		return ErrLook
	}
	return nil
}

// owner is the supplier that a file in the folder counts for.
func (d *Inbox) owner(file string, i Item) string {
	return check.Owner(d.year.Roster, cmrt.Declaration{File: file, Company: i.Declaration.Company})
}

// command is the line that files an item as a supplier's.
func (d *Inbox) command(file string, i Item, supplier string) string {
	words := []string{text.ShellWord(d.Name(file))}
	if len(i.Path) > 1 {
		words = append(words, "--only", i.SHA256[:shortHash])
	}
	return d.receive(append(words, "--supplier", supplier)...)
}

// receive is a command that receives for the year, as it is typed.
func (d *Inbox) receive(words ...string) string {
	return d.cmr(append([]string{"receive", strconv.Itoa(d.year.Number)}, words...)...)
}

// cmr is a command, as it is typed.
func (d *Inbox) cmr(words ...string) string {
	command := []string{"cmr"}
	if d.Rooted != "" {
		command = append(command, "--root", text.ShellWord(d.Name(d.Rooted)))
	}
	return strings.Join(append(command, words...), " ")
}
