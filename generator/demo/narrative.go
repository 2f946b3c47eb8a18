package demo

import (
	"embed"
	"fmt"
	"path"
	"strconv"
)

// words is the narrative of the demonstration years and its policy. It names
// figures instead of typing numbers, so it holds for every size and seed.
//
//go:embed narrative
var words embed.FS

// narrative puts the words of every year into the tree.
func narrative(tree map[string][]byte, years []int) error {
	entries, err := words.ReadDir("narrative")
	if err != nil {
		return fmt.Errorf("demonstration narrative: %w", err)
	}
	for _, e := range entries {
		data, err := words.ReadFile(path.Join("narrative", e.Name()))
		if err != nil {
			return fmt.Errorf("demonstration narrative: %w", err)
		}
		if e.Name() == "policy.md" || e.Name() == "steps.csv" {
			tree[path.Join("content", e.Name())] = data
			continue
		}
		for _, year := range years {
			tree[path.Join("content", strconv.Itoa(year), e.Name())] = data
		}
	}
	return nil
}
