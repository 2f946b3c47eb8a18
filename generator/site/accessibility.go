package site

// accessibility makes the statement. It says only what is so of every site that
// these templates make: what they are built to, and what the program's own tests look at.
func (b *builder) accessibility() error {
	p := b.sitePage(accessFile, "Accessibility")
	p.Title = "Accessibility"
	p.Description = "How the conflict minerals pages of " + b.site.Name + " can be used by everyone, what was tested, and what is not known."
	contact := section{ID: "contact", Title: "If something does not work for you"}
	if q := questions(b.site.Questions); q.Text != "" {
		contact.Text = []string{"Tell us what you tried to do and on which page, and we will send you the content in another form:"}
		contact.Links = []link{q}
	} else {
		contact.Text = []string{"Every table is there as a file too, and every document as plain text, under “Data and downloads” of its year."}
	}
	p.Body = sectionsView{
		Lead: []string{"These pages are meant to be read by everyone: with a keyboard, a screen reader, on a small screen, enlarged, in dark or in colours of the reader's own choice, and on paper. They are built to the Web Content Accessibility Guidelines (WCAG) 2.2, level AA."},
		Sections: []section{
			{ID: "built", Title: "How the pages are built", Notes: []note{
				{"Without script.", "Every text, table and picture is complete without it."},
				{"Headings and landmarks.", "Each page has one main heading, headings in order, breadcrumbs, and a link that skips to the content."},
				{"Tables.", "Each has a caption and headings for rows and columns. On a small screen long lists become cards, and other wide tables scroll within the page, also by keyboard."},
				{"Pictures.", "Each has a title and a description, and a table beside it gives the same numbers. None relies on colour alone."},
				{"Links.", "Their text says where they lead. Data files are named with format and size."},
				{"Words.", "Statuses are words. Numbers say what they count, and as of which day."},
			}},
			{ID: "tested", Title: "What was tested", Text: []string{
				"The program that makes these pages is tested on every change: the order of headings, the names of tables, pictures and links, that every link leads somewhere, and the contrast of all colours in light and dark, as WCAG computes it."}},
			{ID: "unknown", Title: "What is not known", Text: []string{
				"Automatic tests find only some of what can be wrong. No person who uses a screen reader every day has tested these pages yet, and nobody outside has audited them. The documents filed with the SEC are on its own site, which we cannot change."}},
			contact,
		},
	}
	return b.render("sections", p)
}
