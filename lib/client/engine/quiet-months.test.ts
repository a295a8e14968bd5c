import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { AnyItem } from "@/lib/domain/kinds";
import { applyShare } from "@/lib/domain/sharing/apply";
import { deleteItem } from "@/lib/domain/vault/edit";
import { FIXED_NAMES, type MonthName } from "@/lib/domain/vault/names";
import type { Listed } from "@/lib/wire/vault";
import { account, add, day, idle, NOW, notesOf, put, refused, whole } from "@/tests/support/vault-host";
import type { Unsent } from "./device-store";
import { FOLD_EVERY } from "./items-plan";
import { sealDocument } from "./sealed-documents";
import type { Vault } from "./vault";

const FIRST = "POST /api/vault/read";
const WRITE = "PUT /api/vault";
const ALL = "GET /api/vault";
const THIS_MONTH = "2026-11";
const PERIOD = "this one";

/** Check-ins of the months before this one, the newest first. */
const months = (count: number): string[] =>
  Array.from({ length: count }, (_, at) => new Date(Date.UTC(2026, 9 - at, 1)).toISOString().slice(0, 7));
const nameOf = (month: string): MonthName => `check-ins/${month}`;

/** Saves as often as it takes until nothing is recent any more. */
async function fold(vault: Vault): Promise<void> {
  for (let round = 0; round <= FOLD_EVERY; round++) {
    await add(vault, "one more");
    if (vault.recent.version % FOLD_EVERY === 0) return;
  }
  throw new Error("Nothing is saved");
}

/** Ticks, stops or unticks an answer of an item. */
function share(vault: Vault, id: string, verb: "tick" | "stop", at = NOW): void {
  const item = vault.item(id);
  if (item === undefined) throw new Error("There is such an item");
  const verbs = { tick: { do: "tick", part: "whatHelped" }, stop: { do: "stop" } } as const;
  put(vault, applyShare(item, verbs[verb], PERIOD, at), at);
}

/** An account with a check-in in each of so many months, this one and those before it, and all of it where it belongs. */
async function written(count: number, also: (vault: Vault) => void = () => {}) {
  const made = account();
  const { vault } = made.device();
  await vault.open();
  for (const month of [THIS_MONTH, ...months(14)].slice(0, count))
    put(vault, day(month, month, `of ${month}`));
  also(vault);
  await vault.save();
  await fold(vault);
  return { ...made, first: vault };
}

/** A device that opens anew, what it asked for, and the check-ins that it has. */
async function opened(
  { device }: Pick<Awaited<ReturnType<typeof written>>, "device">,
  unsent?: Map<string, Unsent>,
) {
  const { vault, asked } = device(unsent);
  const { ok } = await vault.open();
  return { vault, asked, ok };
}
const checkInsOf = (vault: Vault): string[] =>
  vault.items.flatMap(({ kind, id }) => (kind === "checkIn" ? [id] : [])).sort();
const unreadOf = (vault: Vault): string[] => vault.unread.map(({ name }) => name);

describe("an opening", () => {
  test("reads this month and none before it, in one request; a look brings half a year at a time", async () => {
    const made = await written(15);
    const { vault, asked } = await opened(made);
    expect([asked, checkInsOf(vault)]).toEqual([[FIRST], [THIS_MONTH]]);
    expect(unreadOf(vault)).toEqual(months(14).map(nameOf));
    made.host.lie = (asks) => (asks === FIRST ? refused("unavailable", 503) : null);
    expect(await vault.readEarlier()).toEqual({ ok: false, failure: "unavailable" });
    expect([vault.unread.length, checkInsOf(vault)]).toEqual([14, [THIS_MONTH]]);
    made.host.lie = () => null;
    asked.length = 0;
    for (const has of [7, 13, 15, 15]) {
      expect(await vault.readEarlier()).toEqual({ ok: true });
      expect(checkInsOf(vault)).toEqual([THIS_MONTH, ...months(has - 1)].sort());
    }
    expect([asked, vault.unread]).toEqual([[FIRST, FIRST, FIRST], []]);
    expect(notesOf(vault)).toEqual(notesOf(made.first));
  });

  test("reads the newest month that there is, where this one has nothing yet", async () => {
    const made = await written(0);
    for (const month of months(3)) put(made.first, day(month, month, "written"));
    await made.first.save();
    await fold(made.first);
    const { vault, asked } = await opened(made);
    expect([asked, checkInsOf(vault)]).toEqual([[FIRST, FIRST], months(1)]);
  });

  test("reads each month in which something is ticked or set aside, and what is recent of any", async () => {
    const [, ticked = "", aside = "", recent = ""] = months(6);
    const made = await written(7, (vault) => {
      share(vault, ticked, "tick");
      vault.edit(vault.month(nameOf(aside)), (held) => ({
        ...held,
        setAside: [{ id: "aside", setAsideAt: NOW, item: day(aside, aside, "before") }],
      }));
    });
    put(made.first, day(recent, recent, "written since"), NOW + 1);
    await made.first.save();
    const { vault, asked } = await opened(made);
    expect(asked).toEqual([FIRST, FIRST]);
    expect(checkInsOf(vault)).toEqual([THIS_MONTH, ticked, aside, recent].sort());
    expect(vault.item(ticked)?.share).toEqual(made.first.item(ticked)?.share);

    // What is stopped is quiet from the next fold on.
    share(vault, ticked, "stop", NOW + 2);
    await vault.save();
    await fold(vault);
    const later = await opened(made);
    expect(checkInsOf(later.vault)).toEqual([THIS_MONTH, aside].sort());
  });

  test("leaves unread what it left unread, whoever writes in between", async () => {
    const made = await written(5);
    for (let round = 0; round < 3; round++) {
      const { vault, asked } = await opened(made);
      expect([asked, unreadOf(vault)]).toEqual([[FIRST], months(4).map(nameOf)]);
      await fold(vault);
      await fold(made.first.unread.length === 0 ? await refreshed(made.first) : vault);
    }
  });

  test("reads what a program before this one has written, which says nothing of any month", async () => {
    const made = await written(4);
    const entries = made.host.documents.get(made.nameOf("entries"));
    const { entries: held } = made.first;
    if (entries === undefined) throw new Error("There are entries");
    const seen = Object.fromEntries([THIS_MONTH, ...months(3)].map((month) => [nameOf(month), 1]));
    const context = { owner: "owner", name: "entries", version: entries.version };
    entries.sealed = await sealDocument(made.key, context, { document: held.current, seen });
    const { vault, asked } = await opened(made);
    expect([asked, vault.unread, checkInsOf(vault)]).toEqual([[FIRST, FIRST], [], checkInsOf(made.first)]);
  });

  test("reads a month that was written since the entries said something of it", async () => {
    const made = await written(4);
    const { version, main } = made.first.month(nameOf(month));
    const context = { owner: "owner", name: nameOf(month), version: version + 1 };
    const sealed = await sealDocument(made.key, context, { document: main, seen: {} });
    made.host.documents.set(made.nameOf(nameOf(month)), { version: version + 1, sealed });
    expect(unreadOf((await opened(made)).vault)).toEqual(months(3).slice(1).map(nameOf));
  });
});

async function refreshed(vault: Vault): Promise<Vault> {
  await vault.refresh();
  return vault;
}

const [month = ""] = months(1);

describe("a month that was left unread", () => {
  test("comes with what another device wrote of it, and nothing is made of the half", async () => {
    const made = await written(5);
    const { vault, asked } = await opened(made);
    share(made.first, month, "tick", NOW + 1);
    put(made.first, day("beside it", month, "the same month"), NOW + 1);
    await made.first.save();
    asked.length = 0;
    expect(await vault.refresh()).toEqual({ ok: true });
    expect(asked).toEqual(["GET /api/vault/versions", FIRST, FIRST]);
    expect(checkInsOf(vault)).toEqual([THIS_MONTH, month, "beside it"].sort());
    expect(vault.item(month)?.share).toEqual(made.first.item(month)?.share);
  });

  test("comes with what another tab saved", async () => {
    const made = await written(5);
    const { vault, asked } = await opened(made);
    share(made.first, month, "tick", NOW + 1);
    await made.first.save();
    asked.length = 0;
    await vault.storedElsewhere([{ name: made.nameOf("recent"), version: made.first.recent.version }]);
    expect(asked).toEqual([FIRST, FIRST]);
    expect(vault.item(month)?.share).toEqual(made.first.item(month)?.share);
  });

  test("takes an edit that is made here, beside what stands there", async () => {
    const made = await written(5);
    const { vault, asked } = await opened(made);
    asked.length = 0;
    put(vault, day("by a clock that is wrong", month, "new"), NOW + 1);
    expect(await vault.save()).toEqual({ ok: true });
    expect(asked).toEqual([FIRST, WRITE]);
    await fold(vault);
    const later = (await opened(made)).vault;
    await later.readEarlier();
    expect(checkInsOf(later)).toContain("by a clock that is wrong");
    expect(checkInsOf(later)).toContain(month);
  });

  test("is not written while it cannot be read; the edit waits on the device, and is taken up", async () => {
    const made = await written(5);
    const unsent = new Map<string, Unsent>();
    const { vault } = await opened(made, unsent);
    made.host.lie = (asks) => (asks === FIRST ? refused("unavailable", 503) : null);
    put(vault, day("new", month, "new"), NOW + 1);
    expect(await vault.save()).toMatchObject({ ok: false });
    expect([vault.saveState.state, unsent.size]).toEqual(["notYet", 1]);
    made.host.lie = () => null;

    // Nothing is open while what it belongs to cannot be read.
    let asks = 0;
    made.host.lie = (path) => (path === FIRST && ++asks > 1 ? refused("unavailable", 503) : null);
    expect((await opened(made, unsent)).ok).toBe(false);
    expect(unsent.size).toBe(1);
    made.host.lie = () => null;
    const later = (await opened(made, unsent)).vault;
    await later.save();
    expect([checkInsOf(later), later.unread.length, unsent.size]).toEqual([
      [THIS_MONTH, month, "new"].sort(),
      3,
      0,
    ]);
  });
});

describe("a month that is read beside a save", () => {
  test("is saved no more than before", async () => {
    const made = await written(5);
    const { vault, asked } = await opened(made);
    asked.length = 0;
    let puts = 0;
    made.host.onAnswer = async (path) => {
      if (path === WRITE && ++puts === 1) await vault.readEarlier();
    };
    await add(vault, "beside it");
    expect([asked, vault.unread]).toEqual([[WRITE, FIRST], []]);
  });

  test("keeps on the device what was edited of it while another one was read", async () => {
    const [, other = ""] = months(2);
    const made = await written(5);
    const unsent = new Map<string, Unsent>();
    const { vault } = await opened(made, unsent);
    put(vault, day("the first", month, "new"), NOW + 1);
    let [reads, puts] = [0, 0];
    made.host.onAnswer = async (path) => {
      if (path === FIRST && ++reads === 1) put(vault, day("the second", other, "new"), NOW + 1);
      if (path === WRITE && ++puts === 1) await vault.readEarlier();
    };
    made.host.lie = (path) => (path === WRITE && puts > 0 ? refused("unavailable", 503) : null);
    expect(await vault.save()).toMatchObject({ ok: false });
    made.host.lie = () => null;
    const later = (await opened(made, unsent)).vault;
    expect(checkInsOf(later)).toEqual([THIS_MONTH, month, other, "the first", "the second"].sort());
  });
});

describe("an unread month", () => {
  test("that is damaged is told when somebody looks, and is neither quiet nor written any more", async () => {
    const made = await written(5);
    const stored = made.host.documents.get(made.nameOf(nameOf(month)));
    if (stored) stored.sealed = stored.sealed.map((byte, at) => (at > 300 ? byte ^ 1 : byte));
    const { vault } = await opened(made);
    expect(vault.troubles).toEqual([]);
    await vault.readEarlier();
    expect(vault.troubles).toEqual([{ document: "checkIns", problem: "cannot_open" }]);
    expect(unreadOf(vault)).toEqual([]);
    const version = stored?.version;
    await fold(vault);
    expect(made.host.documents.get(made.nameOf(nameOf(month)))?.version).toBe(version);
    expect((await opened(made)).vault.troubles).toHaveLength(1);
  });

  test("that was put back, or taken away, is told at the opening", async () => {
    const made = await written(5);
    const putBack = made.noted(nameOf(month));
    put(made.first, day(month, month, "said since"), NOW + 1);
    await made.first.save();
    await fold(made.first);
    putBack();
    const old = [{ document: "checkIns", problem: "older_than_seen" }];
    expect((await opened(made)).vault.troubles).toEqual(old);
    made.host.documents.delete(made.nameOf(nameOf(month)));
    expect((await opened(made)).vault.troubles).toEqual(old);
  });

  test("that the server does not give when somebody looks is told, and one that it gives older too", async () => {
    for (const does of ["gone", "older"] as const) {
      const made = await written(5);
      const putBack = made.noted(nameOf(month));
      put(made.first, day(month, month, "said since"), NOW + 1);
      await made.first.save();
      await fold(made.first);
      const { vault } = await opened(made);
      if (does === "gone") made.host.documents.delete(made.nameOf(nameOf(month)));
      else putBack();
      expect(await vault.readEarlier()).toMatchObject({ ok: true });
      expect(vault.troubles).toEqual([{ document: "checkIns", problem: "older_than_seen" }]);
    }
  });

  test("that another device writes between the two reads of an opening is taken for no wrong host", async () => {
    const ticked = months(3)[2] ?? "";
    const made = await written(5, (vault) => share(vault, ticked, "tick"));
    let asks = 0;
    made.host.onAsked = async (path) => {
      if (path !== FIRST || ++asks !== 2) return;
      share(made.first, ticked, "stop", NOW + 1);
      share(made.first, month, "tick", NOW + 1);
      await made.first.save();
      await fold(made.first);
    };
    const { vault, asked } = await opened(made);
    expect(asked).toEqual([FIRST, FIRST, ALL]);
    expect([vault.troubles, vault.item(ticked)?.share]).toEqual([[], null]);
    expect(vault.item(month)?.share).toEqual(made.first.item(month)?.share);
  });
});

describe("an unread month that the program before this one could not recover", () => {
  test("is told when somebody looks, is not sent again and again, and takes what waits for it", async () => {
    const made = await written(5);
    const name = made.nameOf(nameOf(month));
    const version = made.host.documents.get(name)?.version ?? 0;
    const context = { owner: "owner", name: nameOf(month), version };
    const sealed = await sealDocument(made.key, context, { document: { notRead: "AA" }, seen: {} });
    made.host.documents.set(name, { version, sealed });
    const lost = [{ document: "checkIns", problem: "not_recovered" }];
    const { vault } = await opened(made);
    expect([vault.troubles, await vault.readEarlier(), vault.troubles]).toEqual([[], { ok: true }, lost]);
    expect(unreadOf(vault)).toEqual([]);

    // An edit of it is sent neither once nor again and again.
    const edited = await opened(made);
    edited.asked.length = 0;
    made.host.lie = () => (edited.asked.length > 9 ? refused("unavailable", 503) : null);
    put(edited.vault, day("new", month, "new"), NOW + 1);
    await edited.vault.save();
    expect(edited.asked.filter((asks) => asks === WRITE).length).toBeLessThan(2);
    expect(edited.vault.troubles).toEqual(lost);
    made.host.lie = () => null;

    // What a program before kept whole takes its place.
    const words = { schema: 3, items: { new: day("new", month, "new") }, deleted: {}, setAside: [] };
    const waits = await sealDocument(
      made.key,
      { ...context, version: version + 1 },
      { document: words, seen: {} },
    );
    const unsent = new Map([
      [`${name}.tab`, { owner: "owner", name: `${name}.tab`, baseVersion: version, sealed: waits }],
    ]);
    const later = (await opened(made, unsent)).vault;
    expect([later.troubles, checkInsOf(later)]).toEqual([[], [THIS_MONTH, "new"]]);
    expect(await later.save()).toEqual({ ok: true });
    expect(made.host.documents.get(name)?.version).toBe(version + 1);
  });
});

describe("an unread month of a host that gives the recent document twice, or unasked", () => {
  test("is read with what is recent of it", async () => {
    const [, other = ""] = months(2);
    const made = await written(5);
    const recent = made.nameOf("recent");
    const { vault } = await opened(made);
    const before = made.host.documents.get(recent);
    if (before === undefined) throw new Error("Something is recent");
    share(made.first, month, "tick", NOW + 1);
    await made.first.save();

    // The one of before is given, and the one of now is listed beside it.
    const all = () => [...made.host.documents].map(([name, stored]) => ({ name, ...stored }));
    const isFixed = ({ name }: Listed) =>
      [...FIXED_NAMES, nameOf(THIS_MONTH)].some((fixed) => fixed !== "recent" && made.nameOf(fixed) === name);
    let asks = 0;
    made.host.lie = (path) =>
      path === FIRST && ++asks === 1
        ? whole(
            [...all().filter(isFixed), { name: recent, ...before }],
            null,
            {},
            all().filter((one) => !isFixed(one)),
          )
        : null;
    const late = (await opened(made)).vault;
    expect(late.item(month)?.share).toEqual(made.first.item(month)?.share);

    // One that is newer still is given beside a month that was asked for.
    asks = 0;
    made.host.onAsked = async (path) => {
      if (path !== FIRST || ++asks !== 2) return;
      share(made.first, other, "tick", NOW + 2);
      await made.first.save();
    };
    const isGiven = ({ name }: Listed) => name === recent || name === made.nameOf(nameOf(month));
    made.host.lie = (path) => (path === FIRST && asks === 2 ? whole(all().filter(isGiven)) : null);
    await vault.refresh();
    expect([asks, vault.item(month)?.share]).toEqual([2, made.first.item(month)?.share]);
    expect([vault.recent.version, unreadOf(vault)[0]]).toEqual([
      made.first.recent.version - 1,
      nameOf(other),
    ]);
    made.host.lie = () => null;
    await vault.refresh();
    expect(vault.item(other)?.share).toEqual(made.first.item(other)?.share);
  });
});

test("whatever devices do in turns, an opening has everything that is ticked, set aside or recent, and loses nothing", async () => {
  const step = fc.record({
    does: fc.constantFrom("write", "tick", "stop", "delete", "fold", "look", "refresh", "open", "idle"),
    by: fc.nat(1),
    month: fc.nat(3),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
      const made = await written(5);
      const devices = [(await opened(made)).vault, (await opened(made)).vault];
      let at = NOW;
      for (const { does, by, month } of steps) {
        const vault = devices[by] ?? made.first;
        const id = [THIS_MONTH, ...months(3)][month] ?? THIS_MONTH;
        const item: AnyItem | undefined = vault.item(id);
        at += 1;
        if (does === "write") put(vault, day(id, id, `at ${at}`), at);
        else if (does === "fold") await fold(vault);
        else if (does === "look") await vault.readEarlier();
        else if (does === "refresh") await vault.refresh();
        else if (does === "idle") await idle(vault, at % 2 ? 5 : 15);
        else if (does === "open") devices[by] = (await opened(made)).vault;
        else if (item && does !== "delete") share(vault, id, does, at);
        else if (item) vault.edit(vault.keeping(item), (held) => deleteItem(held, id, at));
        await vault.save();
      }
      const { vault } = await opened(made);
      const needed = (one: Vault) => ({
        ticked: one.items.filter(({ share }) => share !== null),
        aside: one.ofItems.flatMap(({ current }) => current.setAside),
      });
      const before = needed(vault);
      expect(vault.troubles).toEqual([]);
      await vault.asHeld();
      expect(vault.unread).toEqual([]);
      const whole = needed(vault);
      const byId = (a: AnyItem, b: AnyItem) => (a.id < b.id ? -1 : 1);
      expect(before.ticked.sort(byId)).toEqual(whole.ticked.sort(byId));
      expect(before.aside).toEqual(whole.aside);
      for (const device of devices) {
        await device.refresh();
        await device.asHeld();
        expect(notesOf(device)).toEqual(notesOf(vault));
      }
    }),
    { numRuns: 25 },
  );
});
