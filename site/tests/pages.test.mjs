// Every page in the browser: valid HTML, keyboard, weight, no request to anyone else.
import {execFileSync} from "node:child_process";
import {readFileSync} from "node:fs";
import {createRequire} from "node:module";
import {join} from "node:path";
import {gzipSync} from "node:zlib";
import assert from "node:assert/strict";
import test from "node:test";
import {HtmlValidate} from "html-validate";
import {base, files, folder, kinds, shared, tab, visit} from "./site.mjs";

const {address} = await shared();

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
  try { // it runs for seconds: the simplest compiler and collector of Java serve it best
    execFileSync("java", ["-Xss8m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-jar", jar, "--errors-only", "--also-check-css", "--also-check-svg", ...names.map(name => join(folder, name))], {stdio: ["ignore", "pipe", "pipe"]});
  } catch (error) {
    assert.fail(String(error.stderr));
  }
});

// opened is what a page asks for and complains of until it has come to rest. Each gets a
// tab of its own, so that nothing of the page before is taken for its doing.
async function opened(name) {
  const page = await tab(), asked = [], pending = new Set(), complaints = [];
  page.on("request", request => {
    pending.add(request);
    if (!request.url().startsWith(`blob:${new URL(address).origin}/`)) asked.push(request.url()); // a blob of its own, such as its worker, is asked of nobody
  });
  for (const end of ["requestfinished", "requestfailed"]) page.on(end, request => pending.delete(request));
  page.on("requestfailed", request => complaints.push(`${request.url()}: ${request.failure()?.errorText}`));
  page.on("console", message => complaints.push(message.text()));
  page.on("pageerror", error => complaints.push(String(error)));
  try {
    await page.goto(address + name);
    await page.waitForFunction(() => document.getElementById("progress")?.hidden ?? true); // the check page fetches its module after it was loaded
    await page.waitForLoadState("networkidle"); // and another page what it asks for later
  } catch (error) {
    const state = await page.evaluate(() => document.getElementById("state")?.textContent).catch(() => "");
    assert.fail(`${name} comes to no rest: ${error.message}; it says “${state}”, complains of [${complaints}] and waits for [${[...pending].map(request => request.url())}]`);
  }
  await page.context().close();
  return {asked, complaints};
}

test("a page weighs little, asks nobody else, and complains of nothing", async () => {
  for (const {kind, name} of kinds) {
    const {asked, complaints} = await opened(name);
    assert.deepEqual(complaints, [], kind);
    assert.deepEqual(asked.filter(url => !url.startsWith(address)), [], kind);
    const weight = asked.map(url => new URL(url).pathname.slice(base.length)).reduce((sum, file) => sum + gzipSync(readFileSync(join(folder, file))).length, 0);
    assert.ok(weight > 0 && weight <= (kind.startsWith("check/") ? 3_000_000 : 60_000), `${kind} (${name}) weighs ${weight} bytes over the wire`);
  }
});

test("style and script are small", () => {
  assert.ok(readFileSync(join(folder, "assets/style.css")).length <= 17_900);
  // Over the wire; “countries” are their names and codes.
  const most = {table: 4_100, search: 3_300, known: 1_600, countries: 4_800, phrases: 1_300, listcheck: 2_400, check: 12_300};
  assert.deepEqual(files.filter(name => /^assets\/.*\.js$/.test(name)).map(name => name.slice(7, -3)), Object.keys(most).sort());
  for (const [name, bytes] of Object.entries(most)) {
    const weight = gzipSync(readFileSync(join(folder, `assets/${name}.js`))).length;
    assert.ok(weight <= bytes, `${name}.js weighs ${weight} bytes`);
  }
});

// As many stops as EVERY_ROW=1 (make test-full) or a first look asks for.
const most = process.env.EVERY_ROW === "1" ? 40 : 15;

test("a keyboard reaches everything, and sees where it is", async () => {
  for (const {kind, name} of kinds) {
    const page = await visit(address + name);
    await page.evaluate(() => {
      // covered tells whether something else lies over the upper left of an element.
      window.covered = e => {
        const box = e.getBoundingClientRect(), top = document.elementFromPoint(box.left + Math.min(box.width / 2, 20), Math.max(box.top, 0) + Math.min(box.height / 2, 10));
        return e !== document.body && !(e.contains(top) || top?.contains(e));
      };
    });
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.activeElement.className), "skip", `${kind}: the first stop is the skip link`);
    await page.keyboard.press("Enter");
    assert.equal(await page.evaluate(() => document.activeElement.id), "main", `${kind}: it leads to the content`);
    const stops = await page.evaluate(() => [...document.querySelectorAll("main :is(a[href], button, input, select, summary, [tabindex='0'])")].filter(e => e.checkVisibility()).length);
    let reached = 0;
    for (; reached < Math.min(stops, most); reached++) {
      await page.keyboard.press("Tab");
      const here = await page.evaluate(() => {
        const e = document.activeElement, style = getComputedStyle(e), box = e.getBoundingClientRect();
        return {main: document.getElementById("main").contains(e), outline: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
          seen: box.bottom > 0 && box.top < innerHeight, covered: covered(e), what: e.outerHTML.slice(0, 120)};
      });
      assert.ok(here.main, `${kind}: after ${reached} of ${stops} stops the focus left the content: ${here.what}`);
      assert.ok(here.outline && here.seen && !here.covered, `${kind}: the focus is not to be seen: ${here.what}`);
    }
    // And back from the end: what stays in view at the top must not cover where one is.
    await page.evaluate(() => [...document.querySelectorAll("main a[href]")].filter(e => e.checkVisibility()).at(-1)?.focus());
    for (let back = 0; back < 12; back++) {
      await page.keyboard.press("Shift+Tab");
      assert.equal(await page.evaluate(() => covered(document.activeElement) && document.activeElement.outerHTML.slice(0, 120)), false, `${kind}: the focus is covered`);
    }
  }
});

test("at 360 px no table of counts hides a column, and nothing is torn from what it belongs to", async () => {
  for (const {kind, name} of kinds) {
    const page = await visit(address + name, {viewport: {width: 360, height: 740}});
    assert.deepEqual(await page.evaluate(() => [...document.querySelectorAll(".scroll:has(> .fit)")].filter(e => e.scrollWidth > e.clientWidth).map(e => `${e.textContent.slice(0, 60)}: ${e.scrollWidth - e.clientWidth} px`)), [], kind);
    assert.deepEqual(await page.evaluate(() => [...document.querySelectorAll(".figures summary")].filter(e => e.offsetHeight > 30).map(e => e.offsetHeight)), [], `${kind}: “Definition” stands beside its mark`);
    // No line begins with the colon of a risk, nor with the dot between the values of a card.
    assert.deepEqual(await page.evaluate(() => [...document.querySelectorAll(".risks li")].filter(li => {
      const range = document.createRange(), link = li.querySelector("a"), text = link.nextSibling;
      range.setStart(text, 0);
      range.setEnd(text, 1);
      return range.getBoundingClientRect().top > [...link.getClientRects()].at(-1).bottom - 4;
    }).map(li => li.textContent)), [], kind);
  }
});

test("on paper notes are not larger than what they are about, and key figures stand in one row", async () => {
  for (const {kind, name} of kinds) {
    const page = await visit(address + name, {viewport: {width: 657, height: 900}}); // A4 within its margins
    await page.emulateMedia({media: "print"});
    const found = await page.evaluate(() => {
      const size = e => parseFloat(getComputedStyle(e).fontSize), large = [...document.querySelectorAll("main p.muted, main .key .muted, main .about")].filter(e => size(e) > size(e.closest("table") ?? document.body) + .5);
      return {large: large.slice(0, 3).map(e => e.outerHTML.slice(0, 100)), rows: [...document.querySelectorAll(".answer .key")].map(list => new Set([...list.children].map(e => e.offsetTop)).size), asks: [...document.querySelectorAll(".about summary")].filter(e => e.checkVisibility()).length};
    });
    await page.emulateMedia({media: null});
    assert.deepEqual(found, {large: [], rows: found.rows.map(() => 1), asks: 0}, kind);
  }
});

test("the policy is in force: script, style and pictures that are put into a page do nothing", async () => {
  const page = await visit(address);
  assert.deepEqual(await page.evaluate(async () => {
    const put = (kind, text) => document.body.append(Object.assign(document.createElement(kind), {textContent: text}));
    put("script", "window.ran = true");
    put("style", "body { display: none }");
    const image = new Image(), loaded = new Promise(done => Object.assign(image, {onload: () => done(true), onerror: () => done(false)}));
    image.src = "data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==";
    return {script: window.ran === true, style: getComputedStyle(document.body).display === "none", image: await loaded};
  }), {script: false, style: false, image: false});
});
