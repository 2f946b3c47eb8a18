// No page kind breaks a rule of axe, at two widths, in light, dark and forced colours,
// with and without script. axe finds only part of what WCAG asks for.
import {readFileSync} from "node:fs";
import {createRequire} from "node:module";
import assert from "node:assert/strict";
import test from "node:test";
import {browse, kinds, serve} from "./site.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const ways = {
  "1280 px": {viewport: {width: 1280, height: 900}},
  "1280 px, dark": {viewport: {width: 1280, height: 900}, colorScheme: "dark"},
  "1280 px, forced colours": {viewport: {width: 1280, height: 900}, forcedColors: "active"},
  "320 px": {viewport: {width: 320, height: 640}},
  "320 px, dark": {viewport: {width: 320, height: 640}, colorScheme: "dark"},
};

test("axe finds nothing", async t => {
  const address = await serve(t), browser = await browse(t);
  await Promise.all(Object.entries(ways).map(async ([way, options]) => {
    // A page without script of its own is the same with and without; axe itself needs one,
    // so for “without” the files of scripts are not handed out.
    for (const scripts of [true, false]) {
      const context = await browser.newContext({...options, bypassCSP: true, reducedMotion: "reduce"});
      if (!scripts) await context.route("**/*.js", route => route.abort());
      for (const {kind, name} of kinds) {
        const page = await context.newPage();
        await page.goto(address + name);
        if (!scripts && await page.locator("script[src]").count() === 0) {
          await page.close();
          continue;
        }
        await page.addScriptTag({content: axe});
        const found = await page.evaluate(() => window.axe.run(document, {resultTypes: ["violations"]}));
        assert.deepEqual(found.violations.map(v => `${v.id}: ${v.nodes[0].html}`), [], `${kind} (${name}), ${way}, ${scripts ? "with" : "without"} script`);
        await page.close();
      }
      await context.close();
    }
  }));
});

test("nothing scrolls sideways at 320 px", async t => {
  const address = await serve(t), browser = await browse(t);
  const context = await browser.newContext({viewport: {width: 320, height: 640}});
  for (const {kind, name} of kinds) {
    const page = await context.newPage();
    await page.goto(address + name);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(wide <= 320, `${kind} (${name}) is ${wide} px wide`);
    await page.close();
  }
});
