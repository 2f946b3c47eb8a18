package preview

import (
	"net/http/httptest"
	"strings"
	"testing"
)

func TestPreviewServesPagesThatReload(t *testing.T) {
	p := &Preview{base: "/investors/minerals/", changed: make(chan struct{}), pages: map[string][]byte{
		"index.html":           []byte(`<meta content="default-src 'none'; style-src 'self'"><body>front</body>`),
		"2025/index.html":      []byte(`<body>report</body>`),
		"2025/smelters.csv":    []byte("metal\n"),
		"404.html":             []byte(`<body>not here</body>`),
		"assets/style.css":     []byte("body{}"),
		"2025/figures/a b.csv": []byte("x"),
	}}
	for _, c := range []struct {
		path, want, kind string
		code             int
	}{
		{"/", "front<script", "text/html", 200},
		{"/", "script-src 'self'", "text/html", 200},
		{"/2025/", "report<script", "text/html", 200},
		{"/2025", "/2025/", "", 302},
		{"/2025/smelters.csv", "metal", "text/csv", 200},
		{"/assets/style.css", "body{}", "text/css", 200},
		{"/nothing", "not here", "text/html", 404},
		{"/../../etc/passwd", "not here", "text/html", 404},
		{"/investors/minerals/assets/style.css", "body{}", "text/css", 200},
		{"/investors/minerals/", "front<script", "text/html", 200},
		{"/_reload.js", "EventSource", "text/javascript", 200},
	} {
		w := httptest.NewRecorder()
		p.ServeHTTP(w, httptest.NewRequest("GET", "http://127.0.0.1"+c.path, nil))
		if w.Code != c.code || !strings.Contains(w.Body.String()+w.Header().Get("Location"), c.want) || !strings.HasPrefix(w.Header().Get("Content-Type"), c.kind) {
			t.Errorf("%s: %d %s %q", c.path, w.Code, w.Header().Get("Content-Type"), w.Body.String())
		}
	}
	close(p.changed)
	w := httptest.NewRecorder()
	p.ServeHTTP(w, httptest.NewRequest("GET", "http://127.0.0.1/_changed", nil))
	if !strings.Contains(w.Body.String(), "data: changed") {
		t.Errorf("a waiting page was not told: %q", w.Body.String())
	}
}

// TestOnlyThisMachineReads: nothing is written, and a name that somebody made to lead here
// shows nothing.
func TestOnlyThisMachineReads(t *testing.T) {
	p := &Preview{Addr: "10.0.0.7:8080", base: "/", changed: make(chan struct{}), pages: map[string][]byte{"index.html": []byte("front"), "404.html": nil}}
	for _, c := range []struct {
		method, host string
		code         int
	}{
		{"GET", "127.0.0.1:8080", 200}, {"HEAD", "localhost:8080", 200}, {"GET", "[::1]:8080", 200}, {"GET", "10.0.0.7:8080", 200},
		{"GET", "evil.example", 403}, {"GET", "10.0.0.8:8080", 403}, {"POST", "127.0.0.1:8080", 405}, {"DELETE", "localhost", 405},
	} {
		w := httptest.NewRecorder()
		p.ServeHTTP(w, httptest.NewRequest(c.method, "http://"+c.host+"/", nil))
		if w.Code != c.code {
			t.Errorf("%s %s: %d, want %d", c.method, c.host, w.Code, c.code)
		}
	}
}
