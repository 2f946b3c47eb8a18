package xls

import (
	"bytes"
	"crypto/md5"
	"crypto/rc4"
	"crypto/sha1"
	"encoding/binary"
	"unicode/utf16"
)

// Encryption as in [MS-OFFCRYPTO]: RC4 in blocks of 1,024 bytes, each under a key of its
// own, over everything but the heads of records and a few records. The first kind is
// that of Excel 97 and 2000, the other (“CryptoAPI”) of those after.
const blockSize = 1024

// unencrypted are the records that stay as they are.
var unencrypted = map[uint16]bool{recBOF: true, recFilePass: true, 0x00E1: true, 0x0194: true, 0x0195: true, 0x0138: true, 0x0196: true}

// decrypted gives the stream as it is without encryption. Data is left as it is.
func decrypted(data []byte, password string) ([]byte, error) {
	pass := filePass(data)
	if pass == nil {
		return data, nil
	}
	key, err := keys(pass, password)
	if err != nil {
		return nil, err
	}
	out := bytes.Clone(data)
	s := keyStream{key: key, block: -1}
	for at := 0; at+4 <= len(out); {
		kind, size := binary.LittleEndian.Uint16(out[at:]), int(binary.LittleEndian.Uint16(out[at+2:]))
		from, to := at+4, min(at+4+size, len(out))
		if kind == recBoundSheet {
			from = min(from+4, to) // where the sheet begins can be read
		}
		if !unencrypted[kind] {
			s.apply(out, from, to)
		}
		at = at + 4 + size
	}
	return out, nil
}

// filePass gives what the record of encryption holds, nil where there is none. It
// stands at the beginning of the workbook.
func filePass(data []byte) []byte {
	for at, n := 0, 0; at+4 <= len(data) && n < 100; n++ {
		kind, size := binary.LittleEndian.Uint16(data[at:]), int(binary.LittleEndian.Uint16(data[at+2:]))
		if at+4+size > len(data) || kind == recBoundSheet || kind == recEOF {
			return nil
		}
		if kind == recFilePass {
			return data[at+4 : at+4+size]
		}
		at += 4 + size
	}
	return nil
}

// keyStream is the bytes that the stream is mixed with, by their place.
type keyStream struct {
	key   func(block uint32) []byte
	block int
	bytes [blockSize]byte
}

func (s *keyStream) apply(data []byte, from, to int) {
	for from < to {
		block := from / blockSize
		if block != s.block {
			s.block, s.bytes = block, [blockSize]byte{}
			cipher, err := rc4.NewCipher(s.key(uint32(block)))
			if err != nil {
				return // keys have 5 to 16 bytes
			}
			cipher.XORKeyStream(s.bytes[:], s.bytes[:])
		}
		end := min(to, (block+1)*blockSize)
		for i := from; i < end; i++ {
			data[i] ^= s.bytes[i%blockSize]
		}
		from = end
	}
}

// keys gives the key of each block, if the password is right.
func keys(pass []byte, password string) (func(block uint32) []byte, error) {
	if len(pass) < 6 || u16(pass, 0) != 1 {
		return nil, ErrPassword // the obfuscation of Excel 95
	}
	var wide []byte
	for _, unit := range utf16.Encode([]rune(password)) {
		wide = binary.LittleEndian.AppendUint16(wide, unit)
	}
	major, minor := u16(pass, 2), u16(pass, 4)
	switch {
	case major == 1 && minor == 1 && len(pass) >= 54:
		return oldKeys(pass[6:22], pass[22:38], pass[38:54], wide)
	case major >= 2 && major <= 4 && minor == 2 && len(pass) >= 14:
		return newKeys(pass, wide)
	}
	return nil, ErrPassword
}

// oldKeys is RC4 under 40 bits, hashed with MD5.
func oldKeys(salt, verifier, hash, password []byte) (func(uint32) []byte, error) {
	first := md5.Sum(password)
	base := md5.Sum(bytes.Repeat(append(first[:5:5], salt...), 16))
	key := func(block uint32) []byte {
		k := md5.Sum(binary.LittleEndian.AppendUint32(base[:5:5], block))
		return k[:]
	}
	return key, verified(key(0), verifier, hash, func(b []byte) []byte { s := md5.Sum(b); return s[:] })
}

// newKeys is RC4 under 40 to 128 bits, hashed with SHA-1.
func newKeys(pass, password []byte) (func(uint32) []byte, error) {
	size := u32(pass, 10)
	if size < 32 || 14+size+60 > len(pass) {
		return nil, ErrPassword
	}
	head, verifier := pass[14:14+size], pass[14+size:]
	bits := u32(head, 16)
	if bits == 0 {
		bits = 40
	}
	if bits < 40 || bits > 128 || bits%8 != 0 || u32(head, 8) != 0x6801 || u32(verifier, 0) != 16 { // 0x6801 is RC4
		return nil, ErrPassword
	}
	base := sha1.Sum(append(verifier[4:20:20], password...))
	key := func(block uint32) []byte {
		k := sha1.Sum(binary.LittleEndian.AppendUint32(base[:len(base):len(base)], block))
		if bits == 40 {
			return append(k[:5:5], make([]byte, 11)...)
		}
		return k[:bits/8]
	}
	return key, verified(key(0), verifier[20:36], verifier[40:60], func(b []byte) []byte { s := sha1.Sum(b); return s[:] })
}

// verified tells whether a key is that of the password: what it makes of the verifier
// has the hash that stands beside it.
func verified(key, verifier, hash []byte, sum func([]byte) []byte) error {
	cipher, err := rc4.NewCipher(key)
	if err != nil {
		return ErrPassword
	}
	both := append(bytes.Clone(verifier), hash...)
	cipher.XORKeyStream(both, both)
	if !bytes.Equal(sum(both[:16]), both[16:]) {
		return ErrPassword
	}
	return nil
}
