// Search, filters, sorting and download of the smelter table.
"use strict";
(() => {
  const table = document.getElementById("smelters"), form = document.getElementById("filter");
  if (!table || !form) return;
  const body = table.tBodies[0], heads = [...table.tHead.rows[0].cells];
  const count = document.getElementById("count"), download = document.getElementById("download");
  const fold = text => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const main = cell => cell.firstChild ? cell.firstChild.textContent.trim() : "";
  const column = key => heads.findIndex(head => head.dataset.key === key);
  const fields = [...form.elements].filter(field => field.name);
  const choices = fields.filter(field => field.tagName === "SELECT");
  const rows = [...body.rows].map((row, place) => ({row, place}));
  let sorting = "", sorted = "", shown = rows;

  const at = (entry, choice) => main(entry.row.cells[column(choice.name)]);
  const matches = (entry, words, except) => words.every(word => (entry.text ??= fold(entry.row.textContent)).includes(word)) &&
    choices.every(choice => choice === except || !choice.value || at(entry, choice) === choice.value);

  // keep puts the view into the address.
  const keep = () => {
    const view = new URLSearchParams();
    for (const field of fields) if (field.value.trim()) view.set(field.name, field.value.trim());
    if (sorting) view.set("sort", sorting);
    const query = String(view);
    try {
      history.replaceState(null, "", location.pathname + (query && "?" + query) + location.hash);
    } catch { /* opened as a file */ }
  };

  const show = () => {
    const words = fold(form.elements.q.value).split(/\s+/).filter(Boolean);
    shown = rows.filter(entry => !(entry.row.hidden = !matches(entry, words)));
    for (const choice of choices) {
      const numbers = new Map();
      for (const entry of rows) {
        if (matches(entry, words, choice)) numbers.set(at(entry, choice), (numbers.get(at(entry, choice)) || 0) + 1);
      }
      for (const option of choice.options) if (option.value) option.textContent = `${option.value} (${numbers.get(option.value) || 0})`;
    }
    tell();
    keep();
  };
  const tell = () => {
    const all = rows.length.toLocaleString("en"), some = shown.length.toLocaleString("en");
    const text = `${shown.length < rows.length ? some + " of " + all : "All " + all} entries are shown${sorted}.`;
    if (count.textContent !== text) count.textContent = text; // it is read out
  };

  // order sorts by a column; a minus in front turns it round, nothing is the order of the page.
  const collator = new Intl.Collator("en", {numeric: true, sensitivity: "base"});
  const order = by => {
    const key = by.replace(/^-/, ""), at = column(key), sign = by.startsWith("-") ? -1 : 1;
    sorting = at < 0 ? "" : by;
    sorted = at < 0 ? "" : `, sorted by ${heads[at].textContent}, ${sign < 0 ? "descending" : "ascending"}`;
    const value = entry => entry.row.cells[at].dataset.sort ?? main(entry.row.cells[at]);
    rows.sort((a, b) => {
      if (at < 0) return a.place - b.place;
      const x = value(a), y = value(b);
      if (!x !== !y) return x ? -1 : 1; // blank comes last either way
      return sign * collator.compare(x, y) || a.place - b.place;
    });
    body.append(...rows.map(entry => entry.row));
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
    button.addEventListener("click", () => {
      order(sorting === head.dataset.key ? "-" + sorting : head.dataset.key);
      show();
    });
  }

  // reveal shows the smelter that the address names, whatever the filters say.
  const reveal = () => {
    const row = document.getElementById(location.hash.slice(1))?.closest("tr");
    if (!row?.hidden) return;
    clear();
    row.scrollIntoView();
  };
  const clear = () => {
    for (const field of fields) field.value = "";
    show();
  };

  let waiting;
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(show, 150);
  });
  form.addEventListener("submit", event => {
    event.preventDefault();
    show();
  });
  form.addEventListener("reset", event => {
    event.preventDefault();
    order("");
    clear();
  });
  addEventListener("hashchange", reveal);

  // records are the rows of the published file, as they stand there.
  const records = text => {
    const list = [];
    let from = 0, quoted = false;
    for (let i = 0; i < text.length; i++) {
      if (text[i] === '"') quoted = !quoted;
      else if (text[i] === "\n" && !quoted) list.push(text.slice(from, from = i + 1));
    }
    return list;
  };
  download.addEventListener("click", async () => {
    try {
      const answer = await fetch(download.dataset.from);
      if (!answer.ok) throw new Error(answer.status);
      const [head, ...lines] = records(await answer.text());
      if (lines.length !== rows.length) throw new Error("another table");
      const link = document.createElement("a");
      link.href = URL.createObjectURL(new Blob([head, ...shown.map(entry => lines[entry.place])], {type: "text/csv"}));
      link.download = download.dataset.name;
      link.click();
      setTimeout(URL.revokeObjectURL, 9999, link.href);
    } catch {
      count.textContent = "The rows could not be fetched. The whole table is under Data and downloads.";
    }
  });

  const view = new URLSearchParams(location.search);
  for (const field of fields) {
    const value = view.get(field.name) || "";
    if (field.tagName !== "SELECT" || [...field.options].some(option => option.value === value)) field.value = value;
  }
  if (location.search) {
    order(view.get("sort") || "");
    show();
  } else tell();
  reveal();
})();
