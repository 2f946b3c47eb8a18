package main

import (
	"fmt"
	"time"
)

// today is the only day that does not come from the data.
func today() string { return time.Now().Format(time.DateOnly) }

// asOf is the day that the flag --as-of names; today where it names none.
func asOf(flag string) (string, error) {
	if flag == "" {
		return today(), nil
	}
	if _, err := time.Parse(time.DateOnly, flag); err != nil {
		return "", fmt.Errorf("%w: --as-of %q is not a date of the form 2026-04-30", errUsage, flag)
	}
	return flag, nil
}

// usableYears finds a year that no folder of content/ could have.
func usableYears(years ...int) error {
	for _, y := range years {
		if y < 1900 || y > 2099 {
			return fmt.Errorf("%w: %d is not a reporting year", errUsage, y)
		}
	}
	return nil
}
