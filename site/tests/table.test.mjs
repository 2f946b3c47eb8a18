// The smelter table by hand: search, filters, sorting, address, anchors, download.
import {readFileSync} from "node:fs";
import {join} from "node:path";
import assert from "node:assert/strict";
import test from "node:test";
import {files, folder, shared, visit} from "./site.mjs";

const name = files.filter(file => /^\d{4}\/smelters\/index\.html$/.test(file)).at(-1);
const year = name.slice(0, 4);
const csv = readFileSync(join(folder, year, "smelters.csv"), "utf8");
const [head, ...records] = csv.trimEnd().split("\n");
const data = JSON.parse(readFileSync(join(folder, year, "smelters.json"), "utf8")).smelters;

test("the site is of the size of real life", () => {
  assert.ok(data.length >= 350, `${data.length} smelters`);
  assert.equal(records.length, data.length);
});

const {address} = await shared();
const open = (query = "", options = {}) => visit(address + name + query, options);

const shown = page => page.locator("#smelters tbody tr:not([hidden])");
const column = (page, n) => shown(page).evaluateAll((rows, n) => rows.map(row => row.cells[n].firstChild?.textContent.trim() ?? ""), n);
const at = (page, key) => page.locator("#smelters thead th").evaluateAll((heads, key) => heads.findIndex(head => head.dataset.key === key), key);

test("without script the table is complete and there is no form", async () => {
  const page = await open("", {javaScriptEnabled: false});
  assert.equal(await shown(page).count(), data.length);
  assert.equal(await page.locator("#filter").isVisible(), false);
});

test("filters narrow the table, say how many are left, and stay in the address", async () => {
  const page = await open();
  assert.equal(await page.locator("#count").textContent(), `All ${data.length.toLocaleString("en")} entries are shown.`);
  await page.selectOption("select[name=metal]", "Tin");
  const tin = data.filter(s => s.metal === "tin").length;
  await page.waitForFunction(n => document.getElementById("count").textContent.startsWith(`${n} of`), tin);
  assert.equal(await shown(page).count(), tin);
  assert.match(page.url(), /\?metal=Tin$/);
  const country = data.find(s => s.metal === "tin").country;
  const both = data.filter(s => s.metal === "tin" && s.country === country).length;
  assert.equal(await page.locator(`select[name=country] option[value="${country}"]`).textContent(), `${country} (${both})`);
  await page.selectOption("select[name=country]", country);
  await page.waitForFunction(n => document.getElementById("count").textContent.startsWith(`${n} of`), both);
  await page.reload();
  assert.equal(await shown(page).count(), both);
  assert.equal(await page.inputValue("select[name=country]"), country);
  await page.click("button[type=reset]");
  assert.equal(await shown(page).count(), data.length);
  assert.equal(new URL(page.url()).search, "");
});

test("search finds words in any order, whatever the accents", async () => {
  const page = await open();
  const one = data.find(s => s.smelter_name.split(" ").length > 2);
  const words = one.smelter_name.split(" ").slice(0, 2).reverse().join(" ");
  await page.fill("#q", words.toUpperCase());
  await page.keyboard.press("Enter");
  await page.waitForFunction(n => !document.getElementById("count").textContent.startsWith("All"));
  assert.ok((await column(page, 0)).includes(one.smelter_name), words);
  assert.ok(await shown(page).count() < data.length);
});

// What a person may type, and which rows it means.
const byStatus = word => s => word === "neither" ? !["conformant", "active"].includes(s.status) : s.status === word;
const some = data.filter(s => s.metal === "gold").slice(3, 6);
const meanings = {
  "W": s => s.metal === "tungsten", "Au": s => s.metal === "gold", "sn": s => s.metal === "tin" || s.country_code === "SN", "gold tin": s => ["gold", "tin"].includes(s.metal),
  "CN": s => s.country_code === "CN", "chn": s => s.country_code === "CN", "PRC": s => s.country_code === "CN", "People's Republic of China, tin": s => s.country_code === "CN" && s.metal === "tin",
  "USA": s => s.country_code === "US", "Republic of Korea": s => s.country_code === "KR", "Korea, Republic of": s => s.country_code === "KR", "AU": s => s.country_code === "AU", "China; Japan": s => ["CN", "JP"].includes(s.country_code), "tin in china": s => s.country_code === "CN" && s.metal === "tin",
  "conformant": byStatus("conformant"), "ACTIVE tungsten": s => byStatus("active")(s) && s.metal === "tungsten",
  [some[0].smelter_id]: s => s.smelter_id === some[0].smelter_id, [some[0].smelter_id.slice(3)]: s => s.smelter_id === some[0].smelter_id,
  [some.map(s => s.smelter_id.replace("CID", "cid ")).join(", ")]: s => some.includes(s), [some.map(s => s.smelter_id.replace(/CID(...)(...)/, "CID-$1 $2")).join(" ")]: s => some.includes(s), [some.map(s => s.smelter_id).join("")]: s => some.includes(s),
  "2026-09": s => /^2026-09/.test(s.reaudit_due) || /^2026-09/.test(s.last_audit), "September 2026": s => /^2026-09/.test(s.reaudit_due) || /^2026-09/.test(s.last_audit), "Sept 15, 2026": s => [s.reaudit_due, s.last_audit].includes("2026-09-15"), "15 September 2026": s => [s.reaudit_due, s.last_audit].includes("2026-09-15"), "15.09.2026": s => [s.reaudit_due, s.last_audit].includes("2026-09-15"),
  "re-audit 2026-09": s => /^2026-09/.test(s.reaudit_due) || /^2026-09/.test(s.last_audit), "not conformant": s => s.status !== "conformant", "non-conformant gold": s => s.status !== "conformant" && s.metal === "gold",
  "P. R. China": s => s.country_code === "CN", "P.R.China": s => s.country_code === "CN", "PR China": s => s.country_code === "CN", "Mainland China": s => s.country_code === "CN", "China, People’s Republic of": s => s.country_code === "CN",
  "中国": s => s.country_code === "CN", "中國 锡": s => s.country_code === "CN" && s.metal === "tin", "Chine": s => s.country_code === "CN", "Österreich, Gold": s => s.country_code === "AT" && s.metal === "gold", "Schweiz": s => s.country_code === "CH", "日本": s => s.country_code === "JP",
  "Corée du Sud": s => s.country_code === "KR", "대한민국": s => s.country_code === "KR", "Brasil": s => s.country_code === "BR", "Vereinigte Staaten": s => s.country_code === "US", "Zinn": s => s.metal === "tin",
};
test("a query finds what it means", async () => {
  const page = await open(), id = await at(page, "id");
  for (const [query, means] of Object.entries(meanings)) {
    await page.fill("#q", query);
    await page.keyboard.press("Enter");
    await page.waitForFunction(query => new URLSearchParams(location.search).get("q") === query, query);
    const wanted = data.filter(means);
    assert.deepEqual((await column(page, id)).sort(), wanted.map(s => s.smelter_id).sort(), query);
    assert.match(await page.locator("#count").textContent(), wanted.length === 1 ? /^1 of [\d,]+ entries is shown/ : new RegExp(`^${wanted.length.toLocaleString("en")} of [\\d,]+ entries are shown`), query);
    assert.match(await page.locator("#smelters caption").textContent(), new RegExp(`: ${wanted.length.toLocaleString("en")} of ${data.length.toLocaleString("en")} entries$`), query);
  }
});

test("legal forms are found with dots and without, and written out", async () => {
  const page = await open(), one = data.find(s => /S\.A\. de C\.V\.$/.test(s.smelter_name)), two = data.find(s => / Co\., Ltd\.$/.test(s.smelter_name));
  for (const [name, query] of [[one.smelter_name, one.smelter_name.replaceAll(".", "")], [one.smelter_name, one.smelter_name], [two.smelter_name, two.smelter_name.replace("Co., Ltd.", "Co Ltd")], [two.smelter_name, two.smelter_name.replace("Co., Ltd.", "Company Limited")], [two.smelter_name, two.smelter_name.replace("Co., Ltd.", "有限公司")], [two.smelter_name, two.smelter_name.replace("Co., Ltd.", "GmbH")]]) {
    await page.fill("#q", query);
    await page.keyboard.press("Enter");
    await page.waitForFunction(name => [...document.querySelectorAll("#smelters tbody tr:not([hidden]) th")].some(th => th.textContent === name) && document.querySelectorAll("#smelters tbody tr:not([hidden])").length < 5, name);
  }
  assert.match(await page.locator("#told").textContent(), /No name has this legal form/);
});

test("where nothing is found, it says what is known", async () => {
  const before = JSON.parse(readFileSync(join(folder, "smelters/smelters.json"), "utf8")).smelters.find(s => !s.years.includes(Number(year)));
  const page = await open();
  const says = async (query, text) => {
    await page.fill("#q", query);
    await page.keyboard.press("Enter");
    await page.waitForFunction(([source]) => new RegExp(source).test(document.getElementById("told").textContent), [text.source]);
    assert.equal(await shown(page).count(), 0, query);
    assert.match(await page.locator("#count").textContent(), /^0 of [\d,]+ entries are shown/);
  };
  await says(before.smelter_id, new RegExp(`\\(${before.smelter_id}\\) was named for ${before.years[0]}, not for ${year}`));
  assert.equal(await page.locator("#told a").getAttribute("href"), `../../smelters/${before.smelter_id}/index.html`);
  await says(before.names[0], new RegExp(`\\(${before.smelter_id}\\) was named for`));
  await says("CID123456", /CID123456 is not named for \d{4}, nor for any other year/);
  for (const code of ["CD", "cod", "DRC", "Congo (Kinshasa)", "République démocratique du Congo", "刚果（金）"]) await says(code, /No smelter or refiner named for \d{4} stands in the Democratic Republic of the Congo/);
  await says("Kongo", /stands in the Republic of the Congo or the Democratic Republic of the Congo/);
  // The legal form of a name is no country: S.A. is not asked for in Saudi Arabia.
  const form = JSON.parse(readFileSync(join(folder, "smelters/smelters.json"), "utf8")).smelters.find(s => !s.years.includes(Number(year)) && /S\.A\. de C\.V\.$/.test(s.names[0]));
  await says(form.names[0], new RegExp(`\\(${form.smelter_id}\\) was named for`));
  assert.doesNotMatch(await page.locator("#told").textContent(), /stands in/);
  await says("1999-01", /No audit or re-audit is dated 1999-01/);
  await says("no smelter has this name", /Nothing on these pages has/);
  await page.fill("#q", `${data[0].smelter_id}, ${before.smelter_id}`); // one of two
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => /was named for/.test(document.getElementById("told").textContent));
  assert.equal(await shown(page).count(), 1);
  assert.match(await page.locator("#count").textContent(), /^1 of [\d,]+ entries is shown\.$/);
});

test("lines that are pasted are asked for at once", async () => {
  const page = await open(), two = [data[2], data.at(-2)];
  await page.locator("#q").evaluate((field, text) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", text);
    field.dispatchEvent(new ClipboardEvent("paste", {clipboardData, bubbles: true, cancelable: true}));
  }, two.map(s => s.smelter_name).join("\r\n"));
  await page.waitForFunction(() => /^2 of/.test(document.getElementById("count").textContent));
  assert.deepEqual((await column(page, 0)).sort(), two.map(s => s.smelter_name).sort());
});

test("values in the address may be written as people do; what is not known is said and kept", async () => {
  const page = await open("?metal=w&country=PRC&status=conformant&colour=blue&sort=nothing");
  assert.equal(await page.inputValue("select[name=metal]"), "Tungsten");
  assert.equal(await page.inputValue("select[name=country]"), "China");
  assert.equal(await page.inputValue("select[name=status]"), "Conformant");
  await page.waitForFunction(() => /colour “blue”/.test(document.getElementById("told").textContent));
  assert.match(await page.locator("#told").textContent(), /sort “nothing”/);
  assert.match(page.url(), /colour=blue/);
  await page.click("button[type=reset]");
  await page.waitForFunction(() => !location.search);
  assert.equal(await page.locator("#told").textContent(), "");
});

test("headings sort, by keyboard, and keep the focus", async () => {
  const page = await open();
  const suppliers = await at(page, "suppliers");
  const button = page.locator("#smelters thead th").nth(suppliers).locator("button");
  await button.focus();
  await page.keyboard.press("Enter");
  let numbers = (await column(page, suppliers)).map(text => Number(text.replace(",", "")));
  assert.deepEqual(numbers, [...numbers].sort((a, b) => a - b));
  assert.equal(await page.locator("#smelters th[aria-sort]").count(), 1);
  assert.equal(await page.locator("#smelters th[aria-sort=ascending]").count(), 1);
  await page.keyboard.press("Space");
  numbers = (await column(page, suppliers)).map(text => Number(text.replace(",", "")));
  assert.deepEqual(numbers, [...numbers].sort((a, b) => b - a));
  assert.equal(await page.locator("#smelters th[aria-sort=descending]").count(), 1);
  assert.ok(await button.evaluate(b => b === document.activeElement));
  assert.match(page.url(), /sort=-suppliers/);
  await page.reload();
  assert.equal(await page.locator("#smelters th[aria-sort=descending]").count(), 1);
});

test("on a phone, where cards have no headings, a list sorts them, and says so", async () => {
  const page = await open("", {viewport: {width: 360, height: 740}}), list = page.getByRole("combobox", {name: "Sort by"}), suppliers = await at(page, "suppliers");
  assert.ok(await list.isVisible());
  await list.selectOption("Suppliers, most first");
  await page.waitForFunction(() => /sort=-suppliers/.test(location.search));
  const numbers = (await column(page, suppliers)).map(text => Number(text.replace(",", "")));
  assert.deepEqual(numbers, [...numbers].sort((a, b) => b - a));
  assert.match(await page.locator("#count").textContent(), /sorted by Suppliers, descending/);
  await page.reload();
  assert.equal(await list.inputValue(), "-suppliers", "the address keeps it");
  await list.selectOption("Smelter or refiner, Z to A");
  await page.waitForFunction(() => /sort=-name/.test(location.search));
  const names = await column(page, 0);
  assert.deepEqual(names, names.toSorted((a, b) => new Intl.Collator("en", {numeric: true, sensitivity: "base"}).compare(b, a)));
  await list.selectOption("Sort: as listed");
  await page.waitForFunction(() => !location.search);
  assert.deepEqual(await column(page, await at(page, "id")), data.map(s => s.smelter_id));
  for (const [width, seen] of [[768, true], [1280, false]]) {
    await page.setViewportSize({width, height: 900});
    assert.equal(await list.isVisible(), seen, `${width} px`);
  }
});

test("days are sorted as days", async () => {
  const page = await open("?sort=audit");
  const i = await at(page, "audit");
  if (i < 0) return; // no audit is known in this list
  const days = (await column(page, i)).map(text => text && new Date(text + " 12:00 UTC").toISOString().slice(0, 10));
  const known = days.filter(Boolean);
  assert.deepEqual(known, [...known].sort());
  assert.deepEqual(days.slice(known.length).filter(Boolean), [], "blank days come last");
});

test("a link to a smelter opens it, whatever the filters say", async () => {
  const gold = data.find(s => s.metal === "gold");
  const page = await open(`?metal=Tin#${gold.smelter_id}`);
  await page.waitForFunction(() => /^All/.test(document.getElementById("count").textContent));
  assert.ok(await page.locator(`[id="${gold.smelter_id}"]`).isVisible());
  assert.equal(await shown(page).count(), data.length);
});

test("the download holds exactly the rows that are shown, as the published file has them", async () => {
  const page = await open("?metal=Tungsten&sort=-name");
  const [download] = await Promise.all([page.waitForEvent("download"), page.click("#download")]);
  const text = readFileSync(await download.path(), "utf8");
  const lines = text.trimEnd().split("\n");
  const wanted = records.filter(record => /(^|,)tungsten,CID/.test(record));
  assert.equal(lines[0], head);
  assert.deepEqual([...lines.slice(1)].sort(), [...wanted].sort());
  const names = await column(page, 0);
  assert.ok(lines[1].includes(names[0]), "in the order of the page");
  assert.equal(download.suggestedFilename(), `smelters-${year}-selection.csv`);
});

test("nonsense in the address does no harm", async () => {
  const page = await open("?metal=Lead&country=%3Cscript%3E&sort=nothing&q=%00#%E0%A4%A");
  assert.equal(await page.inputValue("select[name=metal]"), "");
  await page.waitForFunction(() => /metal “Lead”/.test(document.getElementById("told").textContent));
  assert.equal(await page.locator("#smelters th[aria-sort]").count(), 0);
});

test("the options of a filter tell how many rows each would leave, and they do", async () => {
  const page = await open("?metal=Tin");
  const options = () => page.locator("select[name=status] option").evaluateAll(list => list.filter(o => o.value).map(o => [o.value, Number(/\((\d+)\)$/.exec(o.textContent)[1])]));
  const told = await options();
  assert.equal(told.reduce((sum, [, n]) => sum + n, 0), data.filter(s => s.metal === "tin").length);
  for (const [status, n] of told) {
    await page.selectOption("select[name=status]", status);
    await page.waitForFunction(n => document.getElementById("count").textContent.startsWith(`${n} of`), n);
    assert.equal(await shown(page).count(), n, status);
    assert.deepEqual(await options(), told, "the other options keep their numbers");
  }
});

test("a screen reader is told what the table is, how many rows there are and how they are sorted", async () => {
  const page = await open();
  for (const [role, name] of [["table", /named by suppliers/], ["region", /named by suppliers/], ["search", /./], ["searchbox", /^Search$/], ["combobox", /^Metal$/], ["combobox", /^Country$/]]) {
    assert.equal(await page.getByRole(role, {name}).count(), 1, `${role} ${name}`);
  }
  assert.equal(await page.locator("#smelters").getByRole("rowheader").count(), data.length);
  assert.equal(await page.getByRole("columnheader", {name: "Status", exact: true}).count(), 1, "the arrow of a heading is not read out");
  await page.getByRole("columnheader", {name: /^Status/}).getByRole("button").click();
  assert.match(await page.locator("#count").textContent(), /^All [\d,]+ entries are shown, sorted by Status, ascending\.$/);
});

test("on a phone nothing is off screen, the first result is in view, and everything can be touched", async () => {
  for (const [width, height] of [[320, 640], [360, 740], [768, 1024]]) {
    const page = await open("", {viewport: {width, height}});
    await page.fill("#q", "tin");
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => / of /.test(document.getElementById("count").textContent));
    assert.deepEqual(await page.evaluate(() => {
      const small = ({width, height}) => width < 24 || height < 24, seen = [...document.querySelectorAll("#smelters tbody tr:not([hidden])")];
      return {outside: seen.slice(0, 20).flatMap(row => [...row.cells]).filter(cell => cell.textContent && cell.getBoundingClientRect().right > innerWidth).map(cell => cell.textContent), first: seen[0].getBoundingClientRect().top < innerHeight - 40,
        small: [...document.querySelectorAll("#filter :is(input, select, button), #smelters tbody a")].filter(e => e.checkVisibility() && small(e.getBoundingClientRect())).slice(0, 3).map(e => e.outerHTML)};
    }), {outside: [], first: true, small: []}, `${width} px`);
  }
});

test("a card is still a row of a table to who hears it", async () => {
  const page = await open("", {viewport: {width: 360, height: 740}});
  assert.equal(await page.locator("#smelters").getByRole("rowheader").count(), data.length);
  const row = page.locator("#smelters tbody").getByRole("row").first();
  assert.ok(await row.getByRole("cell").count() >= 5);
  assert.match(await page.locator("#smelters").ariaSnapshot().then(text => text.slice(0, 900)), /cell "Re-audit due|cell "Audited/);
});

test("at 1280 px the list is short: nearly every row has one line", async () => {
  const page = await open();
  const {height, tall} = await page.evaluate(() => ({height: document.documentElement.scrollHeight, tall: [...document.querySelectorAll("#smelters tbody tr")].filter(row => row.offsetHeight > 32).length}));
  assert.ok(height <= 12_000 * data.length / 355, `${data.length} rows are ${height} px tall`);
  assert.ok(tall <= data.length / 10, `${tall} rows have two lines`);
});

test("at 1280 px the headings stay in view, and hide no smelter that an address names", async () => {
  const last = data.at(-10);
  const page = await open(`#${last.smelter_id}`);
  await page.waitForFunction(() => scrollY > 1000);
  assert.deepEqual(await page.evaluate(id => {
    const head = document.querySelector("#smelters thead th").getBoundingClientRect(), row = document.getElementById(id).getBoundingClientRect();
    return {head: head.top >= 0 && head.bottom < 200, row: row.top >= head.bottom && row.bottom <= innerHeight};
  }, last.smelter_id), {head: true, row: true});
});
