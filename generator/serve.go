package main

import (
	"bytes"
	"errors"
	"fmt"
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

	"itron.com/conflict-minerals/generator/project"
)

type serveCmd struct {
	Addr string `help:"Address to listen on." default:"127.0.0.1:8080"`
}

// Run serves the site from memory, rebuilds it when a file of the project changes
// and tells open pages to reload. Nothing is written to disk but the
// cache.
func (cmd *serveCmd) Run(c *cli, std stdio) error {
	root, err := c.findRoot()
	if err != nil {
		return err
	}
	p := &preview{changed: make(chan struct{})}
	if err := p.rebuild(root, std); err != nil {
		return err
	}
	watcher, err := fsnotify.NewWatcher()
	if err != nil {
		return fmt.Errorf("watch the project: %w", err)
	}
	defer watcher.Close()
	if err := watchFolders(watcher, root); err != nil {
		return err
	}
	listener, err := net.Listen("tcp", cmd.Addr)
	if err != nil {
		return fmt.Errorf("serve the site: %w", err)
	}
	go p.watch(watcher, root, std)
	fmt.Fprintf(std.Err, "Preview at http://%s/ (stop with Ctrl-C)\n", listener.Addr())
	server := &http.Server{Handler: p, ReadHeaderTimeout: 10 * time.Second}
	return fmt.Errorf("serve the site: %w", server.Serve(listener))
}

// preview is the site in memory; changed is closed when a newer one stands.
type preview struct {
	mu      sync.RWMutex
	pages   map[string][]byte
	base    string // path of the public address: links of the page for lost readers begin with it
	changed chan struct{}
}

func (p *preview) rebuild(root string, std stdio) error {
	files, err := inside(root)
	if err != nil {
		return err
	}
	proj, err := project.Open(files)
	if err != nil {
		return err
	}
	known := newYears(proj, std).cached(root, keepCache)
	_, pages, err := siteOf(known, root)
	if err != nil {
		return err
	}
	known.keep()
	p.mu.Lock()
	defer p.mu.Unlock()
	p.pages, p.base = pages, basePath(proj.Registrant.PublicURL)
	close(p.changed)
	p.changed = make(chan struct{})
	return nil
}

// watch rebuilds when the files have been quiet for a moment. A mistake in a file
// is printed, and the last good site stays.
func (p *preview) watch(w *fsnotify.Watcher, root string, std stdio) {
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
		case err := <-w.Errors:
			fmt.Fprintln(std.Err, "cmr: watch:", err)
		case <-quiet.C:
			if err := p.rebuild(root, std); err != nil {
				fmt.Fprintln(std.Err, "cmr:", err)
			} else {
				fmt.Fprintln(std.Err, "rebuilt")
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

func (p *preview) ServeHTTP(w http.ResponseWriter, r *http.Request) {
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
