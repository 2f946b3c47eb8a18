// No page kind breaks a rule of axe, at two widths, in light, dark and forced colours,
// with and without script. axe finds only part of what WCAG asks for.
import {readFileSync} from "node:fs";
import {createRequire} from "node:module";
import assert from "node:assert/strict";
import test from "node:test";
import {browse, kinds, serve} from "./site.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const colours = [{}, {colorScheme: "dark"}, {forcedColors: "active"}];

// EVERY_ROW=1 (make test-full) judges long tables whole; else forty of their rows, which
// are made alike, stand for them.
const everyRow = process.env.EVERY_ROW === "1";

// judged runs axe in a page. Once a page was judged by every rule, in other colours only
// the rules of colours can come out otherwise.
const judged = (page, whole, every) => page.evaluate(async ([whole, every]) => {
  const {violations, incomplete} = await window.axe.run(whole ? document : {exclude: ["tbody tr:nth-child(n+40)"]},
    {resultTypes: ["violations", "incomplete"], preload: false, ...!every && {runOnly: {type: "rule", values: ["color-contrast", "link-in-text-block"]}}});
  const drawn = node => document.querySelector(node.target[0])?.closest("svg"); // nothing that axe could judge; style_test.go computes it
  const told = (list, but) => list.flatMap(rule => rule.nodes.filter(node => !but(node)).map(node => `${rule.id}: ${node.html}`));
  return {violations: told(violations, () => false), undecided: told(incomplete, drawn)};
}, [whole, every]);

// Without script axe would wait for ever: its timers are replaced. A page that has no
// script of its own is the same with and without.
for (const script of [true, false]) {
  test(`axe finds nothing ${script ? "with" : "without"} script`, async t => {
    const address = await serve(t), browser = await browse(t), left = [...kinds];
    const judge = async () => {
      const context = await browser.newContext({javaScriptEnabled: script, bypassCSP: true, reducedMotion: "reduce"});
      for (let next = left.shift(); next; next = left.shift()) {
        const {kind, name} = next, page = await context.newPage();
        await page.goto(address + name);
        if (!script && await page.locator("script[src]").count() === 0) {
          await page.close();
          continue;
        }
        if (!script) await page.evaluate(() => { window.setTimeout = (run, _, ...given) => void Promise.resolve().then(() => run(...given)); });
        await page.evaluate(axe);
        for (const width of [1280, 320]) {
          await page.setViewportSize({width, height: 900});
          for (const colour of colours) {
            await page.emulateMedia({colorScheme: "light", forcedColors: "none", ...colour});
            const found = await judged(page, everyRow && width === 1280 && colour === colours[0], colour === colours[0]), way = `${kind} (${name}), ${width} px, ${JSON.stringify(colour)}`;
            assert.deepEqual(found.violations, [], way);
            if (width === 1280) assert.deepEqual(found.undecided, [], `${way}, not decided`); // at 320 px axe cannot see into what scrolls
          }
          assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${kind} (${name}) scrolls sideways at ${width} px`);
        }
        await page.close();
      }
    };
    await Promise.all([judge(), judge()]);
  });
}
