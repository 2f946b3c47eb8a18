// Package git reads revisions of a project from its git repository: which commit a name
// means, which files it holds, and the files themselves, with those of Git LFS where they
// are to be had. It touches neither index nor work tree.
package git

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// run runs a command of git in a folder, and gives what it printed.
func run(dir string, args ...string) ([]byte, error) {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	cmd := command(ctx, dir, args...)
	var said bytes.Buffer
	cmd.Stderr = &said
	out, err := cmd.Output()
	if errors.Is(err, exec.ErrNotFound) {
		return nil, errNoGit
	}
	if err != nil {
		return nil, fmt.Errorf("git %s: %w: %s", args[0], err, strings.TrimSpace(said.String()))
	}
	return out, nil
}

// Blob is a file of a revision.
type Blob struct {
	Hash string // git's name of its bytes
	Path string // slashes, below the project's root
	Link bool   // it is a link; its bytes are the name of what it leads to
}

var errNoGit = errors.New("git is not installed, and a review reads two revisions of it")

// unknown says why git knows a revision not, where that is no slip of the pen.
func unknown(root, revision string) error {
	err := fmt.Errorf("git knows no revision %q here", revision)
	if _, none := run(root, "rev-parse", "--git-dir"); errors.Is(none, errNoGit) {
		return none
	} else if none != nil {
		return fmt.Errorf("%w: there is no repository that it may read (%w)", err, none)
	}
	if _, none := run(root, "rev-parse", "--verify", "--quiet", "HEAD^{commit}"); none != nil {
		return fmt.Errorf("%w: nothing is committed yet", err)
	}
	if shallow, _ := run(root, "rev-parse", "--is-shallow-repository"); strings.TrimSpace(string(shallow)) == "true" {
		return fmt.Errorf("%w: the clone holds only a part of the history; fetch the rest with “git fetch --unshallow”, in a workflow with fetch-depth: 0", err)
	}
	return err
}

// Commit gives the commit that a revision means, such as origin/main.
func Commit(root, revision string) (string, error) {
	out, err := run(root, "rev-parse", "--verify", "--quiet", "--end-of-options", revision+"^{commit}")
	if err != nil {
		return "", unknown(root, revision)
	}
	if err := oneMeaning(root, revision); err != nil {
		return "", err
	}
	return strings.TrimSpace(string(out)), nil
}

// oneMeaning refuses a name that a branch and a tag share: git takes the tag, which anybody
// who may push one can put in the way of a branch that is protected.
func oneMeaning(root, revision string) error {
	name := revision
	if end := strings.IndexAny(name, "~^:@*?["); end >= 0 {
		name = name[:end]
	}
	if name == "" {
		return nil
	}
	out, err := run(root, "for-each-ref", "--format=%(refname) %(objectname)%(*objectname)", "refs/tags/"+name, "refs/heads/"+name, "refs/remotes/"+name)
	if err != nil {
		return err
	}
	var named []string
	commits := map[string]bool{}
	for line := range strings.Lines(string(out)) {
		ref, objects, _ := strings.Cut(strings.TrimSpace(line), " ")
		if ref != "refs/tags/"+name && ref != "refs/heads/"+name && ref != "refs/remotes/"+name {
			continue // one below a folder of that name
		}
		named = append(named, ref)
		commits[commitOf(objects)] = true
	}
	if len(commits) > 1 {
		return fmt.Errorf("%q means several revisions here: say which, %s", revision, strings.Join(named, " or "))
	}
	return nil
}

// commitOf gives the commit in the name of a branch, or of an annotated tag and what it names.
func commitOf(objects string) string {
	if n := len(objects); n == 80 || n == 128 { // two names, of SHA-1 or SHA-256
		return objects[n/2:]
	}
	return objects
}

// Parted tells how many commits a revision has that another has not, and where the two part;
// "" where they have no commit in common here.
func Parted(root, base, head string) (n int, at string, err error) {
	out, err := run(root, "rev-list", "--count", base, "^"+head)
	if err != nil {
		return 0, "", err
	}
	if n, err = strconv.Atoi(strings.TrimSpace(string(out))); err != nil || n == 0 {
		return n, "", err
	}
	if out, err = run(root, "merge-base", base, head); err != nil {
		return n, "", nil // git says so by its exit code alone
	}
	return n, strings.TrimSpace(string(out)), nil
}

// linkMode is how git marks a link.
const linkMode = "120000"

// Blobs lists the files of a commit below folders of a project. A link is taken for a file
// that holds its target's name, so that none leads out of the project.
func Blobs(root, commit string, folders ...string) ([]Blob, error) {
	out, err := run(root, append([]string{"ls-tree", "-r", "-z", commit, "--"}, folders...)...)
	if err != nil {
		return nil, err
	}
	var list []Blob
	for _, line := range strings.Split(string(out), "\x00") {
		about, path, ok := strings.Cut(line, "\t")
		fields := strings.Fields(about)
		switch {
		case !ok || len(fields) != 3 || !filepath.IsLocal(filepath.FromSlash(path)):
		case fields[1] == "commit":
			return nil, fmt.Errorf("%s is a submodule, which a review cannot read: keep the files themselves in this repository", path)
		case strings.Contains(path, "\n"):
			return nil, fmt.Errorf("the name %q holds a line break, which a review cannot read: rename the file", path)
		default:
			list = append(list, Blob{fields[2], path, fields[0] == linkMode})
		}
	}
	return list, nil
}

// CheckOut writes files of a repository below a folder of nobody else's: those of Git LFS
// where they are to be had, else the pointers to them. (git cat-file --batch --filters would do
// both, but gives the size of the pointer for a file of LFS.) step is called after each.
func CheckOut(root string, blobs []Blob, to string, step func()) (err error) {
	large, err := lfsOf(root)
	if err != nil {
		return err
	}
	cmd := command(context.Background(), root, "cat-file", "--batch")
	var said bytes.Buffer
	cmd.Stderr = &said
	in, err := cmd.StdinPipe()
	if err != nil {
		return fmt.Errorf("read a revision: %w", err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		return fmt.Errorf("read a revision: %w", err)
	}
	if err := cmd.Start(); err != nil {
		return fmt.Errorf("read a revision: %w", err)
	}
	defer func() {
		_ = in.Close()
		_, _ = io.Copy(io.Discard, out)
		stopped := cmd.Wait()
		if err == nil && stopped != nil {
			err = fmt.Errorf("read a revision: %w", stopped)
		}
		if words := strings.TrimSpace(said.String()); err != nil && words != "" {
			err = fmt.Errorf("%w: %s", err, words)
		}
	}()
	from := bufio.NewReaderSize(out, 1<<16)
	for _, b := range blobs {
		if _, err := fmt.Fprintln(in, b.Hash); err != nil {
			return fmt.Errorf("read a revision: %w", err)
		}
		head, err := from.ReadString('\n')
		fields := strings.Fields(head)
		if len(fields) == 2 && fields[1] == "missing" {
			return fmt.Errorf("read a revision: this clone does not hold %s as it was then: fetch the whole history (“git fetch --unshallow”, “git fetch --refetch”)", b.Path)
		}
		if err != nil || len(fields) != 3 {
			return fmt.Errorf("read a revision: git answered %q for %s", strings.TrimSpace(head), b.Path)
		}
		size, err := strconv.ParseInt(fields[2], 10, 64)
		if err != nil {
			return fmt.Errorf("read a revision: git answered %q for %s", strings.TrimSpace(head), b.Path)
		}
		start, _ := from.Peek(int(min(size, longestPointer)))
		body := io.LimitReader(from, size)
		file := filepath.Join(to, filepath.FromSlash(b.Path))
		if id := pointer.FindSubmatch(start); id != nil && size < longestPointer {
			if _, err = io.Copy(io.Discard, body); err == nil {
				err = large.write(file, b, string(id[1]), start)
			}
		} else {
			err = writeFrom(file, body)
		}
		if err != nil {
			return err
		}
		if _, err := from.Discard(1); err != nil { // the line break after it
			return fmt.Errorf("read a revision: %w", err)
		}
		step()
	}
	return nil
}

func writeFrom(file string, from io.Reader) error {
	if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
		return fmt.Errorf("read a revision: %w", err)
	}
	f, err := os.OpenFile(file, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return fmt.Errorf("read a revision: %w", err)
	}
	_, err = io.Copy(f, from)
	if err = errors.Join(err, f.Close()); err != nil {
		return fmt.Errorf("read a revision: %w", err)
	}
	return nil
}
