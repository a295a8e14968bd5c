import { describe, expect, test, vi } from "vitest";
import { FOLD_EVERY } from "@/lib/client/engine/items-plan";
import { blindName } from "@/lib/crypto";
import { canonical } from "@/lib/domain/canonical";
import type { Page } from "@/lib/domain/sheet/schema";
import { documentOf } from "@/lib/domain/vault/document-of";
import { type DocumentName, isItemsName } from "@/lib/domain/vault/names";
import { db } from "@/lib/server/db";
import { type Step, Steps } from "../support/invariants/steps";
import { STOPS } from "../support/invariants/stops";
import { drive, pass, passUntil } from "../support/invariants/time";
import { fetchable, isWithin } from "../support/invariants/watch";
import {
  day,
  isSaved,
  kiss,
  opened,
  readersKeys,
  rubbish,
  throwAway,
  withWorlds,
} from "../support/invariants/worlds";
import { type Tab, TestBrowser } from "../support/person";
import { type Held, putBack, takeDown } from "../support/put-back";

/*
 * What was stopped is never read again: whatever document cannot be read or is an older one, whenever the browser is ended on
 * the way, and also when the host puts back what was written last and a new device opens it.
 */
vi.setConfig({ testTimeout: 300_000 });
const worlds = withWorlds();

/** A device that knows nothing but the key. */
function newDevice({ cookie, stored }: TestBrowser): TestBrowser {
  const browser = new TestBrowser();
  browser.cookie = cookie;
  browser.stored.unlocked = stored.unlocked && { ...stored.unlocked, lastActive: Date.now() };
  return browser;
}

const pagesNow = async (): Promise<Page[]> =>
  fetchable(worlds().cast.reader.ownerId, await readersKeys(worlds().cast.reader));

/** Opens what is held now, lets everything be done that is done by itself, and gives what the reader can fetch then. */
async function openOn(browser: TestBrowser): Promise<{ pages: Page[]; tab: Tab }> {
  const tab = browser.openTab();
  await drive(tab.engine.restore());
  await passUntil(() => isSaved(tab));
  await drive(tab.engine.retrySaving());
  await pass(60_000);
  return { pages: await pagesNow(), tab };
}

type Row = Held["documents"][number];
const rowsNow = () => db().vaultDocument.findMany({ where: { ownerId: worlds().cast.writer.ownerId } });
const write = ({ ownerId, name, ...data }: Row) =>
  db().vaultDocument.update({ where: { ownerId_name: { ownerId, name } }, data });

/** Puts every document that was written since back one version, or takes it away where it was not there. */
async function putBackWritten(before: readonly Row[]): Promise<void> {
  for (const row of await rowsNow()) {
    const { ownerId, name } = row;
    const old = before.find((one) => one.name === name);
    if (old) await write(old);
    else await db().vaultDocument.delete({ where: { ownerId_name: { ownerId, name } } });
  }
}

const stops = Object.entries(STOPS);

describe("a document that cannot be read, or is an older one", () => {
  type Made = { clock: number; held: Held; writersDevice: TestBrowser; older: Row; newest: Row };
  /** Every document of theirs, by an edit that makes the one before it show more, where it can, and another that takes that back. */
  type Edit = (writer: Tab, reader: Tab) => Promise<unknown>;
  const comfort: Edit[] = [
    ({ engine }) => engine.shareItem(kiss().id, { do: "tick", part: "note" }),
    ({ engine }) => engine.shareItem(kiss().id, { do: "stop" }),
  ];
  const answer: Edit[] = [
    ({ engine }) => engine.shareItem(day().id, { do: "tick", part: "today" }),
    ({ engine }) => engine.shareItem(day().id, { do: "untick", part: "today" }),
  ];
  const EDITS: readonly (readonly [what: string, name: DocumentName, edits: readonly Edit[]])[] = [
    ["what is recent of the entries", "recent", comfort],
    ["what is recent of a month", "recent", answer],
    ["entries", "entries", comfort],
    ["a month", documentOf(day()), answer],
    [
      "link",
      "link",
      [
        async ({ engine }, reader) => {
          await reader.engine.setPaused(true);
          await passUntil(() => isSaved(reader));
          await engine.refreshTheirPage();
        },
      ],
    ],
    ["profile", "profile", [({ engine }) => engine.saveProfile({ partnerName: "Sam" })]],
  ];

  /** Edits what is the writer's own, until all that is recent lies where it belongs. */
  async function folded({ engine }: Tab, isSaved: () => boolean): Promise<void> {
    const recent = blindName(worlds().cast.writer.key, "recent");
    for (let round = 0; round < FOLD_EVERY; round++) {
      await drive(engine.saveItem({ ...kiss(), notALeadUp: round % 2 === 0 }));
      await passUntil(isSaved);
      const row = (await rowsNow()).find((one) => one.name === recent);
      if (row && row.version % FOLD_EVERY === 0) return;
    }
  }

  /** Makes two versions of a document. `last`: whether nothing was written after it that vouches for it. */
  async function make(name: DocumentName, edits: readonly Edit[], last: boolean): Promise<Made> {
    const browsers = await worlds().enter("linked");
    const [writer, reader] = [await opened(browsers.writer), await opened(browsers.reader)];
    const blinded = blindName(worlds().cast.writer.key, name);
    const row = async () => (await rowsNow()).find((one) => one.name === blinded);
    let [older, newest] = [await row(), await row()];
    const isFolded = isItemsName(name);
    if (isFolded) await folded(writer, () => isSaved(writer));
    for (const edit of edits) {
      older = newest;
      await drive(edit(writer, reader));
      if (!(await passUntil(() => isSaved(writer)))) throw new Error("All was to be saved");
      if (isFolded) await folded(writer, () => isSaved(writer));
      newest = await row();
    }
    if (!last) {
      await drive(
        name === "profile"
          ? writer.engine.saveItem({ ...kiss(), note: "something else" })
          : writer.engine.saveProfile({ idleMinutes: 15 }),
      );
      await passUntil(() => isSaved(writer));
    }
    if (!older || !newest || older.version === newest.version) throw new Error(`${name} was to be written`);
    const held = await takeDown();
    const [writersDevice, clock] = [newDevice(browsers.writer), Date.now()];
    await throwAway(writer);
    await throwAway(reader);
    return { clock, held, writersDevice, older, newest };
  }

  const BROKEN = {
    "rubbish in its place": ({ newest }: Made): Row => ({ ...newest, sealed: rubbish() }),
    "nothing in its place": ({ newest }: Made): Row => ({ ...newest, sealed: new Uint8Array() }),
    "the version before in its place": ({ older }: Made): Row => older,
  };

  test("every document of the writer's is looked at", async () => {
    await worlds().enter("linked");
    const { key } = worlds().cast.writer;
    const known = new Set(EDITS.map(([, name]) => blindName(key, name)));
    expect((await rowsNow()).every(({ name }) => known.has(name))).toBe(true);
  });

  test.each(EDITS.flatMap((one) => [true, false].map((last) => [one[0], last, one] as const)))(
    "%s, written last: %s",
    async (what, last, [, name, edits]) => {
      const made = await make(name, edits, last);
      const { writersDevice } = made;
      const wrong: string[] = [];
      let runs = 0;
      for (const [how, broken] of Object.entries(BROKEN)) {
        for (const [way, { press, isGone }] of stops) {
          await putBack(made.held);
          vi.setSystemTime(made.clock);
          // Tokens of the time that has gone back would push out the newer ones.
          await db().accessToken.deleteMany();
          const before = { pages: await pagesNow(), rows: await rowsNow() };
          await write(broken(made));
          const { tab } = await openOn(newDevice(writersDevice));
          const atStop = await rowsNow();
          await drive(press(tab));
          if (!(await passUntil(() => isSaved(tab)))) wrong.push(`${how}, ${way}: never saved`);
          await throwAway(tab);
          runs++;
          const look = async (when: string) => {
            const { pages, tab: fresh } = await openOn(newDevice(writersDevice));
            if (!pages.every(isGone)) wrong.push(`${how}, ${way}, ${when}: the reader still sees it`);
            if (!pages.every((page) => isWithin(page, before.pages)))
              wrong.push(`${how}, ${way}, ${when}: the reader sees more`);
            await throwAway(fresh);
          };
          await look("on a new device");
          await putBackWritten(atStop);
          await look("put back");
          await write(made.newest);
          await look("whole again");
        }
      }
      console.log(`${what}: ${runs} runs`);
      expect(wrong).toEqual([]);
    },
  );
});

describe("a browser that is ended on the way", () => {
  /** Presses, and ends the browser at a step. */
  async function killedAt(name: keyof typeof STOPS, at: { step: Step; when: "before" | "after" } | null) {
    const { writer: browser } = await worlds().enter("linked");
    const steps = new Steps(browser, "", async () => undefined);
    const before = { rows: await rowsNow(), pages: await pagesNow() };
    const tab = await opened(browser);
    let isKilled = false;
    let saidStopped = false;
    steps.onStep = (step, when) => {
      if (at && canonical(step) === canonical(at.step) && when === at.when) {
        isKilled = true;
        tab.close();
      }
      return isKilled;
    };
    steps.watch(null);
    tab.onShown = () => {
      saidStopped ||= !isKilled && isSaved(tab);
    };
    void STOPS[name].press(tab);
    await pass(60_000);
    steps.unwatch();
    await throwAway(tab);
    return { browser, before, saidStopped, isKilled, steps: steps.taken };
  }

  test.each(stops)(
    "stopping %s: once it was said it stays so, and else what shows is said",
    async (name, { isGone }) => {
      const whole = await killedAt(name as keyof typeof STOPS, null);
      expect(whole.saidStopped).toBe(true);
      // The page goes out before anything else does.
      expect(whole.steps.find(({ medium }) => medium === "request")?.what).toBe("PUT /api/sheet/mine");
      const steps = whole.steps.filter(({ medium }) => medium !== "tabs");
      const wrong: string[] = [];
      let runs = 0;
      for (const step of steps) {
        for (const when of ["before", "after"] as const) {
          for (const then of ["as it is", "on a new device", "put back, on a new device"]) {
            const what = `${when} ${step.medium} ${step.what}, ${then}`;
            const { browser, before, saidStopped, isKilled } = await killedAt(name as keyof typeof STOPS, {
              step,
              when,
            });
            if (!isKilled) wrong.push(`${what}: never reached`);
            if (then.startsWith("put back")) await putBackWritten(before.rows);
            const { pages, tab } = await openOn(then === "as it is" ? browser : newDevice(browser));
            runs++;
            const { myPage, saving } = tab.vault;
            const said = myPage.state === "known" && pages.every((page) => isWithin(page, [myPage.page]));
            if (!pages.every((page) => isWithin(page, before.pages)))
              wrong.push(`${what}: the reader sees more than before`);
            if (saidStopped && !pages.every(isGone)) wrong.push(`${what}: it was said, and shows`);
            if (!said || saving.state !== "saved") wrong.push(`${what}: what shows is not said`);
            await throwAway(tab);
          }
        }
      }
      console.log(`${name}: ${steps.length} steps, ${runs} runs`);
      expect(wrong).toEqual([]);
    },
  );
});
