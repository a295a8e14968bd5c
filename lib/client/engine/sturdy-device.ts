import type { Device } from "./device";

/** How long a call of the device's store may take, milliseconds. A store that answers at all does so within some tens. */
export const STORE_WAIT_MS = 3_000;

/**
 * A device whose store may reject, refuse a key, or never answer: every call ends within STORE_WAIT_MS and none rejects, so
 * that locking, signing out and stopping never depend on it. What could not be kept is told by the answer: `false`, null or
 * an empty list. Where the key cannot be forgotten the whole store is deleted instead.
 */
export function sturdy(device: Device, waitMs = STORE_WAIT_MS): Device {
  // A store that once did not answer is asked again, and not waited for.
  let silent = false;
  const attempt = async <Result>(work: () => Promise<Result>, otherwise: Result): Promise<Result> => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<Result>((done) => {
      timer = setTimeout(
        () => {
          silent = true;
          done(otherwise);
        },
        silent ? 0 : waitMs,
      );
    });
    try {
      const result = await Promise.race([work(), late]);
      return result;
    } catch {
      return otherwise;
    } finally {
      clearTimeout(timer);
    }
  };
  /** Whether the work was done. */
  const done = (work: () => Promise<unknown>): Promise<boolean> =>
    attempt(async () => {
      await work();
      return true;
    }, false);

  return {
    remember: (...copy) => attempt(() => device.remember(...copy), false),
    touch: async (now, idleMs) => void (await done(() => device.touch(now, idleMs))),
    keeps: (owner, now) => attempt(() => device.keeps(owner, now), false),
    keptFor: (now) => attempt(() => device.keptFor(now), null),
    recall: (owner, half) => attempt(() => device.recall(owner, half), null),
    async forget(owner) {
      if (!(await done(() => device.forget(owner)))) await done(() => device.wipe());
    },
    keepUnsent: (unsent) => attempt(() => device.keepUnsent(unsent), false),
    dropUnsent: async (owner, name) => void (await done(() => device.dropUnsent(owner, name))),
    unsentOf: (owner) => attempt(() => device.unsentOf(owner), []),
    wipe: async () => void (await done(() => device.wipe())),
  };
}
