package site

import (
	"fmt"
	"html/template"
	"net/url"
	"strings"
)

// policyView is the body of the policy page.
type policyView struct {
	Body      template.HTML
	Empty     string
	Questions link
}

const policyTitle = "Responsible minerals policy"

func (b *builder) policy() error {
	p := b.sitePage(policyFile, "Policy")
	p.Title, p.Description = policyTitle, "The policy of "+b.site.Name+" on minerals from conflict-affected and high-risk areas."
	view := policyView{Questions: questions(b.site.Questions)}
	if b.site.Policy == "" {
		view.Empty = "No policy has been published on these pages yet."
	} else {
		d, err := render(b.site.Policy, p.Banner, "main")
		if err != nil {
			return fmt.Errorf("policy: %w", err)
		}
		view.Body = d.Body
		if d.Title != "" {
			p.Title = d.Title
		}
	}
	p.Body = view
	return b.render("policy", p)
}

// missingView is the body of the page for addresses that lead nowhere.
type missingView struct {
	Links []link
}

// missing makes 404.html. A server shows it at any depth, so its links begin at
// the root of the host; where the public address is not known they are text.
func (b *builder) missing() error {
	const file = "404.html"
	rooted := func(string) string { return "" }
	style := styleFile
	if u, err := url.Parse(b.site.PublicURL); err == nil && b.site.PublicURL != "" {
		base := strings.TrimSuffix(u.EscapedPath(), "/") + "/"
		rooted = func(to string) string { return base + to }
		style = base + styleFile
	}
	links := []link{{Text: "Conflict minerals at " + b.site.ShortName, Href: rooted(frontFile)}}
	for _, v := range b.views {
		links = append(links, link{Text: v.documentTitle(), Href: rooted(v.reportFile())})
		if v.surveyed() {
			links = append(links, link{Text: fmt.Sprintf("Smelters and refiners %d", v.Number), Href: rooted(v.smeltersFile())},
				link{Text: fmt.Sprintf("Figures %d", v.Number), Href: rooted(v.figuresFile())})
		}
	}
	links = append(links, link{Text: "All years", Href: rooted(archiveFile)}, link{Text: policyTitle, Href: rooted(policyFile)})
	return b.render("missing", page{file: file, Title: "Page not found", fiction: b.site.Demonstration(), Banner: b.bannerFor(b.site.Demonstration()),
		Description: "There is no page at this address.",
		Home:        link{Text: b.site.ShortName + " conflict minerals", Href: rooted(frontFile)},
		Style:       style, Icon: strings.TrimSuffix(style, styleFile) + iconFile, Body: missingView{Links: links},
		Foot: foot{Lines: []string{b.publishedBy()}, Links: []link{{Text: "Checksums (SHA-256)", Href: rooted(sumsFile)}}}})
}
