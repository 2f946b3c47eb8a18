package main

import (
	"os"
	"os/signal"
	"syscall"
)

// whenStopped calls clean when somebody stops the command, and then ends it as the signal
// would have.
func whenStopped(clean func()) {
	stop := make(chan os.Signal, 1)
	signal.Notify(stop, os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	go func() {
		s := <-stop
		clean()
		if n, ok := s.(syscall.Signal); ok {
			os.Exit(128 + int(n)) // as a shell reports it
		}
		os.Exit(exitFailed)
	}()
}
