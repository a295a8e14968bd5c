import { afterEach, expect, test } from "vitest";
import type { OpenVault } from "@/lib/client/engine/contract";
import { newId } from "@/lib/crypto";
import { ownComfort, starterComfort } from "@/lib/domain/comfort/topics";
import { db } from "@/lib/server/db";
import { link, lockEveryTab, must, newPerson, type Person, shareParts, TestBrowser } from "../support/person";
import { withServer } from "../support/server";

/* A host that changes what it stores: it is found out, said plainly, and nothing is written over. */
withServer();
afterEach(lockEveryTab);

const ownerOf = async ({ handle }: Person) => (await db().user.findUniqueOrThrow({ where: { handle } })).id;
const rowsOf = async (person: Person) =>
  db().vaultDocument.findMany({ where: { ownerId: await ownerOf(person) }, orderBy: { name: "asc" } });

/** Signs in on a new browser and gives what it shows. */
async function onNewDevice({ handle, passphrase }: Person): Promise<OpenVault> {
  const tab = new TestBrowser().openTab();
  await must(tab.engine.signIn({ handle, passphrase }, () => {}));
  return tab.vault;
}

async function withTwoDocuments(): Promise<Person> {
  const writer = await newPerson();
  await writer.tab.engine.saveItem(starterComfort("hug", Date.now()));
  await writer.tab.saved();
  await writer.tab.engine.saveProfile({ intimacyOpened: true });
  await writer.tab.saved();
  return writer;
}

test("an older version of one document, put back, is contradicted by the others on a device that never saw it", async () => {
  const writer = await withTwoDocuments();
  const old = await rowsOf(writer);
  await writer.tab.engine.saveItem(ownComfort(newId(), "a new one", "talking", Date.now()));
  await writer.tab.saved();
  await writer.tab.engine.saveProfile({ idleMinutes: 15 });
  await writer.tab.saved();
  const entries = (await rowsOf(writer)).find(
    (row) => row.version === 2 && old.some((o) => o.name === row.name),
  );
  expect(entries).toBeDefined();
  let found = 0;
  for (const row of old) {
    const now = await db().vaultDocument.findUniqueOrThrow({
      where: { ownerId_name: { ownerId: row.ownerId, name: row.name } },
    });
    await db().vaultDocument.update({
      where: { ownerId_name: { ownerId: row.ownerId, name: row.name } },
      data: row,
    });
    const { troubles } = await onNewDevice(writer);
    if (troubles.some(({ problem }) => problem === "older_than_seen")) found++;
    await db().vaultDocument.update({
      where: { ownerId_name: { ownerId: row.ownerId, name: row.name } },
      data: now,
    });
  }
  // The document written last has nobody to vouch for it yet: that one alone can be put back unseen on a new device.
  expect(found).toBe(1);
});

test("a document that was left out is missed", async () => {
  const writer = await withTwoDocuments();
  const before = await rowsOf(writer);
  const troubles = [];
  for (const row of before) {
    const where = { ownerId_name: { ownerId: row.ownerId, name: row.name } };
    await db().vaultDocument.delete({ where });
    troubles.push(...(await onNewDevice(writer)).troubles);
    await db().vaultDocument.create({ data: row });
  }
  expect(troubles).toEqual([{ document: "entries", problem: "older_than_seen" }]);
});

test("bytes that were changed, cut short or swapped are refused, and editing leaves them as they are", async () => {
  const writer = await withTwoDocuments();
  const rows = await rowsOf(writer);
  const [a, b] = rows;
  if (!a || !b) throw new Error("Two documents were expected");
  const damaged = Buffer.from(a.sealed);
  damaged[damaged.length - 1] = (damaged.at(-1) ?? 0) ^ 1;
  for (const sealed of [damaged, Buffer.from(a.sealed).subarray(0, 200), Buffer.from(b.sealed)]) {
    await db().vaultDocument.update({
      where: { ownerId_name: { ownerId: a.ownerId, name: a.name } },
      data: { sealed: new Uint8Array(sealed) },
    });
    const tab = new TestBrowser().openTab();
    await must(tab.engine.signIn(writer, () => {}));
    expect(tab.vault.troubles.map(({ problem }) => problem)).toEqual(["cannot_open"]);
    const before = await rowsOf(writer);
    await tab.engine.saveItem(starterComfort("kiss", Date.now())).catch(() => {});
    await tab.engine.saveProfile({ idleMinutes: 30 }).catch(() => {});
    await tab.until((seen) => seen.status === "open" && seen.vault.saving.state === "saved");
    const after = await rowsOf(writer);
    expect(after.find((row) => row.name === a.name)).toEqual(before.find((row) => row.name === a.name));
  }
});

test("what the host shows of one's own record is not taken on trust: what is not as it was saved is said", async () => {
  const writer = await withTwoDocuments();
  const [row] = await rowsOf(writer);
  if (!row) throw new Error("A document was expected");
  const where = { ownerId_name: { ownerId: row.ownerId, name: row.name } };
  const damaged = Uint8Array.from(row.sealed);
  damaged[damaged.length - 1] = (damaged.at(-1) ?? 0) ^ 1;
  for (const [change, problem] of [
    [{ sealed: damaged }, "cannot_open"],
    [{ version: row.version + 998 }, "older_than_seen"],
  ] as const) {
    expect(writer.tab.vault.troubles).toEqual([]);
    await db().vaultDocument.update({ where, data: change });
    await must(writer.tab.engine.heldByHost());
    expect(writer.tab.vault.troubles).toMatchObject([{ problem }]);
    await db().vaultDocument.update({ where, data: row });
    await must(writer.tab.engine.heldByHost());
  }
  await db().vaultDocument.delete({ where });
  await must(writer.tab.engine.heldByHost());
  expect(writer.tab.vault.troubles).toMatchObject([{ problem: "older_than_seen" }]);
});

/** The tab comes back into view after a minute; gives what it asked for of the vault. */
async function comesBack({ browser, tab }: Person): Promise<string[]> {
  const before = browser.now;
  browser.now = () => before() + 61_000;
  const from = browser.requests.length;
  await tab.engine.backInView();
  return browser.requests.slice(from).flatMap((line) => {
    const [, what] = /^(?:GET|POST) \/api\/vault(.*)$/.exec(line) ?? [];
    return what === undefined ? [] : [what];
  });
}

test("a tab that comes back reads a list, and finds out what is older, left out, or not as it is listed", async () => {
  const writer = await withTwoDocuments();
  const old = await rowsOf(writer);
  await writer.tab.engine.saveItem(starterComfort("kiss", Date.now()));
  await writer.tab.saved();
  await writer.tab.engine.saveProfile({ idleMinutes: 15 });
  await writer.tab.saved();
  const ownerId = await ownerOf(writer);
  const now = await rowsOf(writer);
  const where = (name: string) => ({ ownerId_name: { ownerId, name } });
  const putNow = async () => {
    await db().vaultDocument.deleteMany({ where: { ownerId } });
    await db().vaultDocument.createMany({ data: now });
  };
  expect(await comesBack(writer)).toEqual(["/versions"]);
  expect(writer.tab.vault.troubles).toEqual([]);
  for (const row of old) {
    await db().vaultDocument.update({ where: where(row.name), data: row });
    expect(await comesBack(writer)).toEqual(["/versions", "/read"]);
    expect(writer.tab.vault.troubles).toMatchObject([{ problem: "older_than_seen" }]);
    await putNow();
    expect(await comesBack(writer)).toEqual([""]);
    expect(writer.tab.vault.troubles).toEqual([]);

    await db().vaultDocument.delete({ where: where(row.name) });
    expect(await comesBack(writer)).toEqual(["/versions", ""]);
    expect(writer.tab.vault.troubles).toMatchObject([{ problem: "older_than_seen" }]);
    await putNow();
    await comesBack(writer);

    // A number that runs ahead of what is sealed in.
    await db().vaultDocument.update({ where: where(row.name), data: { version: { increment: 5 } } });
    expect(await comesBack(writer)).toEqual(["/versions", "/read"]);
    expect(writer.tab.vault.troubles).toMatchObject([{ problem: "older_than_seen" }]);
    await putNow();
    await comesBack(writer);
    expect(writer.tab.vault.troubles).toEqual([]);
  }
  expect(await rowsOf(writer)).toEqual(now);
});

test("what is published stays as it is while what is shared cannot be read", async () => {
  const writer = await newPerson();
  const reader = await newPerson();
  await link(writer, reader);
  await shareParts(writer.tab, { ...starterComfort("hug", Date.now()), note: "gently" }, ["note"]);
  await writer.tab.saved();
  const pages = () => db().sheetPage.findMany({ orderBy: [{ seat: "asc" }, { effectiveFrom: "asc" }] });
  const before = await pages();
  await reader.tab.engine.refreshTheirPage();
  expect(reader.tab.vault.theirPage).toMatchObject({ page: { items: [{ note: "gently" }] } });
  const ownerId = await ownerOf(writer);
  await db().vaultDocument.updateMany({ where: { ownerId }, data: { sealed: new Uint8Array([1, 2, 3]) } });
  const tab = new TestBrowser().openTab();
  await must(tab.engine.signIn(writer, () => {}));
  await tab.until((seen) => seen.status === "open" && seen.vault.troubles.length > 0);
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(await pages()).toEqual(before);
});

test("an older page of theirs, served again, is found out", async () => {
  const writer = await newPerson();
  const reader = await newPerson();
  await link(writer, reader);
  await shareParts(writer.tab, { ...starterComfort("hug", Date.now()), note: "gently" }, ["note"]);
  await writer.tab.saved();
  const old = await db().sheetPage.findFirstOrThrow({
    where: { owner: { user: { handle: writer.handle } } },
  });
  await reader.tab.engine.refreshTheirPage();
  await writer.tab.engine.stopAll();
  await writer.tab.saved();
  await reader.tab.engine.refreshTheirPage();
  expect(reader.tab.vault.theirPage).toMatchObject({ state: "shown", page: { items: [] } });
  await reader.tab.saved();

  await db().sheetPage.updateMany({
    where: { linkId: old.linkId, seat: old.seat },
    data: { sealed: new Uint8Array(old.sealed) },
  });
  await reader.tab.engine.refreshTheirPage();
  expect(reader.tab.vault.theirPage).toMatchObject({ state: "problem", problem: "older_than_seen" });
  // Also on a device that never saw the newer one.
  const phone = new TestBrowser().openTab();
  await must(phone.engine.signIn(reader, () => {}));
  await phone.until((seen) => seen.status === "open" && seen.vault.theirPage.state === "problem");
  // What the writer publishes next is read as ever.
  await shareParts(writer.tab, { ...starterComfort("hug", Date.now()), note: "softly" }, ["note"]);
  await writer.tab.saved();
  await reader.tab.engine.refreshTheirPage();
  expect(reader.tab.vault.theirPage).toMatchObject({ state: "shown", page: { items: [{ note: "softly" }] } });
});

test("a host that answers an invite itself is found out", async () => {
  const writer = await newPerson();
  const mallory = await newPerson();
  await must(writer.tab.engine.makeInvite());
  const invite = await db().invite.findFirstOrThrow({ where: { maker: { handle: writer.handle } } });
  await db().invite.update({
    where: { id: invite.id },
    data: {
      acceptedById: await ownerOf(mallory),
      acceptance: new Uint8Array(300),
      firstPage: new Uint8Array(300),
      firstPageAt: BigInt(Date.now()),
    },
  });
  await writer.tab.engine.refreshLink();
  expect(writer.tab.vault.link).toEqual({ state: "tampered" });
  expect(await writer.tab.engine.confirmLink()).toMatchObject({ ok: false });
});
