package project

import "testing"

// TestEscalationsGoToTheSuppliersBuyer, whether the roster has its address, name or code.
func TestEscalationsGoToTheSuppliersBuyer(t *testing.T) {
	m := Mail{From: "cm@example.com", Buyer: "all@example.com", Buyers: map[string]string{"MS": "m.smith@example.com", "Lena Tan": "l.tan@example.com"}}
	for buyer, want := range map[string]string{"MS": "m.smith@example.com", " ms\u200b": "m.smith@example.com", "Lena  Tan": "l.tan@example.com", "x@example.com": "x@example.com", "PA": "all@example.com", "": "all@example.com"} {
		if got := m.BuyerOf(buyer); got != want {
			t.Errorf("of %q: %q, want %q", buyer, got, want)
		}
	}
}
