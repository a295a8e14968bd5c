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
  const [writer, reader] = [await newPerson(), await newPerson()];
  await link(writer, reader);
  await shareNote(writer, "the writer's");
  await shareNote(reader, "the reader's");
  return [writer, reader];
}

test("a page of another seat, another link, cut, lengthened, or another kind of bytes is refused; the last good one stays", async () => {
  const [writer, reader] = await pair();
  const [other, fourth] = await pair();
  expect(await lookAt(reader)).toMatchObject({ state: "shown", page: { items: [{ note: "the writer's" }] } });
  await reader.tab.saved();
  const before = await db().vaultDocument.findMany({ where: { owner: { handle: reader.handle } } });
  const good = bytes((await pageOf(writer)).sealed);
  const readersOwn = (await pageOf(reader)).sealed;
  const document = await db().vaultDocument.findFirstOrThrow({ where: { owner: { handle: reader.handle } } });
  const wrong: Record<string, Uint8Array> = {
    "the reader's own page, served as the writer's": readersOwn,
    "a page of another link": (await pageOf(other)).sealed,
    "the other seat's of another link": (await pageOf(fourth)).sealed,
    "a document of the reader's vault": document.sealed,
    "the writer's key slot": (await userOf(writer)).passphraseSlot,
    "cut short": good.subarray(0, good.length - 1),
    "its header alone": good.subarray(0, 120),
    lengthened: Buffer.concat([good, Buffer.from([0])]),
    "twice over": Buffer.concat([good, good]),
    "one byte": new Uint8Array([65]),
  };
  for (const [what, sealed] of Object.entries(wrong)) {
    await place(writer, sealed);
    expect([what, await lookAt(reader)]).toMatchObject([
      what,
      { state: "problem", problem: "cannot_open", page: { items: [{ note: "the writer's" }] } },
    ]);
  }
  await reader.tab.saved();
  // Nothing that the reader keeps was written because of it.
  expect(await db().vaultDocument.findMany({ where: { owner: { handle: reader.handle } } })).toEqual(before);
  await place(writer, good);
  expect(await lookAt(reader)).toMatchObject({ state: "shown", page: { items: [{ note: "the writer's" }] } });
});

test("maker and accepter swapped: neither takes their own page for the other's, nor publishes over it", async () => {
  const [writer, reader] = await pair();
  const rows = await db().linkSeat.findMany({
    where: { user: { handle: { in: [writer.handle, reader.handle] } } },
  });
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
  for (const person of [writer, reader]) {
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
  const [writer, reader] = [await newPerson(), await newPerson()];
  await shareNote(writer, "the writer's");
  await shareNote(reader, "the reader's");
  const [writerRow, readerRow] = [await userOf(writer), await userOf(reader)];
  const put = (data: { passphraseSlot?: Uint8Array; recoverySlot?: Uint8Array }) =>
    db().user.update({
      where: { id: writerRow.id },
      data: {
        passphraseSlot: bytes(data.passphraseSlot ?? writerRow.passphraseSlot),
        recoverySlot: bytes(data.recoverySlot ?? writerRow.recoverySlot),
      },
    });
  const enter = () => new TestBrowser().openTab().engine.signIn(writer, () => {});
  for (const slot of [
    readerRow.passphraseSlot,
    writerRow.recoverySlot,
    writerRow.passphraseSlot.subarray(0, 300),
  ]) {
    await put({ passphraseSlot: slot });
    expect(await enter()).toEqual({ ok: false, problem: "cannot_open" });
  }
  await put({ recoverySlot: writerRow.passphraseSlot });
  const tab = new TestBrowser().openTab();
  const [newCode, newPassphrase] = [await tab.engine.newRecoveryCode(), await tab.engine.suggestPassphrase()];
  const recovery = { handle: writer.handle, code: writer.recoveryCode, newCode, newPassphrase };
  const stored = await db().vaultDocument.findMany({ where: { ownerId: writerRow.id } });
  expect(await tab.engine.recover(recovery, () => {})).toEqual({ ok: false, problem: "cannot_open" });
  expect((await userOf(writer)).epoch).toBe(writerRow.epoch);
  await put({});
  // A document that recovery could not open does not stop it: nothing of the reader's is opened for the writer, and that is said.
  const [first] = stored;
  const [stranger] = await db().vaultDocument.findMany({ where: { ownerId: readerRow.id } });
  if (!first || !stranger) throw new Error("Documents were expected");
  const where = { ownerId_name: { ownerId: writerRow.id, name: first.name } };
  await db().vaultDocument.update({ where, data: { sealed: bytes(stranger.sealed) } });
  await must(tab.engine.recover(recovery, () => {}));
  expect(tab.vault.troubles).toMatchObject([{ problem: "not_recovered" }]);
  expect(Object.keys(tab.vault.entries).length).toBeLessThanOrEqual(1);
  expect(JSON.stringify(tab.vault)).not.toContain('"the reader\'s"');
});

test("a version or a moment that was changed beside the bytes is found out, and set right with a press", async () => {
  const [writer, reader] = await pair();
  const ownerId = (await userOf(writer)).id;
  await lookAt(reader);
  // The server's number runs ahead of what is sealed in.
  await db().vaultDocument.updateMany({ where: { ownerId }, data: { version: { increment: 3 } } });
  const phone = new TestBrowser().openTab();
  await must(phone.engine.signIn(writer, () => {}));
  expect(phone.vault.troubles.length).toBeGreaterThan(0);
  await db().vaultDocument.updateMany({ where: { ownerId }, data: { version: { decrement: 3 } } });

  // A page to come, the empty one after an hour, moved to now: the writer's device sees that it is not in force yet.
  const end = Date.now() + 3_600_000;
  const hug = { ...starterComfort("hug", Date.now()), note: "for an hour" };
  await shareNoteUntil(writer.tab, hug, end);
  await writer.tab.saved();
  const pages = () =>
    db().sheetPage.findMany({
      where: { owner: { user: { handle: writer.handle } } },
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
  await must(laptop.engine.signIn(writer, () => {}));
  await laptop.engine.retrySaving();
  // What was taken away that way comes back with a press, and never by itself.
  expect(await lookAt(reader)).toMatchObject({ state: "shown", page: { items: [] } });
  expect(laptop.vault.myPage).toMatchObject({ beyond: [{ id: hug.id, part: "note" }] });
  await laptop.engine.letThrough(hug.id);
  await laptop.saved();
  expect(await lookAt(reader)).toMatchObject({ state: "shown", page: { items: [{ note: "for an hour" }] } });
  expect(Math.abs(Number((await pages()).at(-1)?.effectiveFrom) - end)).toBeLessThan(5_000);
});
