//go:build unix

package cmrt

import (
	"syscall"
	"time"
)

// processorTime is how long the process has computed, in its own name and the system's.
func processorTime() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
