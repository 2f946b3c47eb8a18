package text

import (
	"regexp"
	"strings"
	"sync"
)

// What tells readings of the same bytes apart: characters that are common in names of
// companies and places, and how letters stand together.

// set makes a set of the characters of a text.
func set(list string) map[rune]bool {
	m := map[rune]bool{}
	for _, r := range list {
		m[r] = true
	}
	return m
}

var (
	russian    = sync.OnceValue(func() map[rune]bool { return set("оеаинтсрвлкмд") })
	simplified = sync.OnceValue(func() map[rune]bool {
		return set("有限公司电子科技股份深圳市东莞上海苏州广北京五金制品厂实业工贸易发展精密机械材料属塑胶料线缆连接器集团中国华新兴达美佳德宝利盛源通天江南山大鑫诚信光明际商务半导体自动化设备仪包装印刷模具责任分浙宁波杭无锡常昆津青岛厦门福建省惠珠佛区镇路号楼村测试样本示例创世纪联合远景元件固铝钨锡钽铜铁钢")
	})
	traditional = sync.OnceValue(func() map[rune]bool {
		return set("有限公司電子科技股份台灣臺北新竹高雄桃園市縣區工業企國際實精密機械材料金屬塑膠線纜連接器半導體集團中華興達美佳德寶利盛源通天海江南山大鑫誠信光明貿易發展廠製造香港九龍五品業路號樓範例樣本元件鋁鎢錫鉭銅鐵鋼玉")
	})
	koreanSigns = sync.OnceValue(func() map[rune]bool {
		return set("주식회사한국전자금속공업산대서울부인천경기도시구반체정밀화학계품테크엔지니어링무역상제일성신동남북예코리아스트이진영재명원")
	})

	japaneseSigns = sync.OnceValue(func() map[rune]bool {
		m := set("株式会社有限日本東京大阪名古屋横浜京都製作所電子気工業商事産金属精密機械化学材料鉄鋼銅線山田中村木川小林藤佐高井上野松島県市区町合同研究開発技術")
		for r := 'ぁ'; r <= 'ヿ'; r++ {
			m[r] = true
		}
		return m
	})
)

// pattern is a regular expression in which < and > stand for the beginning and the end
// of a word: \b knows the letters of ASCII alone.
func pattern(s string) *regexp.Regexp {
	return regexp.MustCompile(strings.NewReplacer("<", `(?:^|[^\p{L}])`, ">", `(?:$|[^\p{L}])`).Replace(s))
}

// turkish is what letters of Windows-1254 (ş, ğ, ı) look like in Windows-1252, and those
// of the Baltic states likewise: neither set is read.
var turkish = sync.OnceValue(func() *regexp.Regexp { return pattern(`\p{L}þ|a\.? ?þ\.|ð[bcdfghklmnprstvz]|ýld|ýz>|lý>`) })

// western and central are how letters stand together where Windows-1252 and
// Windows-1250 read the same byte as different letters: è is č, ø is ř, ñ is ń. Both
// lists are of the text as 1252 has it, in small letters.
var (
	western = sync.OnceValue(func() []*regexp.Regexp {
		return []*regexp.Regexp{
			pattern(`è[bcdfglmnprstv]e|è>|ès>|<à|à>|å|[bcdfglmnprstvz]ò>|ù>|ì>|àn|àr`),
			pattern(`ñ[aeiouáéíóú]|ão|ãe|õe|ê[nstmr]|<ê|[cprt]ô[a-z]`),
			pattern(`ø[bcdfghklmnprstv]|[bcdfghklmnprstvj]æ[bcdfghklmnprstv]|œu|ï`),
			pattern(`òt|òl|òn`),
		}
	})
	central = sync.OnceValue(func() []*regexp.Regexp {
		return []*regexp.Regexp{
			pattern(`è[aáeéiíoóuúyýìnk]|<è[aeiouáéíó]|ø[aeiouáéíóúýìù]|<ø[aeiouáéíì]`),
			pattern(`ñ[bcdfghjklmnprstvwz]|ñ>|æ>|æ[aiou]|ì\p{L}|ù\p{L}|[aeiou]ò|õ[a-df-z]|õ>|û[a-z]`),
			pattern(`ã[a-df-npr-z]|ã>|ê>|ê[bcdgkpz]|<?œ[^u]`),
		}
	})
)
