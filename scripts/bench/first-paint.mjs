// When something is first seen on a slow phone, beside a bare app in turns: measured on the line, and not reckoned. Lighthouse reckons
// as if nothing were painted before all that a page had asked for by then is there, fonts too, for which no text here waits.
import { bare } from "./bare.mjs";
import { milliseconds, quantile } from "./figures.mjs";
import { onPhone } from "./phone.mjs";

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
  for (let round = 0; round < ROUNDS; round++) {
    await look("bare", other, bare.static);
    for (const [name, page] of Object.entries(PAGES)) await look(name, ours, page);
  }
  const floor = quantile(took.get("bare") ?? []);
  return Object.keys(PAGES).map((name) => {
    const paint = quantile(took.get(name) ?? []);
    return {
      what: `Slow phone, first paint: ${name}`,
      value: milliseconds(paint),
      bare: milliseconds(floor),
      ratio: paint / floor,
      atMost: AT_MOST,
    };
  });
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
