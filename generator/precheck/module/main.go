// Command module is package precheck as a module for browsers: one file in, what the check
// page shows of it out.
//
// It is built for WASI (GOOS=wasip1 GOARCH=wasm), whose few calls site/assets/check.js
// answers: no file system, no network, no environment. Its standard input is one line of
// JSON, {"settings": …, "file": NAME, "size": BYTES}, and then the bytes of the file; its
// standard output is a precheck.Result. It is started anew for each file, so that none can
// harm the next and its memory is given back.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"

	"itron.com/conflict-minerals/generator/precheck"
)

func main() {
	if err := run(os.Stdin, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// run answers one question.
func run(in io.Reader, out io.Writer) error {
	from := bufio.NewReaderSize(in, 64<<10)
	line, err := from.ReadBytes('\n')
	if err != nil {
		return fmt.Errorf("read the question: %w", err)
	}
	var asked struct {
		Settings precheck.Settings `json:"settings"`
		File     string            `json:"file"`
		Size     int               `json:"size"`
	}
	if err := json.Unmarshal(line, &asked); err != nil {
		return fmt.Errorf("read the question: %w", err)
	}
	data := make([]byte, max(asked.Size, 0))
	if _, err := io.ReadFull(from, data); err != nil {
		return fmt.Errorf("read the file: %w", err)
	}
	result, err := precheck.Check(asked.Settings, asked.File, data)
	if err != nil {
		return err
	}
	to := bufio.NewWriter(out)
	if err := json.NewEncoder(to).Encode(result); err != nil {
		return fmt.Errorf("write the result: %w", err)
	}
	return to.Flush()
}
