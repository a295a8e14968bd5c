import { expect, test } from "vitest";
import {
  account,
  add,
  checkIn,
  comfort,
  idle,
  json,
  NOW,
  notesOf,
  put,
  refused,
  setAsideOf,
  two,
  whole,
} from "@/tests/support/vault-host";
import { FOLD_EVERY } from "./items-plan";
import type { Vault } from "./vault";

const LIST = "GET /api/vault/versions";
const SOME = "POST /api/vault/read";
const WRITE = "PUT /api/vault";
const ALL = "GET /api/vault";

const count = ({ entries }: Vault) => Object.keys(entries.current.items).length;

test("what has not changed costs a line from the first time on, and nothing follows from it", async () => {
  const { here, host } = await two();
  const before = here.count.content;
  expect(await here.refreshed()).toEqual([true, LIST]);
  expect(await here.refreshed()).toEqual([true, LIST]);
  expect(here.count.content).toBe(before);
  // The schedule alone has moved.
  host.revision = 3;
  expect(await here.refreshed()).toEqual([true, LIST]);
  expect([here.vault.readAt, here.count.content]).toEqual([3, before + 1]);
});

test("what another device wrote is read by itself, and what was saved here is not read again", async () => {
  const { here, there } = await two();
  await add(there.vault, "elsewhere");
  expect(await here.refreshed()).toEqual([true, LIST, SOME]);
  expect(count(here.vault)).toBe(2);
  await idle(here.vault, 30);
  expect(await here.refreshed()).toEqual([true, LIST]);
  await checkIn(there.vault, "2026-10");
  expect(await here.refreshed()).toEqual([true, LIST, SOME]);
  expect(here.vault.items).toHaveLength(3);
});

test("an edit that waits here is merged with what is read", async () => {
  const { here, there, host } = await two();
  host.lie = (path) => (path === WRITE ? refused("unavailable", 503) : null);
  await add(here.vault, "here");
  host.lie = () => null;
  await add(there.vault, "elsewhere");
  expect(await here.refreshed()).toEqual([true, LIST, SOME]);
  expect([count(here.vault), here.vault.saveState.state]).toEqual([3, "notYet"]);
});

test("what is written where it belongs is read in one request, however much it is", async () => {
  const { here, there, host } = await two();
  const months = Array.from({ length: 9 }, (_, at) => `2025-0${at + 1}`);
  for (const month of months) await checkIn(there.vault, month);
  expect(await here.refreshed()).toEqual([true, LIST, SOME]);
  for (let at = 0; at < FOLD_EVERY; at++) await add(there.vault, `note ${at}`);
  expect(Math.max(...host.writes.map((names) => names.length))).toBe(months.length + 2);
  expect(await here.refreshed()).toEqual([true, LIST, SOME]);
  expect([here.vault.allMonths.length, count(here.vault)]).toEqual([9, FOLD_EVERY + 1]);
  expect(here.vault.items).toHaveLength(there.vault.items.length);
});

test("the revision is that of the list: what is read after it may be newer, and nothing older", async () => {
  const { here, there, host } = await two();
  host.revision = 1;
  await add(there.vault, "one more");
  host.onAsked = async (path) => {
    if (path !== SOME) return;
    host.onAsked = async () => {};
    host.revision = 2;
    await add(there.vault, "and another");
  };
  expect(await here.refreshed()).toEqual([true, LIST, SOME]);
  expect([count(here.vault), here.vault.readAt]).toEqual([3, 1]);
});

test("another device that saves between the list and a read is taken for no wrong host", async () => {
  const { here, there, host } = await two();
  await idle(there.vault, 30);
  host.onAsked = async (path) => {
    if (path !== SOME) return;
    host.onAsked = async () => {};
    // The profile that is read now vouches for entries that the list does not know.
    await add(there.vault, "elsewhere");
    await idle(there.vault, 5);
  };
  expect(await here.refreshed()).toEqual([true, LIST, SOME, ALL]);
  expect([here.vault.troubles, count(here.vault)]).toEqual([[], 2]);
});

test("a save that ends while the list is on its way makes it no older", async () => {
  const { here, host } = await two();
  host.onAsked = async (path) => {
    if (path !== LIST) return;
    host.onAsked = async () => {};
    const stale = [...host.documents].map(([name, { version }]) => ({ name, version }));
    await add(here.vault, "just now");
    host.lie = (asked) => {
      host.lie = () => null;
      return asked === LIST ? json({ documents: stale, sheetRevision: null }) : null;
    };
  };
  await here.refreshed();
  expect([here.vault.troubles, count(here.vault)]).toEqual([[], 2]);
});

test("a lost answer changes nothing, and the next refresh brings it all", async () => {
  const { here, there, host } = await two();
  for (const lost of [LIST, SOME]) {
    host.revision = (host.revision ?? 0) + 1;
    await add(there.vault, "elsewhere");
    const before = [count(here.vault), here.vault.readAt];
    host.onAsked = (path) => (path === lost ? Promise.reject(new TypeError("lost")) : Promise.resolve());
    expect((await here.refreshed())[0]).toBe(false);
    expect([count(here.vault), here.vault.readAt]).toEqual(before);
    host.onAsked = async () => {};
    expect(await here.refreshed()).toEqual([true, LIST, SOME]);
    expect([count(here.vault), here.vault.readAt]).toEqual([count(there.vault), host.revision]);
  }
});

test("another tab that writes all where it belongs, between its word and the answer, takes nothing back", async () => {
  const { host, device, nameOf } = account();
  const here = device().vault;
  await here.open();
  put(here, comfort("x", "old words"));
  for (let at = 0; at < FOLD_EVERY; at++) await add(here, `note ${at}`);
  const beside = device().vault;
  await beside.open();
  put(here, comfort("x", "new words"), NOW + 100);
  await here.save();
  while ((here.recent.version + 2) % FOLD_EVERY !== 0) await add(here, "more");
  await beside.refresh();
  await add(here, "told to the other");
  put(beside, comfort("y", "typed there"), NOW + 200);
  host.onAsked = async (asks) => {
    if (asks !== SOME) return;
    host.onAsked = async () => {};
    await add(here, "all where it belongs");
  };
  await beside.storedElsewhere([{ name: nameOf("recent"), version: here.recent.version }]);
  expect([here.recent.version % FOLD_EVERY, beside.recent.version]).toEqual([0, here.recent.version]);
  expect(notesOf(beside).x).toBe("new words");
  expect(await beside.save()).toEqual({ ok: true });
  const fresh = device().vault;
  await fresh.open();
  expect([notesOf(fresh).x, notesOf(fresh).y, setAsideOf(fresh)]).toEqual(["new words", "typed there", []]);
});

/* A host that does not keep to it. */

const OLDER = [{ document: "entries", problem: "older_than_seen" }];

test("an older version that is listed is found out, whoever saved the newer one", async () => {
  for (const by of ["here", "there"] as const) {
    const { noted, ...made } = await two();
    const { here } = made;
    const putBack = noted("recent");
    await add(made[by].vault, "newer");
    await here.vault.refresh();
    putBack();
    expect(await here.refreshed()).toEqual([true, LIST, SOME]);
    expect(here.vault.troubles).toEqual(OLDER);
    // What is in trouble may be whole by now: all that is there is looked at.
    expect(await here.refreshed()).toEqual([true, ALL]);
    expect(here.vault.troubles).toEqual(OLDER);
  }
});

test("one that is listed as it is held is contradicted by what another vouches for", async () => {
  const { here, there, noted } = await two();
  const putBack = noted("recent");
  await add(there.vault, "kept from this device");
  await idle(there.vault, 30);
  putBack();
  expect(await here.refreshed()).toEqual([true, LIST, SOME, ALL]);
  expect(here.vault.troubles).toEqual(OLDER);
});

test("one that is left out of the list is missed", async () => {
  const { here, host, noted, nameOf } = await two();
  for (const document of ["recent", "profile"] as const) {
    const putBack = noted(document);
    host.documents.delete(nameOf(document));
    expect(await here.refreshed()).toEqual([true, LIST, ALL]);
    expect(here.vault.troubles).toEqual([
      { document: document === "recent" ? "entries" : document, problem: "older_than_seen" },
    ]);
    putBack();
    expect(await here.refreshed()).toEqual([true, ALL]);
    expect(here.vault.troubles).toEqual([]);
  }
});

const unchanged = (path: string) => (path === LIST ? new Response(null, { status: 304 }) : null);

test("a 304 to a device that holds nothing is no answer", async () => {
  const { device, host } = account();
  const { vault } = device();
  host.lie = () => new Response(null, { status: 304 });
  for (const read of [() => vault.open(), () => vault.refresh()]) {
    expect(await read()).toEqual({ ok: false, failure: "not_modified" });
  }
});

test("a 304 that is not so is found out where a save here, or what was read, vouches for more", async () => {
  const { here, there, host, noted } = await two();
  host.lie = unchanged;
  await add(there.vault, "elsewhere");
  // Kept from this device: that much a host can always do.
  expect(await here.refreshed()).toEqual([true, LIST]);
  host.lie = () => null;
  await here.vault.refresh();
  const putBack = noted("recent");
  await add(here.vault, "here");
  putBack();
  host.lie = unchanged;
  expect(await here.refreshed()).toEqual([true, LIST, SOME]);
  expect(here.vault.troubles).toEqual(OLDER);
});

test("a version that is listed and not given is settled by reading all, and the list's revision is not taken", async () => {
  const { here, host } = await two();
  const documents = [...host.documents].map(([name, { version }], at) => ({
    name,
    version: at === 0 ? version + 1 : version,
  }));
  host.revision = 7;
  for (const isGone of [false, true]) {
    host.lie = (path) => {
      if (path === LIST) return json({ documents, sheetRevision: 8 });
      return path === SOME && isGone ? whole([]) : null;
    };
    expect(await here.refreshed()).toEqual([true, LIST, SOME, ALL]);
    expect([here.vault.readAt, here.vault.troubles]).toEqual([7, []]);
  }
});

test("a stray is told, does not count as held, and is forgotten once it is gone", async () => {
  const { here, host } = await two();
  host.documents.set("A".repeat(43), { version: 7, sealed: new Uint8Array(300) });
  expect(await here.refreshed()).toEqual([true, LIST, SOME]);
  expect(here.vault.troubles).toEqual([{ document: "unknown", problem: "cannot_open" }]);
  expect(await here.refreshed()).toEqual([true, ALL]);
  expect(here.vault.troubles).toEqual([{ document: "unknown", problem: "cannot_open" }]);
  host.documents.delete("A".repeat(43));
  expect(await here.refreshed()).toEqual([true, ALL]);
  expect([here.vault.troubles, await here.refreshed()]).toEqual([[], [true, LIST]]);
});

test("a list without an end, or with names that nothing stands under, ends in one read of all", async () => {
  const { here, host } = await two();
  const made = Array.from({ length: 2000 }, (_, at) => ({ name: String(at).padStart(43, "x"), version: 1 }));
  host.lie = (path) => (path === LIST ? json({ documents: made, sheetRevision: 1 }) : null);
  expect(await here.refreshed()).toEqual([true, LIST, ALL]);
  host.lie = (path) => (path === LIST ? json({ documents: made.slice(0, 2), sheetRevision: 1 }) : null);
  expect(await here.refreshed()).toEqual([true, LIST, SOME, ALL]);
  expect(here.vault.troubles).toEqual([]);
});
