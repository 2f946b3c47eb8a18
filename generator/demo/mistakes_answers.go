package demo

import "itron.com/conflict-minerals/generator/cmrt"

// answerMistakes are those in the answers. Who makes mistakes has all four metals
// and answered that it knows everything; each mistake changes what it needs.
var answerMistakes = []mistake{
	{"answer-missing", "product", inAnswer(cmrt.CAHRA, cmrt.Gold, "", "no answer")},
	{"company-answer-missing", "product", inAnswer(cmrt.DueDiligence, "", "", "no answer")},

	{"answer-not-in-list", "answers", inAnswer(cmrt.CAHRA, cmrt.Tantalum, "N/A", "not an answer of the list")},
	{"smelters-missing", "answers", func(_ *author, b *book) spot {
		b.drop(cmrt.Tin)
		return spot{sheet: cmrt.SheetSmelters, cell: "B5", want: title(b.entries[0].metal), what: "tin is in the products, and no row names a smelter of it"}
	}},
	{"answers-below-no", "answers", inAnswer(cmrt.Added, cmrt.Tungsten, "No", "not in the products, yet the questions below are answered")},
	{"smelters-unexpected", "answers", func(_ *author, b *book) spot {
		return spot{entry: b.of(cmrt.Tungsten)[0], column: "B", want: "Tungsten", what: "tungsten is not in the products, yet smelters of it are listed"}
	}},
	{"policy-url-missing", "answers", func(_ *author, b *book) spot {
		return b.declaration(b.commentCell(cmrt.PolicyPublic, ""), "", "the policy is public, and no address is given")
	}},

	{"identified-without-response", "consistency", func(_ *author, b *book) spot {
		b.answer(cmrt.ResponseShare, cmrt.Gold, "Greater than 75%")
		b.answer(cmrt.CoveredCountries, cmrt.Gold, "Unknown")
		return b.declaration(b.answerCell(cmrt.SmeltersIdentified, cmrt.Gold), "Yes", "all smelters known, though not all suppliers answered")
	}},
	{"origin-denied-without-knowledge", "consistency", func(_ *author, b *book) spot {
		b.answer(cmrt.SmeltersIdentified, cmrt.Tin, "No")
		return b.declaration(b.answerCell(cmrt.CoveredCountries, cmrt.Tin), "No", "origins denied, though not all smelters are known")
	}},
	{"response-share-low", "consistency", inAnswer(cmrt.ResponseShare, cmrt.Tin, "50% or less", "half of the suppliers or fewer answered")},
	{"recycled-contradicted", "consistency", func(_ *author, b *book) spot {
		b.answer(cmrt.CAHRA, cmrt.Tantalum, "Yes")
		b.put(cmrt.SheetDeclaration, b.commentCell(cmrt.CAHRA, cmrt.Tantalum), "One mine, through an upstream programme.")
		b.put(cmrt.SheetDeclaration, b.commentCell(cmrt.Recycled, cmrt.Tantalum), "All scrap.")
		return b.declaration(b.answerCell(cmrt.Recycled, cmrt.Tantalum), "Yes", "all of it recycled, yet some from a mine in a high-risk area")
	}},
	{"covered-country-declared", "consistency", func(_ *author, b *book) spot {
		b.put(cmrt.SheetDeclaration, b.commentCell(cmrt.CoveredCountries, cmrt.Tungsten), "Rwanda, through an upstream programme.")
		return b.declaration(b.answerCell(cmrt.CoveredCountries, cmrt.Tungsten), "Yes", "some comes from a covered country")
	}},
	{"cahra-contradicted", "consistency", inAnswer(cmrt.CAHRA, cmrt.Tungsten, "No", "no high-risk area, yet a covered country")},
	{"policy-contradicted", "consistency", func(_ *author, b *book) spot {
		b.answer(cmrt.Policy, "", "No")
		return b.declaration(b.answerCell(cmrt.PolicyPublic, ""), "Yes", "the policy is public, yet there is none")
	}},

	{"identified-with-unknowns", "names", inAnswer(cmrt.SmeltersIdentified, cmrt.Tin, "Yes", "all smelters known, though one row says that it is not")},
}

// inAnswer makes a mistake of one answer.
func inAnswer(key cmrt.Key, metal cmrt.Metal, text, what string) func(*author, *book) spot {
	return func(_ *author, b *book) spot { return b.declaration(b.answerCell(key, metal), text, what) }
}
