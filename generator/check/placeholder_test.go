package check

import "testing"

// TestPlaceholders are no names; what begins like one may be a name.
func TestPlaceholders(t *testing.T) {
	for _, typed := range []string{"Smelter unknown", "unknown smelter", "Name not disclosed", "Not provided by supplier", "not provided yet", "Supplier did not answer", "The supplier does not know it.", "No answer from supplier",
		"Under investigation", "awaiting reply", "Does not apply", "Doesn’t apply", "ditto", "同上", "Recycled", "scrap", "No smelter", "noch nicht bekannt", "k.A.", "不适用", "保密", "該当なし", "해당 없음", "non applicable", "No disponible"} {
		if !placeholder(typed) {
			t.Errorf("%q was taken for a name", typed)
		}
	}
	for _, typed := range []string{"Scrap Metals Ltd.", "Recycled Metals of Ohio", "Unknown Refining Works", "No. 1 Smelter", "Supplier Metals Inc.", "Ditto Refining", "Awa Works", "Nothing Hill Refiners"} {
		if placeholder(typed) {
			t.Errorf("%q was taken for a placeholder", typed)
		}
	}
}
