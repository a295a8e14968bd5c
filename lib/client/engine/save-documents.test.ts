import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { AnyItem } from "@/lib/domain/kinds";
import { deleteItem } from "@/lib/domain/vault/edit";
import {
  account,
  add,
  checkIn,
  comfort,
  day,
  idle,
  NOW,
  notesOf,
  put,
  refused,
} from "@/tests/support/vault-host";
import type { Unsent } from "./device-store";
import { FOLD_EVERY } from "./items-plan";
import { RECENT_BYTES } from "./sealed-documents";
import type { Vault } from "./vault";

const WRITE = "PUT /api/vault";

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

/** How many edits there were before each time that all went where it belongs. */
async function folds(length: number, topic: (round: number) => number): Promise<number[]> {
  const { host, device } = account();
  const { vault } = device();
  await vault.open();
  for (let at = 0; at < 60; at++) put(vault, comfort(`topic-${at}`, "w".repeat(length)));
  await vault.save();
  for (let at = 0; vault.recent.version % FOLD_EVERY !== 0; at++) {
    put(vault, comfort("topic-0", `${"w".repeat(length - 2)}${at % 10}`), NOW + at + 1);
    await vault.save();
  }
  host.writes.length = 0;
  for (let round = 0; round < 60; round++) {
    const words = `${"w".repeat(length - 3)}${100 + round}`;
    put(vault, comfort(`topic-${topic(round)}`, words), NOW + 100 + round);
    await vault.save();
  }
  return host.writes.flatMap((names, at) => (names.length > 1 ? [at + 1] : []));
}

test.each([20, 300, 1200])(
  "when all goes where it belongs does not depend on what was edited: notes of %i",
  async (length) => {
    const one = await folds(length, () => 7);
    expect(one).toEqual([20, 40, 60]);
    expect(await folds(length, (round) => round % 60)).toEqual(one);
  },
);

describe("what an edit writes", () => {
  test("is the recent document alone; much at once goes where it belongs out of turn", async () => {
    const { host, device, nameOf } = account();
    const { vault } = device();
    await vault.open();
    await add(vault, "first");
    await checkIn(vault, "2026-10");
    expect(host.writes).toEqual([[nameOf("recent")], [nameOf("recent")]]);
    for (let at = 0; at < 40; at++) put(vault, comfort(`much-${at}`, "much ".repeat(200)));
    await vault.save();
    const all = (["entries", "check-ins/2026-10", "recent"] as const).map((name) => nameOf(name));
    expect(host.writes.at(-1)?.sort()).toEqual(all.sort());
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

  test("of a month with much that is recent: an edit of something else costs no more for it", async () => {
    const { host, device, nameOf } = account();
    const writer = device().vault;
    await writer.open();
    for (let at = 0; at < FOLD_EVERY; at++) await checkIn(writer, "2026-10");
    for (let at = 0; at < 10; at++) put(writer, day(`long-${at}`, "2026-10", "much ".repeat(600)), NOW + at);
    await writer.save();
    damage(host, nameOf("check-ins/2026-10"));
    const { vault } = device();
    await vault.open();
    host.writes.length = 0;
    for (let at = 0; at < 12; at++) {
      put(vault, comfort("x", `words ${at}`), NOW + at);
      await vault.save();
    }
    expect(host.writes.map((names) => names.length)).toEqual(Array(12).fill(1));
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
