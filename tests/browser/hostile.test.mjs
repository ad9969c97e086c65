// A register of which every text is hostile: nothing of it is obeyed.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { PHONE, files, launch, onDisk, open } from "./browser.mjs";

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

/** What a page holds that no page of ours does. */
const foreign = () => {
  const wrong = [];
  for (const one of document.querySelectorAll("*")) {
    const name = one.tagName.toLowerCase();
    if (["img", "iframe", "object", "embed", "style", "textarea", "b", "form"].includes(name)) wrong.push(`<${name}>`);
    if (name === "script" && (!one.src.startsWith(location.href.split("/site/")[0]) || one.text)) wrong.push(one.outerHTML);
    for (const { name: attribute, value } of one.attributes) {
      if (attribute.startsWith("on") || attribute === "style") wrong.push(`${name} ${attribute}`);
      if (["href", "src"].includes(attribute) && /^\s*(javascript|data|vbscript):/i.test(value)) wrong.push(value);
    }
  }
  if (/[\u202a-\u202e\u2066-\u2069]/.test(document.documentElement.textContent)) wrong.push("a change of direction");
  return wrong;
};

test("no page runs anything, opens anything or asks anything of anyone", async () => {
  const page = await open(browser, { viewport: PHONE });
  page.home = onDisk();
  const wrong = [];
  let opened = 0;
  for (const path of files(".html")) {
    await page.goto(page.home + path);
    wrong.push(...(await page.evaluate(foreign)).map((one) => `${path}: ${one}`));
    if (await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)) wrong.push(`${path} is too wide`);
    opened += 1;
  }
  assert.ok(opened > 50);
  assert.deepEqual(wrong, []);
  assert.deepEqual(page.faults, []);
});

test("what the script shows of the data is text too", async () => {
  const page = await open(browser);
  page.home = onDisk();
  await page.goto(`${page.home}fiches.html`);
  await page.getByRole("searchbox").fill("onerror");
  await page.locator(".results a").first().waitFor();
  assert.deepEqual(await page.evaluate(foreign), []);
  await page.goto(`${page.home}changements.html`);
  await page.locator("#from").fill("2000-01-01");
  await page.locator(".between button").click();
  await page.waitForFunction(() => document.querySelector(".answer li"));
  assert.deepEqual(await page.evaluate(foreign), []);
  // Nor is an address obeyed that someone made up.
  const bad = encodeURIComponent("<img src=x onerror=alert(5)>");
  for (const address of [`fiches.html#q=${bad}`, `changements.html#de=${bad}&a=${bad}`, `indicateur/produits-lances.html#connu=${bad}`]) {
    await page.goto("about:blank");
    await page.goto(page.home + address);
    await page.waitForTimeout(100);
    assert.deepEqual(await page.evaluate(foreign), [], address);
  }
  assert.deepEqual(page.faults, []);
});
