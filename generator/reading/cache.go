package reading

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"io/fs"
	"strings"

	"itron.com/conflict-minerals/generator/folder"
)

// CacheFolder keeps what was made of workbooks, below the project's root. Its name begins
// as that of everything that git and cmr itself pass over.
const CacheFolder = folder.TempPrefix + "cache"

// Cache keeps bytes between runs. Its zero value keeps nothing and knows nothing.
type Cache struct {
	Folder *folder.Folder // of the project
	Key    []byte         // of this machine; without one nothing is kept and nothing believed
	Take   bool           // what is kept is used
	Keep   bool           // what is made is kept
}

// sealed is how long a seal is, as hex.
const sealed = 2 * sha256.Size

func (c *Cache) seal(name string, data []byte) string {
	h := hmac.New(sha256.New, c.Key)
	h.Write([]byte(name))
	h.Write([]byte{0})
	h.Write(data)
	return hex.EncodeToString(h.Sum(nil))
}

// Get gives what was kept under a name, false where nothing was that this machine sealed.
func (c *Cache) Get(name string) ([]byte, bool) {
	if !c.Take || len(c.Key) == 0 {
		return nil, false
	}
	data, err := c.Folder.ReadFile(CacheFolder + "/" + name)
	if err != nil || len(data) < sealed {
		return nil, false
	}
	body := data[sealed:]
	return body, hmac.Equal(data[:sealed], []byte(c.seal(name, body)))
}

// Put keeps bytes under a name. That it could not is no fault: they are made again.
func (c *Cache) Put(name string, data []byte) {
	if c.Keep && len(c.Key) > 0 {
		_ = c.Folder.WriteQuick(CacheFolder+"/"+name, append([]byte(c.seal(name, data)), data...))
	}
}

// Tidy removes what runs that were killed left half-written.
func (c *Cache) Tidy() {
	if !c.Keep {
		return
	}
	for _, dir := range []string{CacheFolder, CacheFolder + "/declarations"} {
		entries, err := fs.ReadDir(c.Folder.FS(), dir)
		if err != nil {
			continue // nothing was kept there yet
		}
		for _, e := range entries {
			if strings.HasPrefix(e.Name(), folder.TempPrefix) {
				_ = c.Folder.Remove(dir + "/" + e.Name())
			}
		}
	}
}
