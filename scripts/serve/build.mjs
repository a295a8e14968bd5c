// Builds the program for production, when what it is made of has changed since the last time.
import fs from "node:fs";
import path from "node:path";
import { startEngine } from "./ahead.mjs";
import { compressBuild } from "./assets.mjs";
import { hashOf, readIfThere } from "./files.mjs";
import { isMain } from "./is-main.mjs";
import { root } from "./root.mjs";
import { packageCommand, run } from "./run.mjs";
import { makeTexts } from "./texts.mjs";

const stamp = path.join(root, ".next/stile-build");

/** What stands beside the program and is no part of it. All else counts, so that a new folder is never forgotten. */
const beside = new Set([
  "node_modules",
  "data",
  "docs",
  "scripts",
  "tests",
  "prisma",
  "test-results",
  "playwright-report",
]);

/** One hash over everything that goes into a build. */
function inputs() {
  const names = fs
    .readdirSync(root)
    .filter(
      (name) =>
        !name.startsWith(".") &&
        !beside.has(name) &&
        !/\.(md|tsbuildinfo)$|^next-env\.d\.ts$|^LICENSE$/.test(name),
    );
  // The database clients are made from the schema, by one of the scripts that are named below.
  const leaveOut = (/** @type {string} */ name) =>
    name === "lib/server/generated" || /\.test\.tsx?$/.test(name);
  const scripts = ["ahead", "assets", "generate", "page-group", "texts", "used-styles"].map(
    (name) => `scripts/serve/${name}.mjs`,
  );
  return hashOf([...names.sort(), "prisma/schema.prisma", ...scripts], leaveOut);
}

/**
 * Builds into .next when there is no finished build of the present sources. Throws when the build fails.
 * @returns {Promise<boolean>} whether it had to be built
 */
export async function build() {
  const wanted = inputs();
  if (readIfThere(stamp) === wanted) return false;
  console.log("Building (this takes a minute the first time) …");
  fs.rmSync(stamp, { force: true });
  const { code } = await run(process.execPath, [packageCommand("next"), "build"], {
    env: { NODE_ENV: "production" },
  });
  if (code !== 0) throw new Error("The build failed; the reason stands above.");
  await makeTexts(root, path.join(root, ".next"));
  startEngine(path.join(root, ".next"));
  await compressBuild(path.join(root, ".next"));
  fs.writeFileSync(stamp, wanted);
  return true;
}

if (isMain(import.meta.url)) console.log((await build()) ? "Built." : "The build is up to date.");
