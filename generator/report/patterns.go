package report

import "itron.com/conflict-minerals/generator/lazyregexp"

// patterns are those of the lint. Some eighty are held to each sentence of a report, and a
// sentence has the words of few.
var patterns lazyregexp.Family
