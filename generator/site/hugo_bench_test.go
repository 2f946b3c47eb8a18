package site_test

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"
	"time"

	"golang.org/x/net/html"

	"itron.com/conflict-minerals/generator/site"
	look "itron.com/conflict-minerals/site"
)

// outEnv names the folder into which a run of this test binary writes the great site.
const outEnv = "CMR_BENCH_OUT"

// TestWriteGreatSite is the program that BenchmarkBesideHugo measures: it renders a site
// of a little over 1,000 pages and writes it.
func TestWriteGreatSite(t *testing.T) {
	out := os.Getenv(outEnv)
	years := 17
	if out == "" {
		out, years = t.TempDir(), 1
	}
	tree, err := site.Build(great(years), look.Files)
	if err != nil {
		t.Fatal(err)
	}
	writeAll(t, out, tree)
}

func writeAll(t testing.TB, dir string, tree map[string][]byte) {
	t.Helper()
	for name, data := range tree {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

var titleOf = regexp.MustCompile(`(?s)<title>(.*?)</title>`)

// hugoProject gives Hugo the same pages as Markdown, with the frame as a template, and
// all other files as they are, ready to copy. That spares Hugo the counting, the
// pictures, the data files and their hashes, which the program makes.
func hugoProject(tree map[string][]byte) map[string][]byte {
	project := map[string][]byte{
		"hugo.toml": []byte("baseURL = 'https://example.com/minerals/'\ntitle = 'Example'\ndisableKinds = ['taxonomy', 'term', 'section', 'home']\n[markup.goldmark.renderer]\nunsafe = true\n"),
		"layouts/_default/single.html": []byte("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>{{.Title}}</title>\n<link rel=\"canonical\" href=\"{{.Permalink}}\">\n<link rel=\"stylesheet\" href=\"{{relURL \"assets/style.css\"}}\">\n</head>\n<body>\n" +
			"<nav><ol><li><a href=\"{{relURL \"/\"}}\">Home</a></li><li>{{.Title}}</li></ol></nav>\n<main id=\"main\">\n{{.Content}}\n</main>\n<footer>{{.Site.Title}}</footer>\n</body>\n</html>\n"),
	}
	for name, data := range tree {
		if path.Ext(name) != ".html" {
			project["static/"+name] = data
			continue
		}
		front, _ := json.Marshal(map[string]string{"title": html.UnescapeString(string(titleOf.FindSubmatch(data)[1])), "url": "/" + strings.TrimSuffix(name, "index.html")})
		root, _ := html.Parse(bytes.NewReader(data))
		var text strings.Builder
		for n := range root.Descendants() {
			if n.Data == "main" {
				asMarkdown(&text, n)
			}
		}
		project["content/p/page-"+strings.ReplaceAll(strings.TrimSuffix(name, ".html"), "/", "-")+".md"] = append(append(front, "\n\n"...), text.String()...)
	}
	return project
}

// asMarkdown writes what stands in an element as Markdown; pictures stay as they are.
func asMarkdown(out *strings.Builder, n *html.Node) {
	inner := func(n *html.Node) string {
		var b strings.Builder
		for kid := range n.ChildNodes() {
			asMarkdown(&b, kid)
		}
		return b.String()
	}
	line := func(n *html.Node) string { return strings.Join(strings.Fields(inner(n)), " ") }
	switch {
	case n.Type == html.TextNode:
		out.WriteString(n.Data)
	case n.Data == "svg":
		out.WriteString("\n\n<div>\n")
		_ = html.Render(out, n)
		out.WriteString("\n</div>\n\n")
	case len(n.Data) == 2 && n.Data[0] == 'h' && n.Data[1] <= '6':
		out.WriteString("\n\n" + strings.Repeat("#", int(n.Data[1]-'0')) + " " + line(n) + "\n\n")
	case n.Data == "p" || n.Data == "caption" || n.Data == "dt" || n.Data == "dd":
		out.WriteString("\n\n" + line(n) + "\n\n")
	case n.Data == "li":
		out.WriteString("\n- " + line(n) + "\n")
	case n.Data == "a":
		href, _ := attr(n, "href")
		out.WriteString("[" + line(n) + "](" + href + ")")
	case n.Data == "strong":
		out.WriteString("**" + line(n) + "**")
	case n.Data == "table":
		rows := 0
		for row := range n.Descendants() {
			switch row.Data {
			case "caption":
				asMarkdown(out, row)
			case "tr":
				cells := 0
				for cell := range row.ChildNodes() {
					if cell.Type == html.ElementNode {
						out.WriteString("| " + line(cell) + " ")
						cells++
					}
				}
				out.WriteString("|\n")
				if rows == 0 {
					out.WriteString(strings.Repeat("| --- ", cells) + "|\n")
				}
				rows++
			}
		}
		out.WriteString("\n")
	case n.Data == "form":
	default:
		out.WriteString(inner(n))
	}
}

// BenchmarkBesideHugo measures two programs, each from its start to the last file: this
// one, and Hugo on the same pages. HUGO names its program:
//
//	go install github.com/gohugoio/hugo@v0.165.0
//	HUGO=$(go env GOPATH)/bin/hugo go test ./generator/site -run '^$' -bench BesideHugo
func BenchmarkBesideHugo(b *testing.B) {
	hugo := os.Getenv("HUGO")
	if hugo == "" {
		b.Skip("HUGO names no program to compare with")
	}
	tree, err := site.Build(great(17), look.Files)
	if err != nil {
		b.Fatal(err)
	}
	source := b.TempDir()
	writeAll(b, source, hugoProject(tree))
	for _, c := range []struct {
		name string
		run  func(out string) *exec.Cmd
	}{
		{"cmr", func(out string) *exec.Cmd {
			cmd := exec.Command(os.Args[0], "-test.run=^TestWriteGreatSite$")
			cmd.Env = append(os.Environ(), outEnv+"="+out)
			return cmd
		}},
		{"hugo", func(out string) *exec.Cmd {
			return exec.Command(hugo, "--logLevel", "error", "--source", source, "--destination", out, "--cacheDir", b.TempDir(), "--noBuildLock")
		}},
	} {
		b.Run(c.name, func(b *testing.B) {
			peak, pages, busy := int64(0), 0, time.Duration(0)
			for b.Loop() {
				b.StopTimer()
				out := filepath.Join(b.TempDir(), "out")
				if err := os.Mkdir(out, 0o755); err != nil {
					b.Fatal(err)
				}
				cmd := c.run(out)
				b.StartTimer()
				if said, err := cmd.CombinedOutput(); err != nil {
					b.Fatalf("%v: %s", err, said)
				}
				b.StopTimer()
				busy += cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
				if used, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage); ok {
					peak = max(peak, used.Maxrss)
				}
				pages = 0
				_ = filepath.WalkDir(out, func(name string, d os.DirEntry, err error) error {
					if err == nil && path.Ext(name) == ".html" {
						pages++
					}
					return err
				})
				b.StartTimer()
			}
			if pages < 1000 {
				b.Fatalf("only %d pages", pages)
			}
			b.ReportMetric(float64(pages), "pages")
			b.ReportMetric(float64(peak)/1024, "peak-MB")
			b.ReportMetric(busy.Seconds()/float64(b.N), "cpu-s/op")
		})
	}
}
