package text

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"golang.org/x/text/encoding/htmlindex"
)

// names are companies as lists of purchasing have them, by the character set in which a
// spreadsheet of that country saves CSV.
var names = map[string][]string{
	"Windows-1252": {"Müller Präzisionsteile GmbH", "Société Générale de l’Île", "Componentes São João Ltda", "Åse Bjørnstad AS", "Compañía Española SA", "Süd Stanz AG – „Werk“", "Ateliers Lumière", "Großmann & Söhne", "Caffè Nuovo", "Hélène Lefèvre", "Sørensen Kjær A/S", "Fundição Ótima", "Señor Peña", "O´Neil Métal", "Größe®Werk GmbH"},
	"Windows-1250": {"Škoda Přesné Díly s.r.o.", "Łódź Spółka Akcyjna", "Gyártó Kőszegi Kft.", "Železárny Třinec", "Zakład Śrub Żywiec", "Kovačević d.o.o.", "Poznańskie Zakłady", "Plzeňská Ocel", "Gdańsk Metal Sp. z o.o.", "Fűtőmű Zrt."},
	"Windows-1251": {"ООО Пример Металл", "АО Уралэлектромедь", "Новосибирский комбинат", "Компания Пример"},
	"Shift_JIS":    {"株式会社サンプル電子", "日本製作所", "東京コネクタ株式会社", "ﾃｽﾄ商事株式会社", "山田製作所", "表示ソフト株式会社"},
	"GB18030":      {"深圳示例电子有限公司", "东莞样本五金厂", "上海测试科技有限公司", "苏州金属制品有限公司"},
	"Big5":         {"台灣範例電子股份有限公司", "新竹半導體", "玉半導體股份有限公司", "高雄五金工廠"},
	"EUC-KR":       {"주식회사 예제전자", "한국금속공업", "대전반도체", "(주)서울전자부품"},
}

func listOf(names []string) string {
	var b strings.Builder
	b.WriteString("Vendor No,Vendor Name,Email,Spend\r\n")
	for i, n := range names {
		fmt.Fprintf(&b, "%d,%s,x@example%d.com,%d.50\r\n", 100234+i, n, i, 1200*i)
	}
	return b.String()
}

// TestDecodeReadsOrRefuses holds that a list of any length is read as what it is, or
// refused: one name, each pair, and all of them.
func TestDecodeReadsOrRefuses(t *testing.T) {
	for set, list := range names {
		e, err := htmlindex.Get(set)
		if err != nil {
			t.Fatal(err)
		}
		groups := [][]string{list}
		for i := range list {
			groups = append(groups, list[i:i+1], []string{list[i], list[(i+1)%len(list)]})
		}
		read := 0
		for _, g := range groups {
			want := listOf(g)
			raw, err := e.NewEncoder().String(want)
			if err != nil {
				t.Fatal(set, err)
			}
			got, name, err := Decode([]byte(raw))
			switch {
			case errors.Is(err, ErrCharset):
				t.Logf("%s: refused %q", set, g)
			case err != nil || got != want:
				t.Errorf("%s: %q read as %s: %q, %v", set, g, name, got, err)
			default:
				read++
			}
		}
		if got, _, err := Decode(must(e.NewEncoder().String(listOf(list)))); err != nil || got != listOf(list) {
			t.Errorf("%s: the whole list is not read: %v", set, err)
		}
		if read*10 < len(groups)*7 {
			t.Errorf("%s: only %d of %d lists are read", set, read, len(groups))
		}
	}
}

func must(s string, err error) []byte { return []byte(s) }

// TestDecodeRefusesWhatItDoesNotKnow: sets that are not among those read, and mixtures.
func TestDecodeRefusesWhatItDoesNotKnow(t *testing.T) {
	foreign := map[string][]string{
		"windows-1253": {"Παράδειγμα Μέταλλα ΑΕ", "Ελληνική Βιομηχανία"}, "windows-1254": {"Örnek Şirketi A.Ş.", "Yıldız Çelik Sanayi"},
		"windows-1255": {"דוגמה בעמ", "מתכות"}, "windows-1256": {"شركة المثال", "مصنع"}, "windows-874": {"บริษัท ตัวอย่าง จำกัด"},
		"koi8-r": {"Пример Металл", "Новосибирский комбинат"}, "macintosh": {"Müller Präzision", "Société Générale"}, "ibm866": {"Пример Металл", "Новый Завод"},
	}
	for set, list := range foreign {
		e, err := htmlindex.Get(set)
		if err != nil {
			t.Fatal(err)
		}
		raw, err := e.NewEncoder().String(listOf(list))
		if err != nil {
			t.Fatal(set, err)
		}
		if got, name, err := Decode([]byte(raw)); err == nil {
			t.Errorf("%s was read as %s: %q", set, name, got)
		}
	}
	for name, raw := range map[string]string{"UTF-8 and Windows-1252 in one": "a,Müller\r\nb,S\xfcd\r\n", "zeros": "a\x00b\xfc\x00c", "cut off": "a,深圳示例电\xe5\xad"} {
		if got, set, err := Decode([]byte(raw)); err == nil {
			t.Errorf("%s was read as %s: %q", name, set, got)
		}
	}
}

func TestDecodeReadsUnicode(t *testing.T) {
	want := "Vendor,Name\r\n1,Müller 深圳\r\n"
	for set, raw := range map[string]string{"UTF-8": want, "UTF-8 with a mark": "\ufeff" + want,
		"UTF-16LE": utf16Of(want, false), "UTF-16BE": utf16Of(want, true), "UTF-16LE, marked": "\xff\xfe" + utf16Of(want, false), "UTF-16BE, marked": "\xfe\xff" + utf16Of(want, true)} {
		if got, name, err := Decode([]byte(raw)); err != nil || got != want {
			t.Errorf("%s: %q as %s, %v", set, got, name, err)
		}
	}
}

func utf16Of(s string, big bool) string {
	var b strings.Builder
	for _, r := range s { // nothing here is beyond the first plane
		if big {
			b.WriteByte(byte(r >> 8))
		}
		b.WriteByte(byte(r))
		if !big {
			b.WriteByte(byte(r >> 8))
		}
	}
	return b.String()
}
