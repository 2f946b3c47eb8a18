package receive

import (
	"bytes"
	"encoding/base64"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/ianaindex"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
)

// otherLabels are labels of mail programs that neither IANA's register nor the list of
// web browsers has, or that browsers refuse on purpose.
var otherLabels = map[string]encoding.Encoding{
	"hz-gb-2312": simplifiedchinese.HZGB2312, "hz": simplifiedchinese.HZGB2312,
	"ks_c_5601-1992": korean.EUCKR, "ksc5601": korean.EUCKR, "ks_c_5601": korean.EUCKR, "uhc": korean.EUCKR, "euc_kr": korean.EUCKR,
	"gb18030-2000": simplifiedchinese.GB18030, "euc-cn": simplifiedchinese.GBK, "gb2312-80": simplifiedchinese.GBK, "euc_cn": simplifiedchinese.GBK,
	"macroman": charmap.Macintosh, "ansi": charmap.Windows1252,
}

// codePages are those of Windows that are not called by their number elsewhere.
var codePages = map[string]string{
	"932": "shift_jis", "936": "gbk", "949": "euc-kr", "950": "big5", "951": "big5", "874": "windows-874", "1200": "utf-16le", "1201": "utf-16be",
	"1361": "euc-kr", "10000": "macintosh", "10007": "x-mac-cyrillic", "20127": "windows-1252", "20866": "koi8-r", "21866": "koi8-u", "20932": "euc-jp",
	"20936": "gbk", "20949": "euc-kr", "38598": "iso-8859-8-i", "50220": "iso-2022-jp", "50221": "iso-2022-jp", "50222": "iso-2022-jp", "50225": "iso-2022-kr",
	"50227": "gbk", "51932": "euc-jp", "51936": "gbk", "51949": "euc-kr", "51950": "big5", "52936": "hz-gb-2312", "54936": "gb18030", "65000": "utf-7", "65001": "utf-8",
}

// encodingOf finds a character set by any label of it; nil where it is not known.
func encodingOf(label string) encoding.Encoding {
	label = strings.ToLower(strings.Trim(label, " \t\"'"))
	number := strings.TrimLeft(label, "cpmswindobx-_")
	if name := codePages[number]; name != "" && number != "" {
		label = name
	}
	if e := otherLabels[label]; e != nil {
		return e
	}
	if e, err := htmlindex.Get(label); err == nil {
		return e
	}
	for _, try := range []string{label, "windows-" + number, "cp" + number} {
		if e, err := ianaindex.IANA.Encoding(try); err == nil && e != nil {
			return e
		}
	}
	return nil
}

// decodeAs reads text in the character set of a label. It says no where the set is not
// known, or where the bytes are no text in it.
func decodeAs(label string, raw []byte) (string, bool) {
	switch strings.ToLower(label) {
	case "utf-7", "unicode-1-1-utf-7", "cp65000":
		return fromUTF7(raw)
	case "iso-2022-kr", "csiso2022kr", "cp50225":
		raw, label = shifted(raw), "euc-kr"
	case "us-ascii", "ascii", "unknown-8bit", "x-unknown", "":
		return string(raw), utf8.Valid(raw)
	}
	e := encodingOf(label)
	if e == nil {
		return "", false
	}
	plain, err := e.NewDecoder().Bytes(raw)
	return string(plain), err == nil && !bytes.ContainsRune(plain, utf8.RuneError)
}

// decodeCodePage reads text in a code page of Windows, by number.
func decodeCodePage(page uint32, raw []byte) (string, bool) {
	if page == 0 {
		return "", false
	}
	return decodeAs("cp"+strconv.FormatUint(uint64(page), 10), raw)
}

// shifted turns Korean in seven bits (ISO-2022-KR) into the eight bits it stands for.
func shifted(raw []byte) []byte {
	raw = bytes.ReplaceAll(raw, []byte("\x1b$)C"), nil)
	out, high := make([]byte, 0, len(raw)), byte(0)
	for _, c := range raw {
		switch c {
		case 0x0E:
			high = 0x80
		case 0x0F:
			high = 0
		default:
			out = append(out, c|high)
		}
	}
	return out
}

// fromUTF7 reads the seven-bit Unicode of old Outlooks: +…- is UTF-16 in base64.
func fromUTF7(raw []byte) (string, bool) {
	var out strings.Builder
	for len(raw) > 0 {
		plain, rest, coded := bytes.Cut(raw, []byte("+"))
		out.Write(plain)
		if !coded {
			break
		}
		end := bytes.IndexFunc(rest, func(c rune) bool { return !isBase64(byte(c)) || c > unicode.MaxASCII })
		if end < 0 {
			end = len(rest)
		}
		if end == 0 {
			out.WriteByte('+') // “+-” stands for itself
		}
		wide, err := base64.RawStdEncoding.DecodeString(string(rest[:end]))
		if err != nil {
			return "", false
		}
		units := make([]uint16, len(wide)/2)
		for i := range units {
			units[i] = uint16(wide[2*i])<<8 | uint16(wide[2*i+1])
		}
		out.WriteString(string(utf16.Decode(units)))
		raw = bytes.TrimPrefix(rest[end:], []byte("-"))
	}
	return out.String(), utf8.ValidString(out.String())
}

// unlabelled reads text whose character set nobody named: UTF-8 where it is that, the
// first of the labels that fits (those of the mail around it), else what looks most like
// a file's name in the languages suppliers write.
func unlabelled(raw []byte, labels ...string) string {
	if utf8.Valid(raw) {
		return string(raw)
	}
	for _, label := range append(labels, guess(raw)) {
		if s, ok := decodeAs(label, raw); ok && s != "" {
			return s
		}
	}
	return strings.ToValidUTF8(string(raw), "\uFFFD")
}

// guesses are the sets that old archivers and mail programs write names in, and the
// words by which each is known: what suppliers' files are called.
var guesses = []struct{ label, usual string }{
	{"shift_jis", "紛争鉱物調査票報告書回答株式会社有限製作所工業電子電機化学金属年月日版最終御中様記入済修正更新部品製品新旧表一覧日本東京大阪"},
	{"gbk", "冲突矿产矿物调查表报告模板回复供应商有限公司科技电子精密金属五金实业集团年月日版最终更新填写完成修改新旧一深圳东莞上海苏州江苏广东中国产品附件申报声明"},
	{"big5", "衝突礦產礦物調查表報告範本回覆供應商股份有限公司科技電子精密金屬工業實業企業集團年月日版最終更新填寫完成修改新舊一台灣臺北產品附件申報聲明"},
	{"euc-kr", "분쟁광물조사표보고서양식회신주식회사년월일최종수정작성완료제품공급업체전자금속산업한국코리아기업정밀테크신고자료첨부파일이스트텍노비모지엘에케디아라리나다사가하세대삼성현동유우미"},
	{"euc-jp", "紛争鉱物調査票報告書回答株式会社有限製作所工業電子電機化学金属年月日版最終御中様記入済修正更新"},
	{"cp850", "äöüßéèêëáàâåæçñóòôøíîïúùûÄÖÜÉÅÆÇÑ"}, // of DOS, in archives
	{"windows-1252", "äöüßéèêëáàâãåæçñóòôõøíìîïúùûÄÖÜÉÈÁÀÅÆÇÑÓØÍÚ–—’“”°ºª®™"},
}

// guess tells which set raw names are most likely in. Bytes alone do not settle it: what
// they would say in each set is weighed.
func guess(raw []byte) string {
	best, most := "windows-1252", -1<<30
	raw = raw[:min(len(raw), 4096)]
	for _, g := range guesses {
		s, ok := decodeAs(g.label, raw)
		if !ok && len(raw) == 4096 { // cut within a character
			s, ok = decodeAs(g.label, raw[:4095])
		}
		if !ok {
			continue
		}
		score, foreign, text := 0, 0, []rune(s)
		for i, c := range text {
			if c > unicode.MaxASCII {
				foreign++
				score += plausible(g.label, g.usual, c) + beside(text, i)
			}
		}
		if score = score * 100 / max(foreign, 1); score > most {
			best, most = g.label, score
		}
	}
	return best
}

// plausible weighs a character of a name in a set.
func plausible(label, usual string, c rune) int {
	common := strings.ContainsRune(usual, c)
	switch western := label == "cp850" || label == "windows-1252"; {
	case western && common:
		return 3
	case western && unicode.IsLetter(c):
		return 0
	case common:
		return 10
	case western, c >= 0xFF61 && c <= 0xFF9F, unicode.Is(unicode.Co, c), unicode.IsControl(c):
		return -10 // half-width kana are what other sets look like in Shift-JIS
	case unicode.In(c, unicode.Hiragana, unicode.Katakana) && unicode.IsLetter(c):
		return map[string]int{"shift_jis": 8, "euc-jp": 3}[label] // the others have them, and do not write them
	case unicode.In(c, unicode.Hangul, unicode.Han):
		return frequent(label, c)
	}
	return -2
}

// beside weighs the neighbours of a letter: in Latin script one with an accent stands
// beside plain ones, where the bytes of other scripts stand by themselves.
func beside(text []rune, i int) int {
	if !unicode.Is(unicode.Latin, text[i]) {
		return 0
	}
	for _, j := range []int{i - 1, i + 1} {
		if j >= 0 && j < len(text) && text[j] <= unicode.MaxASCII && unicode.IsLetter(text[j]) {
			return 2
		}
	}
	return -3
}

// frequent weighs a character by its place in its set: all of them put those that are
// written often before the rare ones.
func frequent(label string, c rune) int {
	code, err := encodingOf(label).NewEncoder().Bytes([]byte(string(c)))
	if err != nil || len(code) != 2 {
		return 0
	}
	lead, trail := code[0], code[1]
	often := map[string][2]byte{"gbk": {0xB0, 0xD7}, "big5": {0xA4, 0xC6}, "shift_jis": {0x88, 0x97}, "euc-jp": {0xB0, 0xCF}, "euc-kr": {0xB0, 0xC8}}[label]
	switch {
	case lead < often[0] || label == "gbk" && trail < 0xA1:
		return 0
	case lead <= often[1]:
		return 4
	}
	return 1
}
