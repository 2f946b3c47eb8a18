package main

import (
	"fmt"

	"itron.com/conflict-minerals/generator/bom"
	"itron.com/conflict-minerals/generator/rollup"
	"itron.com/conflict-minerals/generator/tables"
)

// wanted are the products that the flags name; nil where they name none.
func (cmd *rollupCmd) wanted(parts []tables.Part) ([]rollup.Wanted, error) {
	var list []rollup.Wanted
	for _, number := range cmd.Product {
		list = append(list, rollup.Wanted{Number: number})
	}
	if cmd.Family != "" {
		family := rollup.OfFamily(parts, cmd.Family)
		if len(family) == 0 {
			return nil, fmt.Errorf("the family %q: %w", cmd.Family, rollup.ErrProduct)
		}
		list = append(list, family...)
	}
	if cmd.Products != "" {
		data, err := readList(cmd.Products)
		if err != nil {
			return nil, err
		}
		asked, err := bom.Asked(relative(cmd.Products), data)
		if err != nil {
			return nil, err
		}
		for _, a := range asked {
			list = append(list, rollup.Wanted(a))
		}
	}
	return list, nil
}
