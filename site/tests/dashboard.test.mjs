// The dashboard by hand: search, filters, sorting, export, and lines to copy.
import assert from "node:assert/strict";
import {readFileSync} from "node:fs";
import test from "node:test";
import {shared, visit} from "./site.mjs";

const {address} = await shared();
const open = (name, options = {}) => visit(address + name, options);

const shown = page => page.locator("table[data-name=suppliers] tbody tr:not([hidden])");
const column = async (page, title) => {
  const at = await page.locator("table[data-name=suppliers] thead th").evaluateAll((heads, title) => heads.findIndex(head => head.textContent.startsWith(title)), title);
  return shown(page).evaluateAll((rows, at) => rows.map(row => row.cells[at].textContent.trim()), at);
};
const exported = async (page, button) => {
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", {name: button, exact: true}).first().click()]);
  return {name: download.suggestedFilename(), data: readFileSync(await download.path())};
};

// unzip reads a zip without compression, by its list at the end.
function unzip(data) {
  const files = {}, end = data.length - 22;
  assert.equal(data.readUInt32LE(end), 0x06054b50);
  let at = data.readUInt32LE(end + 16);
  for (let n = data.readUInt16LE(end + 10); n > 0; n--) {
    const size = data.readUInt32LE(at + 24), path = data.readUInt16LE(at + 28), head = data.readUInt32LE(at + 42);
    const from = head + 30 + data.readUInt16LE(head + 26);
    files[data.toString("utf8", at + 46, at + 46 + path)] = data.toString("utf8", from, from + size);
    at += 46 + path;
  }
  return files;
}

test("without script every table is complete", async () => {
  const page = await open("suppliers.html", {javaScriptEnabled: false});
  assert.ok(await shown(page).count() >= 500);
  assert.equal(await page.locator(".bar").count(), 0);
});

test("who hears the page is told which table a search or an export is of", async () => {
  const page = await open("index.html"), bars = page.locator(".bar"), names = await page.locator("table[data-name] caption").allTextContents();
  assert.ok(names.length > 3 && await bars.count() === names.length);
  assert.deepEqual(await bars.evaluateAll(list => list.map(bar => bar.getAttribute("aria-label"))), names);
  assert.equal(await page.getByRole("group", {name: names[0], exact: true}).getByRole("button", {name: "CSV"}).count(), 1);
});

test("suppliers are searched, filtered and sorted", async () => {
  const page = await open("suppliers.html");
  const all = await shown(page).count();
  await page.getByLabel("Stage").selectOption("accepted");
  const accepted = await shown(page).count();
  assert.ok(accepted > 0 && accepted < all);
  assert.ok((await column(page, "Stage")).every(stage => stage === "accepted"));
  assert.match(await page.getByRole("status").textContent(), new RegExp(`^${accepted} of ${all} rows$`));
  await page.getByLabel("Search").fill("gmbh");
  assert.ok((await column(page, "Supplier")).every(name => /gmbh/i.test(name)));
  await page.getByLabel("Search").fill("");
  await page.getByRole("button", {name: "Spend"}).click();
  await page.getByRole("button", {name: "Spend"}).click();
  const spend = (await column(page, "Spend")).map(Number);
  assert.deepEqual(spend, spend.toSorted((a, b) => b - a));
});

test("what is shown is exported, as text and as a workbook", async () => {
  const page = await open("suppliers.html");
  await page.getByLabel("Stage").selectOption("accepted");
  const n = await shown(page).count(), first = (await column(page, "Supplier"))[0];
  const csv = await exported(page, "CSV");
  assert.equal(csv.name, "suppliers.csv");
  const lines = csv.data.toString("utf8").split("\r\n");
  assert.equal(lines[0].slice(0, 20), "\ufeffSupplier,Id,\"Spend,");
  assert.equal(lines.length, n + 2);
  assert.ok(lines[1].includes(first.split(",")[0]));
  const xlsx = await exported(page, "XLSX");
  const sheet = unzip(xlsx.data)["xl/worksheets/sheet1.xml"];
  assert.equal(sheet.match(/<row /g).length, n + 1);
  assert.match(sheet, /<c r="C2"><v>[\d.]+<\/v><\/c>/); // a number is one
  assert.match(sheet, /<c r="F2" s="1"><v>46\d\d\d<\/v><\/c>/); // a day is one
});

test("a line to decide can be copied", async t => {
  const page = await open("entries.html");
  const line = page.locator("code.line").first();
  if (await line.count() === 0) return t.skip("every entry matches");
  assert.match(await line.textContent(), /^cmr decide 2025 (resolve|reject) .* --metal .* --who "…" --reason "…"$/);
  await line.locator("xpath=following-sibling::button[1]").click();
});
