import { afterEach, expect, test, vi } from "vitest";
import { starterComfort } from "@/lib/domain/comfort/topics";
import type { StarterTopicKey } from "@/lib/domain/kinds/comfort";
import { db } from "@/lib/server/db";
import { send } from "../support/http";
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
afterEach(async () => {
  vi.useRealTimers();
  await lockEveryTab();
});

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
  tab.engine.saveItem({ ...starterComfort(key, browser.now()), note });

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
  const writer = await newPerson();
  const reader = await newPerson();
  await link(writer, reader);
  const phone = await secondDevice(writer);
  const moments: bigint[] = [];
  const steps: [OnDevice, number][] = [
    [writer, 0],
    [writer, DAY],
    [phone, 0],
    [writer, -DAY],
    [phone, DAY],
    [phone, -DAY],
    [writer, 0],
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
    await reader.tab.engine.refreshTheirPage();
    expect([at, reader.tab.vault.theirPage]).toMatchObject([
      at,
      { state: "shown", page: { items: [{ note: noteOf(device) }] } },
    ]);
    expect([at, notesOn(device).includes(`step ${at}`)]).toEqual([at, true]);
    const pages = await db().sheetPage.findMany({ where: { owner: { user: { handle: writer.handle } } } });
    expect(pages).toHaveLength(1);
    moments.push(pages[0]?.effectiveFrom ?? 0n);
  }
  for (const [at, moment] of moments.entries()) expect(moment >= (moments[at - 1] ?? 0n)).toBe(true);
  expect(new Set(moments).size).toBeGreaterThan(3);
  // By the server's clock: no device's day ahead is in it.
  for (const moment of moments) expect(Math.abs(Number(moment) - Date.now())).toBeLessThan(120_000);
});

test("a share that ends in an hour ends then, also after the clock was a day ahead for a while", async () => {
  const writer = await newPerson();
  const reader = await newPerson();
  await link(writer, reader);
  const end = Date.now() + 3600_000;
  const save = (note: string) =>
    shareNoteUntil(writer.tab, { ...starterComfort("hug", writer.browser.now()), note }, end);
  await save("for an hour");
  await writer.tab.engine.retrySaving();
  setClock(writer, DAY);
  await save("for an hour, said once more");
  // Something else that is shared, without an end: a page is published while the clock is wrong.
  const kiss = { ...starterComfort("kiss", writer.browser.now()), note: "no end" };
  await shareParts(writer.tab, kiss, ["note"]);
  await writer.tab.engine.retrySaving();
  setClock(writer, 0);
  await save("for an hour, and again");
  await writer.tab.engine.retrySaving();
  await reader.tab.engine.refreshTheirPage();
  expect(reader.tab.vault.theirPage).toMatchObject({
    page: { items: [{ note: "for an hour, and again" }, { note: "no end" }] },
  });
  const pages = await db().sheetPage.findMany({
    where: { owner: { user: { handle: writer.handle } } },
    orderBy: { effectiveFrom: "asc" },
  });
  expect(pages.map(({ effectiveFrom }) => Number(effectiveFrom) <= Date.now())).toEqual([true, false]);
  expect(Math.abs(Number(pages[1]?.effectiveFrom) - end)).toBeLessThan(5_000);
});

const HOUR = 3600_000;

/** Both clocks: the server's, and by how much the device's differs from it. */
function setClocks({ browser }: Person, server: number, ahead: number) {
  vi.useFakeTimers({ now: server, toFake: ["Date"] });
  browser.now = () => Date.now() + ahead;
}

/** Opens a new tab in the writer's browser, as after it was closed. Where it stands. */
async function opensAs({ browser }: Person): Promise<string> {
  const tab = browser.openTab();
  await tab.engine.restore();
  const { status } = tab.snapshot;
  tab.close();
  return status;
}

/** Somebody new whose browser was closed while the writer's vault was open. The server's time then. */
async function closedWhileOpen(): Promise<{ writer: Person; closed: number }> {
  const writer = await newPerson();
  await writer.tab.saved();
  writer.tab.close();
  return { writer, closed: Date.now() };
}

/** The idle time that an account begins with, milliseconds. */
const IDLE = 5 * 60_000;

test("a browser that was closed unlocked opens within the idle time, and later not, whatever its clock says", async () => {
  for (const [after, ahead, stands] of [
    // Within the idle time, by both.
    [0, 0, "open"],
    [IDLE - 1000, 0, "open"],
    // Over by the server's clock, and by the device's as if no time had passed, or little.
    [3 * HOUR, -3 * HOUR, "locked"],
    [3 * HOUR, -3 * HOUR + 60_000, "locked"],
    [IDLE + 1000, -60_000, "locked"],
    [IDLE + 1000, -IDLE, "locked"],
    // Over by either is over: the device's clock ahead, or back before the last touch.
    [0, 3 * HOUR, "locked"],
    [60_000, -3 * HOUR, "locked"],
    // Over by both.
    [3 * HOUR, 0, "locked"],
    [3 * HOUR, 24 * HOUR, "locked"],
  ] as const) {
    const { writer, closed } = await closedWhileOpen();
    setClocks(writer, closed + after, ahead);
    expect([after, ahead, await opensAs(writer)]).toEqual([after, ahead, stands]);
    // Once it was found to be over, no clock that is set right brings it back.
    setClocks(writer, closed + 1000, 0);
    expect([after, ahead, await opensAs(writer)]).toEqual([after, ahead, stands]);
    vi.useRealTimers();
  }
});

test("where the server's clock goes back nothing opens for longer than the idle time, and a moment does not matter", async () => {
  const { writer, closed } = await closedWhileOpen();
  setClocks(writer, closed - 2_000, 2_000);
  expect(await opensAs(writer)).toBe("open");
  // Three hours back, and the device's with it.
  setClocks(writer, closed - 3 * HOUR, 0);
  expect(await opensAs(writer)).toBe("locked");

  // The device's right, and the server's three hours back, or ahead.
  for (const by of [-3 * HOUR, 3 * HOUR]) {
    const next = await closedWhileOpen();
    setClocks(next.writer, next.closed + 60_000 + by, -by);
    expect([by, await opensAs(next.writer)]).toEqual([by, "locked"]);
    vi.useRealTimers();
  }
});

test("asking again and again with a copy of the cookie, or reloading, keeps nothing open for longer", async () => {
  const { writer, closed } = await closedWhileOpen();
  const cookie = writer.browser.cookie ?? "";
  for (let after = 0; after < IDLE; after += 60_000) {
    setClocks(writer, closed + after, -after);
    expect((await send("key-half", { body: {}, cookie, access: null })).status).toBe(200);
    expect(await opensAs(writer)).toBe("open");
  }
  setClocks(writer, closed + IDLE + 1000, -IDLE);
  expect(await opensAs(writer)).toBe("locked");
});

test("touching it now and then keeps it, and so does it across reloads", async () => {
  const writer = await newPerson();
  await writer.tab.saved();
  let { tab } = writer;
  const start = Date.now();
  for (let after = 0; after < 6 * IDLE; after += IDLE - 10_000) {
    setClocks(writer, start + after, 0);
    const told = () => writer.browser.requests.filter((request) => request === "PUT /api/key-half").length;
    const before = told();
    tab.engine.stillHere();
    await vi.waitUntil(() => after === 0 || told() > before);
    await writer.browser.answered;
    setClocks(writer, start + after + 5_000, 0);
    tab.close();
    tab = writer.browser.openTab();
    await tab.engine.restore();
    expect([after, tab.snapshot.status]).toEqual([after, "open"]);
  }
});
