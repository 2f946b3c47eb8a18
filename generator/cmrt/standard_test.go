package cmrt

import (
	"bytes"
	"crypto/aes"
	"crypto/sha1"
	"encoding/binary"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// standardEncrypted encrypts as Excel 2007 did, after [MS-OFFCRYPTO], under the default password: what it
// says of itself, and the workbook.
func standardEncrypted(plain []byte, major, bits int) (info, body []byte) {
	salt := []byte("sixteen bytes of")
	round := func(parts ...[]byte) []byte { sum := sha1.Sum(slices.Concat(parts...)); return sum[:] }
	key := round(salt, wide(defaultPassword))
	for i := range uint32(50_000) {
		key = round(binary.LittleEndian.AppendUint32(nil, i), key)
	}
	key = round(key, make([]byte, 4))
	half := func(fill byte) []byte {
		block := bytes.Repeat([]byte{fill}, 64)
		for i, b := range key {
			block[i] ^= b
		}
		return round(block)
	}
	cipher, err := aes.NewCipher(append(half(0x36), half(0x5c)...)[:bits/8])
	if err != nil {
		panic(err) // the lengths are ours
	}
	padded := append(bytes.Clone(plain), make([]byte, (16-len(plain)%16)%16)...)
	body = binary.LittleEndian.AppendUint64(nil, uint64(len(plain)))
	for at := 0; at < len(padded); at += 16 {
		body = append(body, make([]byte, 16)...)
		cipher.Encrypt(body[len(body)-16:], padded[at:])
	}
	provider := wide("Microsoft Enhanced RSA and AES Cryptographic Provider\x00")
	algorithm := map[int]int{128: 0x660E, 192: 0x660F, 256: 0x6610}[bits]
	info = slices.Concat(le16(major, 2), le32(0x24, 32+len(provider)), le32(0x24, 0, algorithm, 0x8004, bits, 0x18, 0, 0), provider, le32(16), salt, make([]byte, 16), le32(20), make([]byte, 32))
	return append(info, make([]byte, max(0, 4096-len(info)))...), body
}

// TestStandardEncryption opens what Excel 2007 encrypted under its own password; what is no such
// encryption, or another password's, is told as that.
func TestStandardEncryption(t *testing.T) {
	names := []string{"EncryptionInfo", "EncryptedPackage"}
	for bits, majors := range map[int][]int{128: {2, 3, 4}, 192: {3}, 256: {3}} {
		for _, major := range majors {
			info, body := standardEncrypted(padded(), major, bits)
			if d := Read("x.xlsx", container(names, info, body)); !d.Readable() || d.Company.Name != "Acme" {
				t.Errorf("version %d, %d bits: %v", major, bits, d.Findings)
			}
			if plain, err := excelize.Decrypt(container(names, info, body), &excelize.Options{Password: defaultPassword}); bits == 128 && major == 3 && (err != nil || !bytes.HasPrefix(plain, zipMagic)) {
				t.Errorf("the test does not encrypt as excelize decrypts: %v", err)
			}
		}
	}
	const password, damaged = "encrypted with a password", "encrypted, and damaged"
	for name, c := range map[string]struct {
		change func(info, body []byte) ([]byte, []byte)
		says   string
	}{
		"an older version": {func(i, b []byte) ([]byte, []byte) { i[0] = 1; return i, b }, password},
		"a later version":  {func(i, b []byte) ([]byte, []byte) { i[0] = 5; return i, b }, password},
		"another kind":     {func(i, b []byte) ([]byte, []byte) { i[2] = 3; return i, b }, password},
		"a short key":      {func(i, b []byte) ([]byte, []byte) { i[28] = 40; return i, b }, password},
		"another salt": {func(i, b []byte) ([]byte, []byte) {
			return bytes.Replace(i, []byte("sixteen"), []byte("Sixteen"), 1), b
		}, password},
		"a header of no length":         {func(i, b []byte) ([]byte, []byte) { copy(i[8:], le32(31)); return i, b }, damaged},
		"a header that ends elsewhere":  {func(i, b []byte) ([]byte, []byte) { copy(i[8:], le32(len(i)-31)); return i, b }, damaged},
		"a header of a negative length": {func(i, b []byte) ([]byte, []byte) { copy(i[8:], le32(-1)); return i, b }, damaged},
		"nothing of itself":             {func(i, b []byte) ([]byte, []byte) { return i[:7], b }, damaged},
		"no workbook":                   {func(i, b []byte) ([]byte, []byte) { return i, b[:7] }, damaged},
	} {
		info, body := standardEncrypted(padded(), 3, 128)
		info, body = c.change(info, body)
		d := Read("x.xlsx", container(names, info, body))
		if len(d.Findings) != 1 || d.Findings[0].Rule != fileEncrypted.Name || !strings.Contains(d.Findings[0].Message, c.says) {
			t.Errorf("%s: %v", name, d.Findings)
		}
	}
	// What stands behind the workbook is no part of it.
	info, body := standardEncrypted(append(padded(), "more than sixteen bytes behind it"...), 3, 128)
	copy(body, binary.LittleEndian.AppendUint64(nil, uint64(len(padded()))))
	if d := Read("x.xlsx", container(names, info, body)); !d.Readable() || len(found(d, fileIrregular)) > 0 {
		t.Errorf("with something behind it: %v", d.Findings)
	}
}
