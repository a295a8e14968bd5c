import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { seal } from "@/lib/crypto";
import { ownComfort } from "@/lib/domain/comfort/topics";
import type { AnyItem } from "@/lib/domain/kinds";
import { blankItem } from "@/lib/domain/kinds/blank";
import { deleteItem, putItem } from "@/lib/domain/vault/edit";
import { account, add, checkIn, idle, refused } from "@/tests/support/vault-host";
import type { Unsent } from "./device";
import { FOLD_EVERY } from "./items-plan";
import { RECENT_BYTES } from "./sealed-documents";
import type { Vault } from "./vault";

const NOW = Date.UTC(2026, 10, 21, 12);
const WRITE = "PUT /api/vault";

const comfort = (id: string, note: string): AnyItem => ({ ...ownComfort(id, id, "talking", NOW), id, note });
const day = (id: string, month: string, words: string): AnyItem => ({
  ...blankItem("checkIn", id, NOW, { day: `${month}-01`, startedAt: NOW }),
  answers: { whatHelped: words },
});
/** Writes an item; `save` follows. */
const put = (vault: Vault, item: AnyItem, at = NOW) =>
  vault.edit(vault.keeping(item), (held) => putItem(held, item, at));
const notesOf = (vault: Vault): Record<string, unknown> =>
  Object.fromEntries(
    vault.items.map((item) => [item.id, item.kind === "comfort" ? item.note : Object.values(item)]),
  );

describe("what a host sees of 500 edits", () => {
  const MONTH = "2026-11";
  const long = (round: number) => `said in round ${String(round).padStart(3, "0")}`;
  const topic = (at: number) => `topic-${String(at).padStart(3, "0")}`;

  /** What is written, by which documents and of which sizes; documents are called by the order in which a host first meets them. */
  async function seen(edit: (round: number) => AnyItem) {
    const { host, device } = account();
    const { vault } = device();
    await vault.open();
    for (let at = 0; at < 60; at++) put(vault, comfort(topic(at), long(0)));
    put(vault, day("today", MONTH, long(0)));
    for (let round = 0; round < FOLD_EVERY; round++) await idle(vault, round % 2 ? 5 : 15);
    await vault.save();
    for (let round = 0; vault.recent.version % FOLD_EVERY !== 0; round++) {
      put(vault, comfort(topic(round), long(0)), NOW + round + 1);
      await vault.save();
    }
    host.writes.length = 0;
    const order: string[] = [];
    const lines: string[] = [];
    for (let round = 0; round < 500; round++) {
      put(vault, edit(round), NOW + 100 + round);
      await vault.save();
      const [names = []] = host.writes.splice(0);
      for (const name of names) if (!order.includes(name)) order.push(name);
      lines.push(
        names.map((name) => `${order.indexOf(name)}: ${host.documents.get(name)?.sealed.length}`).join(" "),
      );
    }
    return lines;
  }

  test("is the same for one topic, for many, for a check-in, and for all of them in turns", async () => {
    const one = await seen((round) => comfort(topic(7), long(round)));
    expect(one.filter((line) => line.includes(" 1: ") || line.startsWith("1:"))).toHaveLength(
      500 / FOLD_EVERY,
    );
    const many = await seen((round) => comfort(topic(round % 60), long(round)));
    const today = await seen((round) => day("today", MONTH, long(round)));
    const turns = await seen((round) =>
      round % 3 === 0 ? day("today", MONTH, long(round)) : comfort(topic(round % 60), long(round)),
    );
    expect(many).toEqual(one);
    expect(today).toEqual(one);
    expect(turns).toEqual(one);
  }, 120_000);
});

describe("what an edit writes", () => {
  test("is the recent document alone; what is too much for it goes where it belongs, with all the rest", async () => {
    const { host, device, nameOf } = account();
    const { vault } = device();
    await vault.open();
    await add(vault, "first");
    await checkIn(vault, "2026-10");
    expect(host.writes).toEqual([[nameOf("recent")], [nameOf("recent")]]);
    for (let at = 0; at < 6; at++) {
      put(vault, comfort(`long-${at}`, "much ".repeat(500)), NOW + at);
      await vault.save();
    }
    const folds = host.writes.filter((names) => names.length > 1);
    expect(folds[0]?.sort()).toEqual(
      ["entries", "check-ins/2026-10", "recent"].map((name) => nameOf(name as "entries")).sort(),
    );
    expect(host.documents.get(nameOf("recent"))?.sealed.length).toBeLessThan(RECENT_BYTES + 1024);
    const again = device().vault;
    await again.open();
    expect(notesOf(again)).toEqual(notesOf(vault));
  });

  test("of one thing that is large by itself: it alone, at each letter", async () => {
    const { host, device, nameOf } = account();
    const { vault } = device();
    await vault.open();
    for (let round = 0; round < 5; round++) {
      put(vault, comfort("long", `${"नमस्ते ".repeat(500)}${round}`), NOW + round);
      await vault.save();
    }
    expect(host.writes).toEqual(Array(5).fill([nameOf("recent")]));
    expect(host.documents.get(nameOf("recent"))?.sealed.length).toBeGreaterThan(RECENT_BYTES + 1024);
    const again = device().vault;
    await again.open();
    expect(notesOf(again)).toEqual(notesOf(vault));
  });
});

describe("an answer that is lost", () => {
  test.each([1, FOLD_EVERY])("of write %i: it is there once, and nothing is set aside", async (which) => {
    const { host, device } = account();
    const { vault } = device();
    await vault.open();
    for (let at = 1; at < which; at++) await add(vault, `note ${at}`);
    put(vault, comfort("one", "the last"));
    host.lose = WRITE;
    expect(await vault.save()).toEqual({ ok: false, reason: "offline" });
    host.lose = null;
    expect(await vault.save()).toEqual({ ok: true });
    expect([vault.ofItems.flatMap(({ current }) => current.setAside), vault.troubles]).toEqual([[], []]);
    const again = device().vault;
    await again.open();
    expect(notesOf(again)).toEqual(notesOf(vault));
    expect(again.items).toHaveLength(which);
  });
});

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
    expect([unsent.size, only?.sealed.length]).toEqual([1, expect.any(Number)]);
    expect(only?.sealed.length).toBeLessThan(RECENT_BYTES + 1024);
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

describe("what cannot be read", () => {
  /** Puts rubbish in the place of a document; what it gives puts back what was there. */
  const damage = (host: ReturnType<typeof account>["host"], name: string) => {
    const held = host.documents.get(name);
    if (!held) throw new Error("It was expected");
    host.documents.set(name, { ...held, sealed: new Uint8Array(5000) });
    return () => host.documents.set(name, held);
  };

  test("of the recent document: nothing of items is edited or written, the settings are", async () => {
    const { host, device, nameOf } = account();
    const writer = device().vault;
    await writer.open();
    for (let at = 0; at < FOLD_EVERY; at++) await add(writer, `note ${at}`);
    await add(writer, "recent");
    const mend = damage(host, nameOf("recent"));
    const { vault } = device();
    await vault.open();
    expect(vault.troubles).toEqual([{ document: "entries", problem: "cannot_open" }]);
    expect(vault.ofItems.every(({ trouble }) => trouble !== null)).toBe(true);
    expect(() => put(vault, comfort("one", "no"))).toThrow();
    host.writes.length = 0;
    await idle(vault, 30);
    expect(host.writes).toEqual([[nameOf("profile")]]);
    mend();
    await vault.refresh();
    expect([vault.troubles, vault.items.length]).toEqual([[], FOLD_EVERY + 1]);
  });

  test("of a document of items: what is recent of it stays, through edits of others and where all goes where it belongs", async () => {
    const { host, device, nameOf } = account();
    const writer = device().vault;
    await writer.open();
    await checkIn(writer, "2026-10");
    for (let at = 1; at < FOLD_EVERY; at++) await add(writer, `note ${at}`);
    put(writer, comfort("recent", "of the entries"), NOW + 9);
    await writer.save();
    const mend = damage(host, nameOf("entries"));
    const { vault } = device();
    await vault.open();
    expect(vault.troubles).toEqual([{ document: "entries", problem: "cannot_open" }]);
    for (let at = 0; at <= FOLD_EVERY; at++) {
      put(vault, day(`day-${at}`, "2026-10", "well"), NOW + at);
      await vault.save();
    }
    mend();
    const again = device().vault;
    await again.open();
    expect(again.troubles).toEqual([]);
    expect(notesOf(again)).toMatchObject({ recent: "of the entries" });
    expect(again.items).toHaveLength(FOLD_EVERY + 1 + 1 + FOLD_EVERY);
  });

  test("a host that puts back the one without the other is found out", async () => {
    for (const document of ["recent", "entries"] as const) {
      const { device, noted } = account();
      const writer = device().vault;
      await writer.open();
      for (let at = 0; at < FOLD_EVERY + 1; at++) await add(writer, `note ${at}`);
      const putBack = noted(document);
      for (let at = 0; at < FOLD_EVERY; at++) await add(writer, `more ${at}`);
      putBack();
      const { vault } = device();
      await vault.open();
      expect(vault.troubles).toEqual([{ document: "entries", problem: "older_than_seen" }]);
    }
  });
});

/* Two devices of one person at any edits, on any network, ended at any moment. */

type Step = {
  on: 0 | 1;
  id: number;
  does: "write" | "delete" | "day";
  after: "saves" | "refused" | "lost" | "killed" | "waits";
};
const step: fc.Arbitrary<Step> = fc.record({
  on: fc.constantFrom(0, 1),
  id: fc.nat(3),
  does: fc.constantFrom("write", "write", "day", "delete"),
  after: fc.constantFrom("saves", "saves", "saves", "refused", "lost", "killed", "waits"),
});

test("nothing that was written is lost, and both come to hold the same, whatever fails", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 25, maxLength: 60 }), async (steps) => {
      const { host, device } = account();
      const stores = [new Map<string, Unsent>(), new Map<string, Unsent>()] as const;
      const vaults = [device(stores[0]).vault, device(stores[1]).vault];
      for (const vault of vaults) await vault.open();
      const written = new Map<string, string>();
      const deleted = new Set<string>();
      for (const [at, { on, id, does, after }] of steps.entries()) {
        let vault = vaults[on] as Vault;
        const name = `${does === "day" ? "day" : "item"}-${id}`;
        const words = `words ${at}`;
        if (does === "delete") {
          vault.edit(vault.entries, (held) => deleteItem(held, name, NOW + at));
          deleted.add(name);
        } else {
          put(vault, does === "day" ? day(name, "2026-11", words) : comfort(name, words), NOW + at);
          written.set(name, words);
          deleted.delete(name);
        }
        if (after === "waits") continue;
        if (after === "refused") host.lie = (asks) => (asks === WRITE ? refused("unavailable", 503) : null);
        if (after === "lost") host.lose = WRITE;
        if (after === "killed") {
          await vault.keepUnsent();
          vault.end();
          vault = device(stores[on]).vault;
          vaults[on] = vault;
          await vault.open();
        } else await vault.save();
        host.lie = () => null;
        host.lose = null;
      }
      for (let round = 0; round < 2; round++) {
        for (const vault of vaults) {
          await vault.refresh();
          expect(await vault.save()).toEqual({ ok: true });
        }
      }
      const [one, other] = vaults as [Vault, Vault];
      await one.refresh();
      expect(notesOf(one)).toEqual(notesOf(other));
      expect([...one.troubles, ...other.troubles]).toEqual([]);
      const all = JSON.stringify(one.ofItems.map(({ current }) => [current.items, current.setAside]));
      for (const [name, words] of written) if (!deleted.has(name)) expect(all).toContain(words);
      const fresh = device().vault;
      await fresh.open();
      expect(notesOf(fresh)).toEqual(notesOf(one));
      expect(stores.map((store) => store.size)).toEqual([0, 0]);
    }),
    { numRuns: 40 },
  );
}, 120_000);
