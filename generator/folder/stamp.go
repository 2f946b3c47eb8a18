package folder

// Stamp is what the file system says of a file without its bytes being looked at.
// Two that are equal, and not zero, are of the same bytes. Times are nanoseconds.
type Stamp struct {
	Size, Modified, Changed int64
	Device, Inode           uint64
}

// settled is for how long a file must have been left alone before its stamp is
// trusted: within it, a second change may leave the same times.
const settled = 3e9

// Settled gives the stamp if it can be trusted from now on, nanoseconds since 1970,
// else the zero Stamp, by which a file is looked at again.
func (s Stamp) Settled(now int64) Stamp {
	if max(s.Modified, s.Changed) > now-settled {
		return Stamp{}
	}
	return s
}
