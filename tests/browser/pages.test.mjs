// Each sort of page, in both languages: quiet, whole, readable by everyone.
import assert from "node:assert/strict";
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { DESK, PHONE, barriers, files, launch, onDisk, open, pagesOfEachSort, serve, site } from "./browser.mjs";

const { sorts, pages, largest } = pagesOfEachSort();
let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

test("there is a page of each sort, in both languages", () => {
  const expected = "index fiches fiches/… changements changements/… indicateur indicateur/an indicateur/par".split(" ");
  expected.push("indicateur/par/an", ...["startup", "organisation", "incubator"].map((kind) => `fiche/${kind}`));
  const missing = expected.flatMap((sort) => [sort, `en ${sort}`]).filter((sort) => !sorts.includes(sort));
  assert.deepEqual(missing, []);
});

test("pages opened from a disk say nothing on the console, and ask nothing of anyone", async () => {
  const page = await open(browser);
  page.home = onDisk();
  for (const path of pages) {
    await page.goto(page.home + path);
    assert.notEqual(await page.locator("h1").innerText(), "", path);
  }
  assert.deepEqual(page.faults, []);
});

test("so do pages under a sub-path of a server", async () => {
  const { address, stop } = await serve();
  after(stop);
  const page = await open(browser, { colorScheme: "dark" });
  page.home = address;
  for (const path of pages) await page.goto(page.home + path);
  assert.deepEqual(page.faults, []);
});

for (const [scheme, viewport] of [["light", DESK], ["dark", PHONE]]) {
  test(`axe-core finds nothing wrong at level AA (${scheme}, ${viewport.width} pixels)`, async () => {
    const page = await open(browser, { colorScheme: scheme, viewport });
    const found = [];
    for (const path of largest) {
      await page.goto(onDisk() + path);
      found.push(...(await barriers(page)));
    }
    assert.deepEqual(found, []);
  });
}

test("nothing is wider than a phone's screen", async () => {
  // The narrowest that WCAG speaks of.
  const viewport = { width: 320, height: 600 };
  const page = await open(browser, { viewport });
  const wide = [];
  for (const path of pages) {
    await page.goto(onDisk() + path);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    if (width > viewport.width) wide.push(`${path}: ${width}`);
  }
  assert.deepEqual(wide, []);
});

test("each page is under 200 kB, and no script holds its first view back", () => {
  for (const path of files(".html")) {
    assert.ok(statSync(join(site, path)).size < 200_000, `${path} is too large`);
    for (const [tag] of readFileSync(join(site, path), "utf8").matchAll(/<script[^>]*>/g)) {
      assert.match(tag, / defer>$/, `${path} waits for ${tag}`);
    }
  }
});

test("without a script every page says the same, and shows no control that does nothing", async () => {
  const page = await open(browser, { javaScriptEnabled: false });
  page.home = onDisk();
  for (const path of pages) {
    await page.goto(page.home + path);
    assert.equal(await page.locator("input:visible, button:visible").count(), 0, path);
    assert.notEqual(await page.locator("main").innerText(), "", path);
  }
  assert.deepEqual(page.faults, []);
});

test("a printed page has its text and its charts, and no control", async () => {
  const page = await open(browser);
  await page.emulateMedia({ media: "print" });
  for (const path of pages) {
    await page.goto(onDisk() + path);
    assert.equal(await page.locator("input:visible, button:visible, header nav:visible").count(), 0, path);
    assert.equal(await page.locator("main h1:visible").count(), 1, path);
  }
});
