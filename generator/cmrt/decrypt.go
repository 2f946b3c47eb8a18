package cmrt

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"hash"
	"strconv"

	"itron.com/conflict-minerals/generator/compound"
)

// Encryption as in [MS-OFFCRYPTO]: "standard" is Excel 2007's, "agile" that of
// all later versions. Keys are stretched by hashing over and over; the count
// comes from the file, so it is bounded: Excel writes 100,000.
const (
	standardRounds = 50_000
	maxRounds      = 1_000_000
)

var errPassword = errors.New("it opens only with a password")

// decrypt opens an encrypted workbook with the default password and gives the zip
// file inside.
func decrypt(c *compound.File) ([]byte, error) {
	info, err := content(c, "EncryptionInfo")
	body, err2 := content(c, "EncryptedPackage")
	if err != nil || err2 != nil || len(info) < 8 || len(body) < 8 {
		return nil, compound.ErrDamaged
	}
	size := binary.LittleEndian.Uint64(body)
	body = body[8:]
	body = body[:len(body)/aes.BlockSize*aes.BlockSize]
	var plain []byte
	switch major, minor := binary.LittleEndian.Uint16(info), binary.LittleEndian.Uint16(info[2:]); {
	case major == 4 && minor == 4:
		plain, err = agile(info[8:], body)
	case major >= 2 && major <= 4 && minor == 2:
		plain, err = standard(info, body)
	default:
		return nil, errPassword // by certificate, or of a kind that Excel does not write
	}
	if err != nil {
		return nil, err
	}
	if size < uint64(len(plain)) {
		plain = plain[:size]
	}
	if !bytes.HasPrefix(plain, zipMagic) {
		return nil, errPassword
	}
	return plain, nil
}

// content gives the whole of a stream, by its name.
func content(c *compound.File, name string) ([]byte, error) {
	e, ok := c.Find(name)
	if !ok {
		return nil, compound.ErrDamaged
	}
	return c.Stream(e, e.Size)
}

// standard is AES in blocks of their own under a key hashed with SHA-1.
func standard(info, body []byte) ([]byte, error) {
	if len(info) < 12 {
		return nil, compound.ErrDamaged
	}
	header := int64(binary.LittleEndian.Uint32(info[8:]))
	if header < 32 || header+12+20 > int64(len(info)) {
		return nil, compound.ErrDamaged
	}
	bits := binary.LittleEndian.Uint32(info[12+16:])
	if bits != 128 && bits != 192 && bits != 256 {
		return nil, errPassword // RC4, which only .xls files use
	}
	salt := info[12+header+4:][:16]
	key := stretched(sha1.New, salt, standardRounds)
	key = digest(sha1.New, key, make([]byte, 4))
	pad := func(fill byte) []byte {
		block := bytes.Repeat([]byte{fill}, 64)
		for i, b := range key {
			block[i] ^= b
		}
		return digest(sha1.New, block)
	}
	block, err := aes.NewCipher(append(pad(0x36), pad(0x5c)...)[:bits/8])
	if err != nil {
		return nil, errPassword
	}
	plain := make([]byte, len(body))
	for at := 0; at < len(body); at += aes.BlockSize {
		block.Decrypt(plain[at:], body[at:])
	}
	return plain, nil
}

// hashes are those that Excel offers for agile encryption.
var hashes = map[string]func() hash.Hash{"SHA1": sha1.New, "SHA256": sha256.New, "SHA384": sha512.New384, "SHA512": sha512.New}

// agileKey is how the descriptor says the key of the content is itself encrypted.
var agileKey = []byte{0x14, 0x6e, 0x0b, 0xe7, 0xab, 0xac, 0xd0, 0xd6}

// agile is AES in chained blocks; an XML descriptor names the parameters.
func agile(descriptor, body []byte) ([]byte, error) {
	data, password := map[string]string{}, map[string]string{}
	t := tokens{data: descriptor}
	for t.kind = tokenText; t.kind != tokenEOF; {
		if err := t.advance(); err != nil { // the parts of a descriptor have name spaces of their own
			return nil, compound.ErrDamaged
		}
		for name, into := range map[string]map[string]string{"keyData": data, "encryptedKey": password} {
			if t.is(name) {
				for _, a := range []string{"saltValue", "hashAlgorithm", "keyBits", "spinCount", "encryptedKeyValue"} {
					into[a] = t.attr(a)
				}
			}
		}
	}
	inner, outer := hashes[password["hashAlgorithm"]], hashes[data["hashAlgorithm"]]
	rounds, err := strconv.Atoi(password["spinCount"])
	bits, _ := strconv.Atoi(password["keyBits"])
	if inner == nil || outer == nil || err != nil || rounds < 0 || rounds > maxRounds || bits != 128 && bits != 192 && bits != 256 {
		return nil, errPassword
	}
	salt, wrapped, start := decode64(password["saltValue"]), decode64(password["encryptedKeyValue"]), decode64(data["saltValue"])
	key := fixed(digest(inner, stretched(inner, salt, rounds), agileKey), bits/8)
	if key, err = chained(key, fixed(salt, aes.BlockSize), wrapped); err != nil || len(key) < bits/8 {
		return nil, errPassword
	}
	plain := make([]byte, 0, len(body))
	const segment = 4096 // each is encrypted by itself, its number mixed into the start
	for n := uint32(0); len(body) > 0; n++ {
		iv := fixed(digest(outer, start, binary.LittleEndian.AppendUint32(nil, n)), aes.BlockSize)
		part, err := chained(key[:bits/8], iv, body[:min(segment, len(body))])
		if err != nil {
			return nil, err
		}
		plain, body = append(plain, part...), body[min(segment, len(body)):]
	}
	return plain, nil
}

// decode64 decodes a parameter. None is longer than a hash.
func decode64(s string) []byte {
	if len(s) > 128 {
		return nil
	}
	b, _ := base64.StdEncoding.DecodeString(s) // what is no base64 gives a key that does not fit
	return b
}

// chained decrypts AES in CBC mode.
func chained(key, iv, data []byte) ([]byte, error) {
	block, err := aes.NewCipher(key)
	if err != nil || len(data)%aes.BlockSize != 0 {
		return nil, errPassword
	}
	out := make([]byte, len(data))
	cipher.NewCBCDecrypter(block, iv).CryptBlocks(out, data)
	return out, nil
}

// stretched is the key that a password makes: hashed with the salt, then again and
// again with a counter before it.
func stretched(h func() hash.Hash, salt []byte, rounds int) []byte {
	key := digest(h, salt, wide(defaultPassword))
	state, number := h(), make([]byte, 4)
	for i := range rounds {
		binary.LittleEndian.PutUint32(number, uint32(i))
		state.Reset()
		state.Write(number)
		state.Write(key)
		key = state.Sum(key[:0])
	}
	return key
}

func digest(h func() hash.Hash, parts ...[]byte) []byte {
	state := h()
	for _, p := range parts {
		state.Write(p)
	}
	return state.Sum(nil)
}

// fixed cuts a key to a length, or fills it up as the standard says.
func fixed(b []byte, n int) []byte {
	if len(b) >= n {
		return b[:n]
	}
	return append(b[:len(b):len(b)], bytes.Repeat([]byte{0x36}, n-len(b))...)
}
