package site

import (
	"bytes"
	"crypto/sha256"
	"encoding/xml"
	"fmt"
	"maps"
	"slices"
	"strings"
)

type urlSet struct {
	XMLName xml.Name  `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 urlset"`
	URLs    []siteURL `xml:"url"`
}

type siteURL struct {
	Loc     string `xml:"loc"`
	Lastmod string `xml:"lastmod,omitempty"`
}

// sitemap lists the pages with the day of the data they show. It needs absolute
// addresses, so there is none until the public address is known.
func (b *builder) sitemap() error {
	if !b.announced() {
		return nil
	}
	var set urlSet
	for _, file := range slices.Sorted(maps.Keys(b.tree)) {
		if strings.HasSuffix(file, "index.html") && !b.unindexed[file] {
			set.URLs = append(set.URLs, siteURL{Loc: b.address(file), Lastmod: b.lastmod[file]})
		}
	}
	out, err := xml.MarshalIndent(set, "", "  ")
	if err != nil {
		return fmt.Errorf("sitemap: %w", err)
	}
	return b.put("sitemap.xml", []byte(xml.Header+string(out)+"\n"))
}

// newest is the day on which any year's files last changed.
func (b *builder) newest() string {
	var day string
	for _, v := range b.views {
		day = max(day, v.lastmod())
	}
	return day
}

func (b *builder) robots() error {
	text := "User-agent: *\nAllow: /\n"
	if b.forReview() {
		text = "User-agent: *\nDisallow: /\n"
	}
	if b.announced() {
		text += "Sitemap: " + b.site.PublicURL + "sitemap.xml\n"
	}
	return b.put("robots.txt", []byte(text))
}

// contentPolicy is what a page may load, as the layout says it too.
const contentPolicy = "default-src 'none'; connect-src 'self'; img-src 'self'; style-src 'self'; script-src 'self'; base-uri 'none'; form-action 'self'"

// headers asks hosts that read such a file (Cloudflare Pages, Netlify; not GitHub
// Pages) to send what the policy in each page cannot hold.
func (b *builder) headers() error {
	policy := contentPolicy
	if b.site.Check != nil { // what such a host sends is for every page; each page's own policy is stricter
		policy = strings.Replace(policy, "script-src 'self'", "script-src 'self' 'wasm-unsafe-eval'; worker-src blob:", 1)
	}
	return b.put("_headers", []byte(`/*
  Content-Security-Policy: `+policy+`; frame-ancestors 'none'
  Cross-Origin-Opener-Policy: same-origin
  Permissions-Policy: camera=(), geolocation=(), microphone=()
  Referrer-Policy: strict-origin-when-cross-origin
  X-Content-Type-Options: nosniff
`))
}

// sums lists the checksum of every other file, as sha256sum -c reads it.
func (b *builder) sums() error {
	var out bytes.Buffer
	for _, file := range slices.Sorted(maps.Keys(b.tree)) {
		fmt.Fprintf(&out, "%x  %s\n", sha256.Sum256(b.tree[file]), file)
	}
	return b.put(sumsFile, out.Bytes())
}
