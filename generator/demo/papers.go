package demo

import (
	"archive/zip"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"maps"
	"path"
	"slices"
	"strconv"
	"sync"
	"sync/atomic"
	"time"

	"itron.com/conflict-minerals/generator/cmrt"
	"itron.com/conflict-minerals/generator/stable"
	"itron.com/conflict-minerals/generator/tables"
)

// write makes every file of the project.
func (p *project) write(put func(name string, data []byte) error) error {
	if err := put("content/registrant.yaml", []byte(registrant)); err != nil {
		return err
	}
	for _, y := range p.years {
		tree := map[string][]byte{}
		content := path.Join("content", strconv.Itoa(y.number))
		tree[content+"/year.yaml"] = fmt.Appendf(nil, yearSettings, y.number, y.cutOff(), y.published(), y.edition.date(), y.edition.date())
		tree[content+"/rollup.yaml"] = fmt.Appendf(nil, rollupSettings, y.number, y.number+1)
		tree[content+"/products.csv"] = []byte(products)
		tree[content+"/activities.csv"] = fmt.Appendf(nil, activities, y.number, y.number+1, y.number+1, y.number+1, y.number+1)
		tree[content+"/risks.csv"] = fmt.Appendf(nil, risks, y.number+1)
		if y.extended != nil {
			if err := y.extended.written(y, tree); err != nil {
				return err
			}
		}
		if err := y.tables(tree); err != nil {
			return err
		}
		sums, err := y.print(put, p.options.Watch)
		if err != nil {
			return err
		}
		if tree[y.dir()+"/received.csv"], err = tables.Write(y.received(sums)); err != nil {
			return err
		}
		for _, name := range slices.Sorted(maps.Keys(tree)) {
			if err := put(name, tree[name]); err != nil {
				return err
			}
		}
	}
	return nil
}

// tables writes the year's CSV files.
func (y *year) tables(tree map[string][]byte) error {
	for name, write := range map[string]func() ([]byte, error){
		"data/reference/directory-" + y.edition.date() + ".csv":   func() ([]byte, error) { return tables.Write(y.edition.directory()) },
		"data/reference/conformance-" + y.edition.date() + ".csv": func() ([]byte, error) { return tables.Write(y.edition.conformance()) },
		y.dir() + "/suppliers.csv":                                func() ([]byte, error) { return tables.Write(y.asked(y.roster())) },
		y.dir() + "/outreach.csv":                                 func() ([]byte, error) { return tables.Write(y.messages(y.outreach())) },
		y.dir() + "/decisions.csv":                                func() ([]byte, error) { return tables.Write(y.decisions) },
		y.dir() + "/demonstration.csv":                            func() ([]byte, error) { return tables.Write(y.manifest()) },
	} {
		data, err := write()
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		tree[name] = data
	}
	return nil
}

// print makes the workbooks, several at a time, and gives their SHA-256 by file.
func (y *year) print(put func(name string, data []byte) error, watch func(string, int) (step, done func())) (sums map[string]string, err error) {
	p := &press{bases: map[string]*zip.Reader{}}
	step, done := func() {}, func() {}
	if watch != nil {
		step, done = watch(fmt.Sprintf("%d: workbooks", y.number), len(y.books))
	}
	defer done()
	list, errs := make([]string, len(y.books)), make([]error, len(y.books))
	var next atomic.Int64
	var wg sync.WaitGroup
	for range min(8, len(y.books)) {
		wg.Go(func() {
			for i := int(next.Add(1)) - 1; i < len(y.books); i = int(next.Add(1)) - 1 {
				var data []byte
				if data, errs[i] = p.print(y.books[i], y.edition); errs[i] == nil {
					sum := sha256.Sum256(data)
					list[i], errs[i] = hex.EncodeToString(sum[:]), put(y.books[i].file, data)
				}
				step()
			}
		})
	}
	wg.Wait()
	sums = map[string]string{}
	for i, b := range y.books {
		if errs[i] != nil {
			return nil, fmt.Errorf("%s: %w", b.file, errs[i])
		}
		sums[b.file] = list[i]
	}
	return sums, nil
}

// outreach is the year's letters: a request to everybody in scope, reminders to
// those that do not answer, corrections and thanks to those that do.
func (y *year) outreach() []tables.Outreach {
	var rows []tables.Outreach
	for _, s := range y.suppliers {
		send := func(month, day int, kind, channel, outcome, note string) {
			rows = append(rows, tables.Outreach{Date: fmt.Sprintf("%d-%02d-%02d", y.number+1, month, day), Supplier: s.id,
				Kind: kind, Channel: channel, Outcome: outcome, Note: note})
		}
		switch s.behaviour {
		case outside:
			continue
		case bounced:
			send(1, 12, "request", "email", "bounced", "Mailbox unknown.")
			send(1, 26, "request", "post", "bounced", "Returned: moved.")
			continue
		}
		send(1, 12, "request", "email", "sent", "")
		switch s.behaviour {
		case clean, twice:
			send(4, 20, "thanks", "email", "sent", "")
		case wrong, spoilt:
			send(2, 9, "reminder", "email", "sent", "")
			send(4, 15, "correction", "email", "sent", "")
		case refused:
			send(2, 9, "reminder", "email", "refused", "Says that it discloses nothing about its suppliers.")
		case silent:
			send(2, 9, "reminder", "email", "sent", "")
			send(3, 9, "reminder", "phone", "sent", "Left a message.")
			if s.number%2 == 0 {
				send(4, 6, "reminder", "email", "sent", "")
			}
			send(4, 20, "escalation", "email", "sent", "To purchasing.")
		}
	}
	return rows
}

// received is the log of what came: each workbook some days after its own date, and on
// one day in March where that is no day of the campaign.
func (y *year) received(sums map[string]string) []tables.Received {
	var rows []tables.Received
	for _, b := range y.books {
		if b.supplier == "" {
			continue // somebody put it there; nobody knows whose it is
		}
		day := time.Date(y.number+1, time.March, 24, 0, 0, 0, 0, time.UTC)
		if c, ok := b.sheets[cmrt.SheetDeclaration][b.layout.Fields.EffectiveDate]; ok {
			if at, isDay := c.Value.(float64); isDay {
				signed := time.Date(1899, time.December, 30, 0, 0, 0, 0, time.UTC).AddDate(0, 0, int(at)+3)
				if signed.Year() == y.number+1 && signed.Month() < time.April {
					day = signed
				}
			}
		}
		rows = append(rows, tables.Received{Date: day.Format(time.DateOnly), Supplier: b.supplier, File: path.Base(b.file), SHA256: sums[b.file],
			Name: "CMRT.xlsx", Sender: "compliance@" + b.supplier + ".example", Matched: "sender (fictional)"})
	}
	if y.extended != nil {
		rows = append(rows, y.extended.received(y)...)
	}
	stable.Sort(rows, func(a, b tables.Received) int {
		return cmp.Or(cmp.Compare(a.Date, b.Date), cmp.Compare(a.File, b.File))
	})
	return rows
}
