import { afterEach, expect, test, vi } from "vitest";
import { starterComfort } from "@/lib/domain/comfort/topics";
import { db } from "@/lib/server/db";
import {
  link,
  lockEveryTab,
  must,
  newPerson,
  type Person,
  shareNoteUntil,
  shareParts,
  TestBrowser,
} from "../support/person";
import { withServer } from "../support/server";

/*
 * A host that moves authentic bytes to where they do not belong: between seats, links, accounts, slots and moments. Besides
 * tests/server/hostile-host.test.ts, which tries documents of one account.
 */
withServer();
vi.setConfig({ testTimeout: 180_000 });
afterEach(lockEveryTab);

const bytes = (sealed: Uint8Array) => new Uint8Array(sealed);
const userOf = ({ handle }: Person) => db().user.findUniqueOrThrow({ where: { handle } });
const pageOf = (person: Person) =>
  db().sheetPage.findFirstOrThrow({ where: { owner: { user: { handle: person.handle } } } });
const place = (person: Person, sealed: Uint8Array) =>
  db().sheetPage.updateMany({
    where: { owner: { user: { handle: person.handle } } },
    data: { sealed: bytes(sealed) },
  });
const shareNote = async ({ tab }: Person, note: string) => {
  await shareParts(tab, { ...starterComfort("hug", Date.now()), note }, ["note"]);
  await tab.saved();
};
const lookAt = async ({ tab }: Person) => {
  await tab.engine.refreshTheirPage();
  return tab.vault.theirPage;
};

async function pair(): Promise<[Person, Person]> {
  const [she, he] = [await newPerson(), await newPerson()];
  await link(she, he);
  await shareNote(she, "hers");
  await shareNote(he, "his");
  return [she, he];
}

test("a page of another seat, another link, cut, lengthened, or another kind of bytes is refused; the last good one stays", async () => {
  const [she, he] = await pair();
  const [other, fourth] = await pair();
  expect(await lookAt(he)).toMatchObject({ state: "shown", page: { items: [{ note: "hers" }] } });
  await he.tab.saved();
  const before = await db().vaultDocument.findMany({ where: { owner: { handle: he.handle } } });
  const good = bytes((await pageOf(she)).sealed);
  const hisOwn = (await pageOf(he)).sealed;
  const document = await db().vaultDocument.findFirstOrThrow({ where: { owner: { handle: he.handle } } });
  const wrong: Record<string, Uint8Array> = {
    "his own page, served as hers": hisOwn,
    "a page of another link": (await pageOf(other)).sealed,
    "the other seat's of another link": (await pageOf(fourth)).sealed,
    "a document of his vault": document.sealed,
    "her key slot": (await userOf(she)).passphraseSlot,
    "cut short": good.subarray(0, good.length - 1),
    "its header alone": good.subarray(0, 120),
    lengthened: Buffer.concat([good, Buffer.from([0])]),
    "twice over": Buffer.concat([good, good]),
    "one byte": new Uint8Array([65]),
  };
  for (const [what, sealed] of Object.entries(wrong)) {
    await place(she, sealed);
    expect([what, await lookAt(he)]).toMatchObject([
      what,
      { state: "problem", problem: "cannot_open", page: { items: [{ note: "hers" }] } },
    ]);
  }
  await he.tab.saved();
  // Nothing that he keeps was written because of it.
  expect(await db().vaultDocument.findMany({ where: { owner: { handle: he.handle } } })).toEqual(before);
  await place(she, good);
  expect(await lookAt(he)).toMatchObject({ state: "shown", page: { items: [{ note: "hers" }] } });
});

test("maker and accepter swapped: neither takes their own page for the other's, nor publishes over it", async () => {
  const [she, he] = await pair();
  const rows = await db().linkSeat.findMany({ where: { user: { handle: { in: [she.handle, he.handle] } } } });
  const [one, two] = rows;
  if (!one || !two) throw new Error("Two seats were expected");
  const linkId = one.linkId;
  for (const { seat } of rows) {
    await db().linkSeat.update({ where: { linkId_seat: { linkId, seat } }, data: { userId: null } });
  }
  for (const [seat, userId] of [
    [one.seat, two.userId],
    [two.seat, one.userId],
  ] as const) {
    await db().linkSeat.update({ where: { linkId_seat: { linkId, seat } }, data: { userId } });
  }
  for (const person of [she, he]) {
    await person.tab.engine.refreshTheirPage();
    expect(person.tab.vault.theirPage).toMatchObject({ state: "problem", problem: "cannot_open" });
    const phone = new TestBrowser().openTab();
    await must(phone.engine.signIn(person, () => {}));
    await phone.engine.refreshLink();
    expect(phone.vault.link).toEqual({ state: "keyLost" });
    expect(phone.vault.theirPage).not.toMatchObject({ state: "shown" });
  }
});

test("slots and documents of another account open nothing", async () => {
  const [she, he] = [await newPerson(), await newPerson()];
  await shareNote(she, "hers");
  await shareNote(he, "his");
  const [hers, his] = [await userOf(she), await userOf(he)];
  const put = (data: { passphraseSlot?: Uint8Array; recoverySlot?: Uint8Array }) =>
    db().user.update({
      where: { id: hers.id },
      data: {
        passphraseSlot: bytes(data.passphraseSlot ?? hers.passphraseSlot),
        recoverySlot: bytes(data.recoverySlot ?? hers.recoverySlot),
      },
    });
  const enter = () => new TestBrowser().openTab().engine.signIn(she, () => {});
  for (const slot of [his.passphraseSlot, hers.recoverySlot, hers.passphraseSlot.subarray(0, 300)]) {
    await put({ passphraseSlot: slot });
    expect(await enter()).toEqual({ ok: false, problem: "cannot_open" });
  }
  await put({ recoverySlot: hers.passphraseSlot });
  const tab = new TestBrowser().openTab();
  const [newCode, newPassphrase] = [await tab.engine.newRecoveryCode(), await tab.engine.suggestPassphrase()];
  const recovery = { handle: she.handle, code: she.recoveryCode, newCode, newPassphrase };
  const stored = await db().vaultDocument.findMany({ where: { ownerId: hers.id } });
  expect(await tab.engine.recover(recovery, () => {})).toEqual({ ok: false, problem: "cannot_open" });
  expect((await userOf(she)).epoch).toBe(hers.epoch);
  await put({});
  // A document that recovery could not open does not stop it: nothing of his is opened for her, and that is said.
  const [first] = stored;
  const [stranger] = await db().vaultDocument.findMany({ where: { ownerId: his.id } });
  if (!first || !stranger) throw new Error("Documents were expected");
  const where = { ownerId_name: { ownerId: hers.id, name: first.name } };
  await db().vaultDocument.update({ where, data: { sealed: bytes(stranger.sealed) } });
  await must(tab.engine.recover(recovery, () => {}));
  expect(tab.vault.troubles).toMatchObject([{ problem: "not_recovered" }]);
  expect(Object.keys(tab.vault.entries).length).toBeLessThanOrEqual(1);
  expect(JSON.stringify(tab.vault)).not.toContain('"his"');
});

test("a version or a moment that was changed beside the bytes is found out, and set right with a press", async () => {
  const [she, he] = await pair();
  const ownerId = (await userOf(she)).id;
  await lookAt(he);
  // The server's number runs ahead of what is sealed in.
  await db().vaultDocument.updateMany({ where: { ownerId }, data: { version: { increment: 3 } } });
  const phone = new TestBrowser().openTab();
  await must(phone.engine.signIn(she, () => {}));
  expect(phone.vault.troubles.length).toBeGreaterThan(0);
  await db().vaultDocument.updateMany({ where: { ownerId }, data: { version: { decrement: 3 } } });

  // A page to come, the empty one after an hour, moved to now: her device sees that it is not in force yet.
  const end = Date.now() + 3_600_000;
  const hug = { ...starterComfort("hug", Date.now()), note: "for an hour" };
  await shareNoteUntil(she.tab, hug, end);
  await she.tab.saved();
  const pages = () =>
    db().sheetPage.findMany({
      where: { owner: { user: { handle: she.handle } } },
      orderBy: { effectiveFrom: "asc" },
    });
  const [, toCome] = await pages();
  if (!toCome) throw new Error("A page to come was expected");
  const { linkId, seat, effectiveFrom } = toCome;
  await db().sheetPage.update({
    where: { linkId_seat_effectiveFrom: { linkId, seat, effectiveFrom } },
    data: { effectiveFrom: BigInt(Date.now()) },
  });
  const laptop = new TestBrowser().openTab();
  await must(laptop.engine.signIn(she, () => {}));
  await laptop.engine.retrySaving();
  // What was taken away that way comes back with a press, and never by itself.
  expect(await lookAt(he)).toMatchObject({ state: "shown", page: { items: [] } });
  expect(laptop.vault.myPage).toMatchObject({ beyond: [{ id: hug.id, part: "note" }] });
  await laptop.engine.letThrough(hug.id);
  await laptop.saved();
  expect(await lookAt(he)).toMatchObject({ state: "shown", page: { items: [{ note: "for an hour" }] } });
  expect(Math.abs(Number((await pages()).at(-1)?.effectiveFrom) - end)).toBeLessThan(5_000);
});
