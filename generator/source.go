package main

import (
	"embed"
	"sync"

	"itron.com/conflict-minerals/generator/reading"
)

// readerSource is all on which what is made of a workbook depends, beside libraries.
//
//go:embed ascii compound/*.go lazyregexp/*.go cmrt/*.go finding/*.go reading/*.go text/*.go smelter/*.go smelter/countries.tsv smelter/regions.txt tables/*.go check/*.go season/*.go project/*.go
var readerSource embed.FS

var readerVersion = sync.OnceValue(func() string { return reading.Version(readerSource) })
