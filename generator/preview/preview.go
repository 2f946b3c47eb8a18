// Package preview serves the public site of a project from memory, rebuilds it when a file
// changes, and tells open pages to reload. Nothing is written to disk but what is kept of
// the readings.
//
// It renders what season and site give it.
package preview

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"mime"
	"net"
	"net/http"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"github.com/fsnotify/fsnotify"

	"itron.com/conflict-minerals/generator/finding"
	"itron.com/conflict-minerals/generator/folder"
	"itron.com/conflict-minerals/generator/project"
	"itron.com/conflict-minerals/generator/reading"
	"itron.com/conflict-minerals/generator/season"
	"itron.com/conflict-minerals/generator/site"
)

// Preview is the site in memory. It serves HTTP.
type Preview struct {
	Addr string // host and port beyond this machine by which it may be asked for; "": none

	root   string
	rules  []finding.Rule
	module []byte // of the check page
	open   func(root *folder.Folder) *reading.Store
	tell   func(line string)

	mu      sync.RWMutex
	pages   map[string][]byte
	base    string        // path of the public address: links of the page for lost readers begin with it
	changed chan struct{} // closed when a newer one stands
}

// New builds the site of the project in a folder. readings gives the store of readings of
// a run; rules are the catalogue; module is that of the check page, nil where there is none;
// tell is told a line for people after each rebuilding.
func New(root string, rules []finding.Rule, readings func(*folder.Folder) *reading.Store, module []byte, tell func(line string)) (*Preview, error) {
	p := &Preview{root: root, rules: rules, module: module, open: readings, tell: tell, changed: make(chan struct{})}
	return p, p.rebuild()
}

func (p *Preview) rebuild() error {
	root, err := folder.Open(p.root)
	if err != nil {
		return err
	}
	proj, err := project.Open(root.FS())
	if err != nil {
		return err
	}
	s := season.Open(proj, p.rules, p.open(root))
	pages, err := site.Pages(s, root, site.WithDrafts, p.module)
	if err != nil {
		return err
	}
	s.Save()
	p.mu.Lock()
	defer p.mu.Unlock()
	p.pages, p.base = pages, basePath(proj.Registrant.PublicURL)
	close(p.changed)
	p.changed = make(chan struct{})
	return nil
}

// Watch rebuilds whenever a file of the project changes, until the watcher it gives is
// closed.
func (p *Preview) Watch() (io.Closer, error) {
	w, err := fsnotify.NewWatcher()
	if err != nil {
		return nil, fmt.Errorf("watch the project: %w", err)
	}
	if err := watchFolders(w, p.root); err != nil {
		return nil, errors.Join(err, w.Close())
	}
	go p.watch(w)
	return w, nil
}

// watch rebuilds when the files have been quiet for a moment. A mistake in a file
// is printed, and the last good site stays.
func (p *Preview) watch(w *fsnotify.Watcher) {
	quiet := time.NewTimer(time.Hour)
	for {
		select {
		case e, ok := <-w.Events:
			if !ok {
				return
			}
			if info, err := os.Stat(e.Name); err == nil && info.IsDir() {
				_ = w.Add(e.Name) // a new folder; if it cannot be watched, the next start will
			}
			quiet.Reset(200 * time.Millisecond)
		case err, ok := <-w.Errors:
			if !ok {
				return
			}
			p.tell("cmr: watch: " + err.Error())
		case <-quiet.C:
			if err := p.rebuild(); err != nil {
				p.tell("cmr: " + err.Error())
			} else {
				p.tell("rebuilt")
			}
		}
	}
}

// watchFolders watches what people edit; compiled tables and the site are not.
func watchFolders(w *fsnotify.Watcher, root string) error {
	for _, top := range []string{"content", "data", "site/templates", "site/assets"} {
		err := filepath.WalkDir(filepath.Join(root, top), func(name string, d fs.DirEntry, err error) error {
			switch {
			case errors.Is(err, fs.ErrNotExist):
				return nil
			case err != nil:
				return err
			case !d.IsDir():
				return nil
			case d.Name() == "compiled":
				return filepath.SkipDir
			}
			return w.Add(name)
		})
		if err != nil {
			return fmt.Errorf("watch the project: %w", err)
		}
	}
	return nil
}

// reloader is the script that the preview, and only the preview, adds to pages.
const reloader = `new EventSource("/_changed").onmessage=()=>location.reload()`

// ServeHTTP answers for pages that are read on this machine. A page elsewhere whose name
// was made to lead here must not be shown drafts, so the host that was asked for counts.
func (p *Preview) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	switch {
	case r.Method != http.MethodGet && r.Method != http.MethodHead:
		w.Header().Set("Allow", "GET, HEAD")
		http.Error(w, "The preview is only read.", http.StatusMethodNotAllowed)
		return
	case !p.named(r.Host):
		http.Error(w, "The preview is not asked for by this name.", http.StatusForbidden)
		return
	}
	p.mu.RLock()
	pages, changed, base := p.pages, p.changed, p.base
	p.mu.RUnlock()
	name := strings.TrimPrefix(strings.TrimPrefix(path.Clean(r.URL.Path)+"/", base), "/")
	name = strings.TrimSuffix(name, "/")
	switch name {
	case "_reload.js":
		w.Header().Set("Content-Type", "text/javascript")
		fmt.Fprint(w, reloader)
		return
	case "_changed":
		w.Header().Set("Content-Type", "text/event-stream")
		select {
		case <-changed:
			fmt.Fprint(w, "data: changed\n\n")
		case <-r.Context().Done():
		}
		return
	}
	page, ok := pages[name]
	if !ok {
		if index, isDir := pages[path.Join(name, "index.html")]; isDir {
			if name != "" && name != "." && !strings.HasSuffix(r.URL.Path, "/") {
				http.Redirect(w, r, "/"+name+"/", http.StatusFound)
				return
			}
			page, ok, name = index, true, "index.html"
		}
	}
	w.Header().Set("Cache-Control", "no-store")
	if !ok {
		w.WriteHeader(http.StatusNotFound)
		page, name = pages["404.html"], "404.html"
	}
	w.Header().Set("Content-Type", mime.TypeByExtension(path.Ext(name)))
	if strings.HasSuffix(name, ".html") {
		page = withReload(page)
	}
	_, _ = w.Write(page) // a reader that went away is no fault
}

// Loopback tells whether an address, with or without a port, is one of this machine alone.
func Loopback(addr string) bool {
	host, _, err := net.SplitHostPort(addr)
	if err != nil {
		host = addr
	}
	ip := net.ParseIP(strings.Trim(host, "[]"))
	return strings.EqualFold(host, "localhost") || ip != nil && ip.IsLoopback()
}

// named tells whether the preview may be asked for by a host: this machine's own names,
// and the address that it was told to listen on.
func (p *Preview) named(host string) bool {
	return Loopback(host) || p.Addr != "" && strings.EqualFold(host, p.Addr)
}

// basePath is the path of an address, with a slash at both ends.
func basePath(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Path == "" {
		return "/"
	}
	return u.Path
}

// withReload adds the reloading script and lets the page's policy allow it.
func withReload(page []byte) []byte {
	page = bytes.Replace(page, []byte("default-src 'none';"), []byte("default-src 'none'; script-src 'self';"), 1)
	return bytes.Replace(page, []byte("</body>"), []byte(`<script src="/_reload.js"></script></body>`), 1)
}
