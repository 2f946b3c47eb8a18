package dashboard

import (
	"cmp"
	"fmt"
	"html/template"
	"strings"
	"time"

	"itron.com/conflict-minerals/generator/campaign"
	"itron.com/conflict-minerals/generator/project"
)

// burnDown is how many suppliers in scope were without an answer, day by day until answers
// no longer count, beside the year before on the same days before its own end.
type burnDown struct {
	Scope, Open int // today
	CutOff      string
	Weeks       []week
	now, then   []point
	due         int // days from the last on which letters ask for an answer to the end; -1: none
	length      int // days of the survey
}

// point is how many were open so many days before the end.
type point struct{ left, open int }

// week is a line of the table that says the same.
type week struct {
	Left int    // weeks before the end
	Day  string // of this year
	Open int
	Last string // open of the year before, in words; "": no survey
}

// burnDown follows the answers that count: at the end of the line stands the number that
// the pages publish.
func (d *dashboard) burnDown() *burnDown {
	s := d.Year.Settings
	b := &burnDown{CutOff: s.CutOff, length: days(s.Campaign.Start, s.CutOff), due: -1}
	if b.length < 7 {
		return nil
	}
	if s.Campaign.Due != "" && s.Campaign.Due < s.CutOff {
		b.due = days(s.Campaign.Due, s.CutOff)
	}
	first := answeredOn(d.Year, d.States, d.Day)
	last := map[string]string{}
	lastScope := 0
	var lastEnd string
	if d.LastYear != nil && len(d.LastStates) > 0 {
		lastEnd = d.LastYear.Settings.CutOff
		last = answeredOn(d.LastYear, d.LastStates, lastEnd)
		lastScope = inScope(d.LastStates)
	}
	b.Scope = inScope(d.States)
	for left := b.length; left >= 0; left-- {
		if day := daysBefore(s.CutOff, left); day <= d.Day {
			b.now = append(b.now, point{left, b.Scope - until(first, day)})
		}
		if lastEnd != "" {
			b.then = append(b.then, point{left, lastScope - until(last, daysBefore(lastEnd, left))})
		}
	}
	if len(b.now) == 0 {
		return nil // it has not begun
	}
	b.Open = b.now[len(b.now)-1].open
	for i := 0; i < len(b.now); i += 7 {
		w := week{Left: b.now[i].left / 7, Day: daysBefore(s.CutOff, b.now[i].left), Open: b.now[i].open}
		if lastEnd != "" {
			w.Last = fmt.Sprintf("%d of %d", b.then[i].open, lastScope)
		}
		b.Weeks = append(b.Weeks, w)
	}
	return b
}

// answeredOn gives for each supplier in scope whose answer counts the day on which it first
// sent something; where nobody logged that, the day on which the survey began.
func answeredOn(y *project.Year, states []campaign.State, day string) map[string]string {
	first := map[string]string{}
	for _, r := range y.Received {
		if was, ok := first[r.Supplier]; r.Date <= day && (!ok || r.Date < was) {
			first[r.Supplier] = r.Date
		}
	}
	answered := map[string]string{}
	for _, s := range states {
		if s.Supplier.InScope == "yes" && (s.Standing == campaign.Taken || s.Standing == campaign.SentBack) {
			answered[s.Supplier.ID] = cmp.Or(first[s.Supplier.ID], first[s.Through], y.Settings.Campaign.Start)
		}
	}
	return answered
}

func until(first map[string]string, day string) (n int) {
	for _, d := range first {
		if d <= day {
			n++
		}
	}
	return n
}

func inScope(states []campaign.State) (n int) {
	for _, s := range states {
		if s.Supplier.InScope == "yes" {
			n++
		}
	}
	return n
}

// Measures of the drawing.
const (
	burnWidth  = 720
	burnHeight = 260
	burnLeft   = 40
	burnTop    = 12
	burnFoot   = 28
)

// SVG draws the lines.
func (b *burnDown) SVG() template.HTML {
	most := 1
	for _, list := range [][]point{b.now, b.then} {
		for _, p := range list {
			most = max(most, p.open)
		}
	}
	x := func(left int) float64 {
		return burnLeft + float64((b.length-left)*(burnWidth-burnLeft-8))/float64(b.length)
	}
	y := func(open int) float64 {
		return burnTop + float64((most-open)*(burnHeight-burnTop-burnFoot))/float64(most)
	}
	var out strings.Builder
	fmt.Fprintf(&out, `<svg role="img" aria-labelledby="burn-title burn-desc" viewBox="0 0 %d %d" xmlns="http://www.w3.org/2000/svg"><title id="burn-title">Suppliers in scope without an answer, until the cut-off</title><desc id="burn-desc">A line for this year and one for the year before. The table gives the same numbers.</desc>`, burnWidth, burnHeight)
	line := func(class string, x1, y1, x2, y2 float64) {
		fmt.Fprintf(&out, `<line class="%s" x1="%.1f" y1="%.1f" x2="%.1f" y2="%.1f"/>`, class, x1, y1, x2, y2)
	}
	line("axis", burnLeft, y(0), burnWidth-8, y(0))
	for _, n := range []int{0, most / 2, most} {
		fmt.Fprintf(&out, `<text class="end" x="%d" y="%.1f">%d</text>`, burnLeft-6, y(n)+5, n)
	}
	for left := 0; left <= b.length; left += 28 {
		words := fmt.Sprintf("%d weeks", left/7)
		if left == 0 {
			words = "cut-off"
		}
		fmt.Fprintf(&out, `<text class="end" x="%.1f" y="%d">%s</text>`, x(left)+6, burnHeight-8, words)
	}
	if b.due >= 0 {
		line("due", x(b.due), burnTop, x(b.due), y(0))
	}
	line("due", x(0), burnTop, x(0), y(0))
	for _, l := range []struct {
		class  string
		points []point
	}{{"then", b.then}, {"now", b.now}} {
		if len(l.points) == 0 {
			continue
		}
		fmt.Fprintf(&out, `<polyline class="%s" points="`, l.class)
		for i, p := range l.points { // a step where something came, nothing between
			if i > 0 && i < len(l.points)-1 && p.open == l.points[i-1].open && p.open == l.points[i+1].open {
				continue
			}
			fmt.Fprintf(&out, "%.1f,%.1f ", x(p.left), y(p.open))
		}
		out.WriteString(`"/>`)
	}
	end := b.now[len(b.now)-1]
	fmt.Fprintf(&out, `<circle class="today" cx="%.1f" cy="%.1f" r="5"/></svg>`, x(end.left), y(end.open))
	return template.HTML(out.String())
}

// Due is the day by which letters ask for an answer, where the drawing has it.
func (b *burnDown) Due() string {
	if b.due < 0 {
		return ""
	}
	return daysBefore(b.CutOff, b.due)
}

// HasLast tells whether the year before is drawn.
func (b *burnDown) HasLast() bool { return len(b.then) > 0 }

// days is how many days lie between two; 0 where one is none.
func days(from, to string) int {
	a, err := time.Parse(time.DateOnly, from)
	z, err2 := time.Parse(time.DateOnly, to)
	if err != nil || err2 != nil {
		return 0
	}
	return int(z.Sub(a).Hours() / 24)
}

func daysBefore(day string, n int) string {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return day
	}
	return t.AddDate(0, 0, -n).Format(time.DateOnly)
}
