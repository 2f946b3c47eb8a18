package main

import (
	"fmt"
	"slices"
	"strings"

	"itron.com/conflict-minerals/generator/cmrt"
)

// metalFlag is a metal as people type it: “Gold”, “gold” and “GOLD” are one.
type metalFlag cmrt.Metal

// UnmarshalText understands a metal's name.
func (m *metalFlag) UnmarshalText(typed []byte) error {
	metal := cmrt.MineralNamed(string(typed))
	if metal == "" {
		return fmt.Errorf("%q is not tantalum, tin, gold or tungsten, nor a mineral of the EMRT or AMRT", typed)
	}
	*m = metalFlag(metal)
	return nil
}

// of refuses a metal that a programme does not ask about.
func (m metalFlag) of(programme string) error {
	if !slices.Contains(cmrt.MineralsOf(strings.ToUpper(programme)), cmrt.Metal(m)) {
		return fmt.Errorf("%w: the %s does not ask about %s (see --programme)", errUsage, strings.ToUpper(programme), m)
	}
	return nil
}
