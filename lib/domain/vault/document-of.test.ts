import fc from "fast-check";
import { expect, test } from "vitest";
import { checkIn, entry } from "@/tests/support/arbitraries";
import { monthlyBy } from "../kinds/places";
import { documentOf } from "./document-of";
import { everyName } from "./names";

test("an item is kept in the document of its month where it has a day, and of all entries without", () => {
  const names = new Set<string>(everyName());
  fc.assert(
    fc.property(checkIn, entry, (answered, one) => {
      expect(documentOf(answered)).toBe(`check-ins/${answered.day.slice(0, 7)}`);
      expect(names.has(documentOf(answered))).toBe(true);
      expect(documentOf(one)).toBe("entries");
      expect([monthlyBy(answered.kind), monthlyBy(one.kind)]).toEqual(["day", undefined]);
    }),
  );
});
