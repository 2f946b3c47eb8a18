// Package look holds how the public pages look: the HTML templates and the style
// sheet. They are compiled into the binary, so that a project without a site/
// folder of its own builds too; one that has the folder is built with that.
//
// The templates decide nothing. Every text, link and number they print was
// prepared by package site.
package look

import "embed"

// Files holds templates/*.html and assets/*, by these paths.
//
//go:embed templates assets
var Files embed.FS
