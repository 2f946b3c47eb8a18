// Package season composes reporting years: it goes once through the flow for each, from
// the declarations to the report, and gives every command what it asks for.
//
// A Season is one run's look at a project. Whatever it makes it makes once, when somebody
// first asks: a year that only has its findings printed is never written as a report, and
// the year before is read and reviewed once, although the next is compared with it. Years
// are compared with the one before taken by itself, so that a year's tables do not depend
// on which years a run looks at.
//
// Letters, filing documents, pages and reviews are made from what it gives.
package season
