package dashboard

import (
	"cmp"
	"slices"
	"strconv"

	"itron.com/conflict-minerals/generator/agenda"
	"itron.com/conflict-minerals/generator/campaign"
	"itron.com/conflict-minerals/generator/stable"
)

// errands are letters of one sort, those to the suppliers that most is bought from first.
type errands struct {
	ID, Title, Do string
	Letters       []campaign.Letter
	Folded        bool // nothing depends on them
}

// errands sorts what is due today: what cannot be sent first, since somebody has to find an
// address or a telephone, then what goes to a buyer, then what has to be corrected.
func (d *dashboard) errands() (list []errands) {
	sorts := []errands{
		{ID: "stuck", Title: "Cannot be sent", Do: "Find an address, or ask by telephone and log it with “cmr log”.", Letters: slices.Clone(d.Blocked)},
		{ID: "escalate", Title: "Escalate to the buyer"},
		{ID: "correct", Title: "Ask for a correction"},
		{ID: "questions", Title: "Ask a question"},
		{ID: "ask", Title: "Requests and reminders"},
		{ID: "thank", Title: "Thanks", Folded: true},
	}
	for _, l := range d.Due {
		i := map[string]int{campaign.ToEscalate: 1, campaign.ToCorrect: 2, campaign.ToQuestion: 3, campaign.ToThank: 5}[l.Kind]
		if i == 0 {
			i = 4
		}
		sorts[i].Letters = append(sorts[i].Letters, l)
	}
	for _, e := range sorts {
		if len(e.Letters) == 0 {
			continue
		}
		stable.Sort(e.Letters, func(a, b campaign.Letter) int {
			return cmp.Or(cmp.Compare(spent(b), spent(a)), cmp.Compare(a.Due, b.Due), cmp.Compare(a.State.Supplier.ID, b.State.Supplier.ID))
		})
		list = append(list, e)
	}
	return list
}

// spent is the share of purchases of a letter's supplier; 0 where it is not known.
func spent(l campaign.Letter) float64 {
	share, err := strconv.ParseFloat(l.State.Supplier.SpendShare, 64)
	if err != nil {
		return 0
	}
	return share
}

// deadlines are the other things that have to be done; letters stand by themselves.
func (d *dashboard) deadlines() (list []agenda.Item) {
	for _, item := range d.Items {
		if item.Kind != agenda.Letter {
			list = append(list, item)
		}
	}
	return list
}
