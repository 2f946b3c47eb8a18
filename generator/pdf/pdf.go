// Package pdf prints pages of the site as tagged PDFs, with a browser of this machine.
//
// It takes the pages as site made them. The browser reads copies of them from a folder
// apart, without script and without a network; their links lead to where the site will
// stand, and where that is not known only those within a page are kept. PDFs differ in bytes
// from run to run, so none is committed or compared.
package pdf

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"itron.com/conflict-minerals/generator/folder"
	"itron.com/conflict-minerals/generator/lazyregexp"
	"itron.com/conflict-minerals/generator/stable"
)

// ErrNoBrowser is the error of a machine without one.
var ErrNoBrowser = errors.New("no browser was found that prints: install Chromium, Chrome or Edge, or name its program in CHROMIUM")

// browsers are the programs that print, as systems call them, and where they lie on those
// that put programs on no path. The headless shell prints the same with half the work.
var browsers = []string{"chromium-headless-shell", "chrome-headless-shell", "chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome", "microsoft-edge", "msedge",
	"/Applications/Chromium.app/Contents/MacOS/Chromium", "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome", "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
	`C:\Program Files\Google\Chrome\Application\chrome.exe`, `C:\Program Files (x86)\Google\Chrome\Application\chrome.exe`, `C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe`}

// Browser finds the browser: the one that is named, or the first that is there. look finds a
// program, as exec.LookPath does.
func Browser(named string, look func(string) (string, error)) (string, error) {
	if named != "" {
		program, err := look(named)
		if err != nil {
			return "", fmt.Errorf("CHROMIUM: %w", err)
		}
		return program, nil
	}
	for _, name := range browsers {
		if program, err := look(name); err == nil {
			return program, nil
		}
	}
	return "", ErrNoBrowser
}

// Document is a page that is printed, and where to.
type Document struct {
	Page string // slash path in the site
	File string // slash path below build/
}

// printed are the pages of a year that are printed.
var printed = lazyregexp.New(`^(\d{4})/(?:(form-sd|smelters)/)?index\.html$`)

// Documents are what is printed of a site: report, Form SD and smelters of each year, or of
// those that are named.
func Documents(pages map[string][]byte, years []int) (list []Document) {
	for name := range pages {
		m := printed.FindStringSubmatch(name)
		if m == nil {
			continue
		}
		if year, _ := strconv.Atoi(m[1]); len(years) > 0 && !slices.Contains(years, year) {
			continue
		}
		file := "report"
		if m[2] != "" {
			file = m[2]
		}
		list = append(list, Document{name, m[1] + "/" + file + ".pdf"})
	}
	stable.Sort(list, func(a, b Document) int { return strings.Compare(a.File, b.File) })
	return list
}

// Printer prints pages of a site. Close it at the end.
type Printer struct {
	Browser string
	Posted  string // where the site will stand; "": that is not known
	Root    bool   // the process runs as root, under which browsers want no sandbox

	dir string
}

// Open lays the site out for the browser.
func (p *Printer) Open(pages map[string][]byte) (err error) {
	if p.dir, err = os.MkdirTemp("", "cmr-pdf-"); err != nil {
		return fmt.Errorf("print: %w", err)
	}
	at, err := folder.Make(filepath.Join(p.dir, "site"))
	if err != nil {
		return err
	}
	tree := map[string][]byte{}
	for name, data := range pages {
		if strings.HasSuffix(name, ".html") {
			data = p.page(name, data)
		}
		tree[name] = data
	}
	return at.Write(tree)
}

// Close removes what was laid out. It may be called at any time.
func (p *Printer) Close() error {
	if p.dir == "" {
		return nil
	}
	return os.RemoveAll(p.dir)
}

var (
	policy = lazyregexp.New(`<meta http-equiv="Content-Security-Policy"[^>]*>`)
	script = lazyregexp.New(`(?s)<script\b.*?</script>`)
	anchor = lazyregexp.New(`(<a\b[^>]*?)\shref="([^"]*)"`)
)

// page is a page as it is printed.
func (p *Printer) page(name string, data []byte) []byte {
	// What is read lies beside the page; script would put buttons into it, which a PDF makes
	// the fields of a form.
	s := policy.ReplaceAllStringFunc(string(data), func(string) string {
		return `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src file: data:; style-src file:; font-src file:">`
	})
	s = script.ReplaceAllStringFunc(s, func(string) string { return "" })
	s = anchor.ReplaceAllStringFunc(s, func(m string) string {
		found := anchor.FindStringSubmatch(m)
		to, err := url.Parse(found[2])
		switch {
		case err != nil:
			return found[1]
		case strings.HasPrefix(found[2], "#") || to.IsAbs():
			return m
		case p.Posted == "":
			return found[1]
		}
		base, err := url.Parse(strings.TrimSuffix(p.Posted, "/") + "/" + name)
		if err != nil {
			return found[1]
		}
		return found[1] + ` href="` + base.ResolveReference(to).String() + `"`
	})
	return []byte(s)
}

// patience is how long a page may take.
const patience = 2 * time.Minute

// Print prints one page.
func (p *Printer) Print(page string) ([]byte, error) {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	out := filepath.Join(p.dir, "out.pdf")
	address := (&url.URL{Scheme: "file", Path: path.Join("/", filepath.ToSlash(p.dir), "site", page)}).String()
	args := []string{"--headless", "--disable-gpu", "--no-first-run", "--disable-extensions", "--disable-background-networking", "--user-data-dir=" + filepath.Join(p.dir, "profile"),
		"--host-resolver-rules=MAP * ~NOTFOUND", "--allow-file-access-from-files", "--no-pdf-header-footer",
		"--export-tagged-pdf", "--generate-pdf-document-outline", "--print-to-pdf=" + out}
	if p.Root {
		args = append(args, "--no-sandbox")
	}
	cmd := exec.CommandContext(ctx, p.Browser, append(args, address)...)
	var said bytes.Buffer
	cmd.Stdout, cmd.Stderr = io.Discard, &said
	err := cmd.Run()
	data, missing := os.ReadFile(out)
	if removed := os.Remove(out); err == nil && missing == nil {
		err = removed
	}
	if err == nil && (missing != nil || !bytes.HasPrefix(data, []byte("%PDF"))) {
		err = errors.New("it wrote no PDF")
	}
	if err != nil {
		lines := strings.Split(strings.TrimSpace(said.String()), "\n")
		return nil, fmt.Errorf("%s could not print %s: %w: %s", p.Browser, page, err, lines[len(lines)-1])
	}
	return data, nil
}
