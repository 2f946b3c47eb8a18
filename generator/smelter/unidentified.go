package smelter

import "strings"

// unidentifiedWords are the ways, besides the one of the list, in which people write that a
// smelter is not yet identified: letters alone, without the word for smelter before them.
var unidentifiedWords = map[string]bool{
	"notyetidentified": true, "notidentifiedyet": true, "notidentified": true, "unidentified": true, "yettobeidentified": true, "tobeidentified": true, "notyetknown": true, "notknownyet": true,
	"nochnichtidentifiziert": true, "nichtidentifiziert": true, "nochnichtermittelt": true, "nochunbekannt": true,
	"pasencoreidentifié": true, "nonencoreidentifié": true, "nonidentifié": true, "noidentificado": true, "aúnnoidentificado": true, "todavíanoidentificado": true,
	"nonancoraidentificato": true, "nonidentificato": true, "aindanãoidentificado": true, "nãoidentificado": true, "henüztanımlanmadı": true, "henüzbelirlenmedi": true,
	"尚未识别": true, "尚未確認": true, "尚未确认": true, "尚未鉴别": true, "未识别": true, "尚未識別": true, "未特定": true, "まだ特定されていません": true, "아직확인되지않음": true, "미식별": true,
}

// smelterWords stand before such words, or behind them in brackets.
var smelterWords = []string{"thesmelteris", "smelteris", "smelters", "smelter", "refiners", "refiner", "schmelze", "schmelzhütte", "fonderie", "fundición", "fonderia", "冶炼厂", "冶煉廠", "製錬所", "제련소"}

// unidentified tells whether a text says that the smelter is not yet identified.
func unidentified(typed string) bool {
	const longest = 120 // bytes; what is longer says more than that
	if typed == "" || len(typed) > longest {
		return false
	}
	letters := foldName(typed)
	if unidentifiedWords[letters] {
		return true
	}
	for _, word := range smelterWords {
		for _, rest := range []string{strings.TrimPrefix(letters, word), strings.TrimSuffix(letters, word)} {
			if rest != letters && unidentifiedWords[rest] {
				return true
			}
		}
	}
	return false
}
