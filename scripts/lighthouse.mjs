// `npm run lighthouse`: accessibility and best practices of every page that anyone can open, measured by Lighthouse against
// the real server, and how fast some of them are beside a bare app. Ends with 0 when every page has 100 of 100 in the first two;
// speed is told and fails nothing, since it is the machine's as well. `npm run lighthouse -- speed` measures that alone.
import fs from "node:fs";
import path from "node:path";
import { installAndBuild } from "./install-and-build.mjs";
import { requireNode } from "./serve/install.mjs";
import { root } from "./serve/root.mjs";

const ROUNDS = 5;

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

/**
 * @param {import("./lighthouse/open.mjs").Lighthouse} lighthouse
 * @param {string} origin
 * @returns {Promise<boolean>} whether every page has 100 in both
 */
async function everyPage({ look }, origin) {
  const paths = publicPaths();
  const wanting = [];
  for (const page of paths) {
    const { categories, audits } = await look(`${origin}${page}`, {
      onlyCategories: ["accessibility", "best-practices"],
      throttlingMethod: "provided",
    });
    const scores = Object.values(categories).map(({ score }) => score);
    const good = scores.length === 2 && scores.every((score) => score === 1);
    const short = Object.values(audits)
      .filter(({ score }) => score !== null && score < 1)
      .map(({ id }) => id);
    console.log(`${good ? "✓" : "✗"} ${page}${short.length > 0 ? `: ${short.join(", ")}` : ""}`);
    if (!good) wanting.push(page);
  }
  console.log(`\n${paths.length - wanting.length} of ${paths.length} pages have 100 in both.`);
  return wanting.length === 0;
}

requireNode();
await installAndBuild();
const { buildBare, startBare } = await import("./bench/bare.mjs");
const { freePort } = await import("./postgres.mjs");
const { startStile, temporaryFolder } = await import("./throw-away.mjs");
const { openLighthouse } = await import("./lighthouse/open.mjs");
const { measureSpeed } = await import("./lighthouse/speed.mjs");

const { folder, remove } = temporaryFolder("stile-lighthouse-");
const lighthouse = await openLighthouse(folder);
const ours = await startStile({ port: await freePort(), folder });
let good = true;
try {
  if (process.argv[2] !== "speed") good = await everyPage(lighthouse, ours.origin);
  console.log(`\nBuilding the bare app; then ${ROUNDS} rounds in turns with it …`);
  const bare = await startBare({ folder: await buildBare(), port: await freePort() });
  const lines = await measureSpeed(lighthouse, { ours: ours.origin, bare: bare.origin, rounds: ROUNDS });
  for (const line of lines) console.log(line);
  await bare.stop();
} finally {
  await lighthouse.close();
  await ours.stop();
  remove();
}
process.exit(good ? 0 : 1);
