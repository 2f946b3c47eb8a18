package review

import (
	"cmp"
	"fmt"
)

func (r Review) publicFigures() section {
	s := section{title: "What changes in public: figures", total: len(r.Figures)}
	if len(r.Figures) == 0 {
		return s
	}
	s.lines = []string{"| Year | Figure | Before | After |", "| --- | --- | ---: | ---: |"}
	for _, f := range r.Figures {
		s.lines = append(s.lines, fmt.Sprintf("| %d | %s (`%s`) | %s | %s |", f.Year, plain(f.Label), f.ID, plain(cmp.Or(f.Before, "none")), plain(cmp.Or(f.After, "none"))))
	}
	return s
}

func (r Review) publicSmelters() section {
	s := section{title: "What changes in public: smelters", total: len(r.Facility)}
	if len(r.Facility) == 0 {
		return s
	}
	s.lines = []string{"| Year | Change | Smelter | Metal | Before | After |", "| --- | --- | --- | --- | --- | --- |"}
	for _, f := range r.Facility {
		s.lines = append(s.lines, fmt.Sprintf("| %d | %s | %s %s | %s | %s | %s |", f.Year, cmp.Or(map[string]string{"enters": "+ enters", "leaves": "− leaves"}[f.Kind], "~ "+f.Kind), plain(f.ID), plain(f.Name), f.Metal, plain(f.Before), plain(f.After)))
	}
	return s
}

func (r Review) publicWords() section {
	s := section{title: "What changes in public: sentences", fold: true, total: len(r.Sentences)}
	for _, c := range r.Sentences {
		mark := "+"
		if c.Gone {
			mark = "−"
		}
		s.lines = append(s.lines, fmt.Sprintf("- %s %d %s: %s", mark, c.Year, c.In, codeOf(c.Words, limitLine)))
	}
	return s
}

// publicPages names the files: the workflow's artifact “site” shows them.
func (r Review) publicPages() section {
	s := section{title: "What changes in public: pages", fold: true, total: len(r.Pages)}
	for _, file := range r.Pages {
		s.lines = append(s.lines, "- "+code(file))
	}
	return s
}
