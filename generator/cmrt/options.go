package cmrt

// option is one text of a drop-down list and what it means.
type option struct{ text, answer string }

// The drop-down lists, as the versions have them.
var (
	yesNo        = []option{{"Yes", Yes}, {"No", No}}
	yesNoUnknown = []option{{"Yes", Yes}, {"No", No}, {"Unknown", Unknown}}
	uncertain    = []option{{"Yes", Yes}, {"No", No}, {"Uncertain or Unknown", Unknown}}
	provided     = []option{{"Yes all smelters have been provided", Yes}, {"No", No}}
	contractual  = []option{{"Yes", Yes}, {"Yes included in standard contract language", Yes}, {"No", No}}
	plannable    = []option{{"Yes", Yes}, {"No", No}, {"Planned once lists become available", Planned}}
	audits       = []option{
		{"Yes (3rd party audit)", Yes}, {"Yes (documentation review only)", Yes}, {"Yes (internal audit)", Yes},
		{"Yes (all methods apply)", Yes}, {"No", No},
	}
	shares = []option{
		{"100%", "100%"}, {"Greater than 90%", ">90%"}, {"Greater than 75%", ">75%"},
		{"Greater than 50%", ">50%"}, {"50% or less", "<=50%"}, {"None", "none"},
	}
	sharesOf3 = []option{ // the space at the end is the template's own
		{"Yes, 100%", "100%"}, {"No, but greater than 75% ", ">75%"}, {"No, but greater than 50%", ">50%"},
		{"No, but greater than 25%", ">25%"}, {"No, but less than 25%", "<25%"}, {"None", "none"},
	}
	sharesOf2 = []option{
		{"Yes", "100%"}, {"No but > 75%", ">75%"}, {"No but > 50%", ">50%"},
		{"No but > 25%", ">25%"}, {"No but < 25%", "<25%"}, {"No - none", "none"},
	}
	surveys = []option{
		{"Yes, in conformance with IPC1755 (e.g., CMRT)", Yes}, {"Yes, using other format (describe)", Yes}, {"No", No},
	}
	disclosures = []option{
		{"Yes, with the SEC", Yes}, {"Yes, with the EU", Yes}, {"Yes, with the SEC and the EU", Yes}, {"No", No},
	}
	scopesSince3 = []option{
		{"A. Company", "company"}, {"B. Product (or List of Products)", "product"},
		{"C. User defined [Specify in 'Description of scope']", "user-defined"},
	}
	scopesOf2 = []option{
		{"A. Company Level", "company"}, {"B. Division Level [Specify in 'Description of scope']", "division"},
		{"C. Product Category Level [Specify in 'Description of scope']", "product-category"}, {"D. Product Level", "product"},
	}
)

// localised are the words of the template's ten languages, for suppliers who type
// the word of their own instead of choosing from the list, and the plain English
// words where a version's own are longer.
var localised = []option{
	{"yes", Yes}, {"no", No}, {"unknown", Unknown}, {"uncertain", Unknown}, {"none", "none"},
	{"是", Yes}, {"はい", Yes}, {"예", Yes}, {"네", Yes}, {"oui", Yes}, {"sim", Yes}, {"ja", Yes}, {"si", Yes}, {"sí", Yes}, {"sì", Yes}, {"evet", Yes},
	{"否", No}, {"いいえ", No}, {"아니오", No}, {"아니요", No}, {"non", No}, {"não", No}, {"nao", No}, {"nein", No}, {"hayır", No}, {"hayir", No},
	{"未知", Unknown}, {"不明", Unknown}, {"파악되지 않음", Unknown}, {"알 수 없음", Unknown}, {"inconnu", Unknown}, {"desconhecido", Unknown},
	{"nicht bekannt", Unknown}, {"unbekannt", Unknown}, {"desconocido", Unknown}, {"ignoto", Unknown}, {"sconosciuto", Unknown}, {"bilinmiyor", Unknown},
	{"没有", "none"}, {"完全没有", "none"}, {"ゼロ", "none"}, {"없음", "none"}, {"aucun", "none"}, {"nenhum", "none"}, {"keine", "none"}, {"ninguno", "none"}, {"nessuno", "none"}, {"hiçbiri", "none"},
}

// localisedShares are the same steps in words before or behind the number.
var localisedShares = map[string][]string{
	">":  {"greater than", "more than", "over", "大于", "超过", "超", "이상", "supérieur à", "plus de", "acima de", "größer als", "mehr als", "más del", "más de", "oltre il", "oltre", "'dan fazla", "'den fazla", "'tan fazla", "'ten fazla", "dan fazla", "den fazla", "ten fazla"},
	"<=": {"or less", "或更小", "或以下", "以下", "미만", "ou moins", "ou menos", "oder weniger", "o menos", "o meno", "veya daha az"},
}
