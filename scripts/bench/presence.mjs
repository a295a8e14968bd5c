// Whether somebody who asks a server for an icon all the time can tell that another person saved something, from how long
// the answers take.
import { setTimeout as sleep } from "node:timers/promises";
import { send } from "./load.mjs";

/** @typedef {import("./load.mjs").Question} Question */

const WINDOW_MS = 250;
const ASK_EVERY_MS = 10;
/** How many windows are looked at for each kind. */
const WINDOWS = 200;

/**
 * The longest answer of a window, milliseconds. In the middle of it `act` is run once, where there is one.
 * @param {string} origin @param {string} icon @param {(() => Promise<unknown>) | null} act
 */
async function longestIn(origin, icon, act) {
  const until = performance.now() + WINDOW_MS;
  const acting = act === null ? null : sleep(WINDOW_MS / 3).then(act);
  let longest = 0;
  while (performance.now() < until) {
    const began = performance.now();
    await send(origin, { path: icon });
    longest = Math.max(longest, performance.now() - began);
    await sleep(ASK_EVERY_MS);
  }
  await acting;
  return longest;
}

/**
 * How well a number tells two groups apart: the share of pairs in which the first group's is the larger (the area under the
 * ROC curve). 0.5 tells nothing, 1 all. @param {readonly number[]} ones @param {readonly number[]} others
 */
export function separation(ones, others) {
  let larger = 0;
  for (const one of ones) for (const other of others) larger += one > other ? 1 : one === other ? 0.5 : 0;
  return larger / (ones.length * others.length);
}

/**
 * Compares windows in which somebody saved with windows in which nobody did, taken in turns by chance.
 * @param {{ origin: string, icon: string, save: () => Promise<unknown>, sham: () => Promise<unknown> }} options `sham` does for the
 *   machine what saving does, and asks nothing of this server
 * @returns {Promise<{ save: number, sham: number }>} how well each can be told from nothing, 0.5 to 1
 */
export async function presenceLeak({ origin, icon, save, sham }) {
  const times = {
    save: /** @type {number[]} */ ([]),
    sham: /** @type {number[]} */ ([]),
    none: /** @type {number[]} */ ([]),
  };
  const acts = { save, sham, none: null };
  for (let round = 0; round < WINDOWS; round++) {
    const kinds = /** @type {("save" | "sham" | "none")[]} */ (["save", "sham", "none"]);
    kinds.sort(() => Math.random() - 0.5);
    for (const kind of kinds) times[kind].push(await longestIn(origin, icon, acts[kind]));
  }
  return { save: separation(times.save, times.none), sham: separation(times.sham, times.none) };
}
