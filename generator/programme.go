package main

import (
	"fmt"
	"strings"

	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/project"
	"itron.com/conflict-minerals/generator/season"
)

// byProgramme is the flag of commands that look at one programme of a year.
type byProgramme struct {
	Programme string `help:"The programme: ${enum}." enum:"cmrt,emrt,amrt" default:"cmrt"`
}

// season gives the project's years by the programme that was named.
func (b byProgramme) season(p *opened, year int) (*season.Season, error) {
	programme := strings.ToUpper(b.Programme)
	if programme == cmrt.Conflict {
		return p.season, nil
	}
	y, err := p.Year(year)
	if err == nil && !y.Runs(programme) {
		err = fmt.Errorf("%w: %d does not run the %s (programmes in %s)", errUsage, year, programme, project.SettingsFile(year))
	}
	return p.season.By(programme), err
}
