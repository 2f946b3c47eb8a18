package site

import (
	"fmt"
	"strconv"
	"strings"
)

// inquiryPictures are those of the facilities by status and of the suppliers' path, where
// there is something to show.
func inquiryPictures(v yearView, file string) (list []section) {
	if len(v.byMetal) > 0 && v.rated() {
		list = append(list, section{ID: "by-status", Title: "Smelters and refiners by status", Picture: statusPicture(v, metalOrder)})
	}
	if p := pathPicture(v, file); p != nil {
		list = append(list, section{ID: "path", Title: "From request to accepted declaration", Picture: p})
	}
	return list
}

// steps are the figures that tell a supplier's path, in its order.
var steps = []struct{ id, label string }{
	{"suppliers.in_scope", "In scope"}, {"suppliers.asked", "Asked"}, {"suppliers.responded", "Answered"}, {"suppliers.accepted", "Accepted after review"},
}

// pathPicture shows how many suppliers were asked, answered and were accepted; nil
// where none was in scope.
func pathPicture(v yearView, file string) *picture {
	whole := v.count(steps[0].id)
	if whole == 0 {
		return nil
	}
	p := &picture{ID: "path", Title: fmt.Sprintf("Suppliers from request to accepted declaration, %d", v.Number)}
	p.Grid = &grid{ID: "path-caption", Class: "fit", Caption: fmt.Sprintf("Suppliers as of %s", v.site.day(v.AsOf)), Head: []column{{Text: "Suppliers"}, {Text: "Number", Number: true}, {Text: "Of those in scope", Number: true}}}
	var told []string
	for _, s := range steps {
		f, ok := v.known(s.id)
		if !ok {
			continue
		}
		n := v.count(s.id)
		part := share(n, whole)
		p.addBar(s.label, grouped(f.Value), max(whole, n), series{solid, n}, series{back, max(whole-n, 0)})
		p.Grid.Rows = append(p.Grid.Rows, []cell{{Text: s.label, Href: relative(file, v.figuresFile()) + "#" + s.id}, {Text: grouped(f.Value), Class: "num"}, {Text: part, Class: "num"}})
		told = append(told, fmt.Sprintf("%s: %s (%s).", s.label, f.Value, part))
	}
	p.Desc = strings.Join(told, " ")
	return p
}

// share is a percentage with one decimal, rounded half up.
func share(n, whole int) string {
	tenths := (2000*n + whole) / (2 * whole)
	return fmt.Sprintf("%d.%d%%", tenths/10, tenths%10)
}

// ratesShown is how many years the picture of response rates holds at most.
const ratesShown = 10

// responsePicture shows the response rate over the years; nil unless two are known.
func (b *builder) responsePicture(file string) *picture {
	p := &picture{ID: "response", Title: "Response rate by reporting year"}
	p.Grid = &grid{ID: "response-caption", Class: "fit", Caption: "Suppliers that answered, as a share of those in scope", Head: []column{{Text: "Year"}, {Text: "Response rate", Number: true}, {Text: "Answered", Number: true}, {Text: "In scope", Number: true}, {Text: "As of"}}}
	var told []string
	for _, v := range b.views {
		f, ok := v.known("suppliers.response_rate")
		n, err := strconv.Atoi(f.Numerator)
		whole, err2 := strconv.Atoi(f.Denominator)
		if !ok || err != nil || err2 != nil || whole == 0 || len(p.Bars) == ratesShown {
			continue
		}
		value, parts := shown(f)
		year := strconv.Itoa(v.Number)
		p.addBar(year, value, whole, series{solid, n}, series{back, max(whole-n, 0)})
		p.Grid.Rows = append(p.Grid.Rows, []cell{{Text: year, Href: relative(file, v.figuresFile()) + "#" + f.ID}, {Text: value, Class: "num"},
			{Text: grouped(f.Numerator), Class: "num"}, {Text: grouped(f.Denominator), Class: "num"}, {Text: b.site.day(f.AsOf), Class: "date"}})
		told = append(told, fmt.Sprintf("%s: %s (%s).", year, value, parts))
	}
	if len(p.Bars) < 2 {
		return nil
	}
	p.Desc = strings.Join(told, " ")
	return p
}
