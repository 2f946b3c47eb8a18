package project

import (
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"

	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/smelter"
	"itron.com/conflict-minerals/generator/tables"
)

// A year may ask its suppliers for several templates: the CMRT, by which Form SD reports,
// and beside it the EMRT or the AMRT. Each is a programme of its own, with workbooks,
// lists, states and figures that are never added to those of another. What people keep of
// a year, roster and logs, is kept once.

// Programme are the settings of a programme beside the CMRT. Each key is explained in
// content/README.md.
type Programme struct {
	AcceptedVersions []string `yaml:"accepted_versions"` // of its template; none named: every version that can be read
	Template         string   `yaml:"template"`          // path of its empty template below the project, see Campaign.Template
	Snapshots        struct {
		Directory   string `yaml:"directory"`   // file in data/reference
		Conformance string `yaml:"conformance"` // file in data/reference
	} `yaml:"snapshots"`
}

// Programmes are the programmes that a year runs, the CMRT first.
func (y *Year) Programmes() []string {
	list := []string{cmrt.Conflict}
	for _, p := range cmrt.Programmes[1:] {
		if slices.Contains(y.Settings.Programmes, cmrt.Folder(p)) {
			list = append(list, p)
		}
	}
	return list
}

// Runs tells whether the year runs a programme.
func (y *Year) Runs(programme string) bool { return slices.Contains(y.Programmes(), programme) }

// Asks is the programme that the year is looked at by: CMRT unless YearFor says otherwise.
func (y *Year) Asks() string {
	if y.programme == "" {
		return cmrt.Conflict
	}
	return y.programme
}

// Minerals are the metals and minerals that the year's programme asks about.
func (y *Year) Minerals() []cmrt.Metal { return cmrt.MineralsOf(y.Asks()) }

// PublishesProgramme tells whether the year says that a programme beside the CMRT is
// published with it.
func (y *Year) PublishesProgramme(programme string) bool {
	return slices.Contains(y.Settings.PublishProgrammes, cmrt.Folder(programme)) && y.Runs(programme)
}

// settingsOf gives the settings of a programme beside the CMRT, and the key they stand under.
func (s *Settings) settingsOf(programme string) (*Programme, string) {
	if programme == "AMRT" {
		return &s.AMRT, "amrt"
	}
	return &s.EMRT, "emrt"
}

// programmes finds what can never be right in the settings of programmes.
func (y *Year) programmes(fsys fs.FS, file string) error {
	s := &y.Settings
	known := make([]string, len(cmrt.Programmes))
	for i, p := range cmrt.Programmes {
		known[i] = cmrt.Folder(p)
	}
	for i, name := range s.Programmes {
		key := fmt.Sprintf("programmes[%d]", i)
		switch {
		case !slices.Contains(known, name):
			return mistake(fsys, file, key, fmt.Errorf("programmes: %q is none of %s", name, strings.Join(known, ", ")))
		case slices.Contains(s.Programmes[:i], name):
			return mistake(fsys, file, key, fmt.Errorf("programmes: %s is there twice", name))
		}
	}
	if len(s.Programmes) > 0 && !slices.Contains(s.Programmes, known[0]) {
		return mistake(fsys, file, "programmes", fmt.Errorf("programmes: %s is missing: the other templates are asked for beside it", known[0]))
	}
	for i, name := range s.PublishProgrammes {
		if !slices.Contains(known[1:], name) || !slices.Contains(s.Programmes, name) {
			return mistake(fsys, file, fmt.Sprintf("publish_programmes[%d]", i), fmt.Errorf("publish_programmes: %q is no programme that the year runs beside the CMRT", name))
		}
	}
	for _, programme := range cmrt.Programmes[1:] {
		p, key := s.settingsOf(programme)
		runs := slices.Contains(s.Programmes, key)
		if !runs && (p.Template != "" || p.AcceptedVersions != nil || p.Snapshots.Directory+p.Snapshots.Conformance != "") {
			return mistake(fsys, file, key, fmt.Errorf("%s: the year does not run this programme: name it under programmes", key))
		}
		for i, v := range p.AcceptedVersions {
			if !cmrt.ReadsOf(programme, v) {
				return mistake(fsys, file, fmt.Sprintf("%s.accepted_versions[%d]", key, i), fmt.Errorf("%s.accepted_versions: %q is not a version of the %s that cmr can read", key, v, programme))
			}
		}
		if err := heldTemplate(fsys, p.Template); err != nil {
			return mistake(fsys, file, key+".template", fmt.Errorf("%s.template: %w", key, err))
		}
	}
	return nil
}

// YearFor reads a reporting year as one of its programmes sees it: the suppliers that are
// asked for its template, the messages about it, its workbooks and lists. What is about
// Form SD alone is left out of any other than the CMRT.
func (p *Project) YearFor(number int, programme string) (*Year, error) {
	y, err := p.Year(number)
	if err != nil {
		return nil, err
	}
	if !y.Runs(programme) {
		return nil, fmt.Errorf("%d does not run the programme %s: see programmes in %s", number, programme, SettingsFile(number))
	}
	y = y.By(programme)
	if programme == cmrt.Conflict {
		return y, nil
	}
	own, _ := y.Settings.settingsOf(programme)
	shared := slices.DeleteFunc(y.Decisions, func(d tables.Decision) bool { return !d.Shared || d.Action != "resolve" && d.Action != "reject" })
	if y.Decisions, err = p.decisionsIn(DecisionsFileOf(number, programme)); err != nil {
		return nil, err
	}
	y.Decisions = append(y.Decisions, shared...)
	y.Directory, y.Conformance = smelter.Directory{}, smelter.Conformance{}
	y.Translation, y.Revisions = smelter.Translation{}, smelter.Revisions{}
	settings := SettingsFile(number)
	if err := pinned(p.FS, settings, "directory", own.Snapshots.Directory, &y.Directory, tables.DirectoryOf); err != nil {
		return nil, err
	}
	return y, pinned(p.FS, settings, "conformance", own.Snapshots.Conformance, &y.Conformance, tables.ConformanceOf)
}

// By gives a year as one of its programmes sees it, without the lists and decisions that
// YearFor reads for it. The year itself stays as it is.
func (y *Year) By(programme string) *Year {
	by := *y
	y = &by
	name := cmrt.Folder(programme)
	y.programme = programme
	y.Roster = slices.Clone(y.Roster)
	for i := range y.Roster {
		s := &y.Roster[i]
		if s.Programmes != "" && s.InScope == "yes" && !slices.Contains(strings.Fields(s.Programmes), name) {
			s.InScope, s.Why = "no", "not asked for the "+programme
		}
	}
	y.Outreach = slices.DeleteFunc(slices.Clone(y.Outreach), func(o tables.Outreach) bool { return !slices.Contains(AboutProgrammes(o), name) })
	y.Received = slices.DeleteFunc(slices.Clone(y.Received), func(r tables.Received) bool { return cmrt.FiledAs(r.File) != programme })
	if programme == cmrt.Conflict {
		return y
	}
	own, _ := y.Settings.settingsOf(programme)
	s := &y.Settings
	s.AcceptedVersions, s.Campaign.Template = own.AcceptedVersions, own.Template
	s.Determination, s.WatchList, s.OwnCMRT, s.Title = nil, nil, "", ""
	s.Filing, s.Diligence = Filing{}, Diligence{}
	for i := range y.Roster {
		y.Roster[i].Metals = "" // those of the CMRT
	}
	y.Products, y.Activities, y.Exclusions, y.Risks, y.Promised, y.Before = nil, nil, nil, nil, nil, nil
	y.Narrative, y.FormText = nil, Text{}
	y.FiledBefore, y.FiledOn, y.Unusable = "", nil, nil
	return y
}

// AboutProgrammes are the programmes that a row of the outreach log is about, in lower
// case: the CMRT where it names none.
func AboutProgrammes(o tables.Outreach) []string {
	if list := strings.Fields(o.Programmes); len(list) > 0 {
		return list
	}
	return []string{cmrt.Folder(cmrt.Conflict)}
}

// knownProgrammes checks a list of programmes with space between.
func knownProgrammes(list string) error {
	for _, name := range strings.Fields(list) {
		if !slices.ContainsFunc(cmrt.Programmes, func(p string) bool { return cmrt.Folder(p) == name }) {
			return fmt.Errorf("programmes: %q is not cmrt, emrt or amrt", name)
		}
	}
	return nil
}

// DecisionsFileOf is the table of a year's decisions about a programme's declarations.
func DecisionsFileOf(year int, programme string) string {
	if programme == cmrt.Conflict {
		return DecisionsFile(year)
	}
	return path.Join("data", strconv.Itoa(year), "decisions-"+cmrt.Folder(programme)+".csv")
}
