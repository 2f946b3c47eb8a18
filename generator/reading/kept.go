package reading

import (
	"crypto/sha256"
	"encoding/hex"
	"io/fs"

	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/folder"
)

// Store gives the declarations of workbooks: kept ones where they are of the same bytes,
// by the same reader, and fresh ones otherwise. Its zero value reads every workbook.
type Store struct {
	Cache
	Reader func() string // the reader's Version, asked for only where it is needed
	Began  int64         // when the run began, in nanoseconds since 1970; what changed shortly before is looked at again
	Now    func() int64  // the same clock; nil: the run takes no time
	Watch  Watch         // is told how far the work has come; nil: nobody

	known map[string]Reading // from parts: no workbook is looked at
}

// Known gives a store that knows the declarations of all files, and looks at none.
func Known(list []cmrt.Declaration) *Store {
	s := &Store{known: map[string]Reading{}}
	for _, d := range list {
		s.known[d.File] = Reading{Declaration: d}
	}
	return s
}

// Watch is told what is being done and of how many steps; it gives the functions to call
// after each step, from any goroutine, and at the end.
type Watch func(what string, of int) (step, done func())

// Watching tells whoever watches, if anybody does.
func (s *Store) Watching(what string, of int) (step, done func()) {
	if s.Watch == nil {
		return func() {}, func() {}
	}
	return s.Watch(what, of)
}

// Look says which file lies there now without reading it: its stamp, zero where it must
// be read to know.
func (s *Store) Look(fsys fs.FS, file string) folder.Stamp {
	if s.known != nil {
		return folder.Stamp{}
	}
	info, err := fs.Stat(fsys, file)
	if err != nil || !info.Mode().IsRegular() {
		return folder.Stamp{}
	}
	return folder.StampOf(info).Settled(s.Began)
}

// Bytes reads a file: its bytes and their SHA-256. Where that is no file, or cannot be
// opened, the declaration says so, as of everything else that a supplier may send.
func (s *Store) Bytes(fsys fs.FS, file string) (data []byte, sum string, unreadable *cmrt.Declaration) {
	if s.known != nil {
		d := s.known[file].Declaration
		return nil, d.SHA256, nil
	}
	not := func(why string) ([]byte, string, *cmrt.Declaration) {
		d := cmrt.Unreadable(file, why)
		return nil, "", &d
	}
	info, err := fs.Stat(fsys, file)
	switch {
	case err != nil:
		return not("The file cannot be opened: it may be a link to nowhere.")
	case !info.Mode().IsRegular():
		return not("This is not a file.")
	}
	if info.Size() > cmrt.MaxFile {
		d := cmrt.Unreadable(file, "")
		d.Findings[0] = cmrt.TooLarge(file)
		return nil, "", &d
	}
	if data, err = fs.ReadFile(fsys, file); err != nil {
		return not("The file cannot be read.")
	}
	hash := sha256.Sum256(data)
	return data, hex.EncodeToString(hash[:]), nil
}

// Declaration gives what the bytes of a file say, whose SHA-256 is sum.
func (s *Store) Declaration(file string, data []byte, sum string) cmrt.Declaration {
	if s.known != nil {
		return s.known[file].Declaration
	}
	programme := cmrt.FiledAs(file)
	name := "declarations/" + sum
	if programme != cmrt.Conflict { // the same bytes are another answer in another folder
		name = "declarations/" + cmrt.Folder(programme) + "-" + sum
	}
	if kept, ok := s.Get(name); ok {
		var r struct {
			Reader      string
			Declaration cmrt.Declaration
		}
		if err := Decode(string(kept), &r); err == nil && r.Reader == s.Reader() {
			return renamed(r.Declaration, file)
		}
	}
	d := cmrt.ReadAs(programme, file, data)
	if s.Keep && len(s.Key) > 0 {
		s.Put(name, Encode(struct {
			Reader      string
			Declaration cmrt.Declaration
		}{s.Reader(), d}))
	}
	return d
}

// renamed gives what the same bytes say under another name.
func renamed(d cmrt.Declaration, file string) cmrt.Declaration {
	for i := range d.Findings {
		if d.Findings[i].File == d.File {
			d.Findings[i].File = file
		}
	}
	d.File = file
	return d
}
