package main

import "errors"

// errUsage is the error of a value on the command line that can never be right.
var errUsage = errors.New("wrong usage")

// asUsage marks the error of a package that says that what was asked can never be right.
func asUsage(err error) error { return usageError{err} }

type usageError struct{ error }

func (e usageError) Is(target error) bool { return target == errUsage }
func (e usageError) Unwrap() error        { return e.error }
