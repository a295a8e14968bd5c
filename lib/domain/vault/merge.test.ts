import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { HOUR, NOW, PERIOD } from "@/tests/support/arbitraries";
import { meeting, partOf } from "@/tests/support/two-devices";
import { canonical, same } from "../canonical";
import { starterComfort } from "../comfort/topics";
import { isInForce, type PartShare, type Share } from "../entry/share";
import type { AnyItem, PartOf } from "../kinds";
import { blankItem } from "../kinds/blank";
import type { Comfort } from "../kinds/comfort";
import { changeOf, directionOf, rankOf } from "../sharing/direction";
import { PARTS } from "../sharing/parts";
import { afterEdit, showNow, tick } from "../sharing/verbs";
import { BLANK_CHECK_INS, BLANK_ENTRIES, BLANK_PROFILE } from "./blank";
import { deleteItem, putItem, setPaused } from "./edit";
import { mergeEntries, mergeItems, mergeLink, mergeProfile } from "./merge";
import { type EntriesDocument, entriesDocument, type LinkDocument } from "./schema";

const RUNS = { numRuns: 250 };
const DAY = 24 * HOUR;

/** The same, where half of the time it is not known what both started from. */
const anyMeeting = fc.tuple(meeting, fc.boolean()).map(([given, known]) => ({
  ...given,
  base: known ? given.base : null,
}));

const merge = (base: EntriesDocument | null, mine: EntriesDocument, theirs: EntriesDocument) => {
  let count = 0;
  return mergeEntries(base, mine, theirs, () => `new${count++}`);
};

const held = (document: EntriesDocument | null, id: string): AnyItem | undefined =>
  document && Object.hasOwn(document.items, id) ? document.items[id] : undefined;
const deletion = (document: EntriesDocument, id: string): number | undefined =>
  Object.hasOwn(document.deleted, id) ? document.deleted[id] : undefined;

const content = (item: object) => canonical({ ...item, share: null, editedAt: 0 });

/** The document without the ids and the order that merging makes up. */
const essence = ({ setAside, ...document }: EntriesDocument) => ({
  ...document,
  setAside: setAside.map((one) => canonical({ ...one, id: "" })).sort(),
});

type Told = { id: string; name: object; part: string; period: string | null; shown: unknown };

/** Every part that is in force at `at` under a name, with what the other side could read of it, were nothing paused. */
const told = (document: EntriesDocument, at: number): Told[] =>
  Object.values(document.items).flatMap(({ id, share }) => {
    const { name, parts }: NonNullable<Share> = share ?? { name: null, parts: {} };
    if (name === null) return [];
    return Object.entries(parts).flatMap(([part, one]) =>
      one && isInForce(one, at) ? [{ id, name, part, period: one.period, shown: one.shown }] : [],
    );
  });

const momentsOf = (...documents: EntriesDocument[]): number[] => [
  0,
  NOW,
  ...documents.flatMap((document) =>
    Object.values(document.items).flatMap(({ share }) =>
      Object.values<PartShare>(share?.parts ?? {}).flatMap(({ from, until }) =>
        [from, until].flatMap((at) => (at === null ? [] : [at, Math.max(0, at - 1)])),
      ),
    ),
  ),
];

/** The parts of an entry that both sides changed since `base`, or hold otherwise where that is not known. */
const changedOnBoth = (
  base: EntriesDocument | null,
  mine: EntriesDocument,
  theirs: EntriesDocument,
  id: string,
) => {
  const [before, my, their] = [held(base, id), held(mine, id), held(theirs, id)];
  if (!my || !their) return [];
  return PARTS[my.kind].flatMap((part: string) => {
    const [was, here, there] = [partOf(before, part), partOf(my, part), partOf(their, part)];
    if (same(here, there) || (before && (same(was, here) || same(was, there)))) return [];
    return [{ part, kind: my.kind, here, there }];
  });
};

describe("merging entries", () => {
  test("gives a document that can be opened again, with nothing both there and deleted", () => {
    fc.assert(
      fc.property(anyMeeting, ({ base, mine, theirs }) => {
        const merged = merge(base, mine, theirs);
        expect(entriesDocument.parse(JSON.parse(JSON.stringify(merged)))).toEqual(merged);
        const deleted = Object.keys(merged.deleted);
        expect(Object.keys(merged.items).filter((id) => deleted.includes(id))).toEqual([]);
      }),
      RUNS,
    );
  });

  test("does not depend on which device does it", () => {
    fc.assert(
      fc.property(anyMeeting, ({ base, mine, theirs }) => {
        expect(essence(merge(base, mine, theirs))).toEqual(essence(merge(base, theirs, mine)));
      }),
      RUNS,
    );
  });

  test("leaves alone what nobody changed, and does nothing the second time", () => {
    fc.assert(
      fc.property(meeting, ({ base, mine, theirs }) => {
        expect(merge(base, base, base)).toEqual(base);
        expect(merge(base, mine, base)).toEqual(mine);
        expect(merge(base, base, theirs)).toEqual(theirs);
        const merged = merge(base, mine, theirs);
        expect(merge(theirs, merged, theirs)).toEqual(merged);
        expect(merge(merged, merged, merged)).toEqual(merged);
      }),
      RUNS,
    );
  });

  test("tried again after an answer that was lost, sets nothing aside twice", () => {
    fc.assert(
      fc.property(meeting, ({ base, mine, theirs }) => {
        const merged = merge(base, mine, theirs);
        const again = merge(base, mine, merged);
        const items = again.setAside.map((one) => canonical(one.item));
        expect(new Set(items).size).toBe(items.length);
      }),
      RUNS,
    );
  });

  test("drops no edit in silence: it stands, is set aside, or was deleted later", () => {
    fc.assert(
      fc.property(anyMeeting, ({ base, mine, theirs }) => {
        const merged = merge(base, mine, theirs);
        for (const side of [mine, theirs]) {
          for (const entry of Object.values(side.items)) {
            const before = held(base, entry.id);
            if (before && content(before) === content(entry)) continue;
            const after = held(merged, entry.id);
            const stands = after !== undefined && content(after) === content(entry);
            const isSetAside = merged.setAside.some(({ item }) => content(item) === content(entry));
            const deletedLater = (deletion(merged, entry.id) ?? -1) > entry.editedAt;
            expect(stands || isSetAside || deletedLater, entry.id).toBe(true);
          }
        }
      }),
      RUNS,
    );
  });

  test("deletes only what one side deleted, and keeps what one side added", () => {
    fc.assert(
      fc.property(anyMeeting, ({ base, mine, theirs }) => {
        const merged = merge(base, mine, theirs);
        const ids = [mine, theirs].flatMap((side) => Object.keys(side.items));
        for (const id of ids) {
          const wasDeleted = deletion(mine, id) !== undefined || deletion(theirs, id) !== undefined;
          expect(held(merged, id) !== undefined || wasDeleted, id).toBe(true);
        }
      }),
      RUNS,
    );
  });

  test("shows nobody anything but what one device showed, under that name and at that time, or tighter", () => {
    fc.assert(
      fc.property(anyMeeting, ({ base, mine, theirs }) => {
        const merged = merge(base, mine, theirs);
        for (const at of momentsOf(mine, theirs)) {
          const shown = [...told(mine, at), ...told(theirs, at)];
          for (const one of told(merged, at)) {
            if (one.shown === null) continue;
            const kind = held(merged, one.id)?.kind ?? "comfort";
            const allowed = shown.some(
              (other) =>
                same({ ...other, shown: null }, { ...one, shown: null }) &&
                changeOf(directionOf(kind, one.part), other.shown, one.shown) !== "loosens",
            );
            expect(allowed, JSON.stringify(one)).toBe(true);
          }
        }
      }),
      { numRuns: 400 },
    );
  });

  test("where both changed a part, it stays shared only where and while both share it, no looser than either", () => {
    fc.assert(
      fc.property(anyMeeting, ({ base, mine, theirs }) => {
        const merged = merge(base, mine, theirs);
        for (const [id, entry] of Object.entries(merged.items)) {
          for (const { part, kind, here, there } of changedOnBoth(base, mine, theirs, id)) {
            const after = partOf(entry, part);
            if (!after) continue;
            expect([here?.period, there?.period]).toEqual([after.period, after.period]);
            for (const at of momentsOf(mine, theirs)) {
              if (isInForce(after, at)) {
                expect([here && isInForce(here, at), there && isInForce(there, at)]).toEqual([true, true]);
              }
            }
            const direction = directionOf(kind, part);
            const before = partOf(held(base, id), part);
            const shownAnew = base === null || [here, there].every((one) => !same(one?.shown, before?.shown));
            if (direction.is !== "order" || !shownAnew) continue;
            const tighter = Math.min(rankOf(direction, here?.shown), rankOf(direction, there?.shown));
            const names = new Set(
              [mine, theirs].map((side) => canonical(held(side, id)?.share?.name ?? null)),
            );
            if (names.size === 1) expect(rankOf(direction, after.shown)).toBeLessThanOrEqual(tighter);
          }
        }
      }),
      { numRuns: 400 },
    );
  });

  test("a part that one device alone changed is as it was there, but for words that the other took back", () => {
    fc.assert(
      fc.property(meeting, ({ base, mine, theirs }) => {
        const merged = merge(base, mine, theirs);
        for (const [id, entry] of Object.entries(merged.items)) {
          const [before, my, their] = [held(base, id), held(mine, id), held(theirs, id)];
          if (!before || !my || !their || !same(my.share?.name, their.share?.name)) continue;
          for (const part of PARTS[my.kind]) {
            const [was, here, there] = [partOf(before, part), partOf(my, part), partOf(their, part)];
            if (same(was, here) === same(was, there)) continue;
            const changed = same(was, here) ? there : here;
            const after = partOf(entry, part);
            if (!same(after, changed)) expect(after).toEqual({ ...changed, shown: null });
          }
        }
      }),
      RUNS,
    );
  });

  test("what either side stopped sharing, or paused, stays so", () => {
    fc.assert(
      fc.property(meeting, ({ base, mine, theirs }) => {
        const merged = merge(base, mine, theirs);
        for (const side of [mine, theirs]) {
          if (side.paused.on && !same(side.paused, base.paused)) expect(merged.paused.on).toBe(true);
          for (const [id, before] of Object.entries(base.items)) {
            const after = Object.keys(held(side, id)?.share?.parts ?? {});
            const stopped = Object.keys(before.share?.parts ?? {}).filter((part) => !after.includes(part));
            const shared = Object.keys(held(merged, id)?.share?.parts ?? {});
            // Deleted here and brought back there is not a stop: see the example below.
            if (!held(side, id)) expect(held(merged, id)?.share ?? null).toBeNull();
            else expect(stopped.filter((part) => shared.includes(part))).toEqual([]);
          }
        }
        if (mine.paused.on && theirs.paused.on) expect(merged.paused.on).toBe(true);
        if (!base.paused.on && !mine.paused.on && !theirs.paused.on) {
          expect(merged.paused.on && same(mine.paused, theirs.paused)).toBe(false);
        }
      }),
      RUNS,
    );
  });

  test("keeps what either set aside, until either has looked at it", () => {
    fc.assert(
      fc.property(meeting, ({ base, mine, theirs }) => {
        const ids = new Set(merge(base, mine, theirs).setAside.map((one) => one.id));
        for (const { id } of base.setAside) {
          const dismissed = [mine, theirs].some((side) => !side.setAside.some((one) => one.id === id));
          expect(ids.has(id)).toBe(!dismissed);
        }
      }),
      RUNS,
    );
  });

  test("nothing that is set aside is shared", () => {
    fc.assert(
      fc.property(anyMeeting, ({ base, mine, theirs }) => {
        expect(merge(base, mine, theirs).setAside.filter(({ item }) => item.share !== null)).toEqual([]);
      }),
      RUNS,
    );
  });
});

describe("merging, by example", () => {
  const hug = (note: string, share: Comfort["share"] = null): Comfort => ({
    ...starterComfort("hug", NOW),
    answers: { whenTheyStart: { is: "welcome" } },
    note,
    share,
  });
  const id = "comfort-hug";
  const shared = (item: Comfort, ...parts: PartOf<Comfort>[]): Comfort =>
    parts.reduce((one, part) => tick(one, part, PERIOD, NOW), item);
  const edited = (item: Comfort, change: Partial<Comfort>) =>
    afterEdit(item, { ...item, ...change }, PERIOD, NOW);
  const welcome = shared(hug(""), "whenTheyStart");
  const start = putItem(BLANK_ENTRIES, welcome, NOW);
  const seen = (document: EntriesDocument, part: string) => partOf(held(document, id), part)?.shown;
  const bothWays = (base: EntriesDocument, mine: EntriesDocument, theirs: EntriesDocument) => [
    merge(base, mine, theirs),
    merge(base, theirs, mine),
  ];

  test("private words written here do not go out because their part was ticked there", () => {
    const mine = putItem(start, edited(welcome, { note: "only for me" }), NOW + 1);
    const theirs = putItem(start, shared(welcome, "note"), NOW + 2);
    for (const merged of bothWays(start, mine, theirs)) {
      expect(merged.items[id]).toMatchObject({ note: "only for me" });
      expect([seen(merged, "note"), seen(merged, "whenTheyStart")]).toEqual([null, { is: "welcome" }]);
    }
  });

  test("a part ticked there shows the words that were ticked, and those written here wait", () => {
    const before = putItem(BLANK_ENTRIES, hug("slowly"), NOW);
    const mine = putItem(before, edited(hug("slowly"), { note: "never" }), NOW + 1);
    const theirs = putItem(before, shared(hug("slowly"), "note"), NOW + 2);
    for (const merged of bothWays(before, mine, theirs)) {
      expect(merged.items[id]).toMatchObject({ note: "never" });
      expect(seen(merged, "note")).toBe("slowly");
    }
  });

  test("a no said here stands, whatever was said later there", () => {
    const mine = putItem(start, edited(welcome, { answers: { whenTheyStart: { is: "no" } } }), NOW + 1);
    for (const later of [
      edited(welcome, { note: "a private thought" }),
      edited(welcome, { answers: { whenTheyStart: { is: "notNow" } } }),
      shared(edited(welcome, { note: "slowly" }), "note"),
    ]) {
      for (const merged of bothWays(start, mine, putItem(start, later, NOW + DAY))) {
        expect(seen(merged, "whenTheyStart")).toEqual({ is: "no" });
      }
    }
  });

  test("an answer ticked there is not shown beside the no that was written here meanwhile", () => {
    const before = putItem(BLANK_ENTRIES, hug(""), NOW);
    const mine = putItem(before, edited(hug(""), { answers: { whenTheyStart: { is: "no" } } }), NOW + 1);
    for (const merged of bothWays(before, mine, putItem(before, welcome, NOW + 2))) {
      expect(merged.items[id]).toMatchObject({ answers: { whenTheyStart: { is: "no" } } });
      // Nor is the no: it was not ticked. Nothing stands, which reads as ask first.
      expect(partOf(held(merged, id), "whenTheyStart")).toMatchObject({ shown: null });
    }
  });

  test("limits added on both sides are both shown", () => {
    const moment = tick(
      { ...blankItem("hardMoment", "m", NOW, {}), pleaseDont: ["shout"] },
      "pleaseDont",
      PERIOD,
      NOW,
    );
    const before = putItem(BLANK_ENTRIES, moment, NOW);
    const added = (line: string, now: number) =>
      putItem(before, afterEdit(moment, { ...moment, pleaseDont: ["shout", line] }, PERIOD, NOW), now);
    for (const merged of bothWays(before, added("hold me", NOW + 1), added("leave", NOW + 2))) {
      expect(partOf(held(merged, "m"), "pleaseDont")?.shown).toHaveLength(3);
      expect(partOf(held(merged, "m"), "pleaseDont")?.shown).toEqual(
        expect.arrayContaining(["shout", "hold me", "leave"]),
      );
    }
  });

  test("a note that both showed in other words is not shown until one of them is", () => {
    const noted = shared(hug("slowly"), "note");
    const before = putItem(BLANK_ENTRIES, noted, NOW);
    const shownAs = (note: string, now: number) =>
      putItem(before, showNow(edited(noted, { note }), "note", PERIOD, NOW), now);
    for (const merged of bothWays(before, shownAs("gently", NOW + 1), shownAs("softly", NOW + 2))) {
      expect(partOf(held(merged, id), "note")).toMatchObject({ period: PERIOD, shown: null });
      expect(merged.setAside).toHaveLength(1);
    }
  });

  test("what was ticked under the old name is not shown under a new one", () => {
    const feet = shared({ ...hug("gently"), topic: { own: "my feet" } }, "note");
    const before = putItem(BLANK_ENTRIES, feet, NOW);
    const renamed = showNow(edited(feet, { topic: { own: "my neck" } }), "name", PERIOD, NOW);
    const mine = putItem(before, renamed, NOW + 1);
    for (const merged of bothWays(before, mine, putItem(before, shared(feet, "whenTheyStart"), NOW + 2))) {
      expect(merged.items[id]?.share?.name).toEqual({ topic: { own: "my neck" }, group: "closeness" });
      expect([seen(merged, "note"), seen(merged, "whenTheyStart")]).toEqual(["gently", null]);
    }
  });

  test("ticked on both sides for two periods: it is not shared", () => {
    const before = putItem(BLANK_ENTRIES, hug("slowly"), NOW);
    const ticked = (period: string | null, now: number) =>
      putItem(before, tick(hug("slowly"), "note", period, NOW), now);
    for (const period of ["a former one", null]) {
      for (const merged of bothWays(before, ticked(PERIOD, NOW + 1), ticked(period, NOW + 2))) {
        expect(merged.items[id]?.share).toBeNull();
      }
    }
  });

  test("times that both changed leave the shorter one", () => {
    const noted = shared(hug("slowly"), "note");
    const before = putItem(BLANK_ENTRIES, noted, NOW);
    const until = (end: number, now: number) =>
      putItem(
        before,
        {
          ...noted,
          share: {
            ...welcomeName,
            parts: { note: { period: PERIOD, from: null, until: end, shown: "slowly" } },
          },
        },
        now,
      );
    const welcomeName = { name: { topic: { starter: "hug" as const }, group: "closeness" as const } };
    for (const merged of bothWays(before, until(NOW + HOUR, NOW + 1), until(NOW + DAY, NOW + 2))) {
      expect(partOf(held(merged, id), "note")).toMatchObject({ until: NOW + HOUR, shown: "slowly" });
    }
  });

  test("deleted here and edited there at the same moment or later: it stays, and is shared no more", () => {
    for (const [deleted, edited] of [
      [NOW + 1, NOW + 1],
      [NOW + 1, NOW + 2],
      // Both clocks went back a day, so that both edits get the moment after the one before.
      [NOW - DAY, NOW - DAY],
    ] as const) {
      const mine = deleteItem(start, id, deleted);
      const theirs = putItem(start, shared(hug("softly"), "whenTheyStart"), edited);
      for (const merged of [merge(start, mine, theirs), merge(start, theirs, mine)]) {
        expect(merged.items[id]).toMatchObject({ note: "softly", share: null });
        expect(merged.deleted).toEqual({});
      }
    }
  });

  test("edited there and deleted here later: it is gone, and stays gone", () => {
    const mine = deleteItem(start, id, NOW + DAY);
    const theirs = putItem(start, hug("softly"), NOW + 1);
    const merged = merge(start, mine, theirs);
    expect(merged.items).toEqual({});
    expect(merge(null, merged, theirs).items).toEqual({});
  });

  test("a deletion that was undone here is not undone again by a device that had not heard of it", () => {
    const deleted = deleteItem(start, id, NOW + 1);
    const mine = putItem(deleted, welcome, NOW + 2);
    const theirs = setPaused(deleted, true, NOW + 3);
    expect(merge(deleted, mine, theirs).items[id]).toMatchObject({ share: welcome.share });
  });

  test("the later words win although that clock is a day ahead, and the others are set aside", () => {
    const mine = putItem(start, hug("mine"), NOW + 1);
    const theirs = putItem(start, hug("theirs"), NOW + DAY);
    const merged = merge(start, mine, theirs);
    expect(merged.items[id]).toMatchObject({ note: "theirs" });
    expect(merged.setAside).toEqual([
      { id: "new0", setAsideAt: NOW + DAY, item: { ...mine.items[id], share: null } },
    ]);
    // The device that is behind can still edit what the other wrote.
    expect(putItem(merged, hug("again"), NOW + 5).items[id]?.editedAt).toBe(NOW + DAY + 1);
  });

  test("one resumed and nobody else touched it: it is resumed", () => {
    const paused = setPaused(start, true, NOW + 1);
    const mine = setPaused(paused, false, NOW + 2);
    expect(merge(paused, mine, paused).paused.on).toBe(false);
    expect(merge(paused, paused, mine).paused.on).toBe(false);
    expect(merge(null, mine, paused).paused.on).toBe(true);
  });
});

describe("pauses and resumes of the same moment", () => {
  test("paused here and resumed there: it is paused, and stays so when merged again", () => {
    const paused = setPaused(BLANK_ENTRIES, true, NOW);
    const resumed = setPaused(BLANK_ENTRIES, false, NOW);
    const merged = merge(BLANK_ENTRIES, paused, resumed);
    expect(merged.paused.on).toBe(true);
    expect(merge(resumed, merged, resumed).paused.on).toBe(true);
    expect(merge(resumed, resumed, merged).paused.on).toBe(true);
    const again = setPaused(resumed, false, NOW + 5);
    expect(merge(resumed, again, merged).paused.on).toBe(true);
    expect(merge(resumed, merged, again).paused.on).toBe(true);
  });
});

describe("merging the other documents", () => {
  test("check-ins: both new ones are kept, and two answers to one are not both lost", () => {
    const checkIn = (id: string, today: "good" | "heavy") => ({
      kind: "checkIn" as const,
      id,
      editedAt: NOW,
      startedAt: NOW,
      day: "2026-03-01",
      answers: { today },
      share: null,
    });
    const base = putItem(BLANK_CHECK_INS, checkIn("one", "good"), NOW);
    const mine = putItem(putItem(base, checkIn("two", "good"), NOW), checkIn("one", "heavy"), NOW + 1);
    const theirs = putItem(base, { ...checkIn("one", "good"), answers: { energy: "little" } }, NOW + 2);
    const merged = mergeItems(base, mine, theirs, () => "new");
    expect(Object.keys(merged.items).sort()).toEqual(["one", "two"]);
    const { one } = merged.items;
    expect(one?.kind === "checkIn" && one.answers).toEqual({ energy: "little" });
    expect(merged.setAside.map(({ item }) => item)).toEqual([mine.items.one]);
  });

  test("settings: the later ones, on whichever device they are merged", () => {
    const five = { ...BLANK_PROFILE, editedAt: 5 };
    const [two, fifteen] = [
      { ...five, idleMinutes: 2 as const },
      { ...five, idleMinutes: 15 as const },
    ];
    expect(mergeProfile({ ...two, editedAt: 6 }, fifteen).idleMinutes).toBe(2);
    expect(mergeProfile(two, { ...fifteen, editedAt: 6 }).idleMinutes).toBe(15);
    expect(mergeProfile(two, fifteen)).toEqual(mergeProfile(fifteen, two));
  });

  test("linking: the later state, and the pages ever seen of one and the same link", () => {
    const linked = (
      linkId: string,
      editedAt: number,
      newest: string,
      older: string[] = [],
      [period, periodSince]: [string, number] = ["p", 1],
    ): LinkDocument => ({
      schema: 2,
      editedAt,
      link: {
        state: "linked",
        linkId,
        seat: "maker",
        pairKey: "k".repeat(43),
        period,
        periodSince,
        theirPages: { newest: [newest], older },
      },
    });
    const none: LinkDocument = { schema: 2, editedAt: 9, link: { state: "none" } };
    for (const [a, b, expected] of [
      [linked("x", 5, "second", ["first"]), linked("x", 6, "first"), linked("x", 6, "second", ["first"])],
      [linked("x", 5, "second", ["first"]), linked("y", 6, "other"), linked("y", 6, "other")],
      [linked("x", 5, "first"), none, none],
      // Everything was stopped here; a device that had not heard of it noted a page.
      [
        linked("x", 5, "first", [], ["q", 5]),
        linked("x", 6, "second", ["first"]),
        linked("x", 6, "second", ["first"], ["q", 5]),
      ],
      [
        linked("x", 5, "first", [], ["q", 5]),
        linked("x", 6, "first", [], ["r", 6]),
        linked("x", 6, "first", [], ["r", 6]),
      ],
    ] as const) {
      expect(mergeLink(a, b)).toEqual(expected);
      expect(mergeLink(b, a)).toEqual(expected);
    }
  });
});
