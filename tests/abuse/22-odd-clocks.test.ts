import { afterEach, expect, test, vi } from "vitest";
import { starterComfort } from "@/lib/domain/comfort/make";
import type { StarterTopicKey } from "@/lib/domain/comfort/options";
import { db } from "@/lib/server/db";
import {
  link,
  lockEveryTab,
  must,
  newPerson,
  type Person,
  press,
  shareNoteUntil,
  shareParts,
  type Tab,
  TestBrowser,
} from "../support/person";
import { withServer } from "../support/server";

/* (No attacker.) Two devices, edits that meet, clocks that jump by a day and back: every edit is kept or its conflict shown. */
withServer();
vi.setConfig({ testTimeout: 180_000 });
afterEach(lockEveryTab);

const DAY = 24 * 3600_000;
type OnDevice = { browser: TestBrowser; tab: Tab };

/** A clock goes ahead by less than the idle time, and back by less than counts as having been away, in one step; milliseconds. */
const [AHEAD_MS, BACK_MS] = [4 * 60_000, 4_000];

/** Sets a device's clock, with somebody at it all along: a jump would lock what is open. */
function setClock({ browser, tab }: OnDevice, ahead: number) {
  let before = browser.now() - Date.now();
  while (Math.abs(ahead - before) > BACK_MS) {
    before += Math.max(-BACK_MS, Math.min(AHEAD_MS, ahead - before));
    const step = before;
    browser.now = () => Date.now() + step;
    tab.engine.stillHere();
  }
  browser.now = () => Date.now() + ahead;
  tab.engine.stillHere();
}

async function secondDevice(person: Person): Promise<OnDevice> {
  const browser = new TestBrowser();
  const tab = browser.openTab();
  await must(tab.engine.signIn(person, () => {}));
  return { browser, tab };
}

const write = ({ tab, browser }: OnDevice, key: StarterTopicKey, note: string) =>
  tab.engine.saveEntry({ ...starterComfort(key, browser.now()), note });

/** The note that stands: that of the later edit, by the clocks that made them. The other is set aside. */
function noteOf({ tab }: OnDevice) {
  const hug = tab.vault.entries["comfort-hug"];
  return hug?.kind === "comfort" ? hug.note : null;
}

/** Everything that a device shows of what was written: as it stands, or set aside to be looked at. */
const notesOn = ({ tab }: OnDevice) =>
  [...Object.values(tab.vault.entries), ...tab.vault.setAside.map(({ item }) => item)]
    .flatMap((item) => ("note" in item ? [item.note] : []))
    .sort();

test("edits of both devices meet after days offline, with clocks a day ahead and a day behind: nothing is lost", async () => {
  const laptop = await newPerson();
  await write(laptop, "hug", "start");
  await laptop.tab.saved();
  const phone = await secondDevice(laptop);
  const expected = new Set<string>();
  let round = 0;
  for (const [onLaptop, onPhone] of [
    [0, DAY],
    [DAY, 0],
    [-DAY, DAY],
    [0, -DAY],
    [0, 0],
  ] as const) {
    round++;
    setClock(laptop, onLaptop);
    setClock(phone, onPhone);
    laptop.browser.network = "offline";
    phone.browser.network = "offline";
    for (const [who, device] of Object.entries({ laptop, phone })) {
      // Both change the same entry, and each one that the other does not have.
      await write(device, "hug", `${who} ${round}`);
      expected.add(`${who} ${round}`);
      await write(device, who === "laptop" ? "kiss" : "tickling", `${who} alone ${round}`);
    }
    laptop.browser.network = "up";
    phone.browser.network = "up";
    for (const { tab } of [laptop, phone, laptop]) await tab.engine.retrySaving();
    // One device of the two may still have to read what the other merged.
    for (const device of [laptop, phone]) await write(device, "faceTouched", `seen ${round}`);
    for (const { tab } of [laptop, phone, laptop, phone]) await tab.engine.retrySaving();
    const fresh = await secondDevice(laptop);
    for (const text of [
      `laptop ${round}`,
      `phone ${round}`,
      `laptop alone ${round}`,
      `phone alone ${round}`,
    ]) {
      expect([round, text, notesOn(fresh).includes(text)]).toEqual([round, text, true]);
    }
    expect(fresh.tab.vault.troubles).toEqual([]);
    await fresh.tab.engine.lock();
  }
  const last = await secondDevice(laptop);
  // What stood in conflict in any round is set aside until somebody dismisses it.
  const shown = new Set(notesOn(last));
  expect([...expected].filter((text) => !shown.has(text)).length).toBeLessThanOrEqual(round - 1);
});

test("the page in force never goes back, whatever the clocks of both devices do", async () => {
  const she = await newPerson();
  const he = await newPerson();
  await link(she, he);
  const phone = await secondDevice(she);
  const moments: bigint[] = [];
  const steps: [OnDevice, number][] = [
    [she, 0],
    [she, DAY],
    [phone, 0],
    [she, -DAY],
    [phone, DAY],
    [phone, -DAY],
    [she, 0],
  ];
  for (const [at, [device, ahead]] of steps.entries()) {
    setClock(device, ahead);
    const hug = { ...starterComfort("hug", device.browser.now()), note: `step ${at}` };
    await shareParts(device.tab, hug, ["note"]);
    await device.tab.engine.retrySaving();
    await device.tab.saved();
    // Where both devices had shown a note of their own, merging shows neither: a press shows the one that stands.
    await press(device.tab, hug, { do: "tick", part: "note" });
    await device.tab.saved();
    await he.tab.engine.refreshTheirPage();
    expect([at, he.tab.vault.theirPage]).toMatchObject([
      at,
      { state: "shown", page: { comforts: [{ note: noteOf(device) }] } },
    ]);
    expect([at, notesOn(device).includes(`step ${at}`)]).toEqual([at, true]);
    const pages = await db().sheetPage.findMany({ where: { owner: { user: { handle: she.handle } } } });
    expect(pages).toHaveLength(1);
    moments.push(pages[0]?.effectiveFrom ?? 0n);
  }
  for (const [at, moment] of moments.entries()) expect(moment >= (moments[at - 1] ?? 0n)).toBe(true);
  expect(new Set(moments).size).toBeGreaterThan(3);
  // By the server's clock: no device's day ahead is in it.
  for (const moment of moments) expect(Math.abs(Number(moment) - Date.now())).toBeLessThan(120_000);
});

test("a share that ends in an hour ends then, also after the clock was a day ahead for a while", async () => {
  const she = await newPerson();
  const he = await newPerson();
  await link(she, he);
  const end = Date.now() + 3600_000;
  const save = (note: string) =>
    shareNoteUntil(she.tab, { ...starterComfort("hug", she.browser.now()), note }, end);
  await save("for an hour");
  await she.tab.engine.retrySaving();
  setClock(she, DAY);
  await save("for an hour, said once more");
  // Something else that is shared, without an end: a page is published while the clock is wrong.
  const kiss = { ...starterComfort("kiss", she.browser.now()), note: "no end" };
  await shareParts(she.tab, kiss, ["note"]);
  await she.tab.engine.retrySaving();
  setClock(she, 0);
  await save("for an hour, and again");
  await she.tab.engine.retrySaving();
  await he.tab.engine.refreshTheirPage();
  expect(he.tab.vault.theirPage).toMatchObject({
    page: { comforts: [{ note: "for an hour, and again" }, { note: "no end" }] },
  });
  const pages = await db().sheetPage.findMany({
    where: { owner: { user: { handle: she.handle } } },
    orderBy: { effectiveFrom: "asc" },
  });
  expect(pages.map(({ effectiveFrom }) => Number(effectiveFrom) <= Date.now())).toEqual([true, false]);
  expect(Math.abs(Number(pages[1]?.effectiveFrom) - end)).toBeLessThan(5_000);
});
