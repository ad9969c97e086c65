// A test of the site as a disk has it, and of the same site on a server.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { launch, onDisk, open, serve, site } from "./browser.mjs";

let server;

/** The browser, once the tests run. */
export let browser;

before(async () => {
  browser = await launch();
  server = await serve();
});
after(async () => {
  await browser.close();
  server.stop();
});

/** Runs `body` with a page at whose `home` the site is; the page must do nothing that it should not. */
export const twice = (name, body) => {
  for (const [where, home] of [["a disk", onDisk], ["a server", () => server.address]]) {
    test(`${name} (from ${where})`, async () => {
      const page = await open(browser);
      page.home = home();
      await body(page);
      assert.deepEqual(page.faults, []);
    });
  }
};

/** A file of the API. */
export const json = (path) => JSON.parse(readFileSync(join(site, "api/v1", path), "utf8"));
