"use client";

import { engine, useVault } from "@/lib/client";
import type { Aside } from "./use-draft";

/** What stands in one line or note and can be kept nowhere yet, by the place of its field. */
export function useUnfinishedText(place: string): Aside<string> {
  const held = useUnfinished(place);
  return {
    value: held?.words[0] ?? null,
    keep: (text) => void engine().keepUnfinished(place, text === null ? null : { words: [text], from: [] }),
  };
}

/**
 * The same for a list. Where other lines are kept by now than when it was typed, as after an edit on another device, those all
 * stand, and what was typed follows them.
 */
export function useUnfinishedLines(place: string, kept: readonly string[]): Aside<readonly string[]> {
  const held = useUnfinished(place);
  const isAsThen = held?.from.length === kept.length && held.from.every((line, at) => line === kept[at]);
  const typedSince = held?.words.filter((line) => !kept.includes(line)) ?? [];
  return {
    value: held === undefined ? null : isAsThen ? held.words : [...kept, ...typedSince],
    keep: (words) => void engine().keepUnfinished(place, words && { words, from: kept }),
  };
}

function useUnfinished(place: string) {
  const { unfinished } = useVault("unfinished");
  return unfinished[place];
}
