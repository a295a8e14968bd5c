// How long people wait on a slow phone: the whole browser, workers as well, on a slow processor and a slow line.
import { link, newPerson } from "../people.mjs";
import { words } from "../words.mjs";
import { openBrowserProcess, openTheirs, signIn } from "./browser.mjs";
import { checkInDaily } from "./bytes.mjs";
import { shareMany, writeMany } from "./entries.mjs";
import { milliseconds, quantile } from "./figures.mjs";
import { SLOW_LINE } from "./slow-line.mjs";
import { SLOWER, slowProcessor, whyNotSlow } from "./slow-processor.mjs";

/** @typedef {import("../people.mjs").Person} Person */
/** @typedef {import("../people.mjs").Program} Program */
/** @typedef {import("./figures.mjs").Line} Line */
/** @typedef {Awaited<ReturnType<typeof import("./slow-line.mjs").startSlowLine>>} SlowLine */
/** @typedef {Awaited<ReturnType<typeof openBrowserProcess>>} Browsing */
/** @typedef {(browsing: Browsing, ready: () => void) => Promise<number>} Look what is timed, in milliseconds, from when it called `ready` */

const ROUNDS = 5;
const THEIRS_AT_MOST_MS = 3_000;
const HOME_AT_MOST_MS = 4_000;
/** What the other shares, and what is one's own: entries, and days of check-ins (as long as they are kept by default, and five years). */
const SHARED = 40;
const ENTRIES = 100;
const DAYS = 90;
const MANY_DAYS = 5 * 365;
/** How long a busy loop is watched to tell how fast a processor is, milliseconds. */
const LOOP_MS = 2_000;

/**
 * Measures all of it, or says loudly why that cannot be done here.
 * @param {Program} program @param {SlowLine} line before the server @param {(text: string) => void} say
 * @returns {Promise<Line[]>}
 */
export async function measurePhone(program, line, say) {
  const reason = whyNotSlow();
  if (reason !== null) {
    const what = "!! A slow phone: NOT MEASURED";
    console.warn(
      `\n${what}. It takes Linux, root and control groups with a quota for the processor. ${reason}\n`,
    );
    return [{ what, value: "" }];
  }
  say("writing for a slow phone");
  const reader = await newReader(program, line.origin, DAYS, 1);
  const keeper = await newReader(program, line.origin, MANY_DAYS, 3);
  say(await calibration());
  /** @type {[what: string, look: Look, atMostMs?: number][]} */
  const cases = [
    [
      "Slow phone, cold: their page by its address, until lines and Help now are there",
      theirs(line, reader),
      THEIRS_AT_MOST_MS,
    ],
    ["  the same with five years of one's own daily check-ins", theirs(line, keeper)],
    ["Slow phone: sign-in, from sending the form until home is there", home(line, reader), HOME_AT_MOST_MS],
    ["  the same with five years of one's own daily check-ins", home(line, keeper)],
  ];
  /** @type {Line[]} */
  const lines = [];
  for (const [what, look, atMostMs] of cases) {
    say(what.trim());
    const took = [];
    for (let round = 0; round < ROUNDS; round++) took.push(await onPhone(line, look));
    const ms = quantile(took);
    const value = `${milliseconds(ms)} (${milliseconds(Math.min(...took))} to ${milliseconds(Math.max(...took))})`;
    lines.push({ what, value, ms, ...(atMostMs === undefined ? {} : { atMostMs }) });
  }
  return lines;
}

/**
 * Somebody with entries and days of check-ins of their own, for whom somebody else shares. @param {Program} program
 * @param {string} origin @param {number} days @param {number} at which address they come from
 */
async function newReader(program, origin, days, at) {
  const writer = await newPerson(program, { origin, address: `198.18.0.${at}` });
  const reader = await newPerson(program, { origin, address: `198.18.0.${at + 1}` });
  await link(writer, reader);
  await shareMany(program, writer, SHARED);
  await writeMany(program, reader, ENTRIES);
  await checkInDaily(program, reader, days);
  await reader.engine.saveProfile({ idleMinutes: 30 });
  await reader.saved();
  await Promise.all([writer.engine.lock(), reader.engine.lock()]);
  return reader;
}

/**
 * Times something in a new browser, which is slow from when it says that it is ready.
 * @param {SlowLine} line @param {Look} look
 */
export async function onPhone(line, look) {
  const browsing = await openBrowserProcess();
  /** @type {ReturnType<typeof slowProcessor> | undefined} */
  let processor;
  try {
    return await look(browsing, () => {
      line.slow = true;
      processor = slowProcessor(browsing.pid);
    });
  } finally {
    await browsing.close();
    line.slow = false;
    await processor?.stop();
  }
}

/** The other's page, with nothing in the browser's caches and all that the device keeps. @param {SlowLine} line @param {Person} reader */
const theirs = ({ origin }, reader) => {
  /** @type {Look} */
  const look = async ({ browser }, ready) => {
    const { page: first, vouched } = await signIn(browser, origin, reader);
    await vouched;
    const page = await first.context().newPage();
    // A page that is still there would answer for what it has in memory.
    await first.close();
    const session = await page.context().newCDPSession(page);
    await session.send("Network.clearBrowserCache");
    await session.detach();
    ready();
    const { whole } = await openTheirs(page, origin, SHARED);
    if (!(await page.getByRole("button", { name: words.theirs.helpNow }).isEnabled()))
      throw new Error("There is no way to Help now.");
    return whole;
  };
  return look;
};

/** Signing in. @param {SlowLine} line @param {Person} person */
const home = ({ origin }, person) => {
  /** @type {Look} */
  const look = async ({ browser }, ready) =>
    (await signIn(browser, origin, person, async () => ready())).took;
  return look;
};

/** How fast a busy thread is: of a page, of a worker, and of both at once, against one at full speed. */
async function calibration() {
  const { browser, pid, close } = await openBrowserProcess();
  /** @type {ReturnType<typeof slowProcessor> | undefined} */
  let processor;
  try {
    const page = await browser.newPage();
    const measure = () => page.evaluate(runLoops, LOOP_MS);
    // Once, so that the loop is compiled.
    await measure();
    const full = await measure();
    processor = slowProcessor(pid);
    const slow = await measure();
    const times = (/** @type {"page" | "worker" | "both"} */ where) => (full[where] / slow[where]).toFixed(2);
    return (
      `a busy thread is ${times("page")} times slower in a page, ${times("worker")} in a worker, ${times("both")} in a page beside a ` +
      `busy worker (${SLOWER} is meant); ${SLOW_LINE.roundTrip} ms round trip, ${SLOW_LINE.down * 8} and ${SLOW_LINE.up * 8} kbit/s`
    );
  } finally {
    await close();
    await processor?.stop();
  }
}

/** Runs in a page: how many loops are done there, in a worker, and there beside a worker at work. @param {number} ms */
async function runLoops(ms) {
  const loop = (/** @type {number} */ time) => {
    const end = performance.now() + time;
    let [done, sum] = [0, 1];
    while (performance.now() < end) {
      for (let at = 0; at < 100_000; at++) sum = Math.imul(sum, 31) + at;
      done += 1;
    }
    return sum === 0 ? 0 : done;
  };
  const script = new Blob([`const loop = ${loop}; onmessage = ({ data }) => postMessage(loop(data));`]);
  const worker = new Worker(URL.createObjectURL(script));
  const inWorker = () =>
    new Promise((resolve) => {
      worker.onmessage = ({ data }) => resolve(data);
      worker.postMessage(ms);
    });
  const page = loop(ms);
  const alone = Number(await inWorker());
  const beside = inWorker();
  const both = loop(ms);
  await beside;
  worker.terminate();
  return { page, worker: alone, both };
}
