package text

import (
	"math"
	"strconv"
	"strings"
)

// significant is how many digits of a number a spreadsheet shows; what is stored
// beyond them comes of binary fractions (0.30000000000000004).
const significant = 15

// Numbers with more digits before or after the point than these are left with their
// power of ten, as nobody wrote them out.
const mostBefore, mostAfter = 21, 12

// General gives a stored number as its cell shows it where no format says otherwise:
// 1.0001234E7 is 10001234, 4711.0 is 4711. What is no number comes back itself.
func General(stored string) string {
	s := strings.TrimSpace(stored)
	if integer(s) {
		return s
	}
	n, err := strconv.ParseFloat(s, 64)
	if err != nil || math.IsInf(n, 0) || math.IsNaN(n) || strings.ContainsAny(s, "xXpP_") {
		return stored
	}
	return decimal(n)
}

// integer tells digits that need no rounding and are written as a spreadsheet would.
func integer(s string) bool {
	if s == "" || len(s) > significant || s[0] == '0' && len(s) > 1 {
		return false
	}
	for i := 0; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return true
}

// decimal writes a number with at most 15 significant digits and no power of ten.
func decimal(n float64) string {
	s := strconv.FormatFloat(n, 'e', significant-1, 64)
	mantissa, power, _ := strings.Cut(s, "e")
	exponent, _ := strconv.Atoi(power)
	sign := ""
	if strings.HasPrefix(mantissa, "-") {
		sign, mantissa = "-", mantissa[1:]
	}
	digits := strings.TrimRight(strings.Replace(mantissa, ".", "", 1), "0")
	switch {
	case digits == "":
		return "0"
	case exponent >= mostBefore || exponent < -mostAfter:
		rest := ""
		if len(digits) > 1 {
			rest = "." + digits[1:]
		}
		return sign + digits[:1] + rest + "E" + strconv.Itoa(exponent)
	case exponent < 0:
		return sign + "0." + strings.Repeat("0", -exponent-1) + digits
	case len(digits) <= exponent+1:
		return sign + digits + strings.Repeat("0", exponent+1-len(digits))
	}
	return sign + digits[:exponent+1] + "." + digits[exponent+1:]
}
