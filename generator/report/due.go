package report

import (
	"fmt"
	"time"
)

// Due gives the day by which Form SD of a reporting year must be filed: 31 May of the
// next year, or the next business day (General Instruction B.2). The only federal
// holiday that can fall on that day is Memorial Day, the last Monday of May.
func Due(year int) string {
	day, _ := time.Parse(time.DateOnly, fmt.Sprintf("%04d-05-31", year+1)) // there is one in each year
	switch day.Weekday() {
	case time.Saturday:
		day = day.AddDate(0, 0, 2)
	case time.Sunday, time.Monday: // a Monday that is the 31st is the last of May
		day = day.AddDate(0, 0, 1)
	}
	return day.Format(time.DateOnly)
}
