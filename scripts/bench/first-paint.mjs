// When something is first seen on a slow phone, beside a bare app in turns: measured on the line, and not reckoned. Lighthouse reckons
// as if nothing were painted before all that a page had asked for by then is there, fonts too, for which no text here waits. The bare
// app shows one word; what the same words take with no style, typeface or script is measured too.
import http from "node:http";
import { brotliCompressSync } from "node:zlib";
import { freePort } from "../postgres.mjs";
import { bare } from "./bare.mjs";
import { milliseconds, quantile } from "./figures.mjs";
import { onPhone } from "./phone.mjs";
import { startSlowLine } from "./slow-line.mjs";

/** @typedef {import("./figures.mjs").Line} Line */
/** @typedef {Awaited<ReturnType<typeof import("./slow-line.mjs").startSlowLine>>} SlowLine */

const ROUNDS = 5;
const AT_MOST = 1.1;
/** Pages that stand for their kind. */
const PAGES = {
  "the landing page": "/en",
  "a text": "/en/guidance/when-they-panic",
  "sign-in": "/en/sign-in",
};

/**
 * Measures all of them.
 * @param {{ ours: SlowLine, other: SlowLine }} lines before either server @param {(text: string) => void} say
 * @returns {Promise<Line[]>}
 */
export async function measureFirstPaint({ ours, other }, say) {
  say("first paint on a slow phone");
  /** @type {Map<string, number[]>} */
  const took = new Map();
  const look = async (
    /** @type {string} */ name,
    /** @type {SlowLine} */ line,
    /** @type {string} */ page,
  ) => {
    const paint = await onPhone(line, ({ browser }, ready) =>
      firstPaint(browser, `${line.origin}${page}`, ready),
    );
    took.set(name, [...(took.get(name) ?? []), paint]);
  };
  const alone = await serveWordsOf(ours.origin);
  try {
    for (let round = 0; round < ROUNDS; round++) {
      await look("bare", other, bare.static);
      for (const [name, page] of Object.entries(PAGES)) {
        await look(name, ours, page);
        await look(wordsOf(name), alone.line, page);
      }
    }
  } finally {
    alone.stop();
  }
  const floor = quantile(took.get("bare") ?? []);
  const line = (/** @type {string} */ name, /** @type {object} */ target) => {
    const paint = quantile(took.get(name) ?? []);
    return { value: milliseconds(paint), bare: milliseconds(floor), ratio: paint / floor, ...target };
  };
  return Object.keys(PAGES).flatMap((name) => [
    { what: `Slow phone, first paint: ${name}`, ...line(name, { atMost: AT_MOST }) },
    { what: "  its words alone", ...line(wordsOf(name), {}) },
  ]);
}

const wordsOf = (/** @type {string} */ name) => `the words of ${name}`;

/** What a page says, with nothing of how it looks or what it does. @param {string} html */
const wordsIn = (html) =>
  html.replaceAll(/<(script|style)\b[\s\S]*?<\/\1>/g, "").replaceAll(/<link\b[^>]*>/g, "");

/** What has a browser open a page in a process of its own. It takes a third of the time to the first paint, and the bare app has it not. */
const OPENER = "cross-origin-opener-policy";

/** A server behind a slow line of its own that has the words of those pages, under the same policy. @param {string} origin where they are */
async function serveWordsOf(origin) {
  const pages = new Map();
  for (const page of Object.values(PAGES)) {
    const answer = await fetch(`${origin}${page}`);
    const opener = answer.headers.get(OPENER);
    if (opener === null) throw new Error("A page of Stile opens in a process of its own.");
    pages.set(page, { opener, body: brotliCompressSync(wordsIn(await answer.text())) });
  }
  const server = http.createServer(({ url }, response) => {
    const { opener, body } = pages.get(url) ?? {};
    response.writeHead(body ? 200 : 404, {
      "content-type": "text/html; charset=utf-8",
      ...(body && { "content-encoding": "br", [OPENER]: opener }),
    });
    response.end(body);
  });
  const port = await freePort();
  await new Promise((resolve) => {
    server.listen(port, "127.0.0.1", () => resolve(undefined));
  });
  const line = await startSlowLine(port);
  const stop = () => {
    line.stop();
    server.closeAllConnections();
    server.close();
  };
  return { line, stop };
}

/**
 * Milliseconds from the start of the navigation to the first frame with something in it.
 * @param {import("@playwright/test").Browser} browser @param {string} address @param {() => void} ready
 */
async function firstPaint(browser, address, ready) {
  const page = await browser.newPage();
  ready();
  await page.goto(address, { waitUntil: "commit" });
  return page.evaluate(
    () =>
      new Promise((/** @type {(ms: number) => void} */ resolve) => {
        new PerformanceObserver((list) => {
          const [entry] = list.getEntriesByName("first-contentful-paint");
          if (entry) resolve(entry.startTime);
        }).observe({ type: "paint", buffered: true });
      }),
  );
}
