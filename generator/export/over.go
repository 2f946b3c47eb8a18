package export

import (
	"bytes"
	"io"
	"io/fs"
	"path"
	"time"
)

// over is a file system in which some files are others.
type over struct {
	fs.FS
	files map[string][]byte
}

func (o over) Open(name string) (fs.File, error) {
	if data, ok := o.files[name]; ok {
		return &file{bytes.NewReader(data), info{path.Base(name), int64(len(data))}}, nil
	}
	return o.FS.Open(name)
}

type file struct {
	io.Reader
	info info
}

func (f *file) Stat() (fs.FileInfo, error) { return f.info, nil }
func (f *file) Close() error               { return nil }

type info struct {
	name string
	size int64
}

func (i info) Name() string       { return i.name }
func (i info) Size() int64        { return i.size }
func (i info) Mode() fs.FileMode  { return 0o444 }
func (i info) ModTime() time.Time { return time.Time{} }
func (i info) IsDir() bool        { return false }
func (i info) Sys() any           { return nil }
