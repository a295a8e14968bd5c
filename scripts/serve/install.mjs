// Installs the packages that the lock file names, when they are not the ones that are there.
import fs from "node:fs";
import path from "node:path";
import { readIfThere } from "./files.mjs";
import { isMain } from "./is-main.mjs";
import { root } from "./root.mjs";
import { run } from "./run.mjs";

/** Says so and ends the process where Node is too old for what is to come. */
export function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  console.error(`Stile needs Node 20.19 or newer; this is ${process.versions.node}. Get it at nodejs.org.`);
  process.exit(1);
}

/**
 * Is what npm last installed what the lock file names? Packages for other kinds of machine may be missing.
 */
export function isInstalled() {
  const installedText = readIfThere(path.join(root, "node_modules/.package-lock.json"));
  if (installedText === "") return false;
  const wanted = JSON.parse(readIfThere(path.join(root, "package-lock.json"))).packages;
  const installed = JSON.parse(installedText).packages;
  for (const [name, entry] of Object.entries(wanted)) {
    if (name === "") continue;
    const there = installed[name];
    if (
      there === undefined
        ? !entry.optional
        : there.version !== entry.version || there.integrity !== entry.integrity
    )
      return false;
  }
  return Object.keys(installed).every((name) => name in wanted);
}

/**
 * Runs npm, on this very Node where its own program can be found.
 * @param {string[]} args
 * @param {Parameters<typeof run>[2]} [options]
 */
export function npm(args, options) {
  const near = path.dirname(fs.realpathSync(process.execPath));
  const candidates = [
    process.env.npm_execpath,
    path.join(near, "../lib/node_modules/npm/bin/npm-cli.js"),
    path.join(near, "node_modules/npm/bin/npm-cli.js"),
  ];
  const script = candidates.find((file) => file?.endsWith("npm-cli.js") && fs.existsSync(file));
  return script ? run(process.execPath, [script, ...args], options) : run("npm", args, options);
}

/**
 * Installs from the lock file when that is needed. Throws when npm fails.
 * @returns {Promise<boolean>} whether anything had to be installed
 */
export async function install() {
  if (isInstalled()) return false;
  console.log("Installing packages (npm ci) …");
  const { code } = await npm(["ci", "--include=dev", "--no-audit", "--no-fund", "--loglevel=error"]);
  if (code !== 0) {
    throw new Error(
      "The packages could not be installed. npm says why above; the npm registry must be reachable for this.",
    );
  }
  return true;
}

if (isMain(import.meta.url)) {
  requireNode();
  console.log((await install()) ? "Packages installed." : "Packages are up to date.");
}
