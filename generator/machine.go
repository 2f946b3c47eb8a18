package main

import (
	"crypto/rand"
	"os"
	"path/filepath"
)

// keySize is that of HMAC-SHA256.
const keySize = 32

// machineKey is the key with which what is kept between runs is sealed. It lies among the
// settings of whoever runs cmr, never in a project, so that nothing which came with a
// repository is taken for our own. Without one nothing is kept.
func machineKey() []byte {
	dir, err := os.UserConfigDir()
	if err != nil {
		return nil
	}
	file := filepath.Join(dir, "cmr", "key")
	if key, err := os.ReadFile(file); err == nil && len(key) == keySize {
		return key
	}
	key := make([]byte, keySize)
	_, _ = rand.Read(key) // never fails
	if os.MkdirAll(filepath.Dir(file), 0o700) != nil || os.WriteFile(file, key, 0o600) != nil {
		return nil
	}
	return key
}
