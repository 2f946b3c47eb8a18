// Every page in the browser: valid HTML, keyboard, weight, no request to anyone else.
import {execFileSync} from "node:child_process";
import {readFileSync} from "node:fs";
import {createRequire} from "node:module";
import {join} from "node:path";
import {gzipSync} from "node:zlib";
import assert from "node:assert/strict";
import test from "node:test";
import {HtmlValidate} from "html-validate";
import {base, browse, files, folder, kinds, serve} from "./site.mjs";

test("html-validate finds nothing", async () => {
  const validator = new HtmlValidate({extends: ["html-validate:standard", "html-validate:a11y"], rules: {"long-title": "off", "no-trailing-whitespace": "off"}});
  for (const {kind, name} of kinds) {
    const report = await validator.validateString(readFileSync(join(folder, name), "utf8"), name);
    assert.deepEqual(report.results.flatMap(r => r.messages.map(m => `${m.line}: ${m.ruleId}: ${m.message}`)), [], kind);
  }
});

test("the Nu checker finds nothing in any page, style or picture", () => {
  const jar = createRequire(import.meta.url).resolve("vnu-jar/build/dist/vnu.jar");
  const names = files.filter(name => /\.(html|css|svg)$/.test(name)).filter(name => !name.endsWith(".html") || kinds.some(k => k.name === name));
  try {
    execFileSync("java", ["-jar", jar, "--errors-only", "--also-check-css", "--also-check-svg", ...names.map(name => join(folder, name))], {stdio: ["ignore", "pipe", "pipe"]});
  } catch (error) {
    assert.fail(String(error.stderr));
  }
});

test("a page weighs little, asks nobody else, and complains of nothing", async t => {
  const address = await serve(t), browser = await browse(t);
  for (const {kind, name} of kinds) {
    const page = await browser.newPage();
    const asked = [], complaints = [];
    page.on("request", request => asked.push(request.url()));
    page.on("console", message => complaints.push(message.text()));
    page.on("pageerror", error => complaints.push(String(error)));
    await page.goto(address + name, {waitUntil: "networkidle"});
    assert.deepEqual(complaints, [], kind);
    assert.deepEqual(asked.filter(url => !url.startsWith(address)), [], kind);
    const weight = asked.map(url => new URL(url).pathname.slice(base.length)).reduce((sum, file) => sum + gzipSync(readFileSync(join(folder, file))).length, 0);
    assert.ok(weight <= 60_000, `${kind} (${name}) weighs ${weight} bytes over the wire`);
    await page.close();
  }
});

test("style and script are small", () => {
  assert.ok(readFileSync(join(folder, "assets/style.css")).length <= 12 * 1024);
  assert.ok(readFileSync(join(folder, "assets/table.js")).length <= 6 * 1024);
});

test("a keyboard reaches everything, and sees where it is", async t => {
  const address = await serve(t), browser = await browse(t);
  for (const {kind, name} of kinds) {
    const page = await browser.newPage({viewport: {width: 1280, height: 900}});
    await page.goto(address + name);
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.activeElement.className), "skip", `${kind}: the first stop is the skip link`);
    await page.keyboard.press("Enter");
    assert.equal(await page.evaluate(() => document.activeElement.id), "main", `${kind}: it leads to the content`);
    const stops = await page.evaluate(() => [...document.querySelectorAll("main :is(a[href], button, input, select, summary, [tabindex='0'])")].filter(e => e.checkVisibility()).length);
    let reached = 0;
    for (; reached < Math.min(stops, 40); reached++) {
      await page.keyboard.press("Tab");
      const here = await page.evaluate(() => {
        const e = document.activeElement, style = getComputedStyle(e), box = e.getBoundingClientRect();
        return {main: document.getElementById("main").contains(e), outline: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
          seen: box.bottom > 0 && box.top < innerHeight, what: e.outerHTML.slice(0, 120)};
      });
      assert.ok(here.main, `${kind}: after ${reached} of ${stops} stops the focus left the content: ${here.what}`);
      assert.ok(here.outline && here.seen, `${kind}: the focus is not to be seen: ${here.what}`);
    }
    await page.close();
  }
});

test("printing gives a tagged document without a form", async t => {
  const address = await serve(t), browser = await browse(t);
  const page = await (await browser.newContext({javaScriptEnabled: false})).newPage();
  for (const {kind, name} of kinds.filter(k => /YEAR\/(index|smelters\/index)\.html$/.test(k.kind))) {
    await page.goto(address + name);
    const pdf = (await page.pdf({tagged: true, outline: true, preferCSSPageSize: true})).toString("latin1");
    assert.match(pdf, /\/MarkInfo\s*<<\/Type \/MarkInfo\s*\/Marked true|\/Marked true/, `${kind} is not tagged`);
    assert.doesNotMatch(pdf, /\/S \/Form\b/, `${kind} holds a form`);
  }
});
