package folder

import "testing"

func TestAStampIsTrustedOnceTheFileWasLeftAlone(t *testing.T) {
	s := Stamp{Size: 5, Modified: 100e9, Changed: 102e9, Device: 1, Inode: 7}
	if got := s.Settled(103e9); got != (Stamp{}) {
		t.Errorf("a second after the last change: %v", got)
	}
	if got := s.Settled(90e9); got != (Stamp{}) {
		t.Errorf("a change in the future: %v", got)
	}
	if got := s.Settled(110e9); got != s {
		t.Errorf("eight seconds after the last change: %v", got)
	}
}
