package cmrt

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"
)

// container writes a compound file of 512-byte sectors. The streams must not be
// short, since short ones would live in mini sectors.
func container(names []string, streams ...[]byte) []byte {
	const none, end, table = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
	sectors := func(n int) int { return (n + 511) / 512 }
	total := 1 // the directory
	for _, s := range streams {
		total += sectors(len(s))
	}
	tables := sectors((total + total/100 + 2) * 4)
	fat := bytes.Repeat([]byte{0xFF}, tables*512)
	set := func(n, next uint32) { binary.LittleEndian.PutUint32(fat[4*n:], next) }
	head := append(append([]byte{}, oleMagic...), make([]byte, 504)...)
	for at, v := range map[int]uint16{24: 0x3E, 26: 3, 28: 0xFFFE, 30: 9, 32: 6} {
		binary.LittleEndian.PutUint16(head[at:], v)
	}
	for at, v := range map[int]uint32{44: uint32(tables), 48: uint32(tables), 56: 4096, 60: end, 68: end} {
		binary.LittleEndian.PutUint32(head[at:], v)
	}
	for i := range 109 {
		binary.LittleEndian.PutUint32(head[76+4*i:], none)
		if i < tables {
			binary.LittleEndian.PutUint32(head[76+4*i:], uint32(i))
			set(uint32(i), table)
		}
	}
	dir := make([]byte, 512)
	entry := func(i int, name string, kind byte, right, child, start uint32, size int) {
		e := dir[128*i:]
		for j, u := range utf16.Encode([]rune(name)) {
			binary.LittleEndian.PutUint16(e[2*j:], u)
		}
		binary.LittleEndian.PutUint16(e[64:], uint16(2*len(name)+2))
		e[66], e[67] = kind, 1
		for at, v := range map[int]uint32{68: none, 72: right, 76: child, 116: start, 120: uint32(size)} {
			binary.LittleEndian.PutUint32(e[at:], v)
		}
	}
	entry(0, "Root Entry", 5, none, 1, end, 0)
	next := uint32(tables)
	set(next, end)
	var body []byte
	for i, s := range streams {
		right := uint32(i + 2)
		if i == len(streams)-1 {
			right = none
		}
		entry(i+1, names[i], 2, right, none, next+1, len(s))
		for n := range sectors(len(s)) {
			next++
			set(next, next+1)
			if n == sectors(len(s))-1 {
				set(next, end)
			}
		}
		body = append(body, s...)
		body = append(body, make([]byte, sectors(len(s))*512-len(s))...)
	}
	return bytes.Join([][]byte{head, fat, dir, body}, nil)
}

// agileEncrypted encrypts as Excel 2010 and later do, under the default password.
func agileEncrypted(plain []byte, algorithm string, bits, rounds int) []byte {
	h := hashes[algorithm]
	random := rand.NewChaCha8([32]byte{1})
	fill := func(n int) []byte { b := make([]byte, n); random.Read(b); return b }
	cbc := func(key, iv, data []byte) []byte {
		block, err := aes.NewCipher(key)
		if err != nil {
			panic(err) // the lengths are ours
		}
		out := make([]byte, (len(data)+15)/16*16)
		copy(out, data)
		cipher.NewCBCEncrypter(block, iv).CryptBlocks(out, out)
		return out
	}
	salt, keySalt, key := fill(16), fill(16), fill(bits/8)
	wrapping := fixed(digest(h, stretched(h, salt, rounds), agileKey), bits/8)
	b64 := base64.StdEncoding.EncodeToString
	xml := fmt.Sprintf(`<encryption xmlns="http://schemas.microsoft.com/office/2006/encryption"><keyData saltSize="16" blockSize="16" keyBits="%d" hashSize="%d" cipherAlgorithm="AES" cipherChaining="ChainingModeCBC" hashAlgorithm="%s" saltValue="%s"/>`+
		`<keyEncryptors><keyEncryptor uri="http://schemas.microsoft.com/office/2006/keyEncryptor/password"><p:encryptedKey xmlns:p="http://schemas.microsoft.com/office/2006/keyEncryptor/password" spinCount="%d" saltSize="16" blockSize="16" keyBits="%d" hashSize="%d" cipherAlgorithm="AES" cipherChaining="ChainingModeCBC" hashAlgorithm="%s" saltValue="%s" encryptedKeyValue="%s"/></keyEncryptor></keyEncryptors></encryption>`,
		bits, h().Size(), algorithm, b64(keySalt), rounds, bits, h().Size(), algorithm, b64(salt), b64(cbc(wrapping, salt, key)))
	info := append([]byte{4, 0, 4, 0, 0x40, 0, 0, 0}, xml...)
	info = append(info, strings.Repeat(" ", max(0, 4096-len(info)))...)
	body := binary.LittleEndian.AppendUint64(nil, uint64(len(plain)))
	for n := 0; n*4096 < len(plain); n++ {
		iv := digest(h, keySalt, binary.LittleEndian.AppendUint32(nil, uint32(n)))[:16]
		body = append(body, cbc(key, iv, plain[n*4096:min(len(plain), (n+1)*4096)])...)
	}
	return container([]string{"EncryptionInfo", "EncryptedPackage"}, info, body)
}

// padded is a workbook of some size: excelize, the other side of these tests, does
// not read back small ones.
func padded() []byte {
	noise := make([]byte, 20_000)
	rand.NewChaCha8([32]byte{}).Read(noise)
	return tiny(func(p map[string]string) { p["xl/media/image1.png"] = string(noise) })
}

// TestDefaultPassword: templates of 2.x and 3.x are kept under Excel's own
// password, which opens without asking; any other is refused as such.
func TestDefaultPassword(t *testing.T) {
	for password, readable := range map[string]bool{defaultPassword: true, "secret": false} {
		data, err := excelize.Encrypt(padded(), &excelize.Options{Password: password})
		if err != nil {
			t.Fatal(err)
		}
		d := Read("x.xlsx", data)
		if d.Readable() != readable || !readable && d.Findings[0].Rule != fileEncrypted.Name || readable && d.Company.Name != "Acme" {
			t.Errorf("under %q: %+v %v", password, d.Company, d.Findings)
		}
	}
}

// TestAgileEncryption wants of every method Excel offers what excelize makes of it too.
func TestAgileEncryption(t *testing.T) {
	for _, c := range []struct {
		algorithm string
		bits      int
	}{{"SHA1", 128}, {"SHA256", 256}, {"SHA384", 256}, {"SHA512", 256}, {"SHA512", 192}} {
		data := agileEncrypted(padded(), c.algorithm, c.bits, 1000)
		if d := Read("x.xlsx", data); !d.Readable() || d.Company.Name != "Acme" {
			t.Errorf("%v: %v", c, d.Findings)
		}
		plain, err := excelize.Decrypt(data, &excelize.Options{Password: defaultPassword})
		if c.bits != 192 && (err != nil || !bytes.HasPrefix(plain, zipMagic)) { // for 192 excelize takes the padding for key
			t.Errorf("%v: the test does not encrypt as excelize decrypts: %v", c, err)
		}
	}
}

// TestHostileContainers end, as findings; without bounds they would not end at all.
func TestHostileContainers(t *testing.T) {
	good := agileEncrypted(padded(), "SHA512", 256, 1000)
	loop := bytes.Clone(good)
	for at := 512; at < 1024; at += 4 { // every sector follows on itself
		binary.LittleEndian.PutUint32(loop[at:], uint32(at-512)/4)
	}
	list := append(bytes.Clone(good), bytes.Repeat([]byte{0xFF}, 512)...)
	itself := uint32(len(list)/512 - 2) // a sector of the table's list that goes on in itself
	binary.LittleEndian.PutUint32(list[68:], itself)
	binary.LittleEndian.PutUint32(list[len(list)-4:], itself)
	for name, data := range map[string][]byte{
		"four billion rounds": bytes.Replace(good, []byte(`spinCount="1000"`), []byte(`spinCount="4000000000"`), 1),
		"sectors in a ring":   loop,
		"list in a ring":      list,
		"cut short":           good[:3000],
		"other container":     container([]string{"WordDocument"}, make([]byte, 5000)),
	} {
		d := Read("x.xlsx", data)
		if d.Readable() || len(d.Findings) != 1 || d.Findings[0].Severity != "error" {
			t.Errorf("%s: %v", name, d.Findings)
		}
	}
}
