// Search, filters, sorting and download of the smelter table.
"use strict";
(() => {
  const table = document.getElementById("smelters"), form = document.getElementById("filter"), search = globalThis.smelterSearch;
  if (!table || !form) return;
  const body = table.tBodies[0], heads = [...table.tHead.rows[0].cells];
  const count = document.getElementById("count"), told = document.getElementById("told"), download = document.getElementById("download"), sorter = document.getElementById("sort"), caption = table.caption.querySelector("span");
  const main = cell => cell?.firstChild ? cell.firstChild.textContent.trim() : "";
  const column = key => heads.findIndex(head => head.dataset.key === key);
  const fields = [...form.elements].filter(field => field.name), choices = fields.filter(field => field.tagName === "SELECT");
  const parts = document.getElementById("parts"), total = parts ? Number(/[\d,]+(?=\D*$)/.exec(caption.textContent)[0].replace(/,/g, "")) : body.rows.length;
  const grouped = n => String(n).replace(/\B(?=(\d{3})+$)/g, ","); // toLocaleString takes long
  const plural = (n, one, many) => `${grouped(n)} ${n === 1 ? one : many}`;
  let rows = [], shown = [], sorting = "", sorted = "", strange = [];

  const take = list => {
    for (const row of list) rows.push({row, place: rows.length});
    shown = rows;
  };
  take([...body.rows]);

  // whole fetches the rest of a list that goes on on other pages.
  let fetched;
  const whole = () => fetched ??= (async () => {
    for (const link of parts?.querySelectorAll("a:not([aria-current])") ?? []) {
      const there = new DOMParser().parseFromString(await (await fetch(link.href)).text(), "text/html");
      take([...there.getElementById("smelters").tBodies[0].rows].map(row => document.adoptNode(row)));
    }
    if (parts) parts.hidden = true;
    body.append(...rows.map(({row}) => row));
  })();

  const at = ({row}, key) => main(row.cells[column(key)]) || (form.dataset["all" + key[0].toUpperCase() + key.slice(1)] ?? "");
  const meaning = entry => entry.e ??= search.entry({id: at(entry, "id"), name: at(entry, "name"), metal: at(entry, "metal"), country: at(entry, "country"), status: at(entry, "status"),
    text: entry.row.textContent, days: ["audit", "due"].map(key => search.day(at(entry, key))).filter(Boolean)});
  const chosen = (entry, except) => choices.every(choice => choice === except || !choice.value || at(entry, choice.name) === choice.value);

  // keep puts the view into the address, with what of it is not understood.
  const keep = () => {
    const view = new URLSearchParams();
    for (const field of fields) if (field.value.trim()) view.set(field.name, field.value.trim());
    if (sorting) view.set("sort", sorting);
    for (const [name, value] of strange) view.append(name, value);
    const query = String(view);
    try {
      history.replaceState(null, "", location.pathname + (query && "?" + query) + location.hash);
    } catch { /* opened as a file */ }
  };

  let turn = 0;
  const show = async () => {
    const mine = ++turn;
    if (parts && !parts.hidden) {
      await whole().catch(() => {});
      if (mine !== turn) return;
    }
    const query = form.elements.q.value, asked = search.understand(query);
    let hits = rows.filter(entry => !asked.length || asked.some(one => search.fits(meaning(entry), one))), notes = asked.flatMap(({read}) => read);
    if (!hits.length && asked.some(({words}) => words.some(word => search.forms.has(word)) && words.some(word => !search.forms.has(word)))) {
      hits = rows.filter(entry => asked.some(one => search.fits(meaning(entry), one, {loose: true})));
      if (hits.length) notes.push("No name has this legal form: it is left out of the search.");
    }
    const found = new Set(hits);
    shown = rows.filter(entry => !(entry.row.hidden = !(found.has(entry) && chosen(entry))));
    for (const choice of choices) {
      const numbers = new Map();
      for (const entry of hits) if (chosen(entry, choice)) numbers.set(at(entry, choice.name), (numbers.get(at(entry, choice.name)) || 0) + 1);
      for (const option of choice.options) if (option.value) option.textContent = `${option.value} (${numbers.get(option.value) || 0})`;
    }
    if (asked.length && !shown.length && hits.length) notes.push(`${plural(hits.length, "entry fits", "entries fit")} the search, and none of them the filters.`);
    notes.push(...strange.map(([name, value]) => `The address asks for ${name} “${value}”, which this list does not have: it is not applied.`));
    form.querySelector("[type=reset]").hidden = !fields.some(field => field.value.trim()) && !sorting && !strange.length;
    tell();
    say(notes.map(text => ({text})));
    keep();
    const more = await globalThis.smelterKnown?.missing(form, asked, hits, rows.map(meaning)) ?? [];
    if (mine === turn && more.length) say([...more, ...notes.map(text => ({text}))]);
  };
  const say = lines => {
    told.replaceChildren(...lines.map(({text, href, link}) => {
      const line = document.createElement("p");
      line.append(...href ? [Object.assign(document.createElement("a"), {href, textContent: link}), text] : [text]);
      return line;
    }));
  };
  const tell = () => {
    const all = parts && !parts.hidden ? total : rows.length, some = shown.length;
    const text = parts && !parts.hidden ? `${plural(some, "entry", "entries")} of ${grouped(all)} are on this page; a search goes through all.` :
      some < all ? `${grouped(some)} of ${plural(all, "entry", "entries")} ${some === 1 ? "is" : "are"} shown${sorted}.` : `${all === 1 ? "The only entry is" : `All ${grouped(all)} entries are`} shown${sorted}.`;
    if (count.textContent !== text) count.textContent = text; // it is read out
    if (!parts || parts.hidden) caption.textContent = some < all ? `${grouped(some)} of ${plural(all, "entry", "entries")}` : plural(all, "entry", "entries");
  };

  // order sorts by a column; a minus in front turns it round, nothing is the order of the page.
  let collator;
  const order = by => {
    collator ??= new Intl.Collator("en", {numeric: true, sensitivity: "base"});
    const key = by.replace(/^-/, ""), at = column(key), sign = by.startsWith("-") ? -1 : 1;
    sorting = at < 0 ? "" : by;
    sorted = at < 0 ? "" : `, sorted by ${heads[at].textContent}, ${sign < 0 ? "descending" : "ascending"}`;
    const dates = ["audit", "due"].includes(key);
    const value = ({row}) => dates ? search.day(main(row.cells[at])) : main(row.cells[at]).replace(/,(?=\d{3})/g, "");
    const values = at < 0 ? null : new Map(rows.map(entry => [entry, value(entry)]));
    rows.sort((a, b) => {
      if (at < 0) return a.place - b.place;
      const x = values.get(a), y = values.get(b);
      if (!x !== !y) return x ? -1 : 1; // blank comes last either way
      return sign * collator.compare(x, y) || a.place - b.place;
    });
    body.append(...rows.map(entry => entry.row));
    if (sorter) sorter.value = sorting;
    heads.forEach((head, i) => {
      if (i === at) head.setAttribute("aria-sort", sign < 0 ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
    });
  };

  for (const head of heads) {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => sort(sorting === head.dataset.key ? "-" + sorting : head.dataset.key));
  }
  const sort = async by => {
    await whole().catch(() => {});
    order(by);
    show();
  };
  sorter?.addEventListener("change", () => sort(sorter.value)); // cards have no headings

  // reveal shows the smelter that the address names, whatever the filters say.
  const reveal = async () => {
    const id = location.hash.slice(1);
    if (parts && /^[A-Za-z]{1,4}\d/.test(id) && !document.getElementById(id)) await whole().then(tell).catch(() => {});
    const row = document.getElementById(id)?.closest("tr");
    if (!row) return;
    if (row.hidden) await clear();
    row.scrollIntoView();
  };
  const clear = () => {
    for (const field of fields) field.value = "";
    strange = [];
    return show();
  };

  let waiting;
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(show, 150);
  });
  form.elements.q.addEventListener("paste", event => { // an input of one line would glue lines together
    const text = event.clipboardData.getData("text");
    if (!/\n\s*\S/.test(text)) return;
    event.preventDefault();
    form.elements.q.setRangeText(text.trim().replace(/\s*\n\s*/g, "; "), form.elements.q.selectionStart, form.elements.q.selectionEnd, "end");
    show();
  });
  form.addEventListener("submit", async event => {
    event.preventDefault();
    await show();
    if (count.getBoundingClientRect().bottom > innerHeight / 2) form.scrollIntoView();
  });
  form.addEventListener("reset", event => {
    event.preventDefault();
    order("");
    clear();
  });
  addEventListener("hashchange", reveal);

  // records are the rows of the published file.
  const records = text => {
    const list = [];
    let from = 0, quoted = false;
    for (let i = 0; i < text.length; i++) {
      if (text[i] === '"') quoted = !quoted;
      else if (text[i] === "\n" && !quoted) list.push(text.slice(from, from = i + 1));
    }
    return list;
  };
  download?.addEventListener("click", async () => {
    try {
      await whole();
      const answer = await fetch(form.dataset.table);
      if (!answer.ok) throw new Error(answer.status);
      const [head, ...lines] = records(new TextDecoder("utf-8", {ignoreBOM: true}).decode(await answer.arrayBuffer()));
      if (lines.length !== rows.length) throw new Error("another table");
      const link = document.createElement("a");
      link.href = URL.createObjectURL(new Blob([head, ...shown.map(entry => lines[entry.place])], {type: "text/csv"}));
      link.download = form.dataset.save;
      link.click();
      setTimeout(URL.revokeObjectURL, 9999, link.href);
    } catch {
      count.textContent = "The rows could not be fetched. The whole table is under Data and downloads.";
    }
  });

  // open takes the view from the address: values as they are written, or as people do.
  const open = () => {
    for (const [name, value] of new URLSearchParams(location.search)) {
      const field = fields.find(field => field.name === name), wanted = value.trim().toLowerCase();
      if (!value.trim()) continue;
      if (name === "sort" && column(value.replace(/^-/, "")) >= 0) order(value);
      else if (!field) strange.push([name, value]);
      else if (field.tagName !== "SELECT") field.value = value;
      else {
        const [asked] = search.understand(value), option = [...field.options].find(option => option.value && (option.value.toLowerCase() === wanted || name === "country" && search.codeOf(option.value) === search.codeOf(value) && search.codeOf(value) ||
          name === "metal" && asked?.metals[0]?.metal === option.value));
        if (option) field.value = option.value;
        else strange.push([name, value]);
      }
    }
  };
  open();
  if (location.search) show().then(reveal);
  else {
    tell();
    reveal();
  }
})();
