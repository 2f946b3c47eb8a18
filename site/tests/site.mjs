// What all tests of the pages share: the built site, served over HTTP, its pages by
// kind, a browser that reaches nothing else, and windows in it that are kept open.
import {createServer} from "node:http";
import {gzipSync} from "node:zlib";
import {accessSync, constants, existsSync, readdirSync, readFileSync} from "node:fs";
import {delimiter, dirname, extname, join, relative, resolve} from "node:path";
import {fileURLToPath} from "node:url";
import assert from "node:assert/strict";
import {after} from "node:test";
import {chromium} from "playwright-core";

export const folder = resolve(process.env.SITE ?? join(dirname(fileURLToPath(import.meta.url)), "../public"));
if (!existsSync(join(folder, "index.html"))) throw new Error(`no site in ${folder}: run “make test-site”`);

const types = {".html": "text/html; charset=utf-8", ".css": "text/css", ".js": "text/javascript", ".csv": "text/csv", ".json": "application/json", ".xml": "application/xml", ".svg": "image/svg+xml", ".png": "image/png", ".txt": "text/plain"};

// files are all public files, as slash paths.
export const files = readdirSync(folder, {recursive: true, withFileTypes: true})
  .filter(entry => entry.isFile())
  .map(entry => relative(folder, join(entry.parentPath ?? entry.path, entry.name)).replaceAll("\\", "/"))
  .sort();

export const pages = files.filter(name => name.endsWith(".html"));

// kindOf is a page's path without what differs among pages of one template.
export const kindOf = name => name.replace(/^\d{4}\//, "YEAR/").replace(/^suppliers\/.*/, "suppliers/ID.html").replace(/^smelters\/[^/]+\/index/, "smelters/ID/index").replace(/\/countries\/[^/]+\//, "/countries/COUNTRY/").replace(/\/(tin|tantalum|tungsten|gold)\//, "/METAL/");

// kinds holds one page of each kind: of the newest year that has it, the longest.
export const kinds = [...new Set(pages.map(kindOf))].map(kind => {
  const names = pages.filter(name => kindOf(name) === kind);
  const year = names.map(name => name.slice(0, 4)).sort().at(-1);
  return {kind, name: names.filter(name => name.startsWith(year)).sort((a, b) => size(b) - size(a))[0]};
});

function size(name) { return readFileSync(join(folder, name)).length; }

// base is the path under which the site is posted, as its own pages say.
const canonical = /<link rel="canonical" href="([^"]+)"/.exec(readFileSync(join(folder, "index.html"), "utf8"));
export const base = canonical ? new URL(canonical[1]).pathname : "/";

// headers are what _headers asks hosts to send with every page.
const headers = !files.includes("_headers") ? {} : Object.fromEntries(readFileSync(join(folder, "_headers"), "utf8").split("\n")
  .filter(line => line.startsWith("  ")).map(line => line.trim().split(/: (.*)/).slice(0, 2)));

// serve serves the site at an address of this machine, compressed and under its own path,
// as hosts do, until the test ends.
export async function serve(t) {
  const kept = new Map(); // the site does not change while it is tested: each file is packed once
  const zipped = (name, body) => kept.get(name) ?? kept.set(name, gzipSync(body)).get(name);
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://x").pathname);
    const packed = /gzip/.test(request.headers["accept-encoding"]) && !path.endsWith(".png");
    const send = (code, name, body) => response.writeHead(code, {...headers, "content-type": types[extname(name)] ?? "application/octet-stream",
      "cache-control": "max-age=600", ...packed && {"content-encoding": "gzip"}}).end(packed ? zipped(name, body) : body);
    let name = path.startsWith(base) ? path.slice(base.length) : path;
    if (name === "" || name.endsWith("/")) name += "index.html";
    if (!files.includes(name)) {
      return send(404, "404.html", files.includes("404.html") ? readFileSync(join(folder, "404.html")) : "not here");
    }
    send(200, name, readFileSync(join(folder, name)));
  });
  // Where others compile beside the tests, a time-out of the server's would look like a mistake of the page's.
  server.keepAliveTimeout = server.headersTimeout = server.requestTimeout = 0;
  await new Promise(done => server.listen(0, "127.0.0.1", done));
  t.after(() => new Promise(done => { server.close(done); server.closeAllConnections(); }));
  return `http://127.0.0.1:${server.address().port}${base}`;
}

// program is the browser: the one that CHROMIUM names, or the first that is there. The
// headless shell is the same engine without a browser's window, and does the same tests
// with half the work.
const program = (process.env.CHROMIUM ? [process.env.CHROMIUM] : ["chromium-headless-shell", "chrome-headless-shell", "chromium", "google-chrome", "chromium-browser"])
  .flatMap(name => name.includes("/") ? [name] : process.env.PATH.split(delimiter).map(part => join(part, name)))
  .find(name => { try { accessSync(name, constants.X_OK); return true; } catch { return false; } });

// browse starts the browser, which resolves no name but that of this machine.
export async function browse(t, ...args) {
  if (!program) throw new Error(`${process.env.CHROMIUM ?? "no browser"} was not found: run “make tools”, or name a Chromium or Chrome in CHROMIUM`);
  const browser = await chromium.launch({
    executablePath: program,
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1", ...args],
  });
  t.after(() => browser.close());
  return browser;
}

// shared are the server and the browser of a run: one for all files that it takes. Files
// ask for them before their first test, which would else close them at its end.
let started;
export const shared = () => started ??= (async () => ({address: await serve({after}), browser: await browse({after})}))();

// tab opens a page in a window of its own. It is waited for with patience: how long a page
// takes on a machine that compiles beside the tests says nothing about the page.
export async function tab(options) {
  const {browser} = await shared(), context = await browser.newContext(options);
  context.setDefaultTimeout(240_000);
  return context.newPage();
}

// visit goes to an address in a window that is like the one wanted (options: as of
// browser.newContext) and as new: a window costs more work than most pages, so each is
// kept for the next test that wants the like. Two tests never use one at a time.
const windows = new Map();
export async function visit(url, options = {}) {
  const {address} = await shared(), wanted = {viewport: {width: 1280, height: 900}, ...options}, key = JSON.stringify(wanted);
  if (!windows.has(key)) {
    const page = await tab(wanted);
    page.on("pageerror", error => assert.fail(error));
    windows.set(key, page);
  }
  const page = windows.get(key), bare = at => at.split("#")[0];
  // What differs in its anchor alone would not be loaded again. The page between is of the same site: another would take a new process.
  if (bare(page.url()) === bare(url)) await page.goto(String(new URL("robots.txt", address)));
  await page.setViewportSize(wanted.viewport);
  await page.emulateMedia({colorScheme: wanted.colorScheme ?? "light", forcedColors: wanted.forcedColors ?? "none"});
  await page.goto(url);
  return page;
}
