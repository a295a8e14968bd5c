// What a page of one's own needs beside its own scripts: the engine's worker. A browser would start it once the page is drawn, and
// learn of each of its scripts only from the one before it; on a slow line that is seconds. So the page's HTML starts it, and names its
// scripts. OPAQUE's is not among them: a reload opens without it.
import fs from "node:fs";
import path from "node:path";
import { pathsOf } from "./page-group.mjs";

/** Pages that open with the key that is kept for a reload. */
const OWN = "/[locale]/(app)/";

/** How the build's scripts start a worker: by the first script, with a list of the others. */
const WORKER = /"(static\/chunks\/turbopack-worker-[^"]+\.js)",\[("static\/[^\]]+")\]/g;

/** How its first lines fetch the engine itself, once they have asked the server for what a reload needs. */
const ENGINE = /Promise\.all\(\[("static\/[^\]]+")\]/g;

/** The name of the worker on the page of the other, and on all others (lib/client/engine/worker-name.ts, browser/is-glanced.ts). */
const nameOn = (/** @type {string} */ page) => (/\/theirs$/.test(page) ? "restores-theirs" : "restores");

/**
 * What the engine's worker runs from its start, in the order in which it does: the script that it is made of, those of its first lines,
 * and those of the engine, which these fetch.
 * @typedef {{ first: string, beginning: string[], engine: string[] }} EngineScripts addresses
 */

/**
 * Throws where a build has another number of workers than one, or one that fetches another number of things than one.
 * @param {ReadonlyMap<string, string>} scripts the code of all of a build, by where it stands there ("static/chunks/a.js")
 * @returns {EngineScripts}
 */
export function engineScripts(scripts) {
  const [first = "", ...others] = only("worker", [...scripts.values()].flatMap(starts));
  const beginning = others.toReversed();
  const engine = only(
    "engine",
    beginning.flatMap((file) =>
      [...(scripts.get(file) ?? "").matchAll(ENGINE)].map(([, files]) => listed(files)),
    ),
  );
  const address = (/** @type {string} */ file) => `/_next/${file}`;
  return {
    first: address(first),
    beginning: beginning.map(address),
    engine: engine.filter((file) => !others.includes(file)).map(address),
  };
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
 * The address under which the worker is started: after the sign # stands what its first script is told, as the build's own scripts
 * would tell it (turbopack's runtime for browsers, in Next.js 16.4).
 * @param {EngineScripts} scripts
 */
const workerAddress = ({ first, beginning }) =>
  `${first}#params=${encodeURIComponent(JSON.stringify([beginning, "", "/_next/", null, null]))}`;

/**
 * A script that starts the worker; the page takes it over (lib/client/browser/early-worker.ts), or starts one itself where it failed.
 * @param {string} address @param {string} name
 */
const starting = (address, name) =>
  `if(self.isSecureContext&&crypto.subtle)try{let w=new Worker(${JSON.stringify(address)},{name:"${name}"});w.onerror=()=>{self.stileWorker=void 0};self.stileWorker={worker:w,name:"${name}"}}catch{}`;

/**
 * A page's HTML that starts the worker before all else, with the scripts of its first lines named beside it, and those of the engine
 * after the page's own. Throws where it has no head.
 * @param {string} html @param {string} page its path
 * @param {EngineScripts} scripts
 */
export function withEngine(html, page, scripts) {
  // What says how the bytes are to be read stays the first.
  const start = '<head><meta charSet="utf-8"/>';
  if (!html.includes(start) || !html.includes("</head>")) throw new Error("A page has no head.");
  const link = (/** @type {string} */ address, priority = "") =>
    html.includes(`src="${address}"`) ? "" : `<link rel="preload" as="script"${priority} href="${address}"/>`;
  const script = `<script>${starting(workerAddress(scripts), nameOn(page))}</script>`;
  const early = scripts.beginning.map((address) => link(address)).join("");
  const late = scripts.engine.map((address) => link(address, ' fetchPriority="low"')).join("");
  return html.replace(start, `${start}${script}${early}`).replace("</head>", `${late}</head>`);
}

/**
 * Has every page of one's own start the engine's worker, in a build that Next.js has just made.
 * @param {string} folder the build's, .next
 */
export function startEngine(folder) {
  const chunks = path.join(folder, "static/chunks");
  const scripts = new Map(
    fs
      .readdirSync(chunks)
      .filter((name) => name.endsWith(".js"))
      .map((name) => [`static/chunks/${name}`, fs.readFileSync(path.join(chunks, name), "utf8")]),
  );
  const engine = engineScripts(scripts);
  for (const page of pathsOf(OWN, folder)) {
    const file = path.join(folder, "server/app", `${page}.html`);
    fs.writeFileSync(file, withEngine(fs.readFileSync(file, "utf8"), page, engine));
  }
}
