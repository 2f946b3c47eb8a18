package project

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strconv"
	"strings"

	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/text"
)

// OwnCMRT is the company's own declaration as it is offered to the public.
type OwnCMRT struct {
	Data    []byte
	Version string // of the template
	Day     string // effective date, YYYY-MM-DD
}

// OwnCMRT reads the workbook that own_cmrt of year.yaml names; one without Data where it
// names none. A file that is not the registrant's own declaration is a mistake: a
// supplier's must never be published by a slip of the pen.
func (p *Project) OwnCMRT(y *Year) (OwnCMRT, error) {
	name := y.Settings.OwnCMRT
	if name == "" {
		return OwnCMRT{}, nil
	}
	dir := path.Join("content", strconv.Itoa(y.Number))
	wrong := func(format string, args ...any) (OwnCMRT, error) {
		return OwnCMRT{}, mistake(p.FS, path.Join(dir, "year.yaml"), "own_cmrt", fmt.Errorf("own_cmrt: "+format, args...))
	}
	if path.Base(name) != name || !strings.EqualFold(path.Ext(name), ".xlsx") {
		return wrong("%q is not the name of an .xlsx file in %s", name, dir)
	}
	file := path.Join(dir, name)
	data, err := fs.ReadFile(p.FS, file)
	if errors.Is(err, fs.ErrNotExist) {
		return wrong("there is no %s", file)
	}
	if err != nil {
		return OwnCMRT{}, fmt.Errorf("read the company's own CMRT: %w", err)
	}
	d := cmrt.Read(file, data)
	switch own := text.Words(d.Company.Name); {
	case !d.Readable() || d.Template.Type != "CMRT":
		return wrong("%s cannot be read as a CMRT", file)
	case !strings.HasPrefix(own+" ", text.Words(p.Registrant.Name)+" "):
		return wrong("%s is the declaration of %q, not of %s", file, d.Company.Name, p.Registrant.Name)
	case d.Company.EffectiveDate == "":
		return wrong("%s has no effective date", file)
	}
	return OwnCMRT{data, d.Template.Version, d.Company.EffectiveDate}, nil
}
