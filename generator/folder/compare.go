package folder

import (
	"bytes"
	"path"
	"slices"
	"sync"
)

var crlf, lf = []byte("\r\n"), []byte("\n")

// Comparison holds files against those of a folder, and writes nothing.
type Comparison struct {
	f   *Folder
	dir string

	mu    sync.Mutex
	names map[string]bool
	stale []string
}

// Compare begins a comparison with a folder.
func (f *Folder) Compare(dir string) *Comparison {
	return &Comparison{f: f, dir: dir, names: map[string]bool{}}
}

// Put notes whether a file is there as it should be.
func (c *Comparison) Put(name string, data []byte) error {
	old, err := c.f.ReadFile(path.Join(c.dir, name))
	if err == nil && !bytes.Equal(old, data) { // git on other systems may write other line ends
		old, data = bytes.ReplaceAll(old, crlf, lf), bytes.ReplaceAll(data, crlf, lf)
	}
	c.note(name, err == nil && bytes.Equal(old, data))
	return nil
}

// Keep gives false: a comparison takes nobody's word for what a file should be.
func (c *Comparison) Keep(string, string) bool { return false }

func (c *Comparison) note(name string, same bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.names[name] = true
	if !same {
		c.stale = append(c.stale, path.Join(c.dir, name))
	}
}

// Stale lists, sorted, the files that differ, are missing or are left over.
func (c *Comparison) Stale() ([]string, error) {
	have, err := c.f.Files(c.dir)
	if err != nil {
		return nil, err
	}
	stale := slices.Clone(c.stale)
	for _, name := range have {
		if !c.names[name[len(c.dir)+1:]] {
			stale = append(stale, name)
		}
	}
	slices.Sort(stale)
	return stale, nil
}
