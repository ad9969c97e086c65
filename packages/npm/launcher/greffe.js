#!/usr/bin/env node
// Runs the program of the package that npm chose for this system, and ends as it ended.
"use strict";

const { spawnSync } = require("node:child_process");

const system = `${process.platform}-${process.arch}`;
const program = process.platform === "win32" ? "greffe.exe" : "greffe";

let path;
try {
  path = require.resolve(`@greffe/${system}/${program}`);
} catch {
  console.error(
    `erreur : greffe n’existe pas pour ${system}, ou npm a été lancé sans ses dépendances optionnelles.\n` +
      `error: there is no greffe for ${system}, or npm ran without optional dependencies.`,
  );
  process.exit(2);
}

const ended = spawnSync(path, process.argv.slice(2), { stdio: "inherit" });
if (ended.error) {
  console.error(`erreur / error: ${path}: ${ended.error.message}`);
  process.exit(2);
}
if (ended.signal) {
  process.kill(process.pid, ended.signal);
}
process.exit(ended.status ?? 2);
