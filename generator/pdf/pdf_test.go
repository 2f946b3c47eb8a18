package pdf

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"testing"
)

func TestWhatIsPrinted(t *testing.T) {
	pages := map[string][]byte{"index.html": nil, "2025/index.html": nil, "2025/form-sd/index.html": nil, "2025/smelters/index.html": nil, "2025/smelters/CID900001/index.html": nil, "2025/figures/index.html": nil, "2024/index.html": nil, "2025/report.md": nil}
	for _, tc := range []struct {
		years []int
		want  string
	}{{nil, "2024/report.pdf 2025/form-sd.pdf 2025/report.pdf 2025/smelters.pdf"}, {[]int{2024}, "2024/report.pdf"}, {[]int{2023}, ""}} {
		var got []string
		for _, d := range Documents(pages, tc.years) {
			got = append(got, d.File)
		}
		if s := strings.Join(got, " "); s != tc.want {
			t.Errorf("%v: %s, want %s", tc.years, s, tc.want)
		}
	}
}

func TestTheBrowserIsFoundOrSaid(t *testing.T) {
	has := func(names ...string) func(string) (string, error) {
		return func(name string) (string, error) {
			for _, n := range names {
				if n == name {
					return "/bin/" + n, nil
				}
			}
			return "", fmt.Errorf("%s: %w", name, exec.ErrNotFound)
		}
	}
	if b, err := Browser("", has("google-chrome", "chromium")); b != "/bin/chromium" || err != nil {
		t.Error(b, err)
	}
	if b, err := Browser("", has("chromium", "chromium-headless-shell")); b != "/bin/chromium-headless-shell" || err != nil {
		t.Error(b, err)
	}
	if b, err := Browser("my-browser", has("my-browser", "chromium")); b != "/bin/my-browser" || err != nil {
		t.Error(b, err)
	}
	if _, err := Browser("", has()); !errors.Is(err, ErrNoBrowser) {
		t.Error(err)
	}
	if _, err := Browser("my-browser", has("chromium")); err == nil || !strings.Contains(err.Error(), "my-browser") {
		t.Error(err)
	}
}

// TestLinksLeadToTheSite, and where that is not known, nowhere but within the page.
func TestLinksLeadToTheSite(t *testing.T) {
	page := `<a href="../index.html">up</a> <a class="x" href="#top">top</a> <a href="https://rmi.example/x">out</a> <a href="figures/index.html#a">f</a><script>alert(1)</script>`
	for posted, want := range map[string]string{
		"https://www.example.com/cm/": `<a href="https://www.example.com/cm/index.html">up</a> <a class="x" href="#top">top</a> <a href="https://rmi.example/x">out</a> <a href="https://www.example.com/cm/2025/figures/index.html#a">f</a>`,
		"":                            `<a>up</a> <a class="x" href="#top">top</a> <a href="https://rmi.example/x">out</a> <a>f</a>`,
	} {
		p := Printer{Posted: posted}
		if got := string(p.page("2025/index.html", []byte(page))); got != want {
			t.Errorf("%s:\n%s\nwant\n%s", posted, got, want)
		}
	}
}

// TestAPrintedPage is tagged, has an outline and its language, and names no file of this
// machine. Chromium leaves the objects of a PDF readable.
func TestAPrintedPage(t *testing.T) {
	browser, err := Browser(os.Getenv("CHROMIUM"), exec.LookPath)
	if err != nil {
		if os.Getenv("CI") != "" {
			t.Fatal(err)
		}
		t.Skip(err)
	}
	p := Printer{Browser: browser, Posted: "https://www.example.com/cm/", Root: os.Geteuid() == 0}
	t.Cleanup(func() {
		if err := p.Close(); err != nil {
			t.Error(err)
		}
		if _, err := os.Stat(p.dir); !errors.Is(err, os.ErrNotExist) {
			t.Error("what was laid out for the browser is left")
		}
	})
	html := `<!doctype html><html lang="en"><head><title>Report</title><meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'self'"><link rel="stylesheet" href="../style.css"><script src="../a.js"></script></head>` +
		`<body><h1>Report</h1><p><a href="figures/index.html">figures</a></p><table><tr><th>metal</th></tr><tr><td>tin</td></tr></table></body></html>`
	if err := p.Open(map[string][]byte{"2025/index.html": []byte(html), "style.css": []byte("@page { size: 300pt 400pt }"), "a.js": []byte("document.body.innerHTML = '<button>x</button>'")}); err != nil {
		t.Fatal(err)
	}
	data, err := p.Print("2025/index.html")
	if err != nil {
		t.Fatal(err)
	}
	pdf := string(data)
	for _, want := range []string{"/Marked true", "/Lang (en)", "/Type /Outlines", "/S /TH", "/URI (https://www.example.com/cm/2025/figures/index.html)"} {
		if !strings.Contains(pdf, want) {
			t.Errorf("%s is missing", want)
		}
	}
	for _, never := range []string{"file:", "127.0.0.1", "/S /Form"} {
		if strings.Contains(pdf, never) {
			t.Errorf("%s is in it", never)
		}
	}
	if !regexp.MustCompile(`/MediaBox \[0 0 (299\.\d+|300(\.\d+)?) (399\.\d+|400(\.\d+)?)\]`).MatchString(pdf) {
		t.Error("the style of the page, which sets its size, was not read")
	}
}
