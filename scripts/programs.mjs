// Programs that the tests need and npm does not bring: found on the machine, installed where that is possible, or asked for.
import fs from "node:fs";
import path from "node:path";
import { packageCommand, run } from "./serve/run.mjs";

/**
 * Where PATH has a program, or undefined.
 * @param {string} name
 */
export function findProgram(name) {
  for (const folder of (process.env.PATH ?? "").split(path.delimiter)) {
    const file = path.join(folder, process.platform === "win32" ? `${name}.exe` : name);
    if (folder !== "" && isProgram(file)) return file;
  }
  return undefined;
}

/** @param {string} file */
function isProgram(file) {
  try {
    fs.accessSync(file, fs.constants.X_OK);
    return fs.statSync(file).isFile();
  } catch {
    return false;
  }
}

/**
 * Installs a Debian package, where this is Debian's kind of system and we are root. Quietly does nothing elsewhere; the
 * caller looks again for what it wanted.
 * @param {string} name
 * @param {() => void} [prepare] done just before the package is unpacked
 */
export async function aptInstall(name, prepare = () => {}) {
  const apt = findProgram("apt-get");
  if (apt === undefined || process.getuid?.() !== 0) return;
  console.log(`Installing Debian's package ${name} …`);
  prepare();
  const env = { DEBIAN_FRONTEND: "noninteractive" };
  const args = ["install", "--yes", "--quiet", "--no-install-recommends", name];
  if ((await run(apt, args, { env, capture: true })).code === 0) return;
  // A fresh machine has no package lists yet.
  await run(apt, ["update", "--quiet"], { env, capture: true });
  const { code, output } = await run(apt, args, { env, capture: true });
  if (code !== 0) console.error(output);
}

/**
 * A program named by the environment. Throws where the name leads nowhere: somebody meant it.
 * @param {string} variable
 */
function named(variable) {
  const file = process.env[variable];
  if (!file) return undefined;
  if (!isProgram(file)) throw new Error(`${variable} is ${file}, and there is no program there.`);
  return file;
}

/**
 * Chromium or Chrome: CHROMIUM_PATH, an installed one, Playwright's own; or else one is installed.
 * Throws with what to do when there is none to be had.
 * @returns {Promise<string>} the program's path
 */
export async function findChromium() {
  const { chromium } = await import("@playwright/test");
  const look = () =>
    named("CHROMIUM_PATH") ??
    ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"]
      .map(findProgram)
      .find(Boolean) ??
    [
      "/usr/bin/chromium",
      "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
      "/Applications/Chromium.app/Contents/MacOS/Chromium",
      path.join(process.env.PROGRAMFILES ?? "", "Google/Chrome/Application/chrome.exe"),
      chromium.executablePath(),
    ].find(isProgram);
  let found = look();
  if (found) return found;
  console.log("No Chromium was found: asking Playwright to install one …");
  const { code } = await run(
    process.execPath,
    [packageCommand("@playwright/test", "playwright"), "install", "chromium"],
    {
      capture: true,
    },
  );
  if (code !== 0) console.log("Playwright could not download one here.");
  found = look();
  if (found) return found;
  await aptInstall("chromium");
  found = look();
  if (found) return found;
  throw new Error(
    "The browser tests need Chromium. Install it (npx playwright install chromium, or Debian and Ubuntu: apt-get install " +
      "chromium), or set CHROMIUM_PATH to a Chromium or Chrome.",
  );
}

/**
 * A program named by the environment, on the PATH, or in another place of its own, or else installed from Debian's packages.
 * Throws the advice when there is none to be had.
 * @param {{ programs: string[], places?: string[], variable: string, debian: string, advice: string }} wanted
 * @returns {Promise<string>} the program's path
 */
async function findOrInstall({ programs, places = [], variable, debian, advice }) {
  const look = () => named(variable) ?? programs.map(findProgram).find(Boolean) ?? places.find(isProgram);
  const found = look();
  if (found) return found;
  await aptInstall(debian);
  const installed = look();
  if (installed) return installed;
  throw new Error(advice);
}

/** The standard `age` program, which the tests let open what the browser sealed. As {@link findOrInstall}. */
export const findAge = () =>
  findOrInstall({
    programs: ["age"],
    variable: "AGE_PATH",
    debian: "age",
    advice:
      "The tests need the age program (age-encryption.org). Install it (Debian and Ubuntu: apt-get install age; " +
      "macOS: brew install age), or set AGE_PATH to it.",
  });

/** Firefox as it is installed, which the browser tests drive over WebDriver BiDi. As {@link findOrInstall}. */
export const findFirefox = () =>
  findOrInstall({
    programs: ["firefox-esr", "firefox"],
    places: [
      "/Applications/Firefox.app/Contents/MacOS/firefox",
      path.join(process.env.PROGRAMFILES ?? "", "Mozilla Firefox/firefox.exe"),
    ],
    variable: "FIREFOX_PATH",
    debian: "firefox-esr",
    advice:
      "The browser tests need Firefox. Install it (Debian: apt-get install firefox-esr; elsewhere from mozilla.org), or set " +
      "FIREFOX_PATH to it.",
  });

/** Java, in which the W3C's checker of HTML is written. As {@link findOrInstall}. */
export const findJava = () =>
  findOrInstall({
    programs: ["java"],
    variable: "JAVA_PATH",
    debian: "default-jre-headless",
    advice:
      "The browser tests need Java 17 or newer, for the W3C's checker of HTML. Install it (Debian and Ubuntu: apt-get " +
      "install default-jre-headless; macOS: brew install openjdk), or set JAVA_PATH to it.",
  });
