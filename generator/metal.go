package main

import (
	"fmt"

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
