// What is known of a smelter, metal or country that a search of the table did not find.
"use strict";
globalThis.smelterKnown = (() => {
  const {entry, fits, folded, titleOf, inText} = globalThis.smelterSearch;
  let list;
  const load = form => list ??= fetch(form.dataset.known).then(answer => answer.ok ? answer.json() : Promise.reject(new Error(answer.status)));
  const named = years => years.length < 2 ? String(years[0]) : `${years.slice(0, -1).join(", ")} and ${years.at(-1)}`;

  // missing says what is known of each part of a search that found nothing: lines of text,
  // with a link in front where there is a page.
  const missing = async (form, asked, hits, rows) => {
    const year = Number(form.dataset.year), ids = new Set(rows.map(({id}) => id)), when = year ? `for ${year}` : "for any year";
    const lost = [...new Set(asked.flatMap(part => part.ids))].filter(id => !ids.has(id));
    if (hits.length && !lost.length || !asked.length) return [];
    let known;
    try {
      known = await load(form);
    } catch { /* opened as a file */ }
    const page = (s, of = "") => ({link: `${s.names[0] ?? s.smelter_id} (${s.smelter_id})`, href: form.dataset.known.replace(/[^/]*$/, "") + s.page + "index.html",
      text: `${of} was named for ${named([...s.years].reverse())}${year ? `, not for ${year}` : ""}.${s.unlisted ? " It is no longer on the reference list." : ""}`});
    const lines = lost.map(id => {
      const s = known?.smelters.find(one => one.smelter_id.toUpperCase() === id);
      return s ? page(s) : {text: known && year ? `${id} is not named for ${year}, nor for any other year on these pages.` : `${id} is not named ${when}.`};
    });
    if (hits.length) return lines;
    for (const part of asked) {
      for (const {codes, or, begins} of part.countries) {
        if (!or && (!begins || !part.words.length) && !rows.some(({code}) => codes.includes(code))) lines.push({text: `No smelter or refiner named ${when} stands in ${codes.map(inText).join(" or ")}.`});
      }
      for (const {metal} of part.metals) if (!rows.some(({metals}) => metals.includes(metal))) lines.push({text: `No smelter or refiner of ${metal.toLowerCase()} is named ${when}.`});
      for (const status of part.statuses) if (!rows.some(one => one.status === status)) lines.push({text: `No entry has the status “${status}”.`});
      if (part.days.length && !rows.some(({days}) => part.days.some(day => days.some(one => one.startsWith(day))))) lines.push({text: `No audit or re-audit is dated ${part.days.join(" or ")}.`});
      if (!part.words.length) continue;
      const other = (known?.smelters ?? []).filter(s => s.names.some(name => fits(entry({id: s.smelter_id, name, metal: s.metals.join(", "), country: titleOf(s.country_code), status: "", text: "", days: []}), {...part, statuses: [], days: []}, {loose: true})));
      for (const s of other.slice(0, 5)) {
        lines.push(ids.has(s.smelter_id.toUpperCase()) ? {...page(s), text: ` is named ${when}; the search found an earlier name of it.`} : page(s));
      }
      if (!other.length) lines.push({text: known && year ? `Nothing on these pages has “${part.words.join(" ")}” in its name or place, for ${year} or another year.` : `Nothing in this list has “${part.words.join(" ")}” in its name or place.`});
    }
    return lines.length ? lines : [{text: "Each part of the search is in the list, and no entry has all of them."}];
  };
  return {missing};
})();
