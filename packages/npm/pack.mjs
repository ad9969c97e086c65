// Makes the packages for npm: the launcher, and one package for each program that is given.
//
//   node packages/npm/pack.mjs OUT SYSTEM=PROGRAM…     (linux-x64=target/release/greffe)
//
// SYSTEM is Node's name of a platform and an architecture. The launcher depends on all systems of a release, of
// which npm installs the one that it is on.
import { execFileSync } from "node:child_process";
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const SYSTEMS = ["linux-x64", "linux-arm64", "darwin-x64", "darwin-arm64", "win32-x64"];

const top = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
const [, version] = readFileSync(join(top, "Cargo.toml"), "utf8").match(/^version = "(.+)"$/m);
const [out, ...programs] = process.argv.slice(2);
if (!out) {
  console.error("usage: pack.mjs OUT SYSTEM=PROGRAM…");
  process.exit(2);
}
const folder = resolve(out);
mkdirSync(folder, { recursive: true });

const shared = {
  version,
  license: "EUPL-1.2",
  description: "A public register kept in git, a validator that guards it, and a builder that reads its history back",
};

function pack(manifest, files) {
  const made = mkdtempSync(join(tmpdir(), "greffe-npm-"));
  for (const [name, from, mode] of [["README.md", join(top, "README.md"), 0o644], ["LICENSE", join(top, "LICENSE"), 0o644], ...files]) {
    copyFileSync(from, join(made, name));
    chmodSync(join(made, name), mode);
  }
  writeFileSync(join(made, "package.json"), JSON.stringify(manifest, null, 2) + "\n");
  const npm = process.platform === "win32" ? "npm.cmd" : "npm";
  execFileSync(npm, ["pack", "--silent", "--pack-destination", folder], { cwd: made, stdio: ["ignore", "inherit", "inherit"] });
  rmSync(made, { recursive: true });
}

for (const argument of programs) {
  const [system, program] = argument.split(/=(.*)/s);
  if (!SYSTEMS.includes(system) || !program) {
    console.error(`${argument}: one of ${SYSTEMS.map((name) => `${name}=PROGRAM`).join(", ")}`);
    process.exit(2);
  }
  const [os, cpu] = system.split("-");
  const name = os === "win32" ? "greffe.exe" : "greffe";
  pack({ name: `@greffe/${system}`, ...shared, os: [os], cpu: [cpu] }, [[name, resolve(program), 0o755]]);
}
pack(
  {
    name: "greffe",
    ...shared,
    bin: { greffe: "greffe.js" },
    engines: { node: ">=18" },
    optionalDependencies: Object.fromEntries(SYSTEMS.map((system) => [`@greffe/${system}`, version])),
  },
  [["greffe.js", join(top, "packages/npm/launcher/greffe.js"), 0o755]],
);
