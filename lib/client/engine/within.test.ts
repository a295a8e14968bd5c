import { afterEach, expect, test, vi } from "vitest";
import { within } from "./within";

afterEach(() => {
  vi.useRealTimers();
});

test("gives what comes in time, null for what is late, and leaves no timer behind", async () => {
  vi.useFakeTimers();
  expect(await within(1000, Promise.resolve("here"))).toBe("here");
  expect(vi.getTimerCount()).toBe(0);
  const late = within(1000, new Promise<string>(() => undefined));
  await vi.advanceTimersByTimeAsync(999);
  expect(vi.getTimerCount()).toBe(1);
  await vi.advanceTimersByTimeAsync(1);
  expect(await late).toBeNull();
});

test("rejects with what fails in time; what fails later is nobody's any more", async () => {
  vi.useFakeTimers();
  await expect(within(1000, Promise.reject(new Error("no")))).rejects.toThrow("no");
  const unhandled = vi.fn();
  process.once("unhandledRejection", unhandled);
  let fail = (_: Error) => {};
  const late = within(
    1000,
    new Promise<string>((_, reject) => {
      fail = reject;
    }),
  );
  await vi.advanceTimersByTimeAsync(1000);
  expect(await late).toBeNull();
  fail(new Error("too late"));
  vi.useRealTimers();
  await new Promise((done) => setImmediate(done));
  process.off("unhandledRejection", unhandled);
  expect(unhandled).not.toHaveBeenCalled();
});
