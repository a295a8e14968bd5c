import type { Device } from "@/lib/client/engine/device";

/** What a call does that is refused. */
export const fails = (): Promise<never> => Promise.reject(new Error("refused"));

/** A device's store of which every call does this, such as to reject, or to be never answered. */
export const brokenStore = (call: () => Promise<never> = fails): Device => ({
  remember: call,
  touch: call,
  keeps: call,
  recall: call,
  forget: call,
  keepUnsent: call,
  dropUnsent: call,
  unsentOf: call,
  wipe: call,
});
