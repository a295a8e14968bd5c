import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkIn, comfort, entry, HOUR, NOW } from "@/tests/support/arbitraries";
import { starterComfort } from "../comfort/make";
import { BLANK_CHECK_INS, BLANK_ENTRIES } from "./blank";
import {
  deleteCheckIn,
  deleteEntry,
  dismissSetAside,
  editTime,
  putCheckIn,
  putEntry,
  setPaused,
} from "./edit";
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
          const held = entries.entries[one.id] !== undefined;
          entries = removes ? deleteEntry(entries, one.id, now) : putEntry(entries, one, now);
          checkIns = removes ? deleteCheckIn(checkIns, answers.id, now) : putCheckIn(checkIns, answers, now);
          expect(JSON.stringify(before)).toBe(frozen);
          if (removes && !held) continue;
          const time = entries.entries[one.id]?.editedAt ?? entries.deleted[one.id] ?? -1;
          const checkInTime = checkIns.checkIns[answers.id]?.editedAt ?? checkIns.deleted[answers.id] ?? -1;
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
        const all = entries.reduce((document, one) => putEntry(document, one, NOW), BLANK_ENTRIES);
        const changed = putEntry(all, { ...first, share: null }, NOW + 1);
        expect(changed.entries[first.id]).toEqual({ ...first, share: null, editedAt: NOW + 1 });
        expect(changed.entries[second.id]).toBe(all.entries[second.id]);
        const without = deleteEntry(changed, first.id, NOW + 2);
        expect(Object.keys(without.entries)).not.toContain(first.id);
        expect(without.deleted).toEqual({ [first.id]: NOW + 2 });
        const back = putEntry(without, first, NOW + 3);
        expect(back.deleted).toEqual({});
        expect(back.entries[first.id]?.editedAt).toBe(NOW + 3);
        expect(entriesDocument.safeParse(back).success).toBe(true);
      }),
    );
  });

  test("deleting what is not there changes nothing, whatever its id is called", () => {
    for (const id of ["nothing", "constructor", "toString", "__proto__"]) {
      expect(deleteEntry(BLANK_ENTRIES, id, NOW)).toBe(BLANK_ENTRIES);
      expect(deleteCheckIn(BLANK_CHECK_INS, id, NOW)).toBe(BLANK_CHECK_INS);
    }
  });

  test("an entry may have the name of something that every object inherits", () => {
    for (const id of ["constructor", "toString", "__proto__"]) {
      const document = putEntry(BLANK_ENTRIES, { ...starterComfort("hug", NOW), id }, NOW);
      expect(Object.keys(document.entries)).toEqual([id]);
      expect(Object.values(document.entries)[0]?.editedAt).toBe(NOW);
      expect(Object.keys(deleteEntry(document, id, NOW).deleted)).toEqual([id]);
    }
    expect(Object.keys({})).toEqual([]);
  });

  test("looking at an edit that was set aside removes that one alone", () => {
    const setAside = ["one", "two"].map((id) => ({ id, setAsideAt: NOW, item: starterComfort("hug", NOW) }));
    const dismissed = dismissSetAside({ ...BLANK_ENTRIES, setAside }, "one");
    expect(dismissed.setAside.map((one) => one.id)).toEqual(["two"]);
  });
});
