import { vi } from "vitest";
import { withHandlers } from "../person";

/*
 * Time that a test drives: every timer and the clock stand still until they are told to go on, and never go on while a request
 * is with its handler or a key with WebCrypto. So minutes take milliseconds, and a run is the same each time.
 */

/** Turns of the event loop without anything under way after which nothing more comes of itself: streams need a few. */
const QUIET_TURNS = 4;
const turn = () => new Promise<void>((done) => setImmediate(done));

/** What WebCrypto does on other threads. */
const ON_THREADS = ["importKey", "exportKey", "generateKey", "deriveBits"] as const;

const underWay = new Set<Promise<unknown>>();

/** Work that time does not pass by. */
export function awaited<Result>(work: Promise<Result>): Promise<Result> {
  underWay.add(work);
  const isOver = () => underWay.delete(work);
  work.then(isOver, isOver);
  return work;
}

/** Takes the clock and the timers over. */
export function driveTime(start: number): void {
  vi.useFakeTimers({
    now: start,
    toFake: ["Date", "setTimeout", "clearTimeout", "setInterval", "clearInterval"],
  });
  vi.spyOn(AbortSignal, "timeout").mockImplementation((ms) => {
    const controller = new AbortController();
    setTimeout(() => controller.abort(new DOMException("too late", "TimeoutError")), ms);
    return controller.signal;
  });
  // Keys of age are made on other threads.
  for (const name of ON_THREADS) {
    const real: unknown = Reflect.get(crypto.subtle, name);
    if (typeof real !== "function") throw new Error(`No ${name}`);
    Reflect.set(crypto.subtle, name, (...of: unknown[]) => awaited(Reflect.apply(real, crypto.subtle, of)));
  }
}

/** Gives them back. */
export function leaveTime(): void {
  vi.useRealTimers();
  for (const name of ON_THREADS) Reflect.deleteProperty(crypto.subtle, name);
  vi.restoreAllMocks();
}

/** Called each time that nothing goes on any more but what waits for a timer. */
export const atRest = new Set<() => void>();

/** Waits until nothing goes on but what waits for a timer. */
export async function settle(): Promise<void> {
  for (let quiet = 0; quiet < QUIET_TURNS; quiet++) {
    await turn();
    while (underWay.size + withHandlers.size > 0) {
      await Promise.allSettled([...underWay, ...withHandlers]);
      quiet = 0;
    }
  }
  for (const look of atRest) look();
}

/** Lets so much time pass. */
export async function pass(milliseconds: number): Promise<void> {
  let isOver = false;
  setTimeout(() => {
    isOver = true;
  }, milliseconds);
  await settle();
  while (!isOver) {
    vi.advanceTimersToNextTimer();
    await settle();
  }
}

export type Ended<Result> =
  | { ended: "resolved"; result: Result }
  | { ended: "rejected"; error: unknown }
  | { ended: "never" };

/** Lets time pass until the work has ended, and no longer than so long. */
export async function whileUnderWay<Result>(
  work: Promise<Result>,
  atMost = 5 * 60_000,
): Promise<Ended<Result>> {
  let outcome: Ended<Result> | null = null;
  work.then(
    (result) => {
      outcome = { ended: "resolved", result };
    },
    (error: unknown) => {
      outcome = { ended: "rejected", error };
    },
  );
  const until = Date.now() + atMost;
  await settle();
  while (outcome === null && Date.now() < until && vi.getTimerCount() > 0) {
    vi.advanceTimersToNextTimer();
    await settle();
  }
  return outcome ?? { ended: "never" };
}

/** The same for work that must end well. */
export async function drive<Result>(work: Promise<Result>): Promise<Result> {
  const outcome = await whileUnderWay(work);
  if (outcome.ended === "resolved") return outcome.result;
  throw outcome.ended === "rejected" ? outcome.error : new Error("It never ended");
}

/** Lets time pass until a condition holds; false when it did not within so long. */
export async function passUntil(holds: () => boolean, atMost = 2 * 60_000): Promise<boolean> {
  const until = Date.now() + atMost;
  await settle();
  while (!holds() && Date.now() < until && vi.getTimerCount() > 0) {
    vi.advanceTimersToNextTimer();
    await settle();
  }
  return holds();
}
