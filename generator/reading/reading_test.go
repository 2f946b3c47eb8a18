package reading

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"reflect"
	"testing"

	"pgregory.net/rapid"
)

// TestWhatIsKeptIsWhatWasRead: every field of every type comes back, those of types
// that change tomorrow included, and no list is not an empty one.
func TestWhatIsKeptIsWhatWasRead(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := rapid.Make[List]().Draw(t, "list")
		got, err := Parse(want.Bytes())
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(got, want) {
			t.Fatalf("got %#v, want %#v", got, want)
		}
	})
}

// TestDamageGivesNothing changes, cuts and lengthens the bytes of a list.
func TestDamageGivesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		data := rapid.Make[List]().Draw(t, "list").Bytes()
		at := rapid.IntRange(0, len(data)-1).Draw(t, "at")
		switch rapid.IntRange(0, 2).Draw(t, "how") {
		case 0:
			data[at] ^= byte(rapid.IntRange(1, 255).Draw(t, "bits"))
		case 1:
			data = data[:at]
		default:
			data = append(data, byte(at))
		}
		if l, err := Parse(data); !errors.Is(err, ErrDamaged) || !reflect.DeepEqual(l, List{}) {
			t.Fatalf("%v, %v", l, err)
		}
	})
}

// FuzzParse puts a true hash in front of any bytes, as somebody could who made a part
// by hand: they are read or refused, in memory of their own size.
func FuzzParse(f *testing.F) {
	f.Add(Encode(List{Reader: "r", Readings: make([]Reading, 2)}))
	f.Add([]byte{0, 0, 0, 1, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1})
	f.Fuzz(func(t *testing.T, body []byte) {
		sum := sha256.Sum256(body)
		l, err := Parse(append([]byte(magic+hex.EncodeToString(sum[:])+"\n"), body...))
		if err == nil && len(l.Bytes()) == 0 {
			t.Error("nothing")
		}
	})
}
