import fc from "fast-check";
import { expect, test } from "vitest";
import { changeOf, withChange } from "./items-change";

type Item = { id: string; says: number };

const sameWords = (one: Item, other: Item) => one.says === other.says;
const list = fc.uniqueArray(
  fc.record({ id: fc.constantFrom(..."abcdefg", "1", "__proto__"), says: fc.nat(2) }),
  { selector: ({ id }) => id },
);

test("what is told of two lists makes the one of the other, and keeps every object that holds the same", () => {
  fc.assert(
    fc.property(list, list, (before, now) => {
      const change = changeOf(before, now, sameWords);
      const after = change === null ? before : withChange(before, change);
      expect(after).toEqual(now);
      for (const item of after) {
        const was = before.find(({ id }) => id === item.id);
        if (was && sameWords(was, item)) expect(item).toBe(was);
      }
    }),
    { numRuns: 500 },
  );
});

test("of one edit among many it tells that one, and of one more its place besides", () => {
  const before = Array.from({ length: 100 }, (_, at) => ({ id: `${at}`, says: 0 }));
  const edited = before.map((item) => (item.id === "7" ? { ...item, says: 1 } : item));
  expect(changeOf(before, edited, sameWords)).toEqual({ items: [{ id: "7", says: 1 }], order: null });
  const more = { id: "more", says: 0 };
  expect(changeOf(before, [...before, more], sameWords)).toEqual({
    items: [more],
    order: [...before.map(({ id }) => id), "more"],
  });
  const made = before.map((item) => ({ ...item }));
  expect(changeOf(before, made, sameWords)).toBeNull();
});
