// The chart as it was known: redrawn by the date or the slider, from the keyboard too.
import assert from "node:assert/strict";
import { test } from "node:test";

import { barriers, onDisk, open } from "./browser.mjs";
import { browser, json, twice } from "./twice.mjs";

/** The figures of the chart by year, as they stand. */
const drawn = async (page) =>
  Object.fromEntries(
    await page.locator(".bars [data-number]").evaluateAll((all) => all.map((one) => [one.dataset.number, one.textContent])),
  );

twice("the as-of control redraws the chart and the table, and keeps the day in the address", async (page) => {
  await page.goto(`${page.home}indicateur/produits-lances.html`);
  const now = await drawn(page);
  const control = page.locator(".asof");
  const { min, max } = await control.locator("input[type=date]").evaluate(({ min, max }) => ({ min, max }));
  // What the steps say was known at the end of the first day.
  const figures = {};
  const { steps } = json("history/produits-lances/entree-en-construction.json");
  for (const { year, to, known_at } of steps) if (known_at.slice(0, 10) <= min) figures[year] = String(to);
  await control.locator("input[type=date]").fill(min);
  await control.locator("input[type=date]").dispatchEvent("change");
  await page.waitForFunction((day) => document.querySelector(".asof .status").textContent.includes(day), inFrench(min));
  const then = await drawn(page);
  for (const [year, text] of Object.entries(figures)) assert.equal(then[year], text, `${year} as known on ${min}`);
  for (const [year, text] of Object.entries(then)) {
    assert.equal(await page.locator(`[data-cell="${year}"]`).innerText(), text, `${year} in the table`);
    const said = page.locator(`.bars a:has([data-bar="${year}"])`);
    assert.ok((await said.getAttribute("aria-label")).includes(text), `what is said of ${year}`);
    const height = Number(await page.locator(`[data-bar="${year}"]`).getAttribute("height"));
    assert.equal(height > 0, Number(text) > 0, `the bar of ${year}`);
  }
  assert.match(page.url(), new RegExp(`#connu=${min}$`));
  assert.deepEqual(await barriers(page), []);
  // Whoever is given the address sees the same.
  await page.goto("about:blank");
  await page.goto(`${page.home}indicateur/produits-lances.html#connu=${min}`);
  await page.waitForFunction((day) => document.querySelector(".asof .status").textContent.includes(day), inFrench(min));
  assert.deepEqual(await drawn(page), then);
  await control.getByRole("button").click();
  await page.waitForFunction(() => !location.hash);
  assert.deepEqual(await drawn(page), now);
  assert.equal(await control.locator("input[type=date]").inputValue(), max);
});

twice("the slider of the as-of control is moved from the keyboard", async (page) => {
  await page.goto(`${page.home}indicateur/produits-lances.html`);
  const slider = page.locator(".asof input[type=range]");
  await slider.focus();
  await page.keyboard.press("Home");
  const first = await page.locator(".asof input[type=date]").getAttribute("min");
  await page.waitForFunction((day) => document.querySelector(".asof input[type=date]").value === day, first);
  await page.keyboard.press("End");
  await page.waitForFunction(() => !location.hash);
});

/** A day (YYYY-MM-DD) as French writes it. */
const inFrench = (day) => {
  const month = new Intl.DateTimeFormat("fr", { month: "long", timeZone: "UTC" }).format(new Date(day));
  const number = Number(day.slice(8));
  return `${number === 1 ? "1er" : number} ${month} ${day.slice(0, 4)}`;
};

test("every control is reached with the Tab key, and shows that it is", async () => {
  const page = await open(browser);
  await page.goto(`${onDisk()}indicateur/produits-lances.html`);
  const reached = new Set();
  for (let press = 0; press < 60; press += 1) {
    await page.keyboard.press("Tab");
    const what = await page.evaluate(() => {
      const { tagName, className, type } = document.activeElement;
      const style = getComputedStyle(document.activeElement);
      const hit = document.activeElement.querySelector?.(".hit");
      const shows = style.outlineStyle !== "none" || (hit && getComputedStyle(hit).strokeWidth !== "0px");
      return { what: typeof className === "string" ? `${tagName} ${className} ${type ?? ""}` : "bar", shows };
    });
    assert.ok(what.shows, `${what.what} has the focus, and nothing shows it`);
    reached.add(what.what.trim());
  }
  for (const part of ["A skip", "bar", "INPUT  date", "INPUT  range", "BUTTON  button"]) {
    assert.ok([...reached].some((one) => one.startsWith(part)), `${part} in ${[...reached]}`);
  }
});
