import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkIn, comfort, entry, HOUR, NOW } from "@/tests/support/arbitraries";
import { starterComfort } from "../comfort/topics";
import { BLANK_CHECK_INS, BLANK_ENTRIES } from "./blank";
import { deleteItem, dismissSetAside, editTime, putItem, setPaused } from "./edit";
import { entriesDocument } from "./schema";

const DAY = 24 * HOUR;

describe("the time of an edit", () => {
  test("is the clock's, or the moment after the edit before where the clock stutters or has gone back", () => {
    expect(editTime(undefined, NOW)).toBe(NOW);
    expect(editTime(NOW - 1, NOW)).toBe(NOW);
    expect(editTime(NOW, NOW)).toBe(NOW + 1);
    expect(editTime(NOW + DAY, NOW)).toBe(NOW + DAY + 1);
    expect(editTime(NOW, NOW - DAY)).toBe(NOW + 1);
  });

  test("always rises, whatever the clock does, through edits, deletions and new entries of the same id", () => {
    const clock = fc.array(fc.record({ now: fc.integer({ min: 0, max: NOW }), delete: fc.boolean() }));
    fc.assert(
      fc.property(clock, comfort, checkIn, (ticks, one, answers) => {
        let entries = BLANK_ENTRIES;
        let checkIns = BLANK_CHECK_INS;
        let [last, lastCheckIn, lastPause] = [0, 0, 0];
        for (const { now, delete: removes } of ticks) {
          const before = [entries, checkIns];
          const frozen = JSON.stringify(before);
          const held = entries.items[one.id] !== undefined;
          entries = removes ? deleteItem(entries, one.id, now) : putItem(entries, one, now);
          checkIns = removes ? deleteItem(checkIns, answers.id, now) : putItem(checkIns, answers, now);
          expect(JSON.stringify(before)).toBe(frozen);
          if (removes && !held) continue;
          const time = entries.items[one.id]?.editedAt ?? entries.deleted[one.id] ?? -1;
          const checkInTime = checkIns.items[answers.id]?.editedAt ?? checkIns.deleted[answers.id] ?? -1;
          expect(time).toBeGreaterThan(last);
          expect(checkInTime).toBeGreaterThan(lastCheckIn);
          [last, lastCheckIn] = [time, checkInTime];
          entries = setPaused(entries, removes, now);
          expect(entries.paused.editedAt).toBeGreaterThan(lastPause);
          expect(entries.paused.on).toBe(removes);
          lastPause = entries.paused.editedAt;
        }
      }),
    );
  });
});

describe("edits of a document", () => {
  test("put, replace and delete one entry, and leave the others as they are", () => {
    fc.assert(
      fc.property(fc.uniqueArray(entry, { selector: (one) => one.id, minLength: 2 }), (entries) => {
        const [first, second] = entries;
        if (!first || !second) return;
        const all = entries.reduce((document, one) => putItem(document, one, NOW), BLANK_ENTRIES);
        const changed = putItem(all, { ...first, share: null }, NOW + 1);
        expect(changed.items[first.id]).toEqual({ ...first, share: null, editedAt: NOW + 1 });
        expect(changed.items[second.id]).toBe(all.items[second.id]);
        const without = deleteItem(changed, first.id, NOW + 2);
        expect(Object.keys(without.items)).not.toContain(first.id);
        expect(without.deleted).toEqual({ [first.id]: NOW + 2 });
        const back = putItem(without, first, NOW + 3);
        expect(back.deleted).toEqual({});
        expect(back.items[first.id]?.editedAt).toBe(NOW + 3);
        expect(entriesDocument.safeParse(back).success).toBe(true);
      }),
    );
  });

  test("deleting what is not there changes nothing, whatever its id is called", () => {
    for (const id of ["nothing", "constructor", "toString", "__proto__"]) {
      expect(deleteItem(BLANK_ENTRIES, id, NOW)).toBe(BLANK_ENTRIES);
      expect(deleteItem(BLANK_CHECK_INS, id, NOW)).toBe(BLANK_CHECK_INS);
    }
  });

  test("an entry may have the name of something that every object inherits", () => {
    for (const id of ["constructor", "toString", "__proto__"]) {
      const document = putItem(BLANK_ENTRIES, { ...starterComfort("hug", NOW), id }, NOW);
      expect(Object.keys(document.items)).toEqual([id]);
      expect(Object.values(document.items)[0]?.editedAt).toBe(NOW);
      expect(Object.keys(deleteItem(document, id, NOW).deleted)).toEqual([id]);
    }
    expect(Object.keys({})).toEqual([]);
  });

  test("looking at an edit that was set aside removes that one alone", () => {
    const setAside = ["one", "two"].map((id) => ({ id, setAsideAt: NOW, item: starterComfort("hug", NOW) }));
    const dismissed = dismissSetAside({ ...BLANK_ENTRIES, setAside }, "one");
    expect(dismissed.setAside.map((one) => one.id)).toEqual(["two"]);
  });
});
