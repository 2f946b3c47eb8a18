// “Check my list” on the page of smelters: a list that somebody pastes, against what was named.
"use strict";
(() => {
  const form = document.getElementById("list"), mine = document.getElementById("mine"), found = document.getElementById("found"), listed = document.getElementById("listed"), answer = document.getElementById("answer");
  if (!form) return;
  const fold = text => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ").trim();
  const most = 5000, columns = ["Your entry", "Answer", "Smelter or refiner", "Smelter ID", "Metal", "Named for", "Status", "Status as of", "Last audit", "Re-audit due"];
  let rows = [];

  // load puts what was named into the page once, when it is asked for.
  const load = () => self.cmrNamed ? Promise.resolve() : new Promise((done, failed) => document.head.append(Object.assign(document.createElement("script"), {src: form.dataset.named, onload: done, onerror: failed})));

  // known gives the facilities of all years by ID and by name.
  const known = () => {
    const all = new Map(), ids = new Map(), names = new Map();
    const add = (map, key, entry) => { if (key) map.set(key, [...new Set([...map.get(key) ?? [], entry])]); };
    for (const {year, statuses, smelters} of self.cmrNamed) {
      for (const [id, metal, name, country, status, programme, audit, due] of smelters) {
        const key = `${id || name} ${metal}`;
        let entry = all.get(key);
        if (!entry) all.set(key, entry = {id, metal, name, years: [], at: {}});
        entry.years.push(year);
        entry.at[year] = {status: [status, programme].filter(Boolean).join(", "), statuses, audit, due};
        add(ids, id.toUpperCase(), entry);
        add(names, fold(name), entry);
      }
    }
    return {ids, names};
  };

  // judge gives the rows of the answer to one line, which may be a row of Excel.
  const judge = (line, {ids, names}, year) => {
    const cells = line.split("\t").map(cell => cell.trim()).filter(Boolean), number = /CID\s*-?\s*(\d{6})(?!\d)/i.exec(line);
    const metal = cells.map(fold).find(cell => ["tin", "tantalum", "tungsten", "gold"].includes(cell));
    let hits = number ? ids.get("CID" + number[1]) ?? [] : [line, ...cells].map(cell => names.get(fold(cell))).find(Boolean) ?? [];
    if (hits.length > 1 && metal) hits = hits.filter(hit => hit.metal === metal).length ? hits.filter(hit => hit.metal === metal) : hits;
    const entry = cells.join(" | ");
    if (!hits.length) return [[entry, "Not named", "", number ? "CID" + number[1] : "", "", "", "", "", "", ""]];
    return hits.map(hit => {
      const now = hit.years.includes(year), of = now ? year : hit.years[0], at = hit.at[of];
      return [entry, now ? `Named for ${year}` : `Not for ${year}`, hit.name, hit.id, hit.metal, [...hit.years].sort((a, b) => b - a).join(", "), at.status, at.status ? at.statuses : "", at.audit, at.due];
    });
  };

  const show = () => {
    const table = document.createElement("table"), region = document.createElement("section"), caption = table.createCaption();
    table.className = "dense";
    caption.textContent = "Your list, held against what suppliers named";
    region.className = "scroll";
    region.tabIndex = 0;
    region.setAttribute("aria-label", caption.textContent);
    const head = table.createTHead().insertRow(), body = table.createTBody();
    for (const column of columns) head.append(Object.assign(document.createElement("th"), {scope: "col", textContent: column}));
    for (const row of rows) {
      const line = body.insertRow();
      row.forEach((text, i) => line.append(Object.assign(document.createElement(i ? "td" : "th"), i ? {textContent: text} : {textContent: text, scope: "row"})));
    }
    region.append(table);
    found.replaceChildren(region);
  };

  form.addEventListener("submit", async event => {
    event.preventDefault();
    const lines = [...new Set(mine.value.split(/\r?\n/).map(line => line.trim()).filter(Boolean))], year = Number(form.dataset.year);
    rows = [];
    answer.hidden = true;
    found.replaceChildren();
    if (!lines.length) { listed.textContent = "Paste a list first."; return mine.focus(); }
    try {
      await load();
    } catch {
      listed.textContent = "What was named could not be loaded.";
      return;
    }
    const index = known();
    const count = {now: 0, earlier: 0, none: 0};
    for (const line of lines.slice(0, most)) {
      const part = judge(line, index, year);
      rows.push(...part);
      count[part.some(row => row[1].startsWith("Named")) ? "now" : part[0][5] ? "earlier" : "none"]++;
    }
    show();
    answer.hidden = false;
    listed.textContent = `${lines.length === 1 ? "1 entry" : lines.length.toLocaleString("en") + " different entries"}: ${count.now} named for ${year}, ${count.earlier} named for another year only, ${count.none} not named.${lines.length > most ? ` Only the first ${most.toLocaleString("en")} were checked.` : ""}`;
  });
  answer.addEventListener("click", () => {
    const cell = text => { if (/^[=+\-@'\t\r]/.test(text)) text = "'" + text; return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text; };
    const text = "\ufeff" + [columns, ...rows].map(row => row.map(cell).join(",") + "\n").join("");
    const link = Object.assign(document.createElement("a"), {href: URL.createObjectURL(new Blob([text], {type: "text/csv"})), download: form.dataset.name});
    link.click();
    setTimeout(URL.revokeObjectURL, 9999, link.href);
  });
})();
