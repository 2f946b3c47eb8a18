// Tagged PDFs of every year's report, Form SD and smelter list, as Chromium prints them.
// SITE=folder node pdf.mjs OUT writes OUT/YEAR/report.pdf, form-sd.pdf, smelters.pdf.
import {mkdirSync, writeFileSync} from "node:fs";
import {dirname, join} from "node:path";
import {browse, pages, print} from "./site.mjs";

const names = {"": "report", "form-sd/": "form-sd", "smelters/": "smelters"}, ends = [];
const browser = await browse({after: end => ends.push(end)});
for (const name of pages) {
  const [, year, part] = /^(\d{4})\/(.*)index\.html$/.exec(name) ?? [];
  if (!(part in names)) continue;
  const file = join(process.argv[2], year, names[part] + ".pdf");
  mkdirSync(dirname(file), {recursive: true});
  writeFileSync(file, await print(browser, name));
  console.log(file);
}
for (const end of ends) await end();
