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

/** How its first lines fetch the engine itself, once they have asked the server for what a reload needs. */
const ENGINE = /Promise\.all\(\[("static\/[^\]]+")\]/g;

/**
 * The addresses of all that the engine's worker runs from its start, in the order in which it does. Throws where a build has another
 * number of workers than one, or one that fetches another number of things than one.
 * @param {ReadonlyMap<string, string>} scripts the code of all of a build, by where it stands there ("static/chunks/a.js")
 * @returns {string[]}
 */
export function engineScripts(scripts) {
  const [first, ...others] = only("worker", [...scripts.values()].flatMap(starts));
  const beginning = others.toReversed();
  const engine = only(
    "engine",
    beginning.flatMap((file) =>
      [...(scripts.get(file) ?? "").matchAll(ENGINE)].map(([, files]) => listed(files)),
    ),
  );
  return [...new Set([first, ...beginning, ...engine])].map((file) => `/_next/${file}`);
}

/** Every start of a worker in a script: its first script, and the others. @param {string} code */
const starts = (code) => [...code.matchAll(WORKER)].map(([, first, others]) => [first, ...listed(others)]);

/** @param {string | undefined} files as they stand in code, in quotes @returns {string[]} */
const listed = (files) => JSON.parse(`[${files}]`);

/** The one list among lists that may say it several times. @param {string} what @param {readonly (string | undefined)[][]} lists */
function only(what, lists) {
  const [one, ...more] = new Set(lists.map((list) => JSON.stringify(list)));
  if (one === undefined || more.length > 0) {
    const count = one === undefined ? 0 : more.length + 1;
    throw new Error(`There is one ${what}; the build has ${count}.`);
  }
  return /** @type {string[]} */ (JSON.parse(one));
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
  const scripts = new Map(
    fs
      .readdirSync(chunks)
      .filter((name) => name.endsWith(".js"))
      .map((name) => [`static/chunks/${name}`, fs.readFileSync(path.join(chunks, name), "utf8")]),
  );
  const addresses = engineScripts(scripts);
  for (const page of pathsOf(OWN, folder)) {
    const file = path.join(folder, "server/app", `${page}.html`);
    fs.writeFileSync(file, withAhead(fs.readFileSync(file, "utf8"), addresses));
  }
}
