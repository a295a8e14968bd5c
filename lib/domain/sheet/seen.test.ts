import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  isOvertaken,
  mergePagesSeen,
  NO_PAGE_SEEN,
  PAGES_REMEMBERED,
  type PagesSeen,
  pagesSeen,
  withPageSeen,
} from "./seen";

const seenInTurn = (ids: readonly string[], from: PagesSeen = NO_PAGE_SEEN): PagesSeen =>
  ids.reduce(withPageSeen, from);

describe("pages seen on one device", () => {
  test("the last one is the newest, and every one before it is overtaken", () => {
    const ids = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 8 }), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(ids, (turn) => {
        const seen = seenInTurn(turn);
        expect(seen.newest).toEqual(turn.slice(-1));
        for (const id of turn) expect(isOvertaken(seen, id)).toBe(id !== turn.at(-1));
        expect(isOvertaken(seen, "a page that is new")).toBe(false);
      }),
    );
  });

  test("looking again at the newest changes nothing, so nothing is written", () => {
    const seen = seenInTurn(["a", "b"]);
    expect(withPageSeen(seen, "b")).toBe(seen);
  });

  test("only so many are remembered, the latest of them", () => {
    const seen = seenInTurn(Array.from({ length: PAGES_REMEMBERED + 10 }, (_, at) => `page ${at}`));
    expect(pagesSeen.safeParse(seen).success).toBe(true);
    expect(seen.older).toHaveLength(PAGES_REMEMBERED);
    expect(isOvertaken(seen, `page ${PAGES_REMEMBERED + 8}`)).toBe(true);
    expect(isOvertaken(seen, "page 0")).toBe(false);
  });
});

describe("pages seen on two devices", () => {
  test("one that looked longer ago does not bring an old page back", () => {
    const phone = seenInTurn(["a", "b"]);
    const laptop = seenInTurn(["c"], phone);
    for (const merged of [mergePagesSeen(phone, laptop), mergePagesSeen(laptop, phone)]) {
      expect(merged).toEqual({ newest: ["c"], older: ["a", "b"] });
    }
  });

  test("where neither knows which came first, neither is called old", () => {
    const common = seenInTurn(["a"]);
    const merged = mergePagesSeen(seenInTurn(["b"], common), seenInTurn(["c"], common));
    expect(merged.newest.sort()).toEqual(["b", "c"]);
    expect([isOvertaken(merged, "a"), isOvertaken(merged, "b"), isOvertaken(merged, "c")]).toEqual([
      true,
      false,
      false,
    ]);
    expect(withPageSeen(merged, "d")).toEqual({ newest: ["d"], older: ["a", ...merged.newest] });
  });

  test("two that were shown the same pages in another order find both overtaken", () => {
    const merged = mergePagesSeen(seenInTurn(["a", "b"]), seenInTurn(["b", "a"]));
    expect([isOvertaken(merged, "a"), isOvertaken(merged, "b")]).toEqual([true, true]);
  });

  test("merging is the same from either side, and merging again adds nothing", () => {
    const device = fc.array(fc.constantFrom("a", "b", "c", "d", "e"), { maxLength: 8 }).map((ids) => {
      // A device never notes a page that it knows as overtaken.
      return ids.reduce((seen, id) => (isOvertaken(seen, id) ? seen : withPageSeen(seen, id)), NO_PAGE_SEEN);
    });
    const sorted = ({ newest, older }: PagesSeen) => [[...newest].sort(), [...older].sort()];
    fc.assert(
      fc.property(device, device, (a, b) => {
        const merged = mergePagesSeen(a, b);
        expect(sorted(merged)).toEqual(sorted(mergePagesSeen(b, a)));
        expect(sorted(mergePagesSeen(merged, a))).toEqual(sorted(merged));
        expect(pagesSeen.safeParse(merged).success).toBe(true);
      }),
    );
  });
});
