// What is looked for is found: by the search, between two dates, and by clicks from the home page to a commit.
import assert from "node:assert/strict";
import { test } from "node:test";

import { PHONE, barriers, files, onDisk, open } from "./browser.mjs";
import { browser, json, twice } from "./twice.mjs";

twice("the search finds a record by a part of its name, with or without accents and capitals", async (page) => {
  const record = json("records.json").records.find(({ record, name, present }) =>
    present && record.startsWith("startup/") && /[éèêç]/.test(name ?? ""));
  await page.goto(`${page.home}fiches.html`);
  const field = page.getByRole("searchbox");
  const plain = record.name.normalize("NFD").replace(/\p{M}/gu, "").toUpperCase();
  await field.pressSequentially(plain.slice(0, 3));
  await field.fill(plain);
  const found = page.locator(".results a", { hasText: record.name }).first();
  await found.waitFor();
  assert.deepEqual(await barriers(page), []);
  await field.fill("zzzz-nothing-is-called-so");
  await page.waitForFunction(() => !document.querySelector(".results a"));
  assert.notEqual(await page.locator("#search-status").innerText(), "");
  await field.fill(record.record.split("/")[1]);
  await found.click();
  await page.waitForLoadState();
  assert.equal(await page.locator("h1").innerText(), record.name);
});

twice("what changed between two dates is told, in both languages", async (page) => {
  for (const lang of ["", "en/"]) {
    await page.goto(`${page.home}${lang}changements.html`);
    await page.locator(".between button").click();
    await page.waitForFunction(() => document.querySelector(".between .status").textContent);
    const inputs = page.locator(".between input");
    const [min, max] = [await inputs.first().getAttribute("min"), await inputs.last().getAttribute("max")];
    assert.match(page.url(), new RegExp(`#de=${min}&a=${max}$`));
    // The first commit is on the first day: who compares from before it sees all come.
    assert.deepEqual(await barriers(page), []);
    for (const link of await page.locator(".answer a").evaluateAll((all) => all.slice(0, 40).map((one) => one.href))) {
      const path = decodeURIComponent(link.slice(page.home.length).split("#")[0]);
      assert.ok(files(path.split("/").at(-1)).includes(path), `${link} leads nowhere`);
    }
  }
});

test("from the home page to the commit behind one unit of « produits lancés 2019 » in three clicks", async () => {
  for (const viewport of [undefined, PHONE]) {
    const page = await open(browser, viewport ? { viewport } : {});
    // The forge is elsewhere: what counts is where the click would lead.
    await page.route(/^https:/, (route) => route.fulfill({ contentType: "text/html", body: "<h1>a commit</h1>" }));
    await page.goto(`${onDisk()}index.html`);
    let clicks = 0;
    const click = async (link) => {
      assert.ok(await link.isVisible(), "what is clicked can be seen");
      await link.click();
      await page.waitForLoadState();
      clicks += 1;
    };
    await click(page.getByRole("link", { name: "Nombre de produits lancés par an" }));
    await click(page.locator("main table").first().getByRole("link", { name: "2019" }));
    assert.match(await page.locator("h1").innerText(), /2019/);
    const commit = page.locator("#units ~ * tbody tr").first().locator("a.commit");
    const short = await commit.innerText();
    await click(commit);
    assert.ok(clicks <= 3);
    const unit = json("why/produits-lances/entree-en-construction/2019.json").units;
    const full = unit.map((one) => one.known_since.commit).find((oid) => oid.startsWith(short));
    assert.ok(full, `${short} is no commit of a unit`);
    if (process.env.GREFFE_FORGE) assert.equal(page.url(), process.env.GREFFE_FORGE.replace("{commit}", full));
    else assert.match(page.url(), new RegExp(`changements/[-\\d]+\\.html#c-${short}$`));
    assert.deepEqual(page.faults, []);
  }
});

