import { describe, expect, test } from "vitest";
import { seal } from "@/lib/crypto";
import { deleteItem, putItem, setPaused } from "@/lib/domain/vault/edit";
import {
  account,
  add,
  checkIn,
  comfort,
  day,
  NOW,
  notesOf,
  put,
  refused,
  setAsideOf,
} from "@/tests/support/vault-host";
import type { Unsent } from "./device-store";
import { FOLD_EVERY } from "./items-plan";
import type { Vault } from "./vault";

/** A device that has written, and whose last edit did not get out: what it left there. */
async function left(edit: (vault: Vault) => void) {
  const made = account();
  const unsent = new Map<string, Unsent>();
  const { vault } = made.device(unsent);
  await vault.open();
  put(vault, comfort("one", "first"));
  put(vault, day("today", "2026-11", "first"));
  await vault.save();
  made.host.lie = () => refused("unavailable", 503);
  edit(vault);
  await vault.save();
  made.host.lie = () => null;
  return { ...made, unsent };
}

describe("what waited on the device", () => {
  test("is what was edited, and no more", async () => {
    const { unsent } = await left((vault) => put(vault, comfort("one", "typed offline"), NOW + 1));
    const [only] = [...unsent.values()];
    expect(unsent.size).toBe(1);
    // The smallest that a seal makes.
    expect(only?.sealed.length).toBeLessThan(5000);
  });

  test("goes out at the next opening, and is gone from there", async () => {
    const { unsent, device } = await left((vault) => {
      put(vault, comfort("one", "typed offline"), NOW + 1);
      put(vault, day("today", "2026-11", "typed offline"), NOW + 1);
      vault.edit(vault.entries, (held) => putItem(held, comfort("two", "new"), NOW + 1));
    });
    const { vault } = device(unsent);
    await vault.open();
    expect([vault.tookUp, notesOf(vault)]).toMatchObject([true, { one: "typed offline", two: "new" }]);
    await vault.save();
    expect(unsent.size).toBe(0);
    const again = device().vault;
    await again.open();
    expect(notesOf(again)).toEqual(notesOf(vault));
    expect(again.ofItems.flatMap(({ current }) => current.setAside)).toEqual([]);
  });

  test.each([0, FOLD_EVERY])(
    "meets what another device wrote meanwhile, %i more edits of it among them",
    async (more) => {
      const { unsent, device } = await left((vault) => put(vault, comfort("one", "typed offline"), NOW + 1));
      const phone = device().vault;
      await phone.open();
      put(phone, comfort("one", "from the phone"), NOW + 2);
      await phone.save();
      for (let at = 0; at < more; at++) await add(phone, `more ${at}`);
      const { vault } = device(unsent);
      await vault.open();
      await vault.save();
      expect(notesOf(vault)).toMatchObject({ one: "from the phone" });
      expect(vault.entries.current.setAside.map(({ item }) => item)).toMatchObject([
        { note: "typed offline" },
      ]);
      expect(vault.items).toHaveLength(2 + more);
    },
  );

  test("is not brought back where it was deleted elsewhere meanwhile and is not newer", async () => {
    const { unsent, device } = await left((vault) => put(vault, comfort("two", "typed offline"), NOW + 1));
    const phone = device().vault;
    await phone.open();
    phone.edit(phone.entries, (held) => deleteItem(held, "one", NOW + 5));
    await phone.save();
    const { vault } = device(unsent);
    await vault.open();
    await vault.save();
    expect(Object.keys(notesOf(vault)).sort()).toEqual(["today", "two"]);
  });

  test("in the shape of a program before, the whole document: it is taken up beside what is recent", async () => {
    const { unsent, device, key, nameOf } = await left(() => {});
    unsent.clear();
    const phone = device().vault;
    await phone.open();
    const mine = putItem(
      putItem(phone.entries.current, comfort("one", "typed before"), NOW + 1),
      comfort("two", "new"),
      NOW + 1,
    );
    const body = { document: mine, seen: {} };
    const context = { owner: "owner", kind: "vault-document", name: "entries", version: 1 } as const;
    const sealed = await seal(key, context, body);
    unsent.set("w", { owner: "owner", name: `${nameOf("entries")}.tab`, baseVersion: 0, sealed });
    const { vault } = device(unsent);
    await vault.open();
    await vault.save();
    expect(notesOf(vault)).toMatchObject({ one: "typed before", two: "new" });
    expect(vault.items).toHaveLength(3);
  });
});

const offline = (host: ReturnType<typeof account>["host"]) => {
  host.lie = () => refused("unavailable", 503);
};
const online = (host: ReturnType<typeof account>["host"]) => {
  host.lie = () => null;
};
/** Puts rubbish in the place of a document; what it gives puts back what was there. */
const damage = ({ documents }: ReturnType<typeof account>["host"], name: string, by = 0) => {
  const held = documents.get(name);
  if (!held) throw new Error("It was expected");
  documents.set(name, { version: held.version + by, sealed: new Uint8Array(5000) });
  return () => documents.set(name, held);
};

describe("what waits of a document that cannot be read", () => {
  test("of a document that came into trouble stays on the device, whatever else is saved", async () => {
    const { host, device, nameOf } = account();
    const unsent = new Map<string, Unsent>();
    const { vault } = device(unsent);
    await vault.open();
    put(vault, comfort("x", "first"));
    for (let at = 0; at < FOLD_EVERY; at++) await checkIn(vault, "2026-11");
    offline(host);
    put(vault, comfort("x", "written offline"), NOW + 10);
    await vault.save();
    online(host);
    const mend = damage(host, nameOf("entries"), 1);
    await vault.refresh();
    expect(vault.troubles).toEqual([{ document: "entries", problem: "cannot_open" }]);
    put(vault, day("d", "2026-11", "well"), NOW + 20);
    await vault.save();
    expect(unsent.size).toBe(1);
    vault.end();
    mend();
    const again = device(unsent).vault;
    await again.open();
    expect([again.troubles, notesOf(again).x]).toEqual([[], "written offline"]);
  });

  test("is taken up once, where another document beside it cannot be read for long", async () => {
    const { host, device, nameOf } = account();
    const unsent = new Map<string, Unsent>();
    const first = device(unsent).vault;
    await first.open();
    put(first, comfort("x", "first"));
    for (let at = 0; at < FOLD_EVERY; at++) await checkIn(first, "2026-10");
    offline(host);
    put(first, comfort("x", "typed offline"), NOW + 10);
    put(first, day("d", "2026-10", "typed offline"), NOW + 10);
    first.edit(first.entries, (held) => setPaused(held, true, NOW + 10));
    await first.save();
    first.end();
    online(host);
    const mend = damage(host, nameOf("check-ins/2026-10"));
    const said: unknown[] = [];
    for (let opening = 1; opening <= 3; opening++) {
      const { vault } = device(unsent);
      await vault.open();
      await vault.save();
      said.push([notesOf(vault).x, setAsideOf(vault), vault.entries.current.paused.on]);
      vault.edit(vault.entries, (held) => setPaused(held, false, NOW + 100 * opening));
      put(vault, comfort("x", `later ${opening}`), NOW + 100 * opening);
      await vault.save();
      vault.end();
    }
    expect(said).toEqual([
      ["typed offline", [], true],
      ["later 1", [], false],
      ["later 2", [], false],
    ]);
    mend();
    const { vault } = device(unsent);
    await vault.open();
    await vault.save();
    expect(notesOf(vault).d).toContainEqual({ whatHelped: "typed offline" });
    expect(unsent.size).toBe(0);
  });
});

describe("what waits", () => {
  test("meets no edit that there was not: only something else was written meanwhile", async () => {
    const { host, device } = account();
    const unsent = new Map<string, Unsent>();
    const first = device(unsent).vault;
    await first.open();
    put(first, comfort("x", "first"));
    await first.save();
    offline(host);
    put(first, comfort("x", "typed offline"), NOW + 10);
    await first.save();
    first.end();
    online(host);
    const phone = device().vault;
    await phone.open();
    await checkIn(phone, "2026-11");
    const { vault } = device(unsent);
    await vault.open();
    expect([notesOf(vault).x, setAsideOf(vault)]).toEqual(["typed offline", []]);
  });

  test("of two tabs of a program before, in the place of what recovery lost: both are taken up", async () => {
    const { device, nameOf, host, key } = account();
    const blank = device().vault;
    const name = nameOf("entries");
    const sealAs = (version: number, document: object) =>
      seal(key, { owner: "owner", kind: "vault-document", name: "entries", version }, { document, seen: {} });
    host.documents.set(name, { version: 3, sealed: await sealAs(3, { notRead: "AA" }) });
    const unsent = new Map<string, Unsent>();
    for (const tab of ["t1", "t2"]) {
      const sealed = await sealAs(4, putItem(blank.entries.current, comfort(tab, `of ${tab}`), NOW));
      unsent.set(`${name}.${tab}`, { owner: "owner", name: `${name}.${tab}`, baseVersion: 3, sealed });
    }
    const { vault } = device(unsent);
    await vault.open();
    await vault.save();
    expect(notesOf(vault)).toEqual({ t1: "of t1", t2: "of t2" });
  });

  test("goes out at a lock where the device keeps nothing, also when a save is under way", async () => {
    const { host, device } = account();
    const { vault } = device();
    await vault.open();
    put(vault, comfort("x", "first"));
    let arrived = () => {};
    let answer = () => {};
    const isThere = new Promise<void>((done) => {
      arrived = done;
    });
    const isSlow = new Promise<void>((done) => {
      answer = done;
    });
    host.onAnswer = async (asks) => {
      if (asks !== "PUT /api/vault") return;
      host.onAnswer = async () => {};
      arrived();
      await isSlow;
    };
    const run = vault.save();
    await isThere;
    put(vault, comfort("x", "first, and second"), NOW + 1);
    vault.end();
    expect(await vault.keepUnsent()).toBe(false);
    await vault.sendUnkept();
    answer();
    await run;
    const again = device().vault;
    await again.open();
    expect(notesOf(again).x).toBe("first, and second");
  });
});
