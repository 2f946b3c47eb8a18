package campaign

import (
	"cmp"
	"slices"

	"itron.com/conflict-minerals/generator/check"
	"itron.com/conflict-minerals/generator/finding"
	"itron.com/conflict-minerals/generator/project"
	"itron.com/conflict-minerals/generator/stable"
	"itron.com/conflict-minerals/generator/tables"
)

// Stage is where a supplier stands in the survey.
type Stage string

// The stages, in the order of a campaign. Nobody types them.
const (
	NotAsked  Stage = "not asked"
	Bounced   Stage = "bounced"  // every request came back
	Asked     Stage = "asked"    // and not reminded
	Reminded  Stage = "reminded" // State.Reminders says how often
	Escalated Stage = "escalated"
	Refused   Stage = "refused"
	Answered  Stage = "answered" // with a workbook that does not count yet: unreadable, too old or too late
	Promised  Stage = "promised an answer"
	Returned  Stage = "returned for correction"
	Questions Stage = "accepted, with open questions"
	Accepted  Stage = "accepted"
)

// Stages are all stages, as they are shown.
var Stages = []Stage{NotAsked, Bounced, Asked, Reminded, Escalated, Refused, Promised, Answered, Returned, Questions, Accepted}

// State is where one supplier stands on a day. Internal.
type State struct {
	Supplier  tables.Supplier
	Stage     Stage
	Standing  Standing          // the same in the words of the report
	Since     string            // day on which it came there; blank: not known
	Asked     string            // day of the first request that arrived; blank: none
	Reminders int               // that arrived after it
	Last      string            // day of the last message to it; blank: none
	Letters   []tables.Outreach // all messages up to the day, as logged
	Book      *check.Workbook   // by which it is judged; nil: none
	Through   string            // id of the parent whose declaration Book is; "": its own
	About     []*check.Workbook // of several that count, those that a letter is about: all that were returned, or all of which something is to be asked; else Book
	Received  string            // day on which the last of those came; blank: not logged
	Via       tables.Supplier   // its nearest parent with an address, to which its letters go where it has none; zero: none
	Daughters []string          // names of suppliers that its requests and reminders ask for, too
	HandedOn  []string          // names of those whose own declarations came, while its own did not
	Promise   tables.Outreach   // the last promise of an answer; zero: none
	Replied   string            // day of the last answer to questions without a workbook; blank: none

	askedFor bool // by its parent's letters

	// Questions are what is to be asked of the supplier whose declaration was accepted.
	Questions []finding.Finding
}

// ReceivedBy leaves out the workbooks that came after a day (YYYY-MM-DD), so that a review
// of the rest is that of the day. One that the log of received workbooks does not know
// counts as there from the start.
func ReceivedBy(y *project.Year, books []check.Workbook, day string) []check.Workbook {
	received := receivedOn(y)
	return slices.DeleteFunc(slices.Clone(books), func(b check.Workbook) bool { return received[b.Declaration.SHA256] > day })
}

// LoggedBy gives a year whose logs end with a day (YYYY-MM-DD): what was received, sent,
// said and decided by then, to review with the declarations that ReceivedBy leaves. Which
// smelter an entry means stays as decided, whenever that was: workbooks were read with it.
func LoggedBy(y *project.Year, day string) *project.Year {
	then := *y
	then.Received = slices.DeleteFunc(slices.Clone(y.Received), func(r tables.Received) bool { return r.Date > day })
	then.Outreach = slices.DeleteFunc(slices.Clone(y.Outreach), func(o tables.Outreach) bool { return o.Date > day })
	then.Decisions = slices.DeleteFunc(slices.Clone(y.Decisions), func(d tables.Decision) bool { return d.Date > day })
	return &then
}

// receivedOn is the day on which a workbook first came, by hash.
func receivedOn(y *project.Year) map[string]string {
	days := map[string]string{}
	for _, r := range y.Received {
		days[r.SHA256] = min(cmp.Or(days[r.SHA256], r.Date), r.Date)
	}
	return days
}

// States gives where every supplier of the roster stands at the end of a day
// (YYYY-MM-DD), by id. books are those that had come by then, reviewed.
func States(y *project.Year, books []check.Workbook, day string) []State {
	received, letters := receivedOn(y), map[string][]tables.Outreach{}
	for _, o := range y.Outreach {
		if o.Date <= day {
			letters[o.Supplier] = append(letters[o.Supplier], o)
		}
	}
	of := map[string][]check.Workbook{}
	for _, b := range books {
		of[b.Supplier] = append(of[b.Supplier], b)
	}
	list, covered := make([]State, len(y.Roster)), check.Covered(y, books)
	for i, supplier := range y.Roster {
		s := State{Supplier: supplier, Stage: NotAsked, Letters: letters[supplier.ID], Book: deciding(y, of[supplier.ID])}
		if c, ok := covered[supplier.ID]; ok {
			s.Book, s.Through = &books[c.Book], c.Parent
		}
		for _, b := range s.about(y, of[supplier.ID]) {
			s.About = append(s.About, b)
			s.Received = max(s.Received, received[b.Declaration.SHA256])
		}
		stable.Sort(s.Letters, func(a, b tables.Outreach) int { return cmp.Compare(a.Date, b.Date) })
		s.follow(day)
		s.Standing = standing(y, s.Asked != "", refused(s.Letters, day), s.Book)
		if s.Standing == Unusable {
			s.Stage = Answered // too late is as little an answer as too old
		}
		list[i] = s
	}
	viaParents(list)
	stable.Sort(list, func(a, b State) int { return cmp.Compare(a.Supplier.ID, b.Supplier.ID) })
	return list
}

// viaParents finds to whom letters about suppliers without an address go. As long as a
// parent is itself asked, its requests and reminders ask for its daughters.
func viaParents(list []State) {
	at := map[string]int{}
	for i, s := range list {
		at[s.Supplier.ID] = i
	}
	for i := range list {
		d := &list[i]
		if d.Supplier.Email != "" || d.Supplier.InScope != "yes" {
			continue
		}
		for up, steps := d.Supplier.Parent, 0; steps < len(list); steps++ {
			n, known := at[up]
			if !known {
				break
			}
			if parent := &list[n]; parent.Supplier.Email != "" {
				d.Via = parent.Supplier
				switch asked := parent.Book == nil && parent.Supplier.InScope == "yes"; {
				case asked && d.Book == nil:
					parent.Daughters, d.askedFor = append(parent.Daughters, d.Supplier.Name), true
				case asked && d.Through == "":
					parent.HandedOn = append(parent.HandedOn, d.Supplier.Name)
				}
				break
			}
			up = list[n].Supplier.Parent
		}
	}
}

// Address is where letters to a supplier go: its own, or else its parent's; "" where none is known.
func (s State) Address() string { return cmp.Or(s.Supplier.Email, s.Via.Email) }

// about are the workbooks that the next letter to a supplier is about. A distributor is asked
// to correct the declarations of all its manufacturers at once, and about all of them.
func (s *State) about(y *project.Year, own []check.Workbook) (list []*check.Workbook) {
	if s.Book == nil {
		return nil
	}
	if s.Through != "" || !s.Book.Answers(y) {
		return []*check.Workbook{s.Book}
	}
	var asked []*check.Workbook
	for i := range own {
		if b := &own[i]; b.Verdict == s.Book.Verdict && b.Answers(y) {
			list = append(list, b)
			if b.Verdict == check.Accepted && len(questionsAbout(b)) > 0 {
				asked = append(asked, b)
			}
		}
	}
	if asked != nil {
		return asked
	}
	return list
}

// follow goes through the messages, then looks at the answer.
func (s *State) follow(day string) {
	for _, o := range s.Letters {
		to := func(stage Stage) { s.Stage, s.Since = stage, o.Date }
		if o.Kind != Reply {
			s.Last = o.Date
		}
		switch {
		case o.Outcome == "refused":
			to(Refused)
		case o.Outcome == "promised":
			s.Promise = o
			if s.Stage == Refused { // it thought better of it
				to(s.asked())
			}
		case o.Outcome == "answered":
			s.Replied = o.Date
		case o.Outcome == "bounced":
			if s.Asked == "" {
				to(Bounced)
			}
		case o.Kind == "request":
			if s.Asked == "" {
				s.Asked = o.Date
				to(Asked)
			}
		case o.Kind == "reminder" && s.Asked != "":
			s.Reminders++
			if s.Stage != Refused && s.Stage != Escalated {
				to(Reminded)
			}
		case o.Kind == "escalation":
			to(Escalated)
		}
	}
	if s.Waits(day) && s.Stage != Refused {
		s.Stage, s.Since = Promised, s.Promise.Date
	}
	if s.Book == nil {
		return
	}
	s.Since = s.Received
	switch s.Book.Verdict {
	case check.Accepted:
		s.Stage = Accepted
		for _, b := range s.About {
			s.Questions = append(s.Questions, questionsAbout(b)...)
		}
		if len(s.Questions) > 0 {
			s.Stage = Questions
		}
	case check.Returned:
		s.Stage = Returned
	default:
		s.Stage = Answered
	}
}

// asked is the stage of a supplier of which nothing is known but what was sent to it.
func (s *State) asked() Stage {
	escalated := slices.ContainsFunc(s.Letters, func(o tables.Outreach) bool {
		return o.Kind == ToEscalate && o.Outcome == "sent" && o.Date <= s.Promise.Date
	})
	switch {
	case escalated:
		return Escalated
	case s.Reminders > 0:
		return Reminded
	case s.Asked != "":
		return Asked
	}
	return NotAsked
}

// Waits tells whether the supplier promised an answer by a day that is not over, and sent
// nothing since.
func (s State) Waits(day string) bool {
	return s.Promise.Until >= day && s.Received <= s.Promise.Date
}

// Open tells whether an answer is still awaited.
func (s State) Open() bool { return s.Stage != Accepted && s.Stage != Refused }

// questionsAbout are the findings about an accepted workbook that only its supplier can
// clear up. One is closed by a decision: a waiver, or for a red flag what settles it.
func questionsAbout(b *check.Workbook) (list []finding.Finding) {
	for _, f := range b.Findings {
		settled := slices.ContainsFunc(b.Flags, func(flag check.Flag) bool {
			return flag.Sheet == f.Sheet && flag.Cell == f.Cell && flag.State.Word == check.FlagSettled
		})
		if f.Question && f.Open() && !settled && f.Severity.AtLeast(finding.Warning) {
			list = append(list, f)
		}
	}
	return list
}
