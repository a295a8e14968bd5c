// `npm test`: everything that is checked, on a fresh clone too. Every step runs, even when one before it failed.
//   node scripts/test.mjs                 all of it
//   node scripts/test.mjs --no-browser    all but the browser tests
//   node scripts/test.mjs unit server     only the steps whose name holds one of these words
//   node scripts/test.mjs gallery --update   makes the gallery's pictures anew where they differ
import fs from "node:fs";
import path from "node:path";
import { stripVTControlCharacters } from "node:util";
import { install, requireNode } from "./serve/install.mjs";
import { isMain } from "./serve/is-main.mjs";
import { setupLock, withLock } from "./serve/lock.mjs";
import { root } from "./serve/root.mjs";
import { packageCommand, run } from "./serve/run.mjs";

/**
 * What a step found. `notes` are shown under it at the end.
 * @typedef {{ passed: number, failed: number, notes?: string[] }} Outcome
 * @typedef {{ name: string, run: () => Promise<Outcome> }} Step
 */

const results = path.join(root, "test-results");

/** A check that either holds or does not: a program that ends with 0. @param {string} packageName @param {string} command @param {string[]} args */
async function check(packageName, command, args) {
  const { code } = await run(process.execPath, [packageCommand(packageName, command), ...args]);
  return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

/** @param {string} file @returns {any} what a test runner wrote, or undefined when it wrote nothing that can be read */
function readReport(file) {
  try {
    return JSON.parse(fs.readFileSync(file, "utf8"));
  } catch {
    return undefined;
  }
}

/**
 * Turns counts into an outcome that cannot be green by accident: a runner that failed, ran nothing or skipped something has failed.
 * @param {{ code: number, passed: number, failed: number, skipped: string[] }} counts
 * @returns {Outcome}
 */
export function judge({ code, passed, failed, skipped }) {
  const notes = skipped.map((title) => `Skipped, which counts as failed: ${title}`);
  let wrong = failed + skipped.length;
  if (passed + wrong === 0) {
    notes.push("No test was executed.");
    wrong = 1;
  } else if (code !== 0 && wrong === 0) {
    notes.push(`The test runner ended with code ${code} although no single test failed; see its output.`);
    wrong = 1;
  }
  return { passed, failed: wrong, notes };
}

/**
 * One line of the summary for a test that failed: a log may be cut to its end, and the summary is the end.
 * @param {string} title
 * @param {string | undefined} message whole, with its stack and a terminal's colours
 */
export function failedNote(title, message = "") {
  const first = stripVTControlCharacters(message).trim().split("\n")[0];
  return `Failed: ${title}${first ? ` (${first.slice(0, 300)})` : ""}`;
}

/**
 * @param {string} project
 * @param {string} name of the report
 * @param {Record<string, string>} [env]
 * @returns {Promise<Outcome>}
 */
async function vitest(project, name, env = {}) {
  const file = path.join(results, `${name}.json`);
  fs.rmSync(file, { force: true });
  const args = [
    "run",
    "--project",
    project,
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${file}`,
  ];
  const { code } = await run(process.execPath, [packageCommand("vitest"), ...args], { env });
  const report = readReport(file);
  /** @type {{ name: string, status: string, message: string, assertionResults: { status: string, fullName: string, failureMessages: string[] }[] }[]} */
  const suites = report?.testResults ?? [];
  const tests = suites.flatMap((suite) => suite.assertionResults);
  // A file that could not even be loaded has no tests to count.
  const broken = suites.filter((suite) => suite.status === "failed" && suite.assertionResults.length === 0);
  const red = tests.filter(({ status }) => status === "failed");
  const passed = tests.filter(({ status }) => status === "passed").length;
  const skipped = tests
    .filter(({ status }) => status !== "passed" && status !== "failed")
    .map((test) => test.fullName);
  const outcome = judge({ code, passed, failed: red.length + broken.length, skipped });
  const named = [
    ...broken.map(({ name: file, message }) => failedNote(path.relative(root, file), message)),
    ...red.map(({ fullName, failureMessages }) => failedNote(fullName, failureMessages[0])),
  ];
  return { ...outcome, notes: [...named, ...(outcome.notes ?? [])] };
}

/** @returns {Promise<Outcome>} */
async function onPostgres() {
  const { startPostgres } = await import("./postgres.mjs");
  const postgres = await startPostgres();
  try {
    const env = { STILE_TEST_DATABASE: "postgresql", DATABASE_URL_TEST_POSTGRES: postgres.url };
    return await vitest("server", "server-postgresql", env);
  } finally {
    await postgres.stop();
  }
}

/** @returns {Promise<Outcome>} */
async function inBrowser() {
  const { findAge, findChromium, findFirefox, findJava } = await import("./programs.mjs");
  const { build } = await import("./serve/build.mjs");
  const chromium = await findChromium();
  const age = await findAge();
  const java = await findJava();
  const firefox = await findFirefox();
  await withLock(setupLock, build);
  return playwright("browser", [], {
    CHROMIUM_PATH: chromium,
    FIREFOX_PATH: firefox,
    AGE_PATH: age,
    JAVA_PATH: java,
  });
}

/** @returns {Promise<Outcome>} */
async function inGallery() {
  const { findChromium } = await import("./programs.mjs");
  const { freePort } = await import("./postgres.mjs");
  const args = ["--config", "playwright.gallery.config.ts"];
  const isAsked = ["gallery", "--update"].every((word) => process.argv.includes(word));
  if (isAsked) args.push("--update-snapshots", "changed");
  return playwright("gallery", args, {
    CHROMIUM_PATH: await findChromium(),
    STILE_TEST_ORIGIN: `http://localhost:${await freePort()}`,
  });
}

/**
 * @param {string} name of the report
 * @param {string[]} args
 * @param {Record<string, string>} env
 * @returns {Promise<Outcome>}
 */
async function playwright(name, args, env) {
  const file = path.join(results, `${name}.json`);
  fs.rmSync(file, { force: true });
  const command = [packageCommand("@playwright/test", "playwright"), "test", ...args];
  const { code } = await run(process.execPath, command, { env: { TZ: "Asia/Kathmandu", ...env } });
  const report = readReport(file);
  /** @type {string[]} */
  const skipped = [];
  /** What a test has to say at the end: that it failed, or what it noted although it passed. @type {string[]} */
  const told = [];
  /** @param {any} suite */
  const collect = (suite) => {
    for (const spec of suite.specs ?? []) {
      if (spec.tests.some((/** @type {any} */ test) => test.status === "skipped")) skipped.push(spec.title);
      for (const { annotations, status, results } of spec.tests) {
        for (const { type, description } of annotations) if (type === "note") told.push(description);
        if (status !== "expected" && status !== "skipped")
          told.push(failedNote(spec.title, results.at(-1)?.error?.message));
      }
    }
    for (const inner of suite.suites ?? []) collect(inner);
  };
  for (const suite of report?.suites ?? []) collect(suite);
  const stats = report?.stats ?? { expected: 0, unexpected: 0, flaky: 0 };
  const broken = report?.errors?.length ?? 0;
  const outcome = judge({
    code,
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky + broken,
    skipped,
  });
  return { ...outcome, notes: [...(outcome.notes ?? []), ...told] };
}

/** @type {Step[]} */
const steps = [
  { name: "types", run: () => check("typescript", "tsc", ["--noEmit"]) },
  { name: "lint and format", run: () => check("@biomejs/biome", "biome", ["check", "--error-on-warnings"]) },
  { name: "dead code", run: () => check("knip", "knip", ["--no-progress"]) },
  {
    name: "unit",
    run: async () => {
      const { findAge } = await import("./programs.mjs");
      return vitest("unit", "unit", { AGE_PATH: await findAge() });
    },
  },
  {
    name: "server on SQLite",
    run: () => vitest("server", "server-sqlite", { STILE_TEST_DATABASE: "sqlite" }),
  },
  { name: "server on PostgreSQL", run: onPostgres },
  { name: "gallery", run: inGallery },
  { name: "browser", run: inBrowser },
];

async function main() {
  requireNode();
  process.chdir(root);
  // An ordinary end, so that what was started for the tests is ended too.
  for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"]))
    process.on(signal, () => process.exit(130));
  const words = process.argv.slice(2).filter((word) => !word.startsWith("--"));
  const noBrowser = process.argv.includes("--no-browser");
  const chosen = steps
    .filter(
      ({ name }) =>
        words.length === 0 || words.some((word) => name.toLowerCase().includes(word.toLowerCase())),
    )
    .filter(({ name }) => !(noBrowser && ["gallery", "browser"].includes(name)));

  await withLock(setupLock, async () => {
    await install();
    const { generate } = await import("./serve/generate.mjs");
    await generate();
  });
  fs.mkdirSync(results, { recursive: true });
  // `tsc` wants Next.js's own declarations, which a build writes; they are always these.
  const declarations = path.join(root, "next-env.d.ts");
  if (!fs.existsSync(declarations)) {
    fs.writeFileSync(
      declarations,
      '/// <reference types="next" />\n/// <reference types="next/image-types/global" />\n',
    );
  }

  let passed = 0;
  let failed = 0;
  const summary = [];
  for (const { name, run: runStep } of chosen) {
    console.log(`\n── ${name} ${"─".repeat(Math.max(0, 70 - name.length))}`);
    const began = Date.now();
    /** @type {Outcome} */
    const outcome = await runStep().catch((error) => ({
      passed: 0,
      failed: 1,
      notes: [error instanceof Error ? error.message : String(error)],
    }));
    passed += outcome.passed;
    failed += outcome.failed;
    const seconds = Math.round((Date.now() - began) / 1000);
    summary.push(
      `${outcome.failed === 0 ? "✓" : "✗"} ${name}: ${outcome.passed} passed, ${outcome.failed} failed (${seconds} s)`,
    );
    for (const note of outcome.notes ?? []) summary.push(`    ${note}`);
  }
  console.log(`\n${summary.join("\n")}`);
  if (noBrowser) console.log("The browser tests were left out (--no-browser). npm test runs them too.");
  if (words.length > 0) console.log(`Only the steps named by ${words.join(", ")} were run.`);
  if (passed + failed === 0) failed = 1;
  console.log(`\n${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
}

if (isMain(import.meta.url)) {
  await main().catch((error) => {
    console.error(error instanceof Error ? error.message : error);
    console.log("\n0 passed, 1 failed");
    process.exitCode = 1;
  });
}
