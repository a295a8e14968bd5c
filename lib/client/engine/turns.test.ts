import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { starterComfort } from "@/lib/domain/comfort/topics";
import type { Comfort } from "@/lib/domain/kinds/comfort";
import { isShared } from "@/lib/domain/sharing/standing";
import { tick } from "@/lib/domain/sharing/verbs";
import { Turns } from "./turns";

const START = Date.parse("2026-03-01T12:00:00Z");
const HOUR = 3_600_000;
const PERIOD = "period";

beforeEach(() => void vi.useFakeTimers({ now: START }));
afterEach(() => void vi.useRealTimers());

/** A comfort whose note is shared until then, for ever where there is no end. */
function sharedUntil(until: number | null): Comfort {
  const shared = tick({ ...starterComfort("hug", START), note: "Slowly." }, "note", PERIOD, START);
  const note = shared.share?.parts.note;
  if (!shared.share || !note) throw new Error("A note was to be shared.");
  return { ...shared, share: { ...shared.share, parts: { note: { ...note, until } } } };
}

/** A screen that is drawn with the moment it was told last, and says whether the note is shared. */
function screen(items: readonly Comfort[]) {
  let drawn = 0;
  const said = () => items.map((item) => isShared(item, "note", PERIOD, moment));
  const draw = () => {
    const next = turns.momentFor(items);
    if (next !== moment) drawn += 1;
    moment = next;
  };
  const turns = new Turns({ now: () => Date.now(), onLook: draw });
  let moment = turns.momentFor(items);
  return { turns, said, draw, drawn: () => drawn, moment: () => moment };
}

test("what ends is said to have ended as it does, and nothing is drawn before or after", async () => {
  const one = screen([sharedUntil(START + HOUR)]);
  await vi.advanceTimersByTimeAsync(HOUR - 1);
  expect([one.said(), one.drawn()]).toEqual([[true], 0]);
  await vi.advanceTimersByTimeAsync(1);
  expect([one.said(), one.drawn()]).toEqual([[false], 1]);
  await vi.advanceTimersByTimeAsync(9 * HOUR);
  expect(one.drawn()).toBe(1);
});

test("a clock that jumps is followed within half a minute, forwards and back, and at once on coming into view", async () => {
  const one = screen([sharedUntil(START + HOUR)]);
  await vi.advanceTimersByTimeAsync(1000);
  vi.setSystemTime(START + 2 * HOUR);
  await vi.advanceTimersByTimeAsync(30_000);
  expect([one.said(), one.drawn()]).toEqual([[false], 1]);
  vi.setSystemTime(START - HOUR);
  await vi.advanceTimersByTimeAsync(30_000);
  expect([one.said(), one.drawn()]).toEqual([[true], 2]);
  vi.setSystemTime(START + 3 * HOUR);
  one.turns.look();
  expect([one.said(), one.drawn()]).toEqual([[false], 3]);
});

test("the moment stands still while an edit ends nothing, and moves with what has ended meanwhile", async () => {
  const one = screen([sharedUntil(START + HOUR), sharedUntil(null)]);
  vi.setSystemTime(START + HOUR / 2);
  one.draw();
  expect(one.moment()).toBe(START);
  vi.setSystemTime(START + HOUR);
  one.draw();
  expect(one.moment()).toBe(START + HOUR);
  expect(one.said()).toEqual([false, true]);
});

test("no timer runs where nothing ends by itself, nor once nothing is open", () => {
  screen([sharedUntil(null), starterComfort("kiss", START)]);
  expect(vi.getTimerCount()).toBe(0);
  const { turns } = screen([sharedUntil(START + HOUR)]);
  expect(vi.getTimerCount()).toBe(1);
  turns.stop();
  expect(vi.getTimerCount()).toBe(0);
});
