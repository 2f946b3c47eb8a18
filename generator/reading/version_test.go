package reading

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"
)

// Another program is another reader, wherever its name stands; the same program is the same.
func TestVersion(t *testing.T) {
	elf := func(id string) string {
		return "\x7fELF" + strings.Repeat("x", 3000) + "\x04\x00\x00\x00" + string([]byte{byte(len(id)), 0, 0, 0}) + string(note) + id + strings.Repeat("y", 60_000)
	}
	text := func(id string) string {
		return "MZ" + strings.Repeat("x", 700) + string(mark) + id + "\"\n \xff" + strings.Repeat("y", 60_000)
	}
	same := map[string]string{}
	for _, c := range []struct{ name, program, other string }{
		{"ELF", elf("abc/def"), elf("abc/deg")},
		{"other systems", text("abc/def"), text("abc/deg")},
		{"no build ID, and it differs far behind", strings.Repeat("z", 100_000), strings.Repeat("z", 99_999) + "y"},
		{"no build ID, and it is short", "tiny", "tinz"},
		{"a note that claims more than there is", "\x7fELF\xff\xff\xff\xff" + string(note) + "a", "\x7fELF\xff\xff\xff\xff" + string(note) + "b"},
		{"an empty note", "\x7fELF\x00\x00\x00\x00" + string(note) + "a", "\x7fELF\x00\x00\x00\x00" + string(note) + "b"},
	} {
		one, err := Version(strings.NewReader(c.program))
		again, err2 := Version(iotest.OneByteReader(strings.NewReader(c.program)))
		other, err3 := Version(strings.NewReader(c.other))
		if err := errors.Join(err, err2, err3); err != nil || one != again || one == other || len(one) != 64 {
			t.Errorf("%s: %v, %s, %s, %s", c.name, err, one, again, other)
		}
		if same[one] != "" {
			t.Errorf("%s has the name of %s", c.name, same[one])
		}
		same[one] = c.name
	}
	for _, r := range []io.Reader{iotest.ErrReader(io.ErrClosedPipe), io.MultiReader(bytes.NewReader(make([]byte, 100_000)), iotest.ErrReader(io.ErrClosedPipe))} {
		if _, err := Version(r); !errors.Is(err, io.ErrClosedPipe) {
			t.Errorf("a program that cannot be read: %v", err)
		}
	}
}
