package review

import (
	"cmp"
	"fmt"
	"slices"
)

// changesIn begins the title of a section about what everybody sees, or about drafts.
func changesIn(draft bool) string {
	if draft {
		return "What changes in drafts, which are not public: "
	}
	return "What changes in public: "
}

// states tells which years come further.
func (r Review) states() section {
	s := section{title: "Reporting years", total: len(r.States)}
	for _, c := range r.States {
		line := fmt.Sprintf("- %d: %s → %s", c.Year, cmp.Or(string(c.Before), "none"), cmp.Or(string(c.After), "gone"))
		switch {
		case c.After.Public() && !c.Before.Public():
			line += ". **Everybody sees this year from now on.**"
		case c.Before.Public() && !c.After.Public():
			line += ". **This year is taken from the public pages.**"
		}
		s.lines = append(s.lines, line)
	}
	return s
}

// said is a reporting year, with the programme where it is not the CMRT.
func said(year int, programme string) string {
	if programme == "" {
		return fmt.Sprint(year)
	}
	return fmt.Sprintf("%d, %s", year, programme)
}

func (r Review) publicFigures(draft bool) section {
	list := slices.DeleteFunc(slices.Clone(r.Figures), func(c FigureChange) bool { return c.Draft != draft })
	s := section{title: changesIn(draft) + "figures", total: len(list)}
	if len(list) == 0 {
		return s
	}
	s.lines = []string{"| Year | Figure | Before | After |", "| --- | --- | ---: | ---: |"}
	for _, f := range list {
		s.lines = append(s.lines, fmt.Sprintf("| %s | %s (`%s`) | %s | %s |", said(f.Year, f.Programme), plain(f.Label), f.ID, plain(cmp.Or(f.Before, "none")), plain(cmp.Or(f.After, "none"))))
	}
	return s
}

func (r Review) publicSmelters(draft bool) section {
	list := slices.DeleteFunc(slices.Clone(r.Facility), func(c FacilityChange) bool { return c.Draft != draft })
	s := section{title: changesIn(draft) + "smelters", total: len(list)}
	if len(list) == 0 {
		return s
	}
	s.lines = []string{"| Year | Change | Smelter | Metal | Before | After |", "| --- | --- | --- | --- | --- | --- |"}
	for _, f := range list {
		s.lines = append(s.lines, fmt.Sprintf("| %s | %s | %s %s | %s | %s | %s |", said(f.Year, f.Programme), cmp.Or(map[string]string{"enters": "+ enters", "leaves": "− leaves"}[f.Kind], "~ "+f.Kind), plain(f.ID), plain(f.Name), f.Metal, plain(f.Before), plain(f.After)))
	}
	return s
}

func (r Review) publicWords(draft bool) section {
	list := slices.DeleteFunc(slices.Clone(r.Sentences), func(c SentenceChange) bool { return c.Draft != draft })
	s := section{title: changesIn(draft) + "sentences", fold: true, total: len(list)}
	for _, c := range list {
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
