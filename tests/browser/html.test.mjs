// The pages are HTML as the standard has it.
import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";

import { files, htmlValidate, site } from "./browser.mjs";

const { FileSystemConfigLoader, HtmlValidate } = htmlValidate;

// A register of thousands of pages has few sorts: of the many, one in so many is read.
const MOST = 200;

test("html-validate finds nothing wrong", async () => {
  const rules = {
    // A title is the name of a record or an indicator, whatever its length.
    "long-title": "off",
  };
  const loader = new FileSystemConfigLoader({ root: true, extends: ["html-validate:recommended"], rules });
  const validator = new HtmlValidate(loader);
  const all = files(".html");
  const step = Math.ceil(all.length / MOST);
  const found = [];
  for (const path of all.filter((_, at) => at % step === 0)) {
    const report = await validator.validateFile(join(site, path));
    for (const { messages } of report.results) {
      found.push(...messages.map((one) => `${path}:${one.line}: ${one.ruleId}: ${one.message}`));
    }
  }
  assert.deepEqual(found.slice(0, 20), []);
});
