// `npm run lighthouse`: accessibility and best practices of every page that anyone can open, measured by Lighthouse against
// the real server. Lighthouse is fetched for this into a folder that is thrown away: it is too large to live among the
// packages that every clone installs. Ends with 0 when every page has 100 of 100 in both.
import fs from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { installAndBuild } from "./install-and-build.mjs";
import { npm, requireNode } from "./serve/install.mjs";
import { root } from "./serve/root.mjs";

const LIGHTHOUSE = "lighthouse@12.8.2";

/** The paths of all built pages but the signed-in ones, which a visitor cannot see into. */
function publicPaths() {
  const signedIn = fs.readdirSync(path.join(root, "app/[locale]/(app)"));
  return fs
    .readdirSync(path.join(root, ".next/server/app"), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".html") && !file.startsWith("_"))
    .map((file) => `/${file.replaceAll(path.sep, "/").replace(/\.html$/, "")}`)
    .filter((page) => !signedIn.includes(page.split("/")[2] ?? ""))
    .sort();
}

requireNode();
await installAndBuild();
const { findChromium } = await import("./programs.mjs");
const { freePort } = await import("./postgres.mjs");
const { startStile, temporaryFolder } = await import("./throw-away.mjs");

const { folder, remove } = temporaryFolder("stile-lighthouse-");
console.log(`Fetching ${LIGHTHOUSE} …`);
const fetched = await npm(["install", "--prefix", folder, "--ignore-scripts", "--no-save", LIGHTHOUSE], {
  capture: true,
});
if (fetched.code !== 0) throw new Error(fetched.output);
/** @param {string} file of a package there */
const load = (file) => import(pathToFileURL(path.join(folder, "node_modules", file)).href);
const { default: lighthouse } = await load("lighthouse/core/index.js");
const { launch } = await load("chrome-launcher/dist/index.js");

const chrome = await launch({
  chromePath: await findChromium(),
  chromeFlags: [
    "--headless=new",
    ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
    ...["--disable-background-networking", "--disable-component-update", "--disable-sync"],
  ],
});
const port = await freePort();
const server = await startStile({ port, folder });
const wanting = [];
try {
  const paths = publicPaths();
  for (const page of paths) {
    const { lhr } = await lighthouse(`http://localhost:${port}${page}`, {
      port: chrome.port,
      onlyCategories: ["accessibility", "best-practices"],
      throttlingMethod: "provided",
      logLevel: "silent",
    });
    /** @type {{ score: number | null }[]} */
    const categories = Object.values(lhr.categories);
    /** @type {{ id: string, score: number | null }[]} */
    const audits = Object.values(lhr.audits);
    const good = categories.length === 2 && categories.every(({ score }) => score === 1);
    const short = audits.filter(({ score }) => score !== null && score < 1).map(({ id }) => id);
    console.log(`${good ? "✓" : "✗"} ${page}${short.length > 0 ? `: ${short.join(", ")}` : ""}`);
    if (!good) wanting.push(page);
  }
  console.log(`\n${paths.length - wanting.length} of ${paths.length} pages have 100 in both.`);
} finally {
  await chrome.kill();
  await server.stop();
  remove();
}
process.exit(wanting.length === 0 ? 0 : 1);
