package main

import (
	"os"
	"sync"
	"time"

	"itron.com/conflict-minerals/generator/reading"
)

// readerVersion names this program. One that cannot read itself has a name of its own in
// every run, so that nothing which was kept is believed.
var readerVersion = sync.OnceValue(func() string {
	name, err := os.Executable()
	if err == nil {
		var f *os.File
		if f, err = os.Open(name); err == nil {
			defer f.Close()
			var version string
			if version, err = reading.Version(f); err == nil {
				return version
			}
		}
	}
	return err.Error() + time.Now().String()
})
