// Package text holds what the program knows of text as such: foreign text made safe to
// show to a person, and numbers put into words.
//
// It stands at the head of the flow and imports nothing of ours.
package text
