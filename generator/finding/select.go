package finding

// Selection says which findings somebody wants to see; the zero value selects all.
type Selection struct {
	Supplier string   // id on the roster
	Rule     string   // name in the catalogue
	Severity Severity // this one or worse
	Open     bool     // only those that somebody has to act on
}

// Of gives the findings that are selected, in their order.
func (s Selection) Of(list []Finding) []Finding {
	out := []Finding{}
	for _, f := range list {
		if (s.Supplier == "" || f.Supplier == s.Supplier) && (s.Rule == "" || f.Rule == s.Rule) &&
			(s.Severity == "" || f.Severity.AtLeast(s.Severity)) && (!s.Open || f.Open()) {
			out = append(out, f)
		}
	}
	return out
}

// unnecessary says in words why nobody has to act on a finding that no decision accepts;
// "" where somebody has to.
func (f Finding) unnecessary() string {
	switch {
	case f.Closed == "superseded":
		return "The workbook is superseded: a newer version of the declaration counts."
	case f.Closed == "stale":
		return "The declaration is stale: a new one is asked for."
	case f.Closed == "replaced":
		return "The supplier sent a workbook that could be read."
	case f.Closed != "":
		return f.Closed
	case f.Follows != "":
		return "It follows from " + f.Follows + "."
	}
	return ""
}
