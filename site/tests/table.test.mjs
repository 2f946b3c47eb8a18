// The smelter table by hand: search, filters, sorting, address, anchors, download.
import {readFileSync} from "node:fs";
import {join} from "node:path";
import assert from "node:assert/strict";
import test, {after} from "node:test";
import {browse, files, folder, serve} from "./site.mjs";

const name = files.filter(file => /^\d{4}\/smelters\/index\.html$/.test(file)).at(-1);
const year = name.slice(0, 4);
const csv = readFileSync(join(folder, year, "smelters.csv"), "utf8");
const [head, ...records] = csv.trimEnd().split("\n");
const data = JSON.parse(readFileSync(join(folder, year, "smelters.json"), "utf8")).smelters;

test("the site is of the size of real life", () => {
  assert.ok(data.length >= 350, `${data.length} smelters`);
  assert.equal(records.length, data.length);
});

const address = await serve({after}), browser = await browse({after});

async function open(t, query = "", options = {}) {
  const context = await browser.newContext({viewport: {width: 1280, height: 900}, acceptDownloads: true, ...options});
  const page = await context.newPage();
  t.after(() => context.close());
  page.on("pageerror", error => assert.fail(error));
  await page.goto(address + name + query);
  return page;
}

const shown = page => page.locator("#smelters tbody tr:not([hidden])");
const column = (page, n) => shown(page).evaluateAll((rows, n) => rows.map(row => row.cells[n].firstChild?.textContent.trim() ?? ""), n);
const at = (page, key) => page.locator("#smelters thead th").evaluateAll((heads, key) => heads.findIndex(head => head.dataset.key === key), key);

test("without script the table is complete and there is no form", async t => {
  const page = await open(t, "", {javaScriptEnabled: false});
  assert.equal(await shown(page).count(), data.length);
  assert.equal(await page.locator("#filter").isVisible(), false);
});

test("filters narrow the table, say how many are left, and stay in the address", async t => {
  const page = await open(t);
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

test("search finds words in any order, whatever the accents", async t => {
  const page = await open(t);
  const one = data.find(s => s.smelter_name.split(" ").length > 2);
  const words = one.smelter_name.split(" ").slice(0, 2).reverse().join(" ");
  await page.fill("#q", words.toUpperCase());
  await page.keyboard.press("Enter");
  assert.ok((await column(page, 0)).includes(one.smelter_name), words);
  assert.ok(await shown(page).count() < data.length);
  await page.fill("#q", "no smelter has this name");
  await page.keyboard.press("Enter");
  assert.equal(await shown(page).count(), 0);
  assert.match(await page.locator("#count").textContent(), /^0 of/);
});

test("headings sort, by keyboard, and keep the focus", async t => {
  const page = await open(t);
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

test("days are sorted as days", async t => {
  const page = await open(t, "?sort=audit");
  const i = await at(page, "audit");
  if (i < 0) return; // no audit is known in this list
  const days = await shown(page).evaluateAll((rows, i) => rows.map(row => row.cells[i].dataset.sort ?? ""), i);
  const known = days.filter(Boolean);
  assert.deepEqual(known, [...known].sort());
  assert.deepEqual(days.slice(known.length).filter(Boolean), [], "blank days come last");
});

test("a link to a smelter opens it, whatever the filters say", async t => {
  const gold = data.find(s => s.metal === "gold");
  const page = await open(t, `?metal=Tin#${gold.smelter_id}`);
  assert.ok(await page.locator(`[id="${gold.smelter_id}"]`).isVisible());
  assert.equal(await shown(page).count(), data.length);
});

test("the download holds exactly the rows that are shown, as the published file has them", async t => {
  const page = await open(t, "?metal=Tungsten&sort=-name");
  const [download] = await Promise.all([page.waitForEvent("download"), page.click("#download")]);
  const text = readFileSync(await download.path(), "utf8");
  const lines = text.trimEnd().split("\n");
  const wanted = records.filter(record => record.startsWith("tungsten,"));
  assert.equal(lines[0], head);
  assert.deepEqual([...lines.slice(1)].sort(), [...wanted].sort());
  const names = await column(page, 0);
  assert.ok(lines[1].includes(names[0]), "in the order of the page");
  assert.equal(download.suggestedFilename(), `smelters-${year}-selection.csv`);
});

test("nonsense in the address does no harm", async t => {
  const page = await open(t, "?metal=Lead&country=%3Cscript%3E&sort=nothing&q=%00#%E0%A4%A");
  assert.equal(await page.inputValue("select[name=metal]"), "");
  assert.equal(await page.locator("#smelters th[aria-sort]").count(), 0);
});

test("the options of a filter tell how many rows each would leave, and they do", async t => {
  const page = await open(t, "?metal=Tin");
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

test("a screen reader is told what the table is, how many rows there are and how they are sorted", async t => {
  const page = await open(t);
  for (const [role, name] of [["table", /named by suppliers/], ["region", /named by suppliers/], ["search", /./], ["searchbox", /^Search$/], ["combobox", /^Metal$/], ["combobox", /^Country$/]]) {
    assert.equal(await page.getByRole(role, {name}).count(), 1, `${role} ${name}`);
  }
  assert.equal(await page.locator("#smelters").getByRole("rowheader").count(), data.length);
  await page.getByRole("columnheader", {name: /^Status/}).getByRole("button").click();
  assert.match(await page.locator("#count").textContent(), /^All [\d,]+ entries are shown, sorted by Status, ascending\.$/);
});

test("at 320 px the name of a row stays in view beside its cells, and everything can be touched", async t => {
  const page = await open(t, "", {viewport: {width: 320, height: 640}});
  assert.deepEqual(await page.evaluate(() => {
    const region = document.getElementById("smelters").closest(".scroll");
    region.scrollLeft = 400;
    const name = document.querySelector("#smelters tbody th").getBoundingClientRect(), small = ({width, height}) => width < 24 || height < 24;
    return {moved: region.scrollLeft > 0, name: name.left >= 0 && name.right < 200,
      small: [...document.querySelectorAll("#filter :is(input, select, button), th button, td a")].filter(e => e.checkVisibility() && small(e.getBoundingClientRect())).map(e => e.outerHTML)};
  }), {moved: true, name: true, small: []});
});

test("at 1280 px the headings stay in view, and hide no smelter that an address names", async t => {
  const last = data.at(-10);
  const page = await open(t, `#${last.smelter_id}`);
  await page.waitForFunction(() => scrollY > 1000);
  assert.deepEqual(await page.evaluate(id => {
    const head = document.querySelector("#smelters thead th").getBoundingClientRect(), row = document.getElementById(id).getBoundingClientRect();
    return {head: head.top >= 0 && head.bottom < 200, row: row.top >= head.bottom && row.bottom <= innerHeight};
  }, last.smelter_id), {head: true, row: true});
});
