// A browser, the site in it, and what it did that no page of ours may do.
import { createServer } from "node:http";
import { readFileSync, readdirSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { extname, join, relative, sep } from "node:path";
import { pathToFileURL } from "node:url";

// The packages are in the target folder, out of the way of the sources.
const packages = createRequire(join(process.env.GREFFE_PACKAGES, "package.json"));
const { chromium } = packages("playwright-core");

export const htmlValidate = packages("html-validate");
const axe = readFileSync(packages.resolve("axe-core/axe.min.js"), "utf8");

/** The folder of the site that is tested. */
export const site = process.env.GREFFE_SITE;

export const DESK = { width: 1280, height: 900 };
export const PHONE = { width: 360, height: 740 };

/** Chromium, with nothing of its own to ask of anyone. */
export const launch = () =>
  chromium.launch({
    executablePath: process.env.GREFFE_CHROMIUM,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });

/** A page that notes what it must not do: see `faults`. */
export const open = async (browser, options = {}) => {
  const context = await browser.newContext({ viewport: DESK, locale: "fr-FR", timezoneId: "UTC", ...options });
  const page = await context.newPage();
  page.faults = [];
  const note = (fault) => page.faults.push(`${page.url()}: ${fault}`);
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) note(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => note(`error: ${error}`));
  page.on("dialog", async (dialog) => {
    note(`dialog: ${dialog.message()}`);
    await dialog.dismiss();
  });
  page.on("popup", () => note("another window"));
  page.on("requestfailed", (request) => {
    // Whoever leaves a page gives up what it was still loading.
    const { errorText } = request.failure();
    if (errorText !== "net::ERR_ABORTED") note(`${errorText}: ${request.url()}`);
  });
  page.on("response", (response) => {
    if (response.status() >= 400) note(`${response.status()}: ${response.url()}`);
  });
  page.on("request", (request) => {
    if (!page.home || request.url().startsWith(page.home)) return;
    if (request.isNavigationRequest() && request.url() === "about:blank") return;
    note(`elsewhere: ${request.url()}`);
  });
  return page;
};

/** The site as a disk has it. */
export const onDisk = () => `${pathToFileURL(site)}/`;

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css",
  ".js": "text/javascript",
  ".svg": "image/svg+xml",
  ".json": "application/json",
  ".xml": "application/atom+xml",
};

/** The site under a sub-path of a server that has nothing else; gives its address and how to stop it. */
export const serve = () =>
  new Promise((resolve) => {
    const top = "/un/sous-chemin/";
    const server = createServer((request, response) => {
      const path = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
      try {
        if (!path.startsWith(top)) throw new Error("nothing there");
        const file = join(site, path.slice(top.length) || "index.html");
        const body = readFileSync(file);
        response.writeHead(200, { "content-type": TYPES[extname(file)] ?? "application/octet-stream" });
        response.end(body);
      } catch {
        response.writeHead(404).end();
      }
    });
    server.listen(0, "127.0.0.1", () => {
      resolve({
        address: `http://127.0.0.1:${server.address().port}${top}`,
        stop: () => {
          server.close();
          server.closeAllConnections();
        },
      });
    });
  });

/** All files of the site whose names end so, with `/` between the steps. */
export const files = (suffix) =>
  readdirSync(site, { recursive: true, withFileTypes: true })
    .filter((item) => item.isFile() && item.name.endsWith(suffix))
    .map((item) => relative(site, join(item.parentPath ?? item.path, item.name)).split(sep).join("/"))
    .sort();

const isFormer = (path) => readFileSync(join(site, path), "utf8").includes('http-equiv="refresh"');

/** What sort of page a path is: `fiche/startup/pix.html` is a `fiche/startup`. */
const sort = (path) => {
  const steps = path.replace(/^en\//, "").replace(/\.html$/, "").split("/");
  if (steps[0] === "indicateur") {
    const rest = steps.slice(2).filter((step) => step !== "par");
    return `indicateur${steps.includes("par") ? "/par" : ""}${/^\d+$/.test(rest.at(-1)) ? "/an" : ""}`;
  }
  if (steps[0] === "fiches" || steps[0] === "changements") return steps.length > 1 ? `${steps[0]}/…` : steps[0];
  return steps.slice(0, 2).join("/");
};

/** The pages to open: of each sort and language the largest, the smallest and one in between; and the largest alone. */
export const pagesOfEachSort = () => {
  const sorts = new Map();
  for (const path of files(".html").filter((path) => !isFormer(path))) {
    const key = `${path.startsWith("en/") ? "en " : ""}${sort(path)}`;
    sorts.set(key, [...(sorts.get(key) ?? []), path]);
  }
  const size = (path) => statSync(join(site, path)).size;
  for (const paths of sorts.values()) paths.sort((a, b) => size(a) - size(b));
  const chosen = [...sorts.values()].flatMap((paths) => [paths[0], paths[Math.floor(paths.length / 2)], paths.at(-1)]);
  const largest = [...sorts.values()].map((paths) => paths.at(-1));
  return { sorts: [...sorts.keys()], pages: [...new Set(chosen)], largest };
};

/** What axe-core finds wrong with a page at level AA, one line each. */
export const barriers = async (page) => {
  // Through the debugger, which the page's policy does not concern.
  await page.evaluate(axe);
  const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
  const { violations } = await page.evaluate((tags) => window.axe.run({ runOnly: tags, resultTypes: ["violations"], preload: false }), tags);
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${page.url()}: ${id}: ${help}: ${node.target.join(" ")} ${node.failureSummary}`),
  );
};
