package text

import (
	"strings"
	"time"
)

// monthNames are the names of months in the languages of the templates and some more,
// small, without accents.
var monthNames = [...]string{
	" january januar janner janvier janeiro enero gennaio ocak",
	" february februar fevrier fevereiro febrero febbraio subat",
	" march marz mrz mars marco marzo mart maart",
	" april avril abril aprile nisan",
	" may mai maio mayo maggio mayis maj mei",
	" june juni juin junho junio giugno haziran",
	" july juli juillet julho julio luglio temmuz",
	" august aout agosto agustos augustus",
	" september septembre setembro septiembre settembre eylul",
	" october oktober octobre outubro octubre ottobre ekim",
	" november novembre novembro noviembre kasim",
	" december dezember decembre dezembro diciembre dicembre aralik",
}

// Month reads the name of a month, whole or cut off after three letters or more; 0 for any
// other text, and for one that can be two months.
func Month(s string) (m time.Month) {
	s = strings.ReplaceAll(strings.ToLower(Bare(s)), "ı", "i")
	if len(s) < 3 || strings.Contains(s, " ") {
		return 0
	}
	for i, names := range monthNames {
		switch {
		case !strings.Contains(names, " "+s):
		case m != 0:
			return 0
		default:
			m = time.Month(i + 1)
		}
	}
	return m
}
