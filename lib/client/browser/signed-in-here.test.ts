import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { isSignedInHere, onSignedInHere, tellSignedInHere } from "./signed-in-here";

/** A browser's store, as much of it as is used. */
function storeOf(kept: Map<string, string>) {
  return {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => void kept.set(name, value),
    removeItem: (name: string) => void kept.delete(name),
  };
}

const refuses = () => {
  throw new DOMException("refused", "SecurityError");
};

let kept: Map<string, string>;
let otherTabs: (() => void)[];

beforeEach(() => {
  kept = new Map();
  otherTabs = [];
  vi.stubGlobal("localStorage", storeOf(kept));
  vi.stubGlobal("window", {
    addEventListener: (_: string, listener: () => void) => otherTabs.push(listener),
    removeEventListener: (_: string, listener: () => void) => {
      otherTabs = otherTabs.filter((one) => one !== listener);
    },
  });
});
afterEach(() => {
  tellSignedInHere(false);
  vi.unstubAllGlobals();
});

describe("the mark that somebody is signed in here", () => {
  it("comes and goes, and says nothing of who, or since when", () => {
    expect(isSignedInHere()).toBe(false);
    tellSignedInHere(true);
    expect(isSignedInHere()).toBe(true);
    expect([...kept.values()]).toEqual([""]);
    tellSignedInHere(true);
    expect(kept.size).toBe(1);
    tellSignedInHere(false);
    expect(isSignedInHere()).toBe(false);
    expect(kept.size).toBe(0);
  });

  it("is gone with all that leaving takes away", () => {
    tellSignedInHere(true);
    kept.clear();
    expect(isSignedInHere()).toBe(false);
  });

  it("is heard of once it changes, here or in another tab, until nobody listens", () => {
    const heard = vi.fn();
    const stop = onSignedInHere(heard);
    tellSignedInHere(true);
    tellSignedInHere(true);
    expect(heard).toHaveBeenCalledTimes(1);
    for (const listener of otherTabs) listener();
    expect(heard).toHaveBeenCalledTimes(2);
    stop();
    tellSignedInHere(false);
    expect(heard).toHaveBeenCalledTimes(2);
    expect(otherTabs).toEqual([]);
  });

  it("holds within the page where the browser refuses its store", () => {
    vi.stubGlobal("localStorage", { getItem: refuses, setItem: refuses, removeItem: refuses });
    const heard = vi.fn();
    const stop = onSignedInHere(heard);
    tellSignedInHere(true);
    expect(isSignedInHere()).toBe(true);
    tellSignedInHere(false);
    expect(isSignedInHere()).toBe(false);
    expect(heard).toHaveBeenCalledTimes(2);
    stop();
  });
});
