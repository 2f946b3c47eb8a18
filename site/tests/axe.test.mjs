// No page kind breaks a rule of axe, at two widths, in light, dark and forced colours,
// with and without script. axe finds only part of what WCAG asks for.
import {readFileSync} from "node:fs";
import {createRequire} from "node:module";
import {join} from "node:path";
import assert from "node:assert/strict";
import test from "node:test";
import {folder, kinds, shared, tab} from "./site.mjs";

const {address} = await shared();
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

// EVERY_ROW=1 (make test-full) judges long tables whole, by every rule, in every way a page
// can look. Else forty rows, which are made alike, stand for all, and a way of looking is
// judged by the rules that can come out otherwise in it.
const everyRow = process.env.EVERY_ROW === "1";
const ofColour = ["color-contrast", "link-in-text-block"], ofWidth = [...ofColour, "scrollable-region-focusable", "page-has-heading-one", "bypass", "landmark-one-main", "region"];
const light = {colorScheme: "light", forcedColors: "none"}, dark = {...light, colorScheme: "dark"}, forced = {...light, forcedColors: "active"};
const ways = everyRow ? [1280, 320].flatMap(width => [light, dark, forced].map(colours => ({width, colours}))) :
  [{width: 1280, colours: light}, {width: 1280, colours: dark, rules: ofColour}, {width: 1280, colours: forced, rules: ofColour}, {width: 320, colours: light, rules: ofWidth}];

// judged runs axe in a page, by all its rules or by those that are named.
const judged = (page, rules) => page.evaluate(async rules => {
  const {violations, incomplete} = await window.axe.run(document, {resultTypes: ["violations", "incomplete"], preload: false, ...rules && {runOnly: {type: "rule", values: rules}}});
  const drawn = node => document.querySelector(node.target[0])?.closest("svg"); // nothing that axe could judge; style_test.go computes it
  const told = (list, but) => list.flatMap(rule => rule.nodes.filter(node => !but(node)).map(node => `${rule.id}: ${node.html}`));
  return {violations: told(violations, () => false), undecided: told(incomplete, drawn)};
}, rules);

// Without script axe would wait for ever: its timers are replaced. A page that has no
// script of its own is the same with and without; colours do not depend on script.
for (const script of [true, false]) {
  test(`axe finds nothing ${script ? "with" : "without"} script`, async () => {
    const left = [...kinds];
    const judge = async () => {
      const page = await tab({javaScriptEnabled: script, bypassCSP: true, reducedMotion: "reduce"});
      for (let next = left.shift(); next; next = left.shift()) {
        const {kind, name} = next;
        if (!script && !/<script[^>]* src=/.test(readFileSync(join(folder, name), "utf8"))) continue;
        await page.emulateMedia(light);
        await page.goto(address + name);
        for (const width of [320, 1280]) {
          await page.setViewportSize({width, height: 900});
          assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${kind} (${name}) scrolls sideways at ${width} px`);
        }
        if (!script) await page.evaluate(() => { window.setTimeout = (run, _, ...given) => void Promise.resolve().then(() => run(...given)); });
        await page.evaluate(() => document.head.append(Object.assign(document.createElement("style"), {textContent: "* { content-visibility: visible !important; }"}))); // axe judges only what is laid out
        if (!everyRow) await page.evaluate(() => { for (const row of document.querySelectorAll("tbody tr:nth-child(n+41)")) row.remove(); });
        await page.evaluate(axe);
        for (const {width, colours, rules} of script || everyRow ? ways : ways.slice(0, 1)) {
          await page.setViewportSize({width, height: 900});
          await page.emulateMedia(colours);
          const found = await judged(page, rules), way = `${kind} (${name}), ${width} px, ${JSON.stringify(colours)}`;
          assert.deepEqual(found.violations, [], way);
          if (width === 1280) assert.deepEqual(found.undecided, [], `${way}, not decided`); // at 320 px axe cannot see into what scrolls
        }
      }
      await page.context().close();
    };
    await Promise.all([judge(), judge()]);
  });
}
