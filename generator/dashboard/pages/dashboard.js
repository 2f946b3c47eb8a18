// Sorting, search, filters and export of every table of the dashboard, and lines to copy.
"use strict";
(() => {
  const make = (name, props = {}, ...children) => {
    const node = Object.assign(document.createElement(name), props);
    node.append(...children);
    return node;
  };
  const fold = text => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const collator = new Intl.Collator("en", {numeric: true, sensitivity: "base"});
  const value = cell => (cell.dataset.value ?? cell.textContent).replace(/\s+/g, " ").trim();
  const number = text => /^-?\d[\d,]*(\.\d+)?%?$/.test(text) ? Number(text.replace(/[,%]/g, "")) : NaN;

  const save = (name, type, parts) => {
    const link = make("a", {href: URL.createObjectURL(new Blob(parts, {type})), download: name});
    link.click();
    setTimeout(URL.revokeObjectURL, 9999, link.href);
  };

  // csv guards what a spreadsheet would take for a formula.
  const csv = records => "\ufeff" + records.map(record => record.map(({text}) => {
    if (/^[=+\-@\t\r]/.test(text) && isNaN(number(text))) text = "'" + text;
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  }).join(",") + "\r\n").join("");

  // xlsx is a workbook of one sheet: texts, numbers and days, in a zip without compression.
  const xml = text => text.replace(/[^\t\n\r\x20-\ud7ff\ue000-\ufffd]/g, "").replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
  const letters = n => (n > 25 ? letters(Math.floor(n / 26) - 1) : "") + String.fromCharCode(65 + n % 26);
  const cell = ({text, numeric}, at, head) => {
    const n = numeric ? number(text) : NaN;
    if (!isNaN(n)) return `<c r="${at}"><v>${n}</v></c>`;
    if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return `<c r="${at}" s="1"><v>${Date.parse(text) / 864e5 + 25569}</v></c>`;
    return text ? `<c r="${at}" t="inlineStr"${head ? ' s="2"' : ""}><is><t xml:space="preserve">${xml(text.slice(0, 32767))}</t></is></c>` : "";
  };
  const declared = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>', main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships", pack = "http://schemas.openxmlformats.org/package/2006/";
  const xlsx = records => zip({
    "[Content_Types].xml": `<Types xmlns="${pack}content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>`,
    "_rels/.rels": `<Relationships xmlns="${pack}relationships"><Relationship Id="r1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    "xl/workbook.xml": `<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="List" sheetId="1" r:id="r1"/></sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": `<Relationships xmlns="${pack}relationships"><Relationship Id="r1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="${office}/styles" Target="styles.xml"/></Relationships>`,
    "xl/styles.xml": `<styleSheet xmlns="${main}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts><fonts count="2"><font/><font><b/></font></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf/><xf numFmtId="164" applyNumberFormat="1"/><xf fontId="1" applyFont="1"/></cellXfs></styleSheet>`,
    "xl/worksheets/sheet1.xml": `<worksheet xmlns="${main}"><sheetData>${records.map((record, r) => `<row r="${r + 1}">${record.map((c, i) => cell(c, letters(i) + (r + 1), !r)).join("")}</row>`).join("")}</sheetData></worksheet>`,
  });
  const sums = Array.from({length: 256}, (_, n) => {
    for (let k = 0; k < 8; k++) n = n & 1 ? 0xedb88320 ^ n >>> 1 : n >>> 1;
    return n >>> 0;
  });
  const zip = files => {
    const parts = [], list = [], bytes = new TextEncoder();
    const numbers = (...pairs) => {
      const view = new DataView(new ArrayBuffer(pairs.reduce((n, [, size]) => n + size, 0)));
      let at = 0;
      for (const [n, size] of pairs) {
        size === 4 ? view.setUint32(at, n, true) : view.setUint16(at, n, true);
        at += size;
      }
      return new Uint8Array(view.buffer);
    };
    let at = 0;
    for (const [name, text] of Object.entries(files)) {
      const data = bytes.encode(declared + text), path = bytes.encode(name);
      let sum = ~0;
      for (const byte of data) sum = sums[(sum ^ byte) & 255] ^ sum >>> 8;
      const about = [[20, 2], [0x800, 2], [0, 2], [0, 2], [0x21, 2], [~sum >>> 0, 4], [data.length, 4], [data.length, 4], [path.length, 2], [0, 2]];
      list.push(numbers([0x02014b50, 4], [20, 2], ...about, [0, 2], [0, 2], [0, 2], [0, 4], [at, 4]), path);
      const head = numbers([0x04034b50, 4], ...about);
      parts.push(head, path, data);
      at += head.length + path.length + data.length;
    }
    const size = list.reduce((n, part) => n + part.length, 0), n = Object.keys(files).length;
    return [...parts, ...list, numbers([0x06054b50, 4], [0, 2], [0, 2], [n, 2], [n, 2], [size, 4], [at, 4], [0, 2])];
  };

  let tables = 0;
  for (const table of document.querySelectorAll("table[data-name]")) {
    const heads = [...table.tHead.rows[0].cells], rows = [...table.tBodies[0].rows].map((row, place) => ({row, place}));
    const titles = heads.map(head => head.textContent.trim());
    // On a narrow screen a row of a wide table is a card, whose values say what they are.
    if (table.classList.contains("dense")) {
      for (const {row} of rows) [...row.cells].forEach((cell, i) => { if (i) cell.dataset.title = titles[i]; });
      table.classList.add("stacks");
    }
    const numeric = heads.map(head => head.classList.contains("num"));
    const id = "table" + ++tables;
    const search = make("input", {type: "search", id: id + "-q", autocomplete: "off", spellcheck: false});
    const count = make("span", {className: "muted"});
    count.setAttribute("role", "status");
    const choices = heads.flatMap((head, i) => {
      if (!head.hasAttribute("data-filter")) return [];
      const values = [...new Set(rows.map(({row}) => value(row.cells[i])))].filter(Boolean).sort(collator.compare);
      if (values.length < 2) return [];
      return [{i, field: make("select", {id: `${id}-${i}`}, make("option", {value: "", textContent: "all"}), ...values.map(text => make("option", {value: text, textContent: text})))}];
    });
    const show = () => {
      const words = fold(search.value).split(/\s+/).filter(Boolean);
      let n = 0;
      for (const entry of rows) {
        const fits = words.every(word => (entry.text ??= fold(entry.row.textContent)).includes(word)) && choices.every(({i, field}) => !field.value || value(entry.row.cells[i]) === field.value);
        entry.row.hidden = !fits;
        if (fits) n++;
      }
      count.textContent = n < rows.length ? `${n} of ${rows.length} rows` : `${n} ${n === 1 ? "row" : "rows"}`;
    };
    const records = () => [titles.map(text => ({text})), ...rows.filter(({row}) => !row.hidden).map(({row}) => heads.map((_, i) => ({text: row.cells[i] ? value(row.cells[i]) : "", numeric: numeric[i]})))];
    const button = (text, does) => {
      const node = make("button", {type: "button", textContent: text});
      node.addEventListener("click", does);
      return node;
    };
    const bar = make("div", {className: "bar", role: "group", ariaLabel: table.caption?.textContent ?? ""}); // ten tables have a “Search” each
    if (rows.length > 1) bar.append(make("p", {}, make("label", {htmlFor: search.id, textContent: "Search"}), " ", search), ...choices.map(({i, field}) => make("p", {}, make("label", {htmlFor: field.id, textContent: titles[i]}), " ", field)));
    bar.append(make("p", {}, button("CSV", () => save(table.dataset.name + ".csv", "text/csv", [csv(records())])), button("XLSX", () => save(table.dataset.name + ".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", xlsx(records()))), count));
    bar.addEventListener("input", show);
    table.closest(".scroll").before(bar);
    heads.forEach((head, i) => {
      const turn = make("button", {type: "button"}, ...head.childNodes);
      head.append(turn);
      turn.addEventListener("click", () => {
        const down = head.getAttribute("aria-sort") === "ascending";
        for (const other of heads) other.removeAttribute("aria-sort");
        head.setAttribute("aria-sort", down ? "descending" : "ascending");
        rows.sort((a, b) => {
          const x = value(a.row.cells[i]), y = value(b.row.cells[i]);
          if (!x !== !y) return x ? -1 : 1; // blank comes last either way
          return (down ? -1 : 1) * (numeric[i] && number(x) - number(y) || collator.compare(x, y)) || a.place - b.place;
        });
        table.tBodies[0].append(...rows.map(({row}) => row));
      });
    });
    show();
  }

  for (const line of document.querySelectorAll("code.line")) {
    const button = make("button", {type: "button", textContent: "Copy"});
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(line.textContent);
        button.textContent = "Copied";
      } catch { // a page from a folder may not: mark it, to be copied by hand
        getSelection().selectAllChildren(line);
        button.textContent = document.execCommand("copy") ? "Copied" : "Press Ctrl+C";
      }
      setTimeout(() => button.textContent = "Copy", 2000);
    });
    line.after(" ", button);
  }
})();
