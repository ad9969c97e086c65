// Takes the pictures of docs/site: `cargo test --test all site::browser::pictures -- --ignored`.
import { statSync } from "node:fs";
import { join } from "node:path";

import { launch, onDisk, open } from "./browser.mjs";

const VIEWS = {
  desk: { viewport: { width: 1100, height: 820 } },
  phone: { viewport: { width: 390, height: 780 }, colorScheme: "dark", isMobile: true },
};
const PAGES = {
  home: "index.html",
  indicator: "indicateur/produits-lances.html#connu=2020-06-30",
  record: "fiche/startup/pix.html",
};
const MOST = 300_000;

const browser = await launch();
for (const [view, options] of Object.entries(VIEWS)) {
  for (const [name, address] of Object.entries(PAGES)) {
    const page = await open(browser, options);
    await page.goto(onDisk() + address);
    if (address.includes("#")) {
      await page.waitForFunction(() => document.querySelector(".asof .status").textContent.includes("2020"));
    }
    // A bar takes its time to move.
    await page.waitForTimeout(400);
    const path = join(process.env.GREFFE_PICTURES, `${name}-${view}.png`);
    await page.screenshot({ path });
    if (statSync(path).size > MOST) throw new Error(`${path} is too large`);
    if (page.faults.length) throw new Error(page.faults.join("\n"));
  }
}
await browser.close();
