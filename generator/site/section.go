package site

import "strconv"

// sectionsView is the body of the pages that are made of sections: changes, metals,
// countries, archive, method and accessibility.
type sectionsView struct {
	Lead     []string
	Facts    []fact
	Key      []keyFigure
	Sections []section
}

// section is a heading and what stands under it; blank parts are not printed.
type section struct {
	ID, Title string
	Text      []string
	Notes     []note // a list
	Steps     []note // a numbered list
	Picture   *picture
	Grid      *grid
	Links     []link
	Data      []download
}

// grid is a table whose first column names the row.
type grid struct {
	ID, Caption string
	Class       string
	Head        []column
	Rows        [][]cell
	Total       []cell // blank: none
}

// numbers writes counts as right-aligned cells.
func numbers(counts ...int) []cell {
	cells := make([]cell, len(counts))
	for i, n := range counts {
		cells[i] = cell{Text: grouped(strconv.Itoa(n)), Class: "num"}
	}
	return cells
}
