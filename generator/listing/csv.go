package listing

import (
	"fmt"
	"strings"

	"itron.com/conflict-minerals/generator/text"
)

// CSV as people have it is read here as a spreadsheet program would: a quotation mark
// inside a field is an inch, lines may end in CR alone, a first line may name the
// separator. encoding/csv refuses such files, or with LazyQuotes runs on into the next
// lines, so the fields are parted by hand.

// separators are those that are tried; of two that fit equally the first is taken.
const separators = ",;\t|"

// sample is how many records are looked at to find the separator.
const sample = 200

// csvRecord is one record, and the line on which it begins.
type csvRecord struct {
	line  int
	cells []string
}

// readCSV reads a table of values. notes are what a person should know of it.
func readCSV(data []byte) (t table, notes []string, err error) {
	all, charset, err := text.Decode(data)
	if err != nil {
		return table{}, nil, err
	}
	if strings.IndexByte(all, 0) >= 0 {
		return table{}, nil, fmt.Errorf("the file is no list; it looks like %s", looksLike(data[:min(len(data), 512)]))
	}
	if charset != "UTF-8" && charset != "UTF-16" {
		notes = append(notes, fmt.Sprintf("The file is not UTF-8; it was read as %s. Look at the names with letters beyond A to Z.", charset))
	}
	separator, first := declared(all)
	if separator == 0 {
		separator = separatorOf(all)
	}
	s := csvScanner{text: all[first:], separator: separator, line: 1}
	if first > 0 {
		s.line = 2
	}
	for !s.done() {
		r := s.record()
		for i, c := range r.cells {
			r.cells[i] = unwrapped(c)
		}
		if err := t.add(r.line, r.cells); err != nil {
			return table{}, nil, err
		}
	}
	if s.stray > 0 {
		notes = append(notes, fmt.Sprintf("Line %d has a quotation mark at the beginning of a cell that is closed only in the middle of another line; it was read as a part of the text. Look at that line.", s.stray))
	}
	if s.open > 0 {
		notes = append(notes, fmt.Sprintf("Line %d has a quotation mark that is never closed; it was read as a part of the text.", s.open))
	}
	return t, notes, nil
}

// declared gives the separator that Excel's first line “sep=;” names, and where the
// table begins; 0 and 0 where there is no such line. Programs that save the file anew put
// quotation marks around it and separators behind it; a line that says more is a row.
func declared(all string) (separator byte, first int) {
	line := all
	if end := strings.IndexAny(all, "\r\n"); end >= 0 {
		line = all[:end]
	}
	bare := strings.TrimLeft(line, `"`)
	if len(bare) < len("sep=;") || !strings.EqualFold(bare[:4], "sep=") || strings.IndexByte(separators, bare[4]) < 0 || strings.Trim(bare[5:], `" `+bare[4:5]) != "" {
		return 0, 0
	}
	first = len(line)
	if strings.HasPrefix(all[first:], "\r\n") {
		first++
	}
	return bare[4], min(first+1, len(all))
}

// separatorOf finds the separator by which the records have the same number of fields,
// in most of them and with most fields: a comma inside amounts or addresses does not.
func separatorOf(all string) (best byte) {
	best, most := separators[0], 0.0
	for i := range len(separators) {
		s := csvScanner{text: all, separator: separators[i], line: 1}
		widths, records := map[int]int{}, 0
		for records < sample && !s.done() {
			cells := s.record().cells
			if strings.TrimSpace(strings.Join(cells, "")) == "" {
				continue
			}
			records++
			widths[len(cells)]++
		}
		score := 0.0
		for width, n := range widths {
			if fits := float64(n) / float64(records); width > 1 {
				score = max(score, fits*fits*(1-1/float64(width)))
			}
		}
		if score > most {
			best, most = separators[i], score
		}
	}
	return best
}

// unwrapped takes a text out of ="…", by which an export keeps a spreadsheet from
// making a number of it, and the mark from before a text that a spreadsheet would take for
// a formula, as our own tables have it.
func unwrapped(s string) string {
	if len(s) > 1 && s[0] == '\'' && strings.IndexByte("=+-@", s[1]) >= 0 {
		s = s[1:]
	}
	if len(s) >= 3 && strings.HasPrefix(s, `="`) && strings.HasSuffix(s, `"`) {
		s = strings.ReplaceAll(s[2:len(s)-1], `""`, `"`)
	}
	return text.Unescape(s)
}

// csvScanner parts a text into records.
type csvScanner struct {
	text      string
	pos       int
	line      int
	separator byte
	open      int // the first line with a quotation mark that is never closed
	stray     int // the first line with one that is closed where no cell ends
}

func (s *csvScanner) done() bool { return s.pos >= len(s.text) }

// record reads up to the end of a line that no quotation marks enclose.
func (s *csvScanner) record() csvRecord {
	r := csvRecord{line: s.line}
	for {
		r.cells = append(r.cells, s.field())
		if s.done() {
			return r
		}
		c := s.text[s.pos]
		s.pos++
		if c == s.separator {
			if s.done() {
				return csvRecord{r.line, append(r.cells, "")}
			}
			continue
		}
		if c == '\r' && !s.done() && s.text[s.pos] == '\n' {
			s.pos++
		}
		s.line++
		return r
	}
}

// field reads one field and stops before what ends it.
func (s *csvScanner) field() string {
	start := s.pos
	for s.pos < len(s.text) && s.text[s.pos] == ' ' && s.separator != ' ' {
		s.pos++ // a space before a quotation mark is no part of the text
	}
	if s.pos < len(s.text) && s.text[s.pos] == '"' {
		if quoted, ok := s.quoted(); ok {
			return quoted + s.bare()
		}
	}
	s.pos = start
	if strings.HasPrefix(s.text[s.pos:], `="`) {
		s.pos++
		if quoted, ok := s.quoted(); ok {
			return quoted + s.bare()
		}
		s.pos = start
	}
	return s.bare()
}

// bare reads up to the next separator or the end of the line.
func (s *csvScanner) bare() string {
	n := strings.IndexAny(s.text[s.pos:], string(s.separator)+"\r\n")
	if n < 0 {
		n = len(s.text) - s.pos
	}
	field := s.text[s.pos : s.pos+n]
	s.pos += n
	return field
}

// quoted reads what stands in quotation marks; a doubled one is one. A mark that is
// never closed, or closed only on another line and in the middle of a text, is a part
// of the text: an inch, not the beginning of an enclosure.
func (s *csvScanner) quoted() (string, bool) {
	var b strings.Builder
	pos, lines := s.pos+1, 0
	for {
		n := strings.IndexByte(s.text[pos:], '"')
		if n < 0 || b.Len() > maxCell {
			if s.open == 0 {
				s.open = s.line
			}
			return "", false
		}
		part := s.text[pos : pos+n]
		lines += strings.Count(part, "\n") + strings.Count(part, "\r") - strings.Count(part, "\r\n")
		b.WriteString(part)
		if pos += n + 1; pos < len(s.text) && s.text[pos] == '"' {
			b.WriteByte('"')
			pos++
			continue
		}
		rest := strings.TrimLeft(s.text[pos:min(len(s.text), pos+64)], " ")
		if lines > 0 && rest != "" && strings.IndexByte(string(s.separator)+"\r\n", rest[0]) < 0 {
			if s.stray == 0 {
				s.stray = s.line
			}
			return "", false
		}
		s.pos, s.line = pos, s.line+lines
		return b.String(), true
	}
}
