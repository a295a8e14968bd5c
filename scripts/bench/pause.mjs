// What the page's own thread does when somebody who types a note stops for a moment: the words are handed on, kept, saved, and
// what was saved is told back, up to the last frame. Counted by that thread's own time, which a busy machine does not stretch as it
// stretches the clock's, less what the same page does in as long a time with nobody typing.
import { setTimeout as sleep } from "node:timers/promises";
import { link, newPerson } from "../people.mjs";
import { words } from "../words.mjs";
import { signIn } from "./browser.mjs";
import { writeMany } from "./entries.mjs";
import { milliseconds, quantile } from "./figures.mjs";

/** @typedef {import("../people.mjs").Program} Program */
/** @typedef {import("@playwright/test").Browser} Browser */
/** @typedef {import("@playwright/test").CDPSession} CDPSession */
/** @typedef {import("@playwright/test").Page} Page */
/** @typedef {import("./figures.mjs").Line} Line */

const ENTRIES = 2000;
const PAUSES = 8;
const AT_MOST_MS = 16;
/** What is typed before each pause, as fast as people type, and how long the last key is given to be drawn, milliseconds. */
const TYPED = " A slow song.";
const KEY_MS = 90;
const DRAWN_MS = 300;
/** How long a pause is looked at: by then the words were saved, and the page is idle again. Nothing of ours looks meanwhile, which would be work. */
const LOOKED_AT_MS = 2_500;
/** What is left of the seven seconds in which words that are being typed are sent once: each of these pauses is to send its own. */
const APART_MS = 1_500;

/** Where one types, and what is pressed there before. */
const SCREENS = [
  {
    what: "a note of one of 1,200 comforts",
    path: "/comfort",
    row: (/** @type {Page} */ page) => page.getByRole("button", { name: /, number 602\b/ }),
    field: words.comfort.note,
  },
  {
    what: "a line of one of 400 hard moments",
    path: "/hard-moments",
    row: (/** @type {Page} */ page) => page.getByRole("button", { name: /, number 1006\b/ }),
    field: words.kinds.hardMoment.parts.lasts.label,
  },
  {
    what: "a name of one of 400 supports",
    path: "/support",
    row: (/** @type {Page} */ page) => page.getByRole("button", { name: /, number 1008\b/ }),
    field: words.kinds.support.ownName,
  },
  {
    what: "a check-in",
    path: "/check-in",
    row: (/** @type {Page} */ page) => page.getByRole("button", { name: words.checkIn.new, exact: true }),
    field: words.kinds.checkIn.parts.whatHelped.label,
  },
];

/** How long the page's thread has worked since it began, milliseconds, by that thread's own time. @param {CDPSession} cdp */
async function workOf(cdp) {
  const { metrics } = await cdp.send("Performance.getMetrics");
  return 1000 * (metrics.find(({ name }) => name === "ThreadTime")?.value ?? Number.NaN);
}

/** How long it works from now on. @param {CDPSession} cdp */
async function workFromNow(cdp) {
  const before = await workOf(cdp);
  await sleep(LOOKED_AT_MS);
  return (await workOf(cdp)) - before;
}

/** @typedef {{ pause: number, idle: number }} Work */

/** Types a few words and stops, again and again. @param {Page} page @param {(typeof SCREENS)[number]} screen @returns {Promise<Work[]>} */
async function typeOn(page, { row, field }) {
  await row(page).click();
  const box = page.getByRole("textbox", { name: field, exact: true });
  await box.click();
  await page.keyboard.press("End");
  const cdp = await page.context().newCDPSession(page);
  await cdp.send("Performance.enable");
  const saved = page.getByText(words.shell.saving.saved, { exact: true });
  /** @type {Work[]} */
  const pauses = [];
  // The first pause warms the code up.
  for (let round = 0; round <= PAUSES; round++) {
    await sleep(APART_MS);
    await page.keyboard.type(TYPED, { delay: KEY_MS });
    await sleep(DRAWN_MS);
    const pause = await workFromNow(cdp);
    if (!(await saved.isVisible()))
      throw new Error("A pause was looked at for too short a time: nothing was saved in it.");
    // The same page with the same caret, and nobody types: what is left is not the pause's.
    const idle = await workFromNow(cdp);
    if (round > 0) pauses.push({ pause, idle });
  }
  if (!(await box.inputValue()).endsWith(TYPED)) throw new Error("What was typed is not in its field.");
  await cdp.detach();
  return pauses;
}

/**
 * Measures all of it. @param {Program} program @param {Browser} browser @param {string} origin @param {(text: string) => void} say
 * @returns {Promise<Line[]>}
 */
export async function measurePauses(program, browser, origin, say) {
  say(`writing ${ENTRIES} entries, to type in one of them`);
  const person = await newPerson(program, { origin, address: "192.0.2.101" });
  const other = await newPerson(program, { origin, address: "192.0.2.102" });
  await link(person, other);
  await other.engine.lock();
  await writeMany(program, person, ENTRIES);
  await person.engine.saveProfile({ idleMinutes: 30 });
  await person.saved();
  await person.engine.lock();
  const { page } = await signIn(browser, origin, person);
  /** @type {Line[]} */
  const lines = [];
  for (const screen of SCREENS) {
    say(`typing in ${screen.what}`);
    await page.goto(`${origin}/en${screen.path}`);
    const pauses = await typeOn(page, screen);
    const [idle, pause] = [
      quantile(pauses.map((work) => work.idle)),
      quantile(pauses.map((work) => work.pause)),
    ];
    const worst = quantile(
      pauses.map((work) => work.pause),
      1,
    );
    // Where the page does as much while nobody types, nothing can be told apart, and all of it is judged.
    const ms = idle < pause ? pause - idle : pause;
    lines.push({
      what: `The page's work at a pause in ${screen.what}, among ${ENTRIES} entries`,
      value: `${milliseconds(ms)}, of ${milliseconds(pause)} (worst ${milliseconds(worst)}); idle ${milliseconds(idle)}`,
      ms,
      atMostMs: AT_MOST_MS,
    });
  }
  await page.context().close();
  return lines;
}
