import fc from "fast-check";
import { expect, test } from "vitest";
import { meeting } from "@/tests/support/two-devices";
import { canonical } from "../canonical";
import { BLANK_CHECK_INS, BLANK_ENTRIES } from "./blank";
import { mergeEntries } from "./merge";
import { changeBetween, sizeOf, withChange } from "./recent";
import { type EntriesDocument, itemsChange, type SetAside } from "./schema";

/** As the server gives it back. */
const travelled = <Value>(value: Value): Value => JSON.parse(JSON.stringify(value));
const byId = (a: SetAside, b: SetAside) => (a.id < b.id ? -1 : 1);
/** Whatever the order of what is set aside. */
const ordered = (document: EntriesDocument) =>
  canonical({ ...document, setAside: [...document.setAside].sort(byId) });

const merged = (base: EntriesDocument, mine: EntriesDocument, theirs: EntriesDocument) => {
  let count = 0;
  return mergeEntries(base, mine, theirs, () => `new${count++}`);
};

test("a document and its change make the document that was edited, or merged, whatever was done", () => {
  fc.assert(
    fc.property(meeting, ({ base, mine, theirs }) => {
      for (const to of [mine, theirs, merged(base, mine, theirs)]) {
        for (const from of [base, BLANK_ENTRIES, travelled(base)]) {
          const change = changeBetween(from, to);
          if (change) itemsChange.parse(travelled(change));
          expect(ordered(withChange(from, change ? travelled(change) : undefined))).toBe(ordered(to));
        }
      }
    }),
    { numRuns: 250 },
  );
});

test("it holds what was edited and nothing else, also where all was read anew since", () => {
  fc.assert(
    fc.property(meeting, ({ base, mine }) => {
      const change = changeBetween(travelled(base), mine);
      const differs = (id: string) => canonical(base.items[id] ?? null) !== canonical(mine.items[id] ?? null);
      const ids = new Set([...Object.keys(base.items), ...Object.keys(mine.items)].filter(differs));
      const held = [...Object.keys(change?.items ?? {}), ...Object.keys(change?.deleted ?? {})];
      expect(held.every((id) => ids.has(id) || base.deleted[id] !== mine.deleted[id])).toBe(true);
    }),
    { numRuns: 250 },
  );
});

test("nothing edited is no change, and no change gives the very same document", () => {
  expect(changeBetween(BLANK_ENTRIES, BLANK_ENTRIES)).toBeNull();
  expect(changeBetween(BLANK_ENTRIES, { ...travelled(BLANK_ENTRIES) })).toBeNull();
  expect(withChange(BLANK_CHECK_INS, undefined)).toBe(BLANK_CHECK_INS);
});

test("a pause alone is a change of the entries, and never one of a month", () => {
  const paused = { ...BLANK_ENTRIES, paused: { on: true, editedAt: 1 } };
  const change = changeBetween(BLANK_ENTRIES, paused);
  expect(change && sizeOf(change)).toBe(0);
  expect(withChange(BLANK_ENTRIES, change ?? undefined)).toEqual(paused);
  expect(withChange(BLANK_CHECK_INS, change ?? undefined)).toEqual(BLANK_CHECK_INS);
});
