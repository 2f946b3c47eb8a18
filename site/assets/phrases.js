// What people type that the words of the list do not say: names in other languages, forms
// of companies in Chinese and Japanese, and phrases about statuses and audits.
"use strict";
globalThis.smelterPhrases = (() => {
  const plain = text => text.normalize("NFKD").replace(/\p{M}/gu, "");
  const metals = Object.fromEntries(Object.entries({Tantalum: "tantal tantale tantalio 钽 鉭 タンタル", Tin: "zinn etain estano stagno 锡 錫 スズ", Gold: "oro 金 黄金", Tungsten: "tungstene tungsteno 钨 鎢 タングステン"})
    .flatMap(([metal, words]) => words.split(" ").map(word => [plain(word), metal])));
  const forms = "公司 有限公司 有限責任公司 有限责任公司 股份有限公司 株式会社 有限会社".split(" ").map(plain);

  // said is a query in the words that the search knows.
  const said = query => {
    query = query.replace(/\bno[nt][\s-]*(conformant|compliant)\b/gi, "active neither");
    return /\b(19|20)\d\d\b/.test(query) ? query.replace(/\b(re-?)?audit(s|ed)?\b|\bdue\b/gi, " ") : query;
  };

  // countries adds to names by code what countries are called in other languages: the browser
  // knows. Short words are left out: they mean something else more often.
  let told = false;
  const countries = (names, titles, key) => {
    if (told) return;
    told = true;
    for (const language of new Set([..."de fr es pt it nl pl tr id vi ru ja ko zh zh-Hant".split(" "), ...navigator.languages])) {
      let of;
      try {
        of = new Intl.DisplayNames([language], {type: "region", fallback: "none"});
      } catch { continue; } // a language that the browser does not know, or a browser without names
      for (const code of titles.keys()) {
        const name = key(of.of(code) ?? "");
        if (!names.has(name) && (name.length > 3 || /[^\x00-\u024f]/.test(name))) names.set(name, code);
      }
    }
  };
  return {metals, forms, said, countries};
})();
