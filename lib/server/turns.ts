import "server-only";
import { AppError } from "./errors";

/**
 * Makes a door that lets so many through at a time; others wait, in the order in which they came, and not for long. What
 * comes while enough are waiting is refused at once, so that a flood costs next to nothing.
 * @returns runs the work in turn. Throws `too_many` where there is no room to wait or the wait is too long, and what the work throws.
 */
export function createTurns({
  atOnce,
  mayWait,
  waitMs,
}: {
  atOnce: number;
  mayWait: number;
  waitMs: number;
}) {
  let inside = 0;
  const waiting = new Set<() => void>();
  const full = () => new AppError("too_many", { "Retry-After": "1" });

  function turn(): Promise<void> {
    if (inside < atOnce) {
      inside++;
      return Promise.resolve();
    }
    if (waiting.size >= mayWait) throw full();
    return new Promise((resolve, reject) => {
      const enter = () => {
        clearTimeout(late);
        resolve();
      };
      const late = setTimeout(() => {
        waiting.delete(enter);
        reject(full());
      }, waitMs);
      waiting.add(enter);
    });
  }

  return async function inTurn<T>(work: () => Promise<T>): Promise<T> {
    await turn();
    try {
      return await work();
    } finally {
      // The place is handed on, or given up.
      const [next] = waiting;
      if (next === undefined) inside--;
      else {
        waiting.delete(next);
        next();
      }
    }
  };
}
