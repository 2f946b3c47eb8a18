// Pictures of a page of each kind, to look at: three widths, in light, dark and forced
// colours. SITE=folder node shots.mjs OUT
import {join} from "node:path";
import {browse, kinds, serve} from "./site.mjs";

const ends = [], t = {after: end => ends.push(end)};
const address = await serve(t), browser = await browse(t);
for (const {kind, name} of kinds) {
  for (const width of [320, 768, 1280]) {
    for (const [colours, media] of Object.entries({light: {}, dark: {colorScheme: "dark"}, forced: {forcedColors: "active"}})) {
      const page = await browser.newPage({viewport: {width, height: 900}, ...media});
      await page.goto(address + name);
      const height = Math.min(await page.evaluate(() => document.documentElement.scrollHeight), 3000);
      await page.setViewportSize({width, height}); // what is out of view is not laid out
      const title = kind.replace(/\/?index\.html$|\.html$/, "").replaceAll("/", "-") || "front";
      await page.screenshot({path: join(process.argv[2], `${title}-${width}-${colours}.png`), clip: {x: 0, y: 0, width, height}});
      await page.close();
    }
  }
}
for (const end of ends.reverse()) await end();
