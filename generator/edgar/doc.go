// Package edgar makes the documents of a year's filing such as the SEC's EDGAR
// system takes them, and checks any document against the same rules.
//
// It takes what report composed: Markdown of the Form SD and of the
// Conflict Minerals Report goes in, plain HTML and a sheet of header values come
// out. What EDGAR takes is old HTML: a fixed set of elements and attributes
// (allowed.go), printable ASCII without the caret (characters.go), no scripts, no
// links that leave EDGAR, no tables within tables. Writer and validator read the
// same tables, and Document hands out nothing in which its own validator finds a
// mistake.
//
// Nothing is submitted, and no credential is read: a person types the values of
// the Sheet into EDGAR and attaches the files. The validator has no more than the
// published rules; only a test filing at EDGAR shows that a filing is accepted.
package edgar
