package text

import (
	"bytes"
	"errors"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	utf "golang.org/x/text/encoding/unicode"
)

// ErrCharset is the error of bytes whose character set cannot be told.
var ErrCharset = errors.New("it cannot be told in which character set the text was saved, and a guess would spoil names for good: save it as “CSV UTF-8” or as .xlsx")

// Decode turns the bytes of a text file into characters. charset names the character
// set in which it was saved, "UTF-8" where it says nothing that a person should check.
// Detectors that go by the statistics of long texts fail on a list of ten names, and
// the sets of Europe differ in a handful of bytes, so the reading is chosen that holds
// words as they are written somewhere; where two do, or none does, it is ErrCharset.
func Decode(data []byte) (s, charset string, err error) {
	if set := marked(data); set != nil {
		plain, err := set.NewDecoder().Bytes(data)
		return strings.TrimPrefix(string(plain), "\ufeff"), "UTF-16", err
	}
	data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
	if utf8.Valid(data) {
		return string(data), "UTF-8", nil
	}
	if bytes.IndexByte(data, 0) >= 0 {
		return "", "", ErrCharset
	}
	var found []reading
	for _, c := range sets {
		plain, err := c.encoding.NewDecoder().Bytes(data)
		r := reading{name: c.name, text: string(plain)}
		if err != nil || strings.ContainsRune(r.text, utf8.RuneError) || strays(r.text) {
			continue
		}
		if r.score = c.score(r.text); r.score > 0 {
			found = append(found, r)
		}
	}
	best, second := reading{}, reading{}
	for _, r := range found {
		switch {
		case r.score > best.score:
			best, second = r, best
		case r.score > second.score:
			second = r
		}
	}
	if best.name == "" || best.score < 2*second.score {
		return "", "", ErrCharset
	}
	return best.text, best.name, nil
}

// reading is a text as one character set has it; the score tells how likely it is, from
// 0 to 1.
type reading struct {
	name, text string
	score      float64
}

// sets are the character sets in which Excel and its kin save CSV, by the system's
// language.
var sets = []struct {
	name     string
	encoding encoding.Encoding
	score    func(string) float64
}{
	{"Windows-1252", charmap.Windows1252, func(s string) float64 { return latin(s, charmap.Windows1252) }},
	{"Windows-1250", charmap.Windows1250, func(s string) float64 { return latin(s, charmap.Windows1250) }},
	{"Windows-1251", charmap.Windows1251, cyrillic},
	{"Shift-JIS", japanese.ShiftJIS, func(s string) float64 { return share(s, nil, japaneseSigns(), 0.25) }},
	{"GB18030", simplifiedchinese.GB18030, func(s string) float64 { return share(s, unicode.Han, simplified(), 0.25) }},
	{"Big5", traditionalchinese.Big5, func(s string) float64 { return share(s, unicode.Han, traditional(), 0.25) }},
	{"EUC-KR", korean.EUCKR, func(s string) float64 { return share(s, unicode.Hangul, koreanSigns(), 0.25) }},
}

// marked gives the encoding of UTF-16, which shows by its mark or by the zeros in every
// other byte; nil for other texts.
func marked(data []byte) encoding.Encoding {
	little, big := utf.UTF16(utf.LittleEndian, utf.UseBOM), utf.UTF16(utf.BigEndian, utf.UseBOM)
	switch {
	case bytes.HasPrefix(data, []byte("\xff\xfe")):
		return little
	case bytes.HasPrefix(data, []byte("\xfe\xff")):
		return big
	}
	zeros := [2]int{}
	head := data[:min(len(data), 4096)]
	for i, c := range head {
		if c == 0 {
			zeros[i%2]++
		}
	}
	most := len(head) / 2
	switch {
	case len(data)%2 != 0 || most == 0:
	case zeros[1] > most/2 && zeros[0] == 0:
		return little
	case zeros[0] > most/2 && zeros[1] == 0:
		return big
	}
	return nil
}

// strays tells whether a reading holds what stands in no name: a sign or a control
// character inside a word, or a capital between small letters where it is no ASCII.
func strays(s string) bool {
	before, sign := rune(' '), rune(0) // the character before, and a sign that follows a letter
	lower, capital := false, false
	for _, r := range s {
		letter := unicode.IsLetter(r) || unicode.Is(unicode.M, r)
		switch {
		case r >= 0x80 && unicode.IsControl(r):
			return true
		case r < 0x80 && !letter:
			sign, lower, capital = 0, false, false
		case letter && sign != 0:
			return true
		case letter && unicode.IsLower(r) && capital:
			return true
		case letter && unicode.IsLower(r):
			lower, capital = true, false
		case letter && unicode.IsUpper(r):
			capital = lower && (r >= 0x80 || before >= 0x80)
		case r >= 0x80 && !letter && unicode.IsLetter(before) && !strings.ContainsRune("’‘´®™°–—·、。・ー（）()　「」【】《》㈜", r):
			sign, lower, capital = r, false, false
		case !letter:
			sign, lower, capital = 0, false, false
		}
		before = r
	}
	return false
}

// share is the part of the characters beyond ASCII that are common in names of the
// language, 0 below the least. Where a script is given, a reading that hardly has it
// scores nothing.
func share(s string, script *unicode.RangeTable, common map[rune]bool, least float64) float64 {
	all, known, own := 0, 0, 0
	before := ' '
	for i, r := range s {
		last := before
		if before = r; r < 0x80 || !unicode.IsLetter(r) {
			continue
		}
		all++
		after, _ := utf8.DecodeRuneInString(s[i+width(s[i:]):])
		if common[unicode.ToLower(r)] && !small(last) && !small(after) {
			known++
		}
		if script == nil || unicode.Is(script, r) {
			own++
		}
	}
	if all == 0 || float64(own) < 0.8*float64(all) || float64(known) < least*float64(all) {
		return 0
	}
	return float64(known) / float64(all)
}

// cyrillic judges a reading in Cyrillic, in which names have capitals, as the letters of
// Hebrew at the same places have not.
func cyrillic(s string) float64 {
	if !strings.ContainsFunc(s, func(r rune) bool { return unicode.Is(unicode.Cyrillic, r) && unicode.IsUpper(r) }) {
		return 0
	}
	return share(s, unicode.Cyrillic, russian(), 0.6)
}

// small tells a small letter of ASCII: no other script goes on right beside one.
func small(r rune) bool { return r >= 'a' && r <= 'z' }

// latin judges a reading in one of the two sets of Europe. Most letters have the same
// byte in both; where a byte is a letter in each and not the same, how it stands among
// its neighbours decides. Three letters with accents in a row are no European word.
func latin(s string, as *charmap.Charmap) float64 {
	bytes, err := as.NewEncoder().String(s)
	west, bad := charmap.Windows1252.NewDecoder().String(bytes)
	if err != nil || bad != nil {
		return 0
	}
	run := 0
	for _, r := range s {
		if run++; r < 0x80 || !unicode.IsLetter(r) {
			run = 0
		}
		if run == 3 {
			return 0
		}
	}
	if turkish().MatchString(strings.ToLower(west)) || mixed(bytes) {
		return 0
	}
	doubt := 0
	for i := 0; i < len(bytes); i++ {
		a, b := charmap.Windows1252.DecodeByte(bytes[i]), charmap.Windows1250.DecodeByte(bytes[i])
		if a != b && unicode.IsLetter(a) && unicode.IsLetter(b) {
			doubt++
		}
	}
	count := func(list []*regexp.Regexp) (n float64) {
		for _, r := range list {
			n += float64(len(r.FindAllStringIndex(strings.ToLower(west), -1)))
		}
		return n
	}
	here, there := count(western()), count(central())
	if as == charmap.Windows1250 {
		here, there = there, here
	}
	switch {
	case doubt == 0 && as == charmap.Windows1252:
		return 1
	case doubt == 0:
		return 0.4 // read like this only where the other reading is none
	case here+there == 0:
		return 0
	}
	return here / (here + there)
}

// mixed tells whether some characters are written as UTF-8 has them.
func mixed(bytes string) bool {
	for i, r := range bytes {
		if r >= 0x80 && width(bytes[i:]) > 1 {
			return true
		}
	}
	return false
}

// Spoiled tells a text that was spoiled before it came: characters were lost (�), or
// bytes of UTF-8 were taken for letters of western Europe (Ã¼).
func Spoiled(s string) bool {
	if strings.ContainsRune(s, utf8.RuneError) {
		return true
	}
	for before, r := rune(0), []rune(s); len(r) > 0; before, r = r[0], r[1:] {
		if before == 'Ã' && r[0] > 0xA0 && r[0] < 0xC0 { // whatever became of the letters beside it
			return true
		}
	}
	bytes, err := charmap.Windows1252.NewEncoder().String(s)
	return err == nil && bytes != s && utf8.ValidString(bytes)
}
