import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Idle } from "./idle";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const MINUTE = 60_000;

function watched({
  now = () => Date.now(),
  limit = 2 * MINUTE,
}: {
  now?: () => number;
  limit?: number;
} = {}) {
  const onIdle = vi.fn();
  const onTouch = vi.fn();
  const idle = new Idle({ now, limit: () => limit, onIdle, onTouch });
  idle.start();
  return { idle, onIdle, onTouch };
}

test("is idle once the limit has passed without a touch, and not before", () => {
  const { onIdle } = watched();
  vi.advanceTimersByTime(2 * MINUTE);
  expect(onIdle).not.toHaveBeenCalled();
  vi.advanceTimersByTime(6_500);
  expect(onIdle).toHaveBeenCalledTimes(1);
});

test("leaves the page a moment to hand on what was typed, in which a touch comes too late", () => {
  const { idle, onIdle } = watched();
  vi.advanceTimersByTime(2 * MINUTE + 5_000);
  expect(onIdle).not.toHaveBeenCalled();
  idle.touched();
  vi.advanceTimersByTime(1_500);
  expect(onIdle).toHaveBeenCalledTimes(1);
});

test("a page that has nothing more to hand on has not to wait", () => {
  const { idle, onIdle } = watched();
  vi.advanceTimersByTime(2 * MINUTE + 1);
  idle.check();
  expect(onIdle).toHaveBeenCalledTimes(1);
});

test("counts from the last touch, in this tab or in another", () => {
  const { idle, onIdle } = watched();
  vi.advanceTimersByTime(MINUTE);
  idle.touched();
  vi.advanceTimersByTime(1.5 * MINUTE);
  idle.touchedElsewhere(Date.now());
  vi.advanceTimersByTime(1.9 * MINUTE);
  expect(onIdle).not.toHaveBeenCalled();
});

test("an old touch of another tab takes nothing back", () => {
  const { idle, onIdle } = watched();
  vi.advanceTimersByTime(MINUTE);
  idle.touched();
  idle.touchedElsewhere(Date.now() - MINUTE);
  vi.advanceTimersByTime(1.9 * MINUTE);
  expect(onIdle).not.toHaveBeenCalled();
});

test("tells of touches at most every ten seconds", () => {
  const { idle, onTouch } = watched();
  for (let second = 0; second < 30; second++) {
    vi.advanceTimersByTime(1_000);
    idle.touched();
  }
  expect(onTouch).toHaveBeenCalledTimes(3);
});

test("tells of the first touch at once, each time that it begins to watch", () => {
  const { idle, onTouch } = watched();
  for (const count of [1, 2]) {
    idle.touched();
    idle.touched();
    expect(onTouch).toHaveBeenCalledTimes(count);
    idle.start();
  }
});

test("a clock that goes back counts as idle, one that stutters does not", () => {
  let shift = 0;
  const { idle, onIdle } = watched({ now: () => Date.now() + shift });
  shift = -2_000;
  idle.check();
  expect(onIdle).not.toHaveBeenCalled();
  shift = -3 * 60 * MINUTE;
  idle.check();
  expect(onIdle).toHaveBeenCalledTimes(1);
});

test("watches nothing after it was stopped", () => {
  const { idle, onIdle } = watched();
  idle.stop();
  vi.advanceTimersByTime(60 * MINUTE);
  expect(onIdle).not.toHaveBeenCalled();
});
