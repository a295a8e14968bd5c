import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { RETRY_MS, Retry } from "./retry";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

test("waits longer after each failure, and no longer than the last wait", () => {
  const tries: number[] = [];
  const began = Date.now();
  const retry = new Retry(() => {
    tries.push(Date.now() - began);
    retry.failed();
  });
  retry.failed();
  vi.advanceTimersByTime(RETRY_MS.reduce((sum, wait) => sum + wait, 0) + 60_000);
  expect(tries).toEqual([2_000, 7_000, 22_000, 82_000, 142_000]);
});

test("has one timer: noting a failure twice makes one try", () => {
  const run = vi.fn();
  const retry = new Retry(run);
  retry.failed();
  retry.failed();
  vi.advanceTimersByTime(60_000);
  expect(run).toHaveBeenCalledTimes(1);
});

test("begins anew after a success, and forgets a try that waits", () => {
  const run = vi.fn();
  const retry = new Retry(run);
  retry.failed();
  retry.failed();
  expect(retry.waits).toBe(true);
  retry.succeeded();
  expect(retry.waits).toBe(false);
  retry.failed();
  vi.advanceTimersByTime(RETRY_MS[0]);
  expect(run).toHaveBeenCalledTimes(1);
});

test("keeps count when a try is taken back", () => {
  const run = vi.fn();
  const retry = new Retry(run);
  retry.failed();
  retry.cancel();
  retry.failed();
  vi.advanceTimersByTime(RETRY_MS[0]);
  expect(run).not.toHaveBeenCalled();
  vi.advanceTimersByTime(RETRY_MS[1] - RETRY_MS[0]);
  expect(run).toHaveBeenCalledTimes(1);
});

test("hastens a try that waits, and makes none where none does", () => {
  const run = vi.fn();
  const retry = new Retry(run);
  retry.hasten(500);
  vi.advanceTimersByTime(60_000);
  expect(run).not.toHaveBeenCalled();
  retry.failed();
  retry.hasten(500);
  vi.advanceTimersByTime(500);
  expect(run).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(60_000);
  expect(run).toHaveBeenCalledTimes(1);
});
