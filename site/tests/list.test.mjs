// “Check my list” on the page of smelters: IDs and names that somebody pastes, against what
// was named in each year.
import {cpSync, mkdtempSync, readFileSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {pathToFileURL} from "node:url";
import {createRequire} from "node:module";
import assert from "node:assert/strict";
import test from "node:test";
import {files, folder, shared, visit} from "./site.mjs";

const years = files.filter(file => /^\d{4}\/smelters\.json$/.test(file)).map(file => file.slice(0, 4)).sort();
const of = Object.fromEntries(years.map(year => [year, JSON.parse(readFileSync(join(folder, year, "smelters.json"), "utf8")).smelters]));
const newest = years.at(-1), now = of[newest], ids = new Set(now.map(s => s.smelter_id));
const gone = years.slice(0, -1).flatMap(year => of[year]).find(s => s.smelter_id && !ids.has(s.smelter_id));
const {address} = await shared();
const open = (at = `${address}${newest}/smelters/`, options = {}) => visit(at, options);
async function held(page, ...lines) {
  await page.evaluate(() => { document.getElementById("listed").textContent = ""; });
  await page.fill("#mine", lines.join("\n"));
  await page.click("#list button[type=submit]");
  await page.waitForFunction(() => document.getElementById("listed").textContent !== "");
  return page.locator("#found tbody tr").evaluateAll(rows => rows.map(row => [...row.cells].map(cell => cell.textContent)));
}

test("what is named, what was named and what is unknown is told, by ID, by name and by rows of Excel", async () => {
  assert.ok(gone, "the demonstration has a smelter that is no longer named");
  const page = await open(), one = now.find(s => s.status === "conformant"), two = now.find(s => s.metal === "tin"), three = now.find(s => s.metal === "gold");
  const rows = await held(page, one.smelter_id, `  ${two.smelter_name.toUpperCase()} `, `Gold\t${three.smelter_name}\t${three.country}\t${three.smelter_id.replace("CID", "cid ")}`, gone.smelter_id, "CID999999", "no such works", "", one.smelter_id);
  assert.match(await page.textContent("#listed"), new RegExp(`^6 different entries: 3 named for ${newest}, 1 named for another year only, 2 not named\\.$`));
  const told = entry => rows.filter(row => row[0].includes(entry));
  assert.deepEqual(told(one.smelter_id)[0].slice(1, 5), [`Named for ${newest}`, one.smelter_name, one.smelter_id, one.metal]);
  assert.match(told(one.smelter_id)[0][6], /^(RMAP c|C)onformant/);
  assert.match(told(one.smelter_id)[0][7], /^\d{4}-\d\d-\d\d$/);
  assert.ok(told(two.smelter_name.toUpperCase()).some(row => row[3] === two.smelter_id));
  assert.deepEqual(told(three.smelter_name).map(row => row[3]), [three.smelter_id]);
  assert.equal(told(gone.smelter_id)[0][1], `Not for ${newest}`);
  assert.ok(!told(gone.smelter_id)[0][5].includes(newest) && told(gone.smelter_id)[0][5] !== "");
  assert.deepEqual(told("no such works")[0].slice(1, 4), ["Not named", "", ""]);
  assert.equal(told("CID999999")[0][1], "Not named");
});

test("every smelter of the year is found by its number, and by its name", async () => {
  const page = await open();
  for (const key of ["smelter_id", "smelter_name"]) {
    const lines = [...new Set(now.map(s => s[key]).filter(Boolean))];
    await held(page, ...lines);
    assert.match(await page.textContent("#listed"), new RegExp(`: ${lines.length} named for ${newest}, 0 named for another year only, 0 not named\\.$`));
  }
});

test("the answer can be saved, and nothing in it is a formula", async () => {
  const page = await open();
  const rows = await held(page, now[0].smelter_id, "=HYPERLINK(1)");
  const [download] = await Promise.all([page.waitForEvent("download"), page.click("#answer")]);
  const lines = readFileSync(await download.path(), "utf8").trimEnd().split("\n");
  assert.equal(lines.length, rows.length + 1);
  assert.ok(lines[0].startsWith("\ufeffYour entry,"), "Excel reads its accents");
  assert.ok(lines.at(-1).startsWith("'=HYPERLINK(1),Not named"), lines.at(-1));
});

test("nothing is asked but what was named, and that once; from a folder too", async t => {
  const page = await open(), asked = [], ask = request => asked.push(request.url().slice(address.length));
  page.on("request", ask);
  await held(page, now[0].smelter_id);
  await held(page, now[1].smelter_id);
  page.off("request", ask);
  assert.deepEqual(asked.filter(name => !name.endsWith("icon.svg")), ["smelters/named.js"]);
  const work = mkdtempSync(join(tmpdir(), "list-"));
  t.after(() => rmSync(work, {recursive: true, force: true}));
  for (const name of [`${newest}/smelters`, "assets", "smelters/named.js"]) cpSync(join(folder, name), join(work, name), {recursive: true});
  const saved = await open(String(pathToFileURL(join(work, `${newest}/smelters/index.html`))), {offline: true});
  assert.equal((await held(saved, now[0].smelter_id))[0][3], now[0].smelter_id);
});

test("it is announced, breaks no rule of axe, and scrolls only in its own region", async () => {
  const page = await open();
  await page.evaluate(readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8"));
  await held(page, ...now.slice(0, 20).map(s => s.smelter_name), gone.smelter_id, "unknown");
  await page.evaluate(() => { for (const row of document.querySelectorAll("#smelters tbody tr:nth-child(n+21)")) row.remove(); });
  for (const width of [1280, 320]) {
    await page.setViewportSize({width, height: 900});
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `scrolls sideways at ${width} px`);
    assert.deepEqual(await page.evaluate(async () => (await axe.run(document, {resultTypes: ["violations"]})).violations.flatMap(v => v.nodes.map(n => `${v.id}: ${n.html}`))), []);
  }
  assert.equal(await page.locator("#listed").getAttribute("role"), "status");
});
