package main

import "runtime/debug"

// From some 5,000 suppliers on, garbage is collected sooner than as much again came
// together: a machine that has little more than that is enough for twice as many.
func init() { debug.SetMemoryLimit(550 << 20) }
