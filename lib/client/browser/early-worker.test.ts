import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { endEarlyWorker, takeEarlyWorker } from "./early-worker";

const terminate = vi.fn();

beforeEach(() => {
  terminate.mockClear();
  vi.stubGlobal("window", { stileWorker: { worker: { terminate }, name: "restores" } });
});
afterEach(() => vi.unstubAllGlobals());

test("is taken over once, by its name", () => {
  expect(takeEarlyWorker("restores")).toEqual({ terminate });
  expect(takeEarlyWorker("restores")).toBeNull();
  expect(terminate).not.toHaveBeenCalled();
});

test("is ended under another name: what it has asked for is not what is wanted", () => {
  expect(takeEarlyWorker("")).toBeNull();
  expect(terminate).toHaveBeenCalledOnce();
  expect(takeEarlyWorker("restores")).toBeNull();
});

test("is ended where somebody leaves before it was taken", () => {
  endEarlyWorker();
  expect(terminate).toHaveBeenCalledOnce();
  expect(takeEarlyWorker("restores")).toBeNull();
  endEarlyWorker();
  expect(terminate).toHaveBeenCalledOnce();
});
