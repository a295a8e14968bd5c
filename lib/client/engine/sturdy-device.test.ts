import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { newKeyHalf, newVaultKey } from "@/lib/crypto";
import type { Device } from "./device";
import { STORE_WAIT_MS, sturdy } from "./sturdy-device";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const CALLS = [
  "remember",
  "touch",
  "keeps",
  "keptFor",
  "recall",
  "forget",
  "keepUnsent",
  "dropUnsent",
  "unsentOf",
  "wipe",
] as const;

/** A device of which every call does the same; what was called is counted. */
function deviceThat(does: () => Promise<never>) {
  const called: string[] = [];
  const call = (name: (typeof CALLS)[number]) => () => {
    called.push(name);
    return does();
  };
  const device: Device = {
    remember: call("remember"),
    touch: call("touch"),
    keeps: call("keeps"),
    keptFor: call("keptFor"),
    recall: call("recall"),
    forget: call("forget"),
    keepUnsent: call("keepUnsent"),
    dropUnsent: call("dropUnsent"),
    unsentOf: call("unsentOf"),
    wipe: call("wipe"),
  };
  return { device, called };
}

const runAll = (device: Device) =>
  Promise.all([
    device.remember("owner", newVaultKey(), newKeyHalf(), 1, 1),
    device.touch(1, 1),
    device.keeps("owner", 1),
    device.keptFor(1),
    device.recall("owner", newKeyHalf()),
    device.forget(),
    device.keepUnsent({ owner: "owner", name: "name", baseVersion: 1, sealed: new Uint8Array() }),
    device.dropUnsent("owner", "name"),
    device.unsentOf("owner"),
    device.wipe(),
  ]);
const NOTHING_KEPT = [false, undefined, false, null, null, undefined, false, undefined, [], undefined];

test.each([
  ["rejects", () => Promise.reject(new Error("refused"))],
  [
    "throws",
    () => {
      throw new DOMException("refused", "DataCloneError");
    },
  ],
])("a store that %s: every call ends, and says that nothing was kept", async (_, does) => {
  const { device, called } = deviceThat(does);
  expect(await runAll(sturdy(device))).toEqual(NOTHING_KEPT);
  expect(new Set(called)).toEqual(new Set(CALLS));
});

test("a store that never answers: every call ends within its time, and later ones do not wait again", async () => {
  const { device } = deviceThat(() => new Promise<never>(() => {}));
  const guarded = sturdy(device);
  const first = runAll(guarded);
  await vi.advanceTimersByTimeAsync(2 * STORE_WAIT_MS);
  expect(await first).toEqual(NOTHING_KEPT);
  const later = guarded.recall("owner", newKeyHalf());
  await vi.advanceTimersByTimeAsync(0);
  expect(await later).toBeNull();
});

test("a key that cannot be forgotten takes the whole store with it", async () => {
  const { device, called } = deviceThat(() => Promise.reject(new Error("refused")));
  const wipe = vi.fn(async () => {});
  await sturdy({ ...device, wipe }).forget();
  expect(called).toEqual(["forget"]);
  expect(wipe).toHaveBeenCalledTimes(1);
});
