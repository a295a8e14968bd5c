import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { OpenVault } from "@/lib/client/engine/contract";
import { FOLD_EVERY } from "@/lib/client/engine/items-plan";
import { blindName } from "@/lib/crypto";
import { composePage } from "@/lib/domain/sheet/compose";
import { EMPTY_PAGE, isEmptyPage, samePage } from "@/lib/domain/sheet/page";
import { endedAfter } from "../support/ended";
import { fetchable, isWithin } from "../support/invariants/watch";
import { documentsOf } from "../support/invariants/worlds";
import {
  aside,
  BOTH,
  byId,
  DAY,
  dayOf,
  editsBefore,
  GONE,
  heldIn,
  leaveUnsent,
  openedHere,
  own,
  runBefore,
  unshared,
  VOICES,
  wordsIn,
  writeMeanwhile,
} from "../support/older-program";
import {
  asOpened,
  documentsLeft,
  heldOf,
  leave,
  livedIn,
  type OlderVault,
  olderPair,
  olderVaults,
  type Pair,
  paused,
  standingOf,
  written,
} from "../support/older-vault";
import { lockEveryTab } from "../support/person";
import { putBack, quiet, readBy, reopened, takeDown } from "../support/put-back";
import { withServer } from "../support/server";

/*
 * What programs before this one left, opened by this one on the real routes: nothing of it is lost, and nothing more is shared,
 * whatever waited on a device, whoever still runs the program before, and wherever the browser is ended.
 */
withServer();
vi.setConfig({ testTimeout: 600_000 });
afterEach(lockEveryTab);

let pair: Pair;
beforeEach(async () => {
  pair = await olderPair();
});

type Shown = Pick<OpenVault, "entries" | "checkIns" | "setAside" | "paused" | "troubles">;

/** All that was left is shown: the content as it was, and the sharing as the steps of migration leave it. */
function expectAllOf(left: OlderVault, { entries, checkIns, setAside, paused, troubles }: Shown): void {
  const days = byId(checkIns);
  const content = [unshared(left.entries.entries), unshared(left.checkIns.checkIns)];
  expect([unshared(entries), unshared(days), troubles]).toEqual([...content, []]);
  const [all, months] = [asOpened("entries", left.entries), asOpened("checkIns", left.checkIns)];
  expect([entries, days, paused]).toEqual([all.items, months.items, left.entries.paused.on]);
  expect(aside(setAside)).toEqual(aside([...left.entries.setAside, ...left.checkIns.setAside]));
}

describe("a vault", () => {
  // Between them they have items of every kind, deletions, edits set aside, pauses, periods, starts and ends.
  test.each([
    ...[1, 4, 30].map((at) => ["version 1", at, () => olderVaults(1)[at]] as const),
    ...[2, 7, 14, 21].map((at) => ["version 2", at, () => olderVaults(2)[at]] as const),
    ["version 2", "lived in and paused", () => paused(livedIn())] as const,
  ])("of %s, %s: all is there, and the reader reads what they read", async (_, __, made) => {
    const left = made();
    if (!left) throw new Error("A vector was expected");
    await leave(pair, left);
    const standing = standingOf(left);
    const page = await readBy(pair.reader);
    expect(page).toEqual(asOpened("page", standing[0]?.page));
    const before = await heldOf(pair.ofWriter);
    const tab = await reopened(pair.writer);
    await tab.saved();
    expectAllOf(left, tab.vault);
    expect(tab.vault.myPage).toEqual({ state: "known", page, beyond: [] });
    await tab.until((seen) => seen.status === "open" && seen.vault.theirPage.state !== "loading");
    expect(tab.vault.theirPage).toEqual({ state: "shown", page: EMPTY_PAGE });

    // By opening nothing is written but the copy of the link's keys, where the profile had none; and pages to come, where one of
    // them says what the one before it says, since a day alone was another.
    const since = await heldOf(pair.ofWriter);
    const nameOf = (name: string) => blindName(pair.ofWriter.key, name);
    const copied = left.entries.schema === 1 ? [nameOf("profile")] : [];
    expect(written(before, since)).toEqual(copied);
    const shown = standing.map((one) => asOpened("page", one.page));
    const repeats = shown.some((one, at) => at > 0 && samePage(one, shown[at - 1] ?? EMPTY_PAGE));
    expect(since.pages[0]).toEqual(before.pages[0]);
    if (!repeats) expect([since.pages, since.seat]).toEqual([before.pages, before.seat]);

    // An edit of each document goes beside them, and after a while all of it where it belongs, in the new shape; nothing goes to
    // the sheet.
    const months = [...documentsLeft(pair.ofWriter, left).keys()].filter((name) =>
      name.startsWith("check-ins/"),
    );
    const added = [own("written today"), ...months.map((month) => dayOf(`${month.slice(-7)}-20`))];
    for (const item of added) await tab.engine.saveItem(item);
    await quiet(tab);
    const edited = await heldOf(pair.ofWriter);
    expect(written(before, edited)).toEqual([nameOf("recent"), ...copied].sort());
    expect([edited.pages, edited.seat]).toEqual([since.pages, since.seat]);
    const writing = await reopened(pair.writer);
    for (let round = 0; round < FOLD_EVERY; round++) {
      await writing.engine.saveItem(own(`written today, ${round}`, added[0]?.id));
      await writing.saved();
    }
    await quiet(writing);
    const folded = await heldOf(pair.ofWriter);
    expect(written(before, folded)).toEqual(
      [...["entries", "recent", ...months].map(nameOf), ...copied].sort(),
    );
    expect([folded.pages, folded.seat]).toEqual([since.pages, since.seat]);
    const held = await documentsOf(pair.ofWriter);
    expect(held.entries?.deleted).toEqual(left.entries.deleted);
    expect(Object.assign({}, ...held.months.map((one) => one.deleted))).toEqual(left.checkIns.deleted);
    const later = await reopened(pair.writer);
    await later.saved();
    const items = [...Object.values(later.vault.entries), ...later.vault.checkIns];
    const isOld = ({ id }: { id: string }) => added.every((one) => one.id !== id);
    expect(items.filter((one) => !isOld(one))).toHaveLength(added.length);
    const entries = byId(Object.values(later.vault.entries).filter(isOld));
    expectAllOf(left, { ...later.vault, entries, checkIns: later.vault.checkIns.filter(isOld) });
    expect(await readBy(pair.reader)).toEqual(page);
    if (!left.entries.paused.on) return;

    await later.engine.setPaused(false);
    await later.saved();
    const resumed = composePage({ items, paused: false, period: later.vault.period }, Date.now());
    expect(isEmptyPage(resumed)).toBe(false);
    expect(await readBy(pair.reader)).toEqual(resumed);
  });
});

describe("an edit that the program before could not send", () => {
  test("goes out; what it stops is gone, and what it ticks waits for a press", async () => {
    const left = livedIn();
    await leave(pair, left);
    const before = await readBy(pair.reader);
    await leaveUnsent(pair, editsBefore(left));
    const tab = await openedHere(pair);
    expect(pair.writer.browser.unsent.size).toBe(0);
    const { entries, checkIns, setAside, myPage, lostWords } = tab.vault;
    expect([entries[VOICES], entries[GONE]]).toMatchObject([{ note: "typed offline" }, undefined]);
    expect(Object.keys(entries)).toHaveLength(Object.keys(left.entries.entries).length - 1);
    expect(byId(checkIns)).toMatchObject({ [DAY]: { answers: { today: "veryHard" } }, "offline-april": {} });
    expect([setAside.length, lostWords]).toEqual([3, false]);
    const after = await readBy(pair.reader);
    const items = before.items.map((item) => {
      if (item.kind !== "comfort" || !("starter" in item.topic) || item.topic.starter !== "holdingHands")
        return item;
      const { whenTheyStart: _, ...others } = item;
      return others;
    });
    expect(items).not.toEqual(before.items);
    expect([after.items.length, after.items]).toEqual([items.length, expect.arrayContaining(items)]);
    expect(myPage).toEqual({ state: "known", page: after, beyond: [{ id: VOICES, part: "note" }] });
    await tab.engine.letThrough(VOICES);
    await quiet(tab);
    expect(JSON.stringify(await readBy(pair.reader))).toContain("typed offline");
  });

  test.each([
    ["before", -60_000],
    ["after", 60_000],
  ])("and was typed %s another device wrote: both are there, as with two of today", async (_, by) => {
    const left = livedIn();
    await leave(pair, left);
    const before = await readBy(pair.reader);
    await writeMeanwhile(pair);
    const held = await takeDown();
    const edits = editsBefore(left, Date.now() + by);
    const ofToday = [...edits].map(([name, { baseVersion, document }]) => {
      const kind = name === "entries" ? name : "checkIns";
      return [name, { baseVersion, document: asOpened(kind, document) }] as const;
    });
    const results = [];
    for (const each of [edits, new Map(ofToday)]) {
      await putBack(held);
      await leaveUnsent(pair, each);
      const tab = await openedHere(pair);
      expect(pair.writer.browser.unsent.size).toBe(0);
      for (const words of BOTH) expect(wordsIn(tab.vault)).toContain(words);
      // Three that were left, and the losers of the two that both changed.
      expect([tab.vault.setAside.length, tab.vault.entries[GONE]]).toEqual([5, undefined]);
      expect(isWithin(await readBy(pair.reader), [before])).toBe(true);
      results.push(heldIn(tab.vault));
      await quiet(tab);
      const elsewhere = await reopened(pair.writer);
      await elsewhere.saved();
      expect(heldIn(elsewhere.vault)).toEqual(results.at(-1));
      await quiet(elsewhere);
    }
    expect(results[0]).toEqual(results[1]);
  });
});

describe("a device that still runs the program before, while this one has moved the vault,", () => {
  const MET = { sent: 405, read: 405, page: 2, emptied: 200 };

  test("takes the page down: all waits for a press, and its edit is merged once it is of today", async () => {
    const left = livedIn();
    await leave(pair, left);
    await writeMeanwhile(pair);
    const ticking = await reopened(pair.writer);
    await ticking.engine.shareItem(VOICES, { do: "tick", part: "note" });
    await quiet(ticking);
    const page = await readBy(pair.reader);
    expect(JSON.stringify(page)).toContain("from the phone");
    const edits = editsBefore(left);
    expect(await runBefore(pair, edits)).toEqual(MET);
    expect(await readBy(pair.reader)).toEqual(EMPTY_PAGE);

    const tab = await reopened(pair.writer);
    await tab.engine.retrySaving();
    await tab.saved();
    expect(await readBy(pair.reader)).toEqual(EMPTY_PAGE);
    const { entries, troubles, myPage } = tab.vault;
    expect([Object.keys(entries).length, troubles]).toEqual([
      Object.keys(left.entries.entries).length + 1,
      [],
    ]);
    const along = new Set(["kind", "topic", "group", "situation", "tag"]);
    const parts = page.items.flatMap((item) => Object.keys(item).filter((part) => !along.has(part)));
    const waits = myPage.state === "known" ? myPage.beyond : [];
    expect(waits.map(({ part }) => part).sort()).toEqual(parts.sort());
    for (const id of new Set(waits.map((one) => one.id))) await tab.engine.letThrough(id);
    await quiet(tab);
    expect(await readBy(pair.reader)).toEqual(page);

    await leaveUnsent(pair, edits);
    const later = await openedHere(pair);
    for (const words of BOTH) expect(wordsIn(later.vault)).toContain(words);
    expect(later.vault.troubles).toEqual([]);
    expect(isWithin(await readBy(pair.reader), [page])).toBe(true);
  });

  test("takes it down under an open tab: what was pressed there goes out again, and nothing else", async () => {
    const left = livedIn();
    await leave(pair, left);
    const tab = await reopened(pair.writer);
    await tab.engine.saveItem(own("pressed here", "pressed"));
    await tab.engine.shareItem("pressed", { do: "tick", part: "note" });
    await tab.saved();
    expect(await runBefore(pair, editsBefore(left))).toEqual(MET);
    pair.writer.browser.now = () => Date.now() + 61_000;
    await tab.engine.backInView();
    await tab.engine.retrySaving();
    await tab.saved();
    expect(tab.vault.troubles).toEqual([]);
    expect((await readBy(pair.reader)).items).toMatchObject([{ kind: "comfort", note: "pressed here" }]);
  });
});

describe("a browser that is ended in the midst of the move", () => {
  /** Begins anew, with edits of the program before on the device. `meanwhile`: whether another device has written. */
  async function waiting(meanwhile: boolean) {
    const left = livedIn();
    await leave(pair, left);
    if (meanwhile) await writeMeanwhile(pair);
    await readBy(pair.reader);
    const [held, edits] = [await takeDown(), editsBefore(left)];
    return async () => {
      await putBack(held);
      pair.writer.browser.unsent.clear();
      await leaveUnsent(pair, edits);
    };
  }

  const pagesNow = () => fetchable(pair.ofReader.ownerId, pair.ofReader.link);

  test.each([false, true])("after any step, another device having written: %s", async (meanwhile) => {
    const begin = await waiting(meanwhile);
    await begin();
    const before = await pagesNow();
    const whole = await openedHere(pair);
    const [{ setAside, ...expected }, shown] = [heldIn(whole.vault), await pagesNow()];
    await quiet(whole);
    const steps: string[] = [];
    for (let ended: string | null = ""; ended !== null; ) {
      await begin();
      ended = await endedAfter(pair.writer.browser, (_, at) => at === steps.length);
      if (ended === null) break;
      steps.push(ended);
      expect([ended, (await pagesNow()).every((page) => isWithin(page, before))]).toEqual([ended, true]);
      const tab = await openedHere(pair);
      const { setAside: aside, ...now } = heldIn(tab.vault);
      expect([ended, now, aside]).toEqual([ended, expected, setAside]);
      expect([ended, pair.writer.browser.unsent.size, await pagesNow()]).toEqual([ended, 0, shown]);
      await quiet(tab);
    }
    expect(steps.filter((step) => step === "PUT /api/vault").length).toBeGreaterThanOrEqual(1);
  });

  test("an edit is set aside once, where it was ended with the merged one kept beside it", async () => {
    const begin = await waiting(true);
    await begin();
    expect(await endedAfter(pair.writer.browser, (what) => what === "keepUnsent")).toBe("keepUnsent");
    const { setAside } = heldIn((await openedHere(pair)).vault);
    expect(setAside).toEqual([...new Set(setAside)]);
  });
});
