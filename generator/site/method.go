package site

import (
	"fmt"
	"strconv"
)

// method makes the page that tells how the data were made, and how to check them.
func (b *builder) method() error {
	p := b.sitePage(methodFile, "How the data was made")
	p.Title, p.lastmod = "How the data was made", b.newest()
	p.Description = "How the tables and figures on the conflict minerals pages of " + b.site.Name + " were made, what they do not say, and how to check them."
	if len(b.views) == 0 {
		p.Body = sectionsView{Lead: []string{"No data has been published on these pages yet."}}
		return b.render("sections", p)
	}
	short := b.site.ShortName
	body := sectionsView{Lead: []string{"From suppliers’ declarations to the figures on these pages: what is done by people, what by a program, and what the data cannot show."}}
	body.Sections = []section{
		{ID: "steps", Title: "The steps", Steps: []note{
			{"Asking.", "Suppliers whose products may contain tin, tungsten, tantalum or gold are put on a roster and asked for a Conflict Minerals Reporting Template (CMRT), the workbook that the industry uses. It asks for the smelters and refiners in the supplier’s own supply chain."},
			{"Keeping.", "Workbooks are kept as received, under version control. Letters, answers and every judgment of a person are recorded with their day."},
			{"Reading.", "A program reads the cells of each workbook. What it cannot understand becomes a finding; it guesses nothing."},
			{"Reviewing.", "Rules look for missing, contradictory and impossible entries. A declaration with errors is returned to its supplier and its smelters are not counted. Each supplier counts once. Of each declaration the newest version counts; a supplier may send several, each for what it covers, and a parent’s declaration may answer for its subsidiaries where its scope says so."},
			{"Matching.", "Each smelter entry of an accepted declaration is matched, by number or name and never across metals, to a facility on the reference list. A person may decide what an entry refers to, with a reason on record. Entries that match nothing are counted and their names are not published."},
			{"Looking up.", b.lookingUp()},
			{"Counting.", "Figures are counted from these rows by the program; none is typed by hand. Each comes with its definition, its formula, the rows it was counted from and its date. What cannot be counted is shown as not known, never as zero."},
			{"Publishing.", "Pages, tables and documents are made from the same rows in one run. The same inputs give the same bytes. Suppliers, their contacts and their comments are not published; only their number is."},
		}},
		{ID: "limits", Title: "What the data cannot say", Notes: []note{
			{"Whether metal from a facility is in a product.", sentence("Many suppliers declare for their whole company, so a facility that they name may have nothing to do with what they supply to " + short)},
			{"Where mineral was mined.", "The country of a facility is its location, not the origin of its mineral."},
			{"What suppliers do not know or do not say.", "A declaration is a supplier’s own statement. Suppliers that did not answer, and those whose declaration was returned, are missing from the table of smelters."},
			{"What happened later.", "Every figure is as of the date given beside it."},
		}},
	}
	if g := b.sources(); g != nil {
		body.Sections = append(body.Sections, section{ID: "lists", Title: "Lists that the data were compared with", Grid: g})
	}
	licence := "No licence for the data has been stated. Ask before you publish them elsewhere."
	check := section{ID: "check", Title: "Check it yourself", Text: []string{
		"The file of checksums lists every other file of this site. Whoever has a copy of the site can check it with the command “sha256sum -c SHA256SUMS”."},
		Links: []link{{Text: "Checksums (SHA-256)", Href: relative(p.file, sumsFile)}, {Text: "All years", Href: relative(p.file, archiveFile)}}}
	if v := b.latest(); v != nil {
		check.Text = append(check.Text, "Each year’s tables are CSV files that begin with a line of headings, in UTF-8. Their columns are described in a Data Package and, beside each file, in CSV on the Web metadata. Filtered by the words under “Counted from”, the rows of smelters.csv give the numbers on the figures page. A text that begins with = + - @ or ' has one ' in front, so that no spreadsheet takes it for a formula. Only what is blank is not known: the country code NA is Namibia, which some programs take for a missing value.")
		check.Links = append(check.Links, link{Text: fmt.Sprintf("Figures %d", v.Number), Href: relative(p.file, v.figuresFile())}, link{Text: fmt.Sprintf("Data %d", v.Number), Href: relative(p.file, v.reportFile()) + "#" + dataID})
	}
	use := section{ID: "use", Title: "Use and cite"}
	if l := b.site.Licence; l.Name != "" {
		licence = "The data may be used under the licence " + l.Name + "."
		if isWeb(l.URL) {
			use.Links = append(use.Links, link{Text: l.Name, Href: l.URL})
		}
	}
	use.Text = append(use.Text, licence)
	if v := b.latest(); v != nil {
		use.Text = append(use.Text, "To cite: "+citation(*v))
	}
	body.Sections = append(body.Sections, check, use)
	p.Body = body
	return b.render("sections", p)
}

// lookingUp tells where statuses come from, or that none are published.
func (b *builder) lookingUp() string {
	if v := b.latest(); v != nil && v.StatusesKept {
		return "Facilities are compared with lists of assessed facilities. What these say of a facility is not published here. Being on the reference list says that a facility is a smelter or refiner, and no more."
	}
	return "The status of a facility is the one that the list of assessed facilities used for the year gives, on the day of that list. Being on the reference list is not being conformant."
}

// citation names a year's data as a reader may cite them.
func citation(v yearView) string {
	c := fmt.Sprintf("%s Conflict minerals %d: smelters, refiners and figures as of %s.", sentence(v.site.Name), v.Number, v.site.day(v.AsOf))
	if v.site.PublicURL != "" {
		c += " " + v.site.PublicURL + v.file("")
	}
	if v.Demonstration {
		c = "[Fictional] " + c
	}
	return c
}

// sources lists the snapshots of all years; nil where none was pinned.
func (b *builder) sources() *grid {
	g := &grid{ID: "lists-caption", Caption: "Reference lists by reporting year", Class: "dense",
		Head: []column{{Text: "Year"}, {Text: "List"}, {Text: "As of"}, {Text: "File"}, {Text: "SHA-256"}}}
	for _, v := range b.views {
		for _, s := range []struct {
			kind string
			Snapshot
		}{{"Facilities", v.Directory}, {"Statuses", v.Conformance}} {
			if s.Name != "" {
				g.Rows = append(g.Rows, []cell{{Text: strconv.Itoa(v.Number)}, {Text: s.kind}, {Text: b.site.day(s.AsOf), Class: "date"}, {Text: s.Name}, {Text: s.SHA256, Class: "sum"}})
			}
		}
	}
	if len(g.Rows) == 0 {
		return nil
	}
	return g
}
