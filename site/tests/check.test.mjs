// The check page: the same findings as “cmr check FILE --for YEAR”, nothing sent, from a
// saved copy too, and usable by everybody.
import {execFileSync} from "node:child_process";
import {cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync} from "node:fs";
import {createRequire} from "node:module";
import {tmpdir} from "node:os";
import {basename, dirname, join, resolve} from "node:path";
import {fileURLToPath, pathToFileURL} from "node:url";
import {gunzipSync, gzipSync} from "node:zlib";
import assert from "node:assert/strict";
import test, {after} from "node:test";
import {files, folder, shared, tab, visit} from "./site.mjs";

const root = resolve(folder, "../.."), home = resolve(dirname(fileURLToPath(import.meta.url)), "../.."), beside = resolve(home, "../shared");
const year = JSON.parse(/cmrCheck=(.*);/.exec(readFileSync(join(folder, "check/settings.js"), "utf8"))[1]).settings.year;
const books = readdirSync(join(root, "data", String(year), "cmrt")).filter(name => name !== "README.md").sort().map(name => join(root, "data", String(year), "cmrt", name));
const below = (dir, ...parts) => existsSync(join(beside, dir, ...parts)) ? readdirSync(join(beside, dir, ...parts)).map(name => join(beside, dir, ...parts, name)).filter(name => statSync(name).isFile()) : [];
const real = [...below("cmrt", "samples"), ...below("cmrt", "templates"), ...below("cases"), ...below("cases", "hostile")];

const work = mkdtempSync(join(tmpdir(), "check-"));
after(() => rmSync(work, {recursive: true, force: true}));
const {address} = await shared();

// another opens the page and waits until it is ready. What the module says is kept in “said”.
async function another(t, at, options = {}, loads = () => {}) {
  const page = await tab({viewport: {width: 1280, height: 900}, acceptDownloads: true, locale: "en-GB", permissions: ["clipboard-read", "clipboard-write"], ...options});
  t.after(() => page.context().close());
  page.on("pageerror", error => assert.fail(error));
  page.on("response", loads);
  await page.addInitScript(() => {
    const Plain = Worker;
    self.said = [];
    self.Worker = class extends Plain {
      constructor(...given) {
        super(...given);
        this.addEventListener("message", ({data}) => { if (data.result) said.push(data); });
      }
    };
  });
  await page.goto(at);
  await page.waitForFunction(() => document.getElementById("progress").hidden);
  page.off("response", loads);
  return page;
}

// first is the page that most tests use: it was opened by a link that chooses German, and
// compiles its module once. open gives it as new, in English.
const loaded = [], first = await another({after}, address + "check/#de", {}, response => loaded.push(response.url()));
const chosen = await first.evaluate(() => document.documentElement.lang);
async function open() {
  await first.context().setOffline(false);
  await first.setViewportSize({width: 1280, height: 900});
  await first.emulateMedia({colorScheme: "light", forcedColors: "none"});
  await first.evaluate(() => document.getElementById("results").replaceChildren());
  await first.getByRole("button", {name: "English"}).click();
  return first;
}

// checked gives files to the page, and what it says of each.
async function checked(page, ...given) {
  const before = await page.locator("article.result").count();
  await page.setInputFiles("#files", given);
  await page.waitForFunction(n => document.querySelectorAll("article.result").length === n, before + given.length);
  return page.evaluate(() => said.splice(0).map(({result, took}) => ({findings: result.findings, readable: result.readable, template: result.declaration.template, sha256: result.declaration.sha256, took})));
}

// told is what the program itself finds, by the bytes' names.
function told(...given) {
  let out;
  try {
    out = execFileSync(join(home, "cmr"), ["--root", root, "check", ...given, "--for", String(year), "--format", "json", "--fail-on", "never"], {maxBuffer: 2 ** 30, stdio: ["ignore", "pipe", "pipe"]});
  } catch (error) {
    assert.fail(String(error.stderr));
  }
  return JSON.parse(out).findings;
}
const plain = list => list.map(f => JSON.stringify({...f, file: basename(f.file), message: f.message.replaceAll(work + "/", "")})).sort();

test("the page finds what the program finds, in every workbook, finding by finding", {timeout: 1_200_000}, async t => {
  const page = await open(), some = process.env.EVERY_ROW === "1" ? books : books.filter((_, i) => i % 12 === 0);
  if (existsSync(beside)) assert.ok(real.length >= 30, `${real.length} real files`);
  const list = [...some, ...real.filter(name => !/\.(sh|py|md|yaml)$/.test(name))];
  let found = 0, unreadable = 0;
  for (let from = 0; from < list.length; from += 20) {
    const part = list.slice(from, from + 20), mine = told(...part), page20 = await checked(page, ...part);
    assert.equal(page20.length, part.length);
    for (const [i, {findings, readable}] of page20.entries()) {
      const name = basename(part[i]);
      assert.deepEqual(plain(findings), plain(mine.filter(f => basename(f.file) === name)), part[i]);
      found += findings.length;
      unreadable += !readable;
    }
    await page.evaluate(() => document.getElementById("results").replaceChildren());
  }
  t.diagnostic(`${list.length} files, ${found} findings, ${unreadable} not readable: all the same`);
  assert.ok(found > list.length);
});

test("nothing is asked of any server while files are checked, and nothing can be", async t => {
  const page = await open(), asked = [], answered = [], ask = request => asked.push(request.url()), answer = response => answered.push(response.url());
  page.context().on("request", ask).on("response", answer);
  t.after(() => page.context().off("request", ask).off("response", answer));
  await checked(page, books[0], books[1]);
  await page.click("article.result button >> nth=0");
  assert.match(await page.evaluate(() => navigator.clipboard.readText()), /\.xlsx\n/);
  assert.deepEqual(asked.filter(url => !url.startsWith("blob:")), []);
  // What tries to is refused by the page's policy, in the page and in its workers.
  const blocked = await page.evaluate(async () => {
    const tries = at => [() => fetch(at), () => new Promise((done, failed) => { const r = new XMLHttpRequest(); r.onload = done; r.onerror = failed; r.open("GET", at); r.send(); }),
      () => new Promise((done, failed) => { const s = new WebSocket(at.replace("http", "ws")); s.onopen = done; s.onerror = failed; })];
    const each = (list, at) => Promise.all(list(at).map(run => Promise.resolve().then(run).then(() => "sent", () => "refused")));
    const worker = new Worker(URL.createObjectURL(new Blob([`(${each})(${tries}, "${location.origin}/").then(postMessage)`])));
    return [...await each(tries, location.origin + "/"), ...await new Promise(done => { worker.onmessage = ({data}) => done(data); })];
  });
  assert.deepEqual(blocked, Array(6).fill("refused"));
  assert.deepEqual(answered.filter(url => !url.startsWith("blob:")), []);
});

test("it works without a network, and from a saved copy", async t => {
  const page = await open();
  await page.context().setOffline(true);
  assert.equal((await checked(page, books[0]))[0].readable, true);
  const copy = join(work, "copy");
  for (const name of ["check", "assets"]) cpSync(join(folder, name), join(copy, name), {recursive: true});
  const saved = await another(t, String(pathToFileURL(join(copy, "check/index.html"))), {offline: true});
  const [{findings}] = await checked(saved, books[0]);
  assert.deepEqual(plain(findings), plain(told(books[0])));
  // As browsers save a page: all its scripts beside it, in one folder.
  const whole = join(work, "page_files");
  for (const name of files.filter(name => /^(check\/.*\.js|assets\/(check|style).*)$/.test(name))) cpSync(join(folder, name), join(whole, basename(name)));
  const inside = files.filter(name => /^check\/module/.test(name)).map(name => `<script src="page_files/${basename(name)}"></script>`).join("");
  const html = readFileSync(join(folder, "check/index.html"), "utf8").replaceAll(/(src|href)="(?:\.\.\/assets\/)?([\w-]+\.(?:js|css))"/g, '$1="page_files/$2"').replace("</head>", inside + "</head>");
  writeFileSync(join(work, "page.html"), html);
  const one = await another(t, String(pathToFileURL(join(work, "page.html"))), {offline: true});
  assert.equal((await checked(one, books[0]))[0].readable, true);
});

// within are those of the texts that stand in data, in whatever case (beyond ASCII: in small
// letters), found in one pass: by their first three bytes, then in full.
function within(data, texts) {
  const low = buffer => { for (let i = 0; i < buffer.length; i++) if (buffer[i] >= 65 && buffer[i] <= 90) buffer[i] += 32; return buffer; };
  const all = low(Buffer.from(data)), begin = new Uint8Array(2 ** 24), by = new Map(), found = new Set();
  for (const text of texts) {
    const bytes = Buffer.from(text.toLowerCase()), key = bytes.readUIntBE(0, 3);
    begin[key] = 1;
    by.set(key, [...by.get(key) ?? [], {text, bytes}]);
  }
  for (let i = 0; i + 3 <= all.length; i++) {
    const key = all[i] << 16 | all[i + 1] << 8 | all[i + 2];
    if (begin[key]) for (const {text, bytes} of by.get(key)) if (all.subarray(i, i + bytes.length).equals(bytes)) found.add(text);
  }
  return [...found];
}

test("the module and the page hold nothing of the company's own", () => {
  const table = readFileSync(join(root, "data", String(year), "suppliers.csv"), "utf8").trimEnd().split("\n"), head = table[0].split(",");
  const cell = (line, name) => (line.match(/("([^"]|"")*"|[^,]*)(,|$)/g)[head.indexOf(name)] ?? "").replace(/,$/, "").replace(/^"|"$/g, "");
  const secrets = table.slice(1).flatMap(line => ["name", "contact", "email", "supplier"].map(key => cell(line, key))).filter(text => text.length >= 6);
  assert.ok(secrets.length > 150, `${secrets.length} secrets`);
  const page = files.filter(name => name.startsWith("check/")).map(name => readFileSync(join(folder, name), "utf8")).join("\n").toLowerCase();
  const packed = files.filter(name => name.startsWith("check/module")).sort().map(name => /"([^"]*)"/.exec(readFileSync(join(folder, name), "utf8"))[1]).join("");
  const module = gunzipSync(Buffer.from(packed, "base64"));
  assert.deepEqual([...module.subarray(0, 4)], [0, 0x61, 0x73, 0x6d]);
  assert.deepEqual(within(module, ["smelter-id-conflict"]), ["smelter-id-conflict"], "the module has the rules");
  assert.deepEqual(within(Buffer.from(page), secrets), []);
  assert.deepEqual(within(module, secrets), []);
});

test("it weighs at most 3 MB over the wire, and only on its own page", async t => {
  const names = loaded.filter(url => url.startsWith(address)).map(url => url.slice(address.length) || "index.html").map(name => name.endsWith("/") ? name + "index.html" : name);
  const weight = names.reduce((sum, name) => sum + gzipSync(readFileSync(join(folder, name))).length, 0);
  t.diagnostic(`${names.length} files, ${weight} bytes with gzip; the module ${names.filter(name => /module/.test(name)).reduce((sum, name) => sum + gzipSync(readFileSync(join(folder, name))).length, 0)}`);
  assert.ok(weight <= 3_000_000, `${weight} bytes`);
  assert.ok(names.some(name => /module-01/.test(name)));
  const page = await visit(address + "404.html"), asked = [], ask = request => asked.push(request.url());
  page.on("request", ask);
  await page.goto(address);
  page.off("request", ask);
  assert.ok(asked.length > 1);
  assert.deepEqual(asked.filter(url => /module|check\./.test(url)), []);
});

test("a large workbook is read while the page goes on, and what is no workbook is told in words", async t => {
  const page = await open();
  const picture = join(work, "scan.xlsx"), large = join(work, "large.xlsx"), larger = join(work, "larger.xlsx"), empty = join(work, "empty.xlsx");
  writeFileSync(picture, Buffer.concat([Buffer.from("89504e470d0a1a0a", "hex"), Buffer.alloc(2000, 7)]));
  writeFileSync(large, Buffer.concat([Buffer.from("PK\x03\x04"), Buffer.alloc(30 * 2 ** 20, 65)]));
  writeFileSync(larger, Buffer.alloc(70 * 2 ** 20));
  writeFileSync(empty, "");
  const said = await checked(page, picture, large, empty);
  assert.deepEqual(said.map(s => s.readable), [false, false, false]);
  assert.match(said[0].findings[0].message, /a picture \(png\)/);
  assert.match(await page.locator("article.result").first().textContent(), /picture \(png\)/);
  assert.match(said[2].findings[0].message, /empty/);
  const [huge] = await checked(page, larger);
  assert.equal(huge.findings[0].rule, told(larger)[0].rule);
  await page.evaluate(() => {
    self.longest = 0;
    let last = performance.now();
    const beat = () => { const now = performance.now(); longest = Math.max(longest, now - last); last = now; setTimeout(beat, 10); };
    beat();
  });
  let best = Infinity;
  for (let i = 0; i < 3; i++) best = Math.min(best, (await checked(page, books[i]))[0].took);
  const gap = await page.evaluate(() => longest);
  t.diagnostic(`${statSync(books[0]).size} bytes in ${Math.round(best)} ms, the page stood still for ${Math.round(gap)} ms at most`);
  assert.ok(gap < 1000, `the page stood still for ${gap} ms`);
});

test("what it says can be kept: as text, CSV and HTML, in which nothing is at work", async t => {
  const page = await open(), name = books.find(b => told(b).some(f => f.severity === "error"));
  const [{findings}] = await checked(page, name);
  const article = page.locator("article.result");
  const shown = await article.locator("ol.points > li").count();
  const [csv] = await Promise.all([page.waitForEvent("download"), article.getByRole("button", {name: "Save as CSV"}).click()]);
  const lines = readFileSync(await csv.path(), "utf8").trimEnd().split("\n");
  assert.equal(lines[0], "\ufefffile,sheet,cell,metal,severity,rule,message,why,fix,checker_row");
  assert.equal(lines.length - 1, shown);
  assert.ok(lines.every(line => !/(^|,)"?[=+@-]/.test(line.replace(/^[^,]*/, ""))));
  const [html] = await Promise.all([page.waitForEvent("download"), article.getByRole("button", {name: "Save as HTML"}).click()]);
  const text = readFileSync(await html.path(), "utf8");
  assert.ok(text.includes("To correct"));
  // Addresses that a supplier wrote are text in it: nothing runs, nothing leads or loads from elsewhere.
  assert.deepEqual(await page.evaluate(text => [...new DOMParser().parseFromString(text, "text/html").querySelectorAll("*")].filter(e => /^(SCRIPT|BUTTON|A|LINK|BASE|META|IMG|IFRAME|OBJECT|EMBED|FORM|INPUT|SVG)$/i.test(e.tagName) && !e.matches("meta[charset]") ||
    e.getAttributeNames().some(name => /^(on|href$|src|style$|action$|formaction$|data$)/.test(name)) || e.tagName === "STYLE" && /url|import/i.test(e.textContent)).map(e => e.outerHTML), text), []);
  await article.getByRole("button", {name: "Copy as text"}).click();
  await page.waitForFunction(() => document.getElementById("state").textContent === "Copied.");
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  for (const f of findings.filter(f => f.severity === "error")) assert.ok(copied.includes(f.message), f.message);
});

test("whatever a file is called and whatever its cells hold, the page and what is saved of it stay text", async t => {
  const page = await open(), name = books.find(b => told(b).some(f => f.severity === "error")), plainName = "=cmd|' C calc'!A0 <img src=x onerror=\"self.ran=1\">.xlsx";
  const hostile = "\u202e" + plainName.replace("A0", "A0\u2067\u2028");
  page.on("dialog", () => assert.fail("the page runs what a file is called"));
  await page.getByRole("button", {name: "Deutsch"}).click();
  await page.setInputFiles("#files", {name: hostile, mimeType: "", buffer: readFileSync(name)});
  await page.waitForFunction(() => document.querySelectorAll("article.result").length === 1);
  const article = page.locator("article.result"), marks = /[\p{Cf}\u2028\u2029]/u;
  assert.equal(await article.locator("h2").textContent(), plainName);
  assert.doesNotMatch(await page.getByRole("status").textContent(), marks);
  assert.equal(await page.evaluate(() => document.querySelectorAll("article.result img, article.result script").length + (self.ran ?? 0)), 0);
  for (const [button, what, atWork] of [["Als CSV speichern", /^\ufefffile,/, /(^|[,\n])"?=/], ["Als HTML speichern", /^<!DOCTYPE html>/, /<(img|script)/]]) {
    const [download] = await Promise.all([page.waitForEvent("download"), article.getByRole("button", {name: button}).click()]);
    const text = readFileSync(await download.path(), "utf8");
    assert.match(text, what);
    assert.doesNotMatch(text.slice(1) + download.suggestedFilename(), marks, "no mark of direction is left");
    assert.doesNotMatch(text, atWork, "nothing is at work in it");
  }
  // The words of the frame are English, whatever the page speaks.
  assert.deepEqual(await page.evaluate(() => [document.documentElement.lang, ...[...document.querySelectorAll("body > :not(main)")].map(e => e.lang)]).then(all => [...new Set(all)]), ["de", "en"]);
});

test("English, German and Chinese: no word is missing, and a link can choose", async t => {
  const script = readFileSync(join(folder, "assets/check.js"), "utf8"), words = new Function(`return {${/const words = \{([\s\S]*?)\n  \};/.exec(script)[1]}}`)();
  const said = [...readFileSync(join(folder, "check/index.html"), "utf8").matchAll(/data-say="(\w+)"/g)].map(m => m[1]);
  for (const language of ["de", "zh"]) {
    for (const key of Object.keys(words.en)) assert.ok(words[language][key] !== undefined, `${language} lacks ${key}`);
    for (const key of [...said, "title"]) assert.ok(words[language][key] || key === "lookup" || key === "directory" || key === "all", `${language} lacks ${key}`);
    for (const list of ["parts", "outcomes", "of"]) assert.deepEqual(Object.keys(words[language][list]).sort(), Object.keys(words.en[list]).sort(), `${language} ${list}`);
    for (const [key, text] of Object.entries(words.en)) if (typeof text === "string") assert.deepEqual([...String(words[language][key]).matchAll(/\{\d\}/g)].map(String).sort(), [...text.matchAll(/\{\d\}/g)].map(String).sort(), `${language} ${key}`);
  }
  assert.equal(chosen, "de", "the link chose");
  const page = await open();
  assert.equal(await page.evaluate(() => document.documentElement.lang), "en");
  await page.getByRole("button", {name: "Deutsch"}).click();
  await checked(page, books[0]);
  assert.match(await page.locator("article.result").textContent(), /Zu berichtigen|Nichts zu berichtigen/);
  await page.getByRole("button", {name: "中文"}).click();
  assert.equal(await page.evaluate(() => document.documentElement.lang), "zh");
  assert.match(await page.locator("article.result").textContent(), /模板/);
  assert.equal(await page.getByRole("button", {name: "中文"}).getAttribute("aria-pressed"), "true");
});

test("results are announced, can be reached by keyboard, and break no rule of axe", async t => {
  const page = await open();
  await page.evaluate(readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8"));
  const name = books.find(b => told(b).some(f => f.severity === "error"));
  await checked(page, name);
  assert.match(await page.getByRole("status").textContent(), /^.+\.xlsx: \d+ to correct, \d+ to look at\.$/);
  for (const part of await page.locator("article.result summary").all()) await part.click();
  for (const media of [{colorScheme: "light"}, {colorScheme: "dark"}, {forcedColors: "active"}]) {
    await page.emulateMedia({colorScheme: "light", forcedColors: "none", ...media});
    for (const width of [1280, 320]) {
      await page.setViewportSize({width, height: 900});
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `scrolls sideways at ${width} px`);
      assert.deepEqual(await page.evaluate(async () => (await axe.run(document, {resultTypes: ["violations"]})).violations.flatMap(v => v.nodes.map(n => `${v.id}: ${n.html}`))), [], `${width} ${JSON.stringify(media)}`);
    }
  }
  const stops = [];
  await page.focus("#files");
  for (let i = 0; i < 8; i++) {
    await page.keyboard.press("Tab");
    stops.push(await page.evaluate(() => document.activeElement.textContent));
  }
  assert.ok(["Copy as text", "Save as CSV", "Save as HTML"].every(text => stops.includes(text)), stops.join(", "));
});

test("without script it says why, and what to do instead", async t => {
  const page = await tab({javaScriptEnabled: false});
  t.after(() => page.context().close());
  await page.goto(address + "check/");
  for (const text of ["This page needs JavaScript", "Diese Seite braucht JavaScript", "本页面需要 JavaScript"]) assert.ok(await page.getByText(text).isVisible(), text);
  assert.equal(await page.locator("#check").isVisible(), false);
});
