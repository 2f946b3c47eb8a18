// What a person means who types into the search of a table: numbers, metals, countries,
// statuses, days, and words of a name.
"use strict";
globalThis.smelterSearch = (() => {
  const phrases = globalThis.smelterPhrases;
  const metals = {...phrases?.metals, tantalum: "Tantalum", ta: "Tantalum", tin: "Tin", sn: "Tin", gold: "Gold", au: "Gold", tungsten: "Tungsten", wolfram: "Tungsten", w: "Tungsten"};
  const symbols = ["Ta", "Sn", "Au", "W"];
  const statuses = {conformant: "Conformant", compliant: "Conformant", active: "Active", neither: "Neither"};
  const months = "jan feb mar apr may jun jul aug sep oct nov dec".split(" ");
  const same = {limited: "ltd", company: "co", corporation: "corp", incorporated: "inc"};
  const forms = new Set([...phrases?.forms ?? [], ..."ab ag as bhd bv co corp cv gmbh inc jsc kg kk llc ltd nv ojsc ooo oy pjsc plc pt pte pty sa sas sdn spa sro srl tbk".split(" ")]);
  const joining = new Set(["of", "the", "and", "from", "in"]);

  // words are what a text is compared by: no case, accents or apostrophes; the dots of
  // S.p.A. join letters, those of Co.,Ltd. part words.
  const words = text => text.normalize("NFKD").replace(/[\p{M}'’`]/gu, "").split(/[^\p{L}\p{N}.]+/u).flatMap(chunk => {
    const parts = chunk.split(".").filter(Boolean);
    return parts.length > 1 && parts.every(part => part.length === 1) ? [parts.join("")] : parts;
  }).map(raw => ({raw, word: same[raw.toLowerCase()] ?? raw.toLowerCase()}));
  const folded = text => words(text).map(({word}) => word);

  // countries know what a code or name stands for; read when first asked for.
  const names = new Map(), titles = new Map(), parts = new Map();
  const countries = () => {
    for (const line of titles.size ? [] : (globalThis.countries ?? "").split("\n").filter(Boolean)) {
      const [code, three, title, ...also] = line.split("|");
      titles.set(code, title);
      for (const name of [code, three, title, ...also]) names.set(folded(name).join(" "), code);
      for (const part of folded(title)) parts.set(part, [...parts.get(part) ?? [], code]);
    }
  };
  const codeOf = name => (countries(), names.get(folded(name).join(" ")) ?? "");
  const titleOf = code => (countries(), titles.get(code) ?? code);
  const inText = code => titleOf(code).replace(/^(?=(Democratic|Republic|United|Central African|Netherlands|Philippines|Czech)\b)/, "the ");
  const meant = (name, spelt) => { // Congo alone may be either
    const code = names.get(name);
    return !code ? [] : spelt || folded(titleOf(code)).join(" ") === name ? [code] : [...new Set([code, ...parts.get(name) ?? [], ...code === "CG" ? ["CD"] : []])];
  };

  // day reads a date as tables write it, or a month or year: 2026-10-15, 2026-10, 2026.
  const two = n => String(n).padStart(2, "0");
  const month = name => two(months.indexOf(name.slice(0, 3).toLowerCase()) + 1);
  const name = "(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?";
  const shapes = [
    [/\b((?:19|20)\d\d)[-/](\d\d?)[-/](\d\d?)\b/g, (_, y, m, d) => [`${y}-${two(m)}-${two(d)}`]],
    [/\b((?:19|20)\d\d)-(\d\d)\b/g, (_, y, m) => [`${y}-${m}`]],
    [/\b(\d\d?)([./])(\d\d?)\2((?:19|20)\d\d)\b/g, (_, a, dot, b, y) => [...new Set([[b, a], ...dot === "/" ? [[a, b]] : []].filter(([m]) => m <= 12).map(([m, d]) => `${y}-${two(m)}-${two(d)}`))]],
    [new RegExp(`\\b(\\d\\d?) ${name},? ((?:19|20)\\d\\d)\\b`, "gi"), (_, d, m, y) => [`${y}-${month(m)}-${two(d)}`]],
    [new RegExp(`\\b${name} (\\d\\d?),? ((?:19|20)\\d\\d)\\b`, "gi"), (_, m, d, y) => [`${y}-${month(m)}-${two(d)}`]],
    [new RegExp(`\\b${name},? ((?:19|20)\\d\\d)\\b`, "gi"), (_, m, y) => [`${y}-${month(m)}`]],
    [/\b((?:19|20)\d\d)\b/g, (_, y) => [y]],
  ];
  const day = text => {
    for (const [shape, read] of shapes.slice(0, 5)) {
      for (const found of text.matchAll(shape)) return read(...found)[0];
    }
    return "";
  };

  // understand takes a query apart. Parts between semicolons or in lines of their own are
  // asked for at once.
  const understand = query => (phrases?.said(query) ?? query).normalize("NFKC").split(/[;\n\t|]+/).filter(part => part.trim()).map(understandPart);
  const understandPart = query => {
    countries();
    const asked = {ids: [], days: [], metals: [], countries: [], statuses: [], words: [], read: []};
    let rest = query;
    const take = (shape, keep) => { rest = rest.replace(shape, (...found) => (keep(...found), " ")); };
    take(/cid[\s:#.\-–_/]*((?:\d[\s.\-–_]?){5}\d)(?!\d)/gi, (_, digits) => asked.ids.push("CID" + digits.replace(/\D/g, "")));
    for (const [shape, read] of shapes) take(shape, (...found) => asked.days.push(...read(...found)));
    take(/(?<![\p{L}\d])(\d{3})[\s.-]?(\d{3})(?![\p{L}\d])/gu, (_, a, b) => asked.ids.push("CID" + a + b));
    const list = words(rest), free = [];
    if (list.some(({word}) => !names.has(word) && !metals[word])) phrases?.countries(names, titles, name => folded(name).join(" "));
    for (let i = 0; i < list.length;) {
      let length = Math.min(9, list.length - i), code;
      for (; length > 1; length--) {
        code = names.get(list.slice(i, i + length).map(({word}) => word).join(" "));
        if (code) break;
      }
      if (code) {
        asked.countries.push({codes: [code], words: list.slice(i, i + length).map(({word}) => word)});
        i += length;
        continue;
      }
      const {raw, word} = list[i++], upper = raw === raw.toUpperCase();
      const spelt = word.length <= 3 && titles.has(names.get(word)) && folded(titleOf(names.get(word)))[0] !== word; // CD, COD, DRC
      const codes = meant(word, spelt), metal = metals[word], symbol = symbols.includes(raw) || word === "w";
      if (metal && !(word.length < 3 && upper && codes.length && !symbol)) {
        asked.metals.push({metal, word: word.length > 2 ? word : ""});
        if (word.length < 3 && !symbol && codes.length) asked.countries.push({codes, words: [], or: metal});
        if (word.length < 3) asked.read.push(`“${raw}” is read as ${metal.toLowerCase()}${!symbol && codes.length ? ` or as ${inText(codes[0])}` : ""}.`);
      } else if (Object.hasOwn(statuses, word)) asked.statuses.push(statuses[word]);
      else if (codes.length) free.push({raw, word, codes, spelt, upper});
      else free.push({raw, word});
    }
    const named = free.some(({codes, word}) => !codes && !joining.has(word));
    for (const {raw, word, codes, spelt, upper} of free) {
      if (joining.has(word) && !(upper && codes) && list.length > 1) continue;
      if (!codes) asked.words.push(word);
      else if (!spelt) asked.countries.push({codes, words: [word]});
      else if (upper && !named) { // AG alone is Antigua, in a name it is a legal form
        asked.countries.push({codes, words: []});
        asked.read.push(`“${raw}” is read as ${inText(codes[0])}.`);
      } else asked.countries.push({codes, words: [], begins: word});
    }
    return asked;
  };

  // entry is a row as it is compared.
  const entry = ({id, name, metal, country, status, text, days}) => ({id: id.toUpperCase().replace(/[^\p{L}\p{N}]/gu, ""), metals: metal.split(", ").map(one => one[0]?.toUpperCase() + one.slice(1)), code: codeOf(country), country: folded(country),
    status: statuses[status.toLowerCase()] ?? status, names: folded(name), words: folded(`${name} ${country} ${text}`), joined: folded(`${name} ${text}`).join(""), days});

  const begins = (e, word) => e.words.some(one => one.startsWith(word)) || word.length > 3 && e.joined.includes(word) || e.id.startsWith(word.toUpperCase()) || /^\d{4,}$/.test(word) && e.id.includes(word);
  const whole = (e, list) => list.length > 0 && list.every(word => e.names.includes(word));
  const any = (list, of) => !list.length || list.some(of);
  const fits = (e, asked, {loose = false} = {}) => any(asked.ids, id => e.id === id) && any(asked.statuses, status => e.status === status) && any(asked.days, day => e.days.some(one => one.startsWith(day))) &&
    (any(asked.metals, ({metal, word}) => e.metals.includes(metal) || word && e.names.includes(word)) || asked.countries.some(({or, codes}) => or && codes.includes(e.code))) &&
    any(asked.countries.filter(({or}) => !or), ({codes, words, begins: start}) => codes.includes(e.code) || whole(e, words) || start && e.names.some(one => start.length > 1 && (one === start || start.length > 2 && one.startsWith(start)))) &&
    asked.words.every(word => loose && forms.has(word) || begins(e, word));

  return {understand, entry, fits, codeOf, titleOf, inText, day, forms, folded};
})();
