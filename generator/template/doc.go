// Package template fills in an official reporting template: it sets cells in the file
// that RMI publishes and leaves everything else as it is.
//
// It stands beside the flow and knows nothing of declarations: rollup says what goes
// where. A template is a package of XML parts. Only the cells that are set, and the
// stored results of formulas that follow from them, are written anew, in place; styles,
// validations, conditional formats, protection, pictures, names and hidden sheets keep
// their bytes. Excel would calculate the formulas when it opens the file, and readers
// that do not calculate (ours, previews, upload checks) would see the blank template's
// results beside the new answers: so the formulas are evaluated here, by a small
// interpreter of the functions that the templates use. excelize's has no OFFSET, on which
// almost every one of them rests. A formula that the interpreter does not know is an
// error, never a guess.
package template
