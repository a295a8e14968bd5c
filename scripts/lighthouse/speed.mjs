// How fast pages are on a slow phone, as Lighthouse reckons it, in turns with a bare app: on a machine that does other things
// too, only figures of one and the same round can be compared.
import { quantile } from "../bench/figures.mjs";

/** @typedef {import("./open.mjs").Lighthouse} Lighthouse */
/** @typedef {{ score: number, firstPaint: number, blocking: number }} Speed */
/**
 * `atLeast`: by how many points the page's score has to be above the bare app's. `firstPaint`, `blocking`: at most so many times
 * the bare app's.
 * @typedef {{ page: string, atLeast: number, firstPaint: number, blocking?: number }} Aim
 */

/** Pages that stand for their kind, and what each has to be beside the bare app. @type {readonly Aim[]} */
export const AIMS = [
  { page: "/en", atLeast: 0, firstPaint: 1.1 },
  { page: "/en/guidance/when-they-panic", atLeast: 6, firstPaint: 1.1, blocking: 0.15 },
  { page: "/en/help", atLeast: 6, firstPaint: 1.1, blocking: 0.15 },
  { page: "/en/sign-in", atLeast: -3, firstPaint: 1.1 },
];

/** How often a page is asked for again where the browser gave no figures, as it does now and then. */
const TRIES = 3;

/**
 * One look at a page, as from a phone of the middle range on a slow network. Throws where it gives no figures.
 * @param {Lighthouse} lighthouse
 * @param {string} address
 * @returns {Promise<Speed>}
 */
async function speedOf({ look }, address) {
  for (let tried = 1; tried <= TRIES; tried++) {
    const { audits, categories } = await look(address, { onlyCategories: ["performance"] });
    const score = categories.performance?.score;
    const firstPaint = audits["first-contentful-paint"]?.numericValue;
    const blocking = audits["total-blocking-time"]?.numericValue;
    if (typeof score === "number" && firstPaint !== undefined && blocking !== undefined)
      return { score: Math.round(score * 100), firstPaint, blocking };
  }
  throw new Error(`${address} could not be measured.`);
}

/** The median of each figure. @param {readonly Speed[]} rounds @returns {Speed} */
const median = (rounds) => ({
  score: quantile(rounds.map(({ score }) => score)),
  firstPaint: quantile(rounds.map(({ firstPaint }) => firstPaint)),
  blocking: quantile(rounds.map(({ blocking }) => blocking)),
});

/** How a page stands beside the bare app, in a line. @param {Aim} aim @param {Speed} ours @param {Speed} bare */
export function verdict({ page, atLeast, firstPaint, blocking }, ours, bare) {
  const paint = ours.firstPaint / bare.firstPaint;
  const blocked = bare.blocking === 0 ? 0 : ours.blocking / bare.blocking;
  // No page has more than 100, however fast the bare app is.
  const kept =
    ours.score >= Math.min(100, bare.score + atLeast) &&
    paint <= firstPaint &&
    (blocking === undefined || blocked <= blocking);
  const ms = (/** @type {number} */ value) => `${Math.round(value)} ms`;
  return (
    `${kept ? "✓" : "✗"} ${page}: score ${ours.score}, bare app ${bare.score}; first paint ${ms(ours.firstPaint)}, ` +
    `${paint.toFixed(2)} times; blocking ${ms(ours.blocking)} against ${ms(bare.blocking)}`
  );
}

/**
 * Measures every page of `AIMS` and the bare app, one after the other, round for round.
 * @param {Lighthouse} lighthouse
 * @param {{ ours: string, bare: string, rounds: number }} where their origins
 * @returns {Promise<string[]>} a line for each page, by the medians
 */
export async function measureSpeed(lighthouse, { ours, bare, rounds }) {
  /** @type {Map<string, Speed[]>} */
  const seen = new Map([["", []], ...AIMS.map(({ page }) => /** @type {[string, Speed[]]} */ ([page, []]))]);
  // The first round fills what servers and browser keep in memory.
  for (let round = 0; round <= rounds; round++) {
    for (const [page, speeds] of seen) {
      const speed = await speedOf(lighthouse, page === "" ? `${bare}/` : `${ours}${page}`);
      if (round > 0) speeds.push(speed);
    }
  }
  const floor = median(seen.get("") ?? []);
  return AIMS.map((aim) => verdict(aim, median(seen.get(aim.page) ?? []), floor));
}
