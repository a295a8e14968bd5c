// What a page of one's own needs beside its own scripts: those of the engine's worker. A browser would learn of each of them only from
// the one before it, the first when the page is drawn; on a slow line that is seconds. So the page's HTML names them. OPAQUE's is not
// among them: a reload opens without it.
import fs from "node:fs";
import path from "node:path";
import { pathsOf } from "./page-group.mjs";

/** Pages that open with the key that is kept for a reload. */
const OWN = "/[locale]/(app)/";

/** How the build's scripts start a worker: by the first script, with a list of the others. */
const WORKER = /"(static\/chunks\/turbopack-worker-[^"]+\.js)",\[("static\/[^\]]+")\]/g;

/**
 * The addresses of all that the engine's worker runs from its start, in the order in which it does.
 * @param {readonly string[]} scripts the code of all of a build
 * @returns {string[]}
 */
export function engineScripts(scripts) {
  const starts = new Set(
    scripts.flatMap((code) =>
      [...code.matchAll(WORKER)].map(([, first, others]) =>
        JSON.stringify([first, ...JSON.parse(`[${others}]`).toReversed()]),
      ),
    ),
  );
  const [start, ...more] = starts;
  if (start === undefined || more.length > 0)
    throw new Error(`There is one worker; the build has ${starts.size}.`);
  return JSON.parse(start).map((/** @type {string} */ file) => `/_next/${file}`);
}

/**
 * A page's HTML with scripts that are to be fetched beside its own. Throws where it has no head.
 * @param {string} html
 * @param {readonly string[]} addresses
 */
export function withAhead(html, addresses) {
  if (!html.includes("</head>")) throw new Error("A page has no head.");
  const links = addresses
    .filter((address) => !html.includes(`src="${address}"`))
    .map((address) => `<link rel="preload" as="script" fetchPriority="low" href="${address}"/>`);
  return html.replace("</head>", `${links.join("")}</head>`);
}

/**
 * Has every page of one's own name the engine's scripts, in a build that Next.js has just made.
 * @param {string} folder the build's, .next
 */
export function nameEngine(folder) {
  const chunks = path.join(folder, "static/chunks");
  const scripts = fs
    .readdirSync(chunks)
    .filter((name) => name.endsWith(".js"))
    .map((name) => fs.readFileSync(path.join(chunks, name), "utf8"));
  const addresses = engineScripts(scripts);
  for (const page of pathsOf(OWN, folder)) {
    const file = path.join(folder, "server/app", `${page}.html`);
    fs.writeFileSync(file, withAhead(fs.readFileSync(file, "utf8"), addresses));
  }
}
