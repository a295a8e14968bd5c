import { expect, test, vi } from "vitest";
import { db } from "@/lib/server/db";
import * as limits from "@/lib/wire/limits";
import { PACKED_TYPE, unpack } from "@/lib/wire/packed";
import { vaultResponse, versionsResponse } from "@/lib/wire/vault";
import { type Account, newAccount, newName, newPair, sealed, signIn } from "../support/account";
import { testProvider } from "../support/database";
import {
  putDocument,
  putDocuments,
  readDocument,
  readDocuments,
  type Write,
  writeOf,
} from "../support/documents";
import { type Answer, send, tokenFor } from "../support/http";
import { prepareRecovery } from "../support/recovery";
import { withServer } from "../support/server";

withServer();

const put = (cookie: string, name: string, baseVersion: number, content = sealed()) =>
  putDocument(name, { baseVersion, sealed: content }, { cookie });
const read = (cookie: string, name: string) => readDocument(name, { cookie });
const write = (name = newName(), baseVersion = 0, bytes?: number): Write => ({
  name,
  baseVersion,
  sealed: sealed(bytes),
});

const told = ({ status, json }: Answer) => [status, json];

/** What the server holds of somebody, to see that nothing changed. */
const held = (ownerId: string) =>
  db().vaultDocument.findMany({ where: { ownerId }, orderBy: { name: "asc" } });

test("a document is written, read, replaced, and listed", async () => {
  const { cookie } = await newAccount();
  expect((await send("vault", { cookie })).json).toEqual({ documents: [], sheetRevision: null });
  const name = newName();
  const contents = [sealed(4096), sealed(5000)];
  for (const [at, content] of contents.entries()) {
    const written = await put(cookie, name, at, content);
    expect([written.status, written.json]).toEqual([200, {}]);
    expect((await read(cookie, name)).json).toEqual({ version: at + 1, sealed: content });
  }
  const other = newName();
  await put(cookie, other, 0, contents[0]);
  const { documents } = (await send("vault", { cookie })).json;
  expect(documents).toHaveLength(2);
  expect(documents).toContainEqual({ name, version: 2, sealed: contents[1] });
  expect(documents).toContainEqual({ name: other, version: 1, sealed: contents[0] });
});

test("an answer of documents is packed, of bytes as they are stored, and kept by nobody", async () => {
  const { cookie } = await newAccount();
  const writes = [write(), write(newName(), 0, 1000)];
  await putDocuments(writes, { cookie });
  const names = writes.map(({ name }) => name);
  for (const answer of [await send("vault", { cookie }), await readDocuments(names, { cookie })]) {
    expect(answer.headers.get("content-type")).toBe(PACKED_TYPE);
    expect(answer.headers.get("cache-control")).toBe("no-store");
    const { documents, sheetRevision } = vaultResponse.parse(unpack(answer.bytes));
    expect(sheetRevision).toBeNull();
    expect(documents).toHaveLength(2);
    for (const { name, version, sealed } of documents) {
      const sent = writes.find((one) => one.name === name);
      expect([version, Buffer.from(sealed).toString("base64url")]).toEqual([1, sent?.sealed]);
    }
    // The list and the bytes, and nothing else.
    const { head } = unpack(answer.bytes) ?? {};
    expect(versionsResponse.parse(head)).toEqual(head);
  }
});

test("a list of names and versions costs a line while nothing has changed", async () => {
  const { maker, accepter } = await newPair();
  const { cookie } = maker;
  const list = (etag?: string | null, asker = cookie) =>
    send("vault/versions", { cookie: asker, headers: etag ? { "if-none-match": etag } : {} });
  const tags: (string | null)[] = [];
  const [name, other] = [newName(), newName()];
  const changes = [
    () => Promise.resolve(),
    () => put(cookie, name, 0),
    () => put(cookie, other, 0),
    () => put(cookie, name, 1),
    () => remove(cookie, other, 1),
    () =>
      db().linkSeat.updateMany({ where: { userId: maker.ownerId }, data: { revision: { increment: 1 } } }),
  ];
  for (const change of changes) {
    await change();
    const answer = await list(tags.at(-1));
    expect(answer.status).toBe(200);
    const whole = (await send("vault", { cookie })).json;
    expect(answer.json).toEqual(versionsResponse.parse(whole));
    expect(answer.text).not.toContain("sealed");
    const etag = answer.headers.get("etag");
    expect((await send("vault", { cookie })).headers.get("etag")).toBe(etag);
    const again = await list(etag);
    expect([again.status, again.text, again.headers.get("etag")]).toEqual([304, "", etag]);
    for (const { headers } of [answer, again]) expect(headers.get("cache-control")).toBe("no-store");
    tags.push(etag);
  }
  expect(new Set(tags).size).toBe(tags.length);
  // Bytes that the other writes are no part of it, nor is what they hold an answer to what one holds oneself.
  await put(accepter.cookie, newName(), 0);
  expect((await list(tags.at(-1))).status).toBe(304);
  expect((await list(tags.at(-1), accepter.cookie)).status).toBe(200);
});

test("a write over another version than the one held is a conflict and changes nothing", async () => {
  const { cookie } = await newAccount();
  const name = newName();
  const content = sealed();
  await put(cookie, name, 0, content);
  for (const base of [0, 2, 2 ** 31 - 1, 2 ** 31, Number.MAX_SAFE_INTEGER - 1]) {
    const answer = await put(cookie, name, base);
    expect([base, answer.status, answer.json]).toEqual([base, 409, { error: "conflict" }]);
  }
  expect((await put(cookie, newName(), 1)).json).toEqual({ error: "conflict" });
  expect((await read(cookie, name)).json).toEqual({ version: 1, sealed: content });
});

test("of several writers at once one wins, and what is held is what the winner wrote", async () => {
  const { cookie } = await newAccount();
  const name = newName();
  for (const base of [0, 1]) {
    const contents = Array.from({ length: 6 }, () => sealed());
    const answers = await Promise.all(contents.map((content) => put(cookie, name, base, content)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ json }) => json.error === "conflict")).toHaveLength(5);
    const winner = contents[answers.findIndex(({ status }) => status === 200)];
    expect((await read(cookie, name)).json).toEqual({ version: base + 1, sealed: winner });
  }
});

test("several documents are stored at once, as many and as large as the contract says", async () => {
  const { cookie, ownerId } = await newAccount();
  const first = Array.from({ length: limits.MAX_WRITES }, () => write());
  expect(told(await putDocuments(first, { cookie }))).toEqual([200, {}]);
  const second = first.map(({ name }, at) => write(at % 2 ? name : newName(), at % 2, 100 + at));
  expect(told(await putDocuments(second, { cookie }))).toEqual([200, {}]);
  const { documents } = (await send("vault", { cookie })).json;
  const half = limits.MAX_WRITES / 2;
  expect(documents).toHaveLength(limits.MAX_WRITES + half);
  for (const { name, baseVersion, sealed } of second) {
    expect(documents).toContainEqual({ name, version: baseVersion + 1, sealed });
  }
  const largest = [
    write(undefined, 0, limits.MAX_DOCUMENT_BYTES),
    write(undefined, 0, limits.MAX_DOCUMENT_BYTES),
  ];
  expect(told(await putDocuments(largest, { cookie }))).toEqual([200, {}]);
  for (const { name, sealed } of largest) {
    const stored = (await read(cookie, name)).json;
    expect([stored.version, stored.sealed === sealed]).toEqual([1, true]);
  }
  expect(await held(ownerId)).toHaveLength(limits.MAX_WRITES + half + 2);
});

test("where one of several is held in another version, or there already, none is written", async () => {
  const { cookie, ownerId } = await newAccount();
  const names = [newName(), newName(), newName()];
  for (const name of names) for (const base of [0, 1]) await put(cookie, name, base);
  const before = await held(ownerId);
  const right = () => [...names.map((name) => write(name, 2)), write()];
  const wrong = [0, 1, 3, 2 ** 31 - 1, 2 ** 31, Number.MAX_SAFE_INTEGER - 1].map((base) =>
    write(names[0], base),
  );
  for (const one of [...wrong, write(newName(), 1)]) {
    for (const at of [0, 1, 2, 3]) {
      const writes = [...right().filter(({ name }) => name !== one.name)];
      writes.splice(at, 0, one);
      const answer = await putDocuments(writes, { cookie });
      expect([one.baseVersion, at, ...told(answer)]).toEqual([
        one.baseVersion,
        at,
        409,
        { error: "conflict" },
      ]);
    }
  }
  expect(await held(ownerId)).toEqual(before);
  expect((await putDocuments(right(), { cookie })).status).toBe(200);
});

/** Lets the database pass over updates of one document, as if another writer had come just before each; returns what ends it. */
async function passOver(name: string): Promise<() => Promise<void>> {
  const run = async (...statements: string[]) => {
    for (const statement of statements) await db().$executeRawUnsafe(statement);
  };
  if (testProvider() === "sqlite") {
    await run(`CREATE TRIGGER "between" BEFORE UPDATE ON "VaultDocument" WHEN OLD."name" = '${name}'
      BEGIN SELECT RAISE(IGNORE); END`);
    return () => run('DROP TRIGGER "between"');
  }
  await run(
    `CREATE FUNCTION "passOver"() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'`,
    `CREATE TRIGGER "between" BEFORE UPDATE ON "VaultDocument" FOR EACH ROW WHEN (OLD."name" = '${name}')
      EXECUTE FUNCTION "passOver"()`,
  );
  return () => run('DROP TRIGGER "between" ON "VaultDocument"', 'DROP FUNCTION "passOver"()');
}

test("what fails in the midst of a batch leaves nothing of it", async () => {
  const { cookie, ownerId } = await newAccount();
  const [one, other] = [newName(), newName()];
  await putDocuments([write(one), write(other)], { cookie });
  const before = await held(ownerId);
  const batch = [write(one, 1), write(), write(other, 1)];
  const end = await passOver(other);
  try {
    expect(told(await putDocuments(batch, { cookie }))).toEqual([409, { error: "conflict" }]);
  } finally {
    await end();
  }
  expect(await held(ownerId)).toEqual(before);
  expect((await putDocuments(batch, { cookie })).status).toBe(200);
});

const shuffled = <One>(all: readonly One[], round: number) => (round % 2 ? [...all].reverse() : [...all]);

test("of batches at once that overlap exactly one is stored, and whole", async () => {
  for (let round = 0; round < 6; round++) {
    const { cookie, ownerId } = await newAccount();
    const shared = [newName(), newName(), newName()];
    const base = round < 3 ? 0 : 1;
    if (base)
      await putDocuments(
        shared.map((name) => write(name)),
        { cookie },
      );
    const batches = [0, 1, 2].map((at) =>
      shuffled([write(), ...shared.slice(0, 1 + (at % 3)).map((name) => write(name, base)), write()], at),
    );
    const answers = await Promise.all(batches.map((batch) => putDocuments(batch, { cookie })));
    expect(answers.map(({ json }) => json.error ?? "stored").sort()).toEqual([
      "conflict",
      "conflict",
      "stored",
    ]);
    const winner = batches[answers.findIndex(({ status }) => status === 200)] ?? [];
    const { documents } = (await send("vault", { cookie })).json;
    for (const { name, sealed, baseVersion } of winner) {
      expect(documents).toContainEqual({ name, version: baseVersion + 1, sealed });
    }
    const untouched = base ? shared.filter((name) => !winner.some((one) => one.name === name)) : [];
    expect(await db().vaultDocument.count({ where: { ownerId } })).toBe(winner.length + untouched.length);
  }
});

test("of a batch and a write, or a removal, of one of its documents at once exactly one is done", async () => {
  for (let round = 0; round < 8; round++) {
    const { cookie } = await newAccount();
    const names = [newName(), newName(), newName()];
    await putDocuments(
      names.map((name) => write(name)),
      { cookie },
    );
    const batch = names.map((name) => write(name, 1));
    const one = names[round % 3] ?? "";
    const alone = write(one, 1);
    const [whole, single] = await Promise.all([
      putDocuments(batch, { cookie }),
      round < 4 ? putDocuments([alone], { cookie }) : remove(cookie, one, 1),
    ]);
    expect([whole.status, single.status].sort()).toEqual([200, 409]);
    const { documents } = (await send("vault", { cookie })).json;
    const versions = new Map<string, number>(
      documents.map(({ name, version }: { name: string; version: number }) => [name, version]),
    );
    const others = whole.status === 200 ? 2 : 1;
    for (const name of names) if (name !== one) expect(versions.get(name)).toBe(others);
    expect(versions.get(one)).toBe(whole.status === 200 || round < 4 ? 2 : undefined);
  }
});

test("a batch and a recovery at the same moment: one of them gives way, nothing is mixed", async () => {
  for (let round = 0; round < 5; round++) {
    const account = await newAccount();
    const { cookie, ownerId } = account;
    const names = [newName(), newName()];
    await putDocuments(
      names.map((name) => write(name)),
      { cookie },
    );
    const { body, ...rest } = await prepareRecovery(account);
    const batch = [...names.map((name) => write(name, 1)), write()];
    const [recovered, written] = await Promise.all([
      send("recovery/finish", { body, ...rest }),
      putDocuments(batch, { cookie }),
    ]);
    const after = (await held(ownerId)).map(({ name, version }) => [name, version]);
    if (recovered.status === 200) {
      expect([401, 409]).toContain(written.status);
      expect(after).toEqual(body.documents.map(({ name, version }) => [name, version]).sort());
    } else {
      expect([recovered.json, written.status]).toEqual([{ error: "conflict" }, 200]);
      expect(after).toEqual(batch.map(({ name, baseVersion }) => [name, baseVersion + 1]).sort());
    }
  }
});

test("a read gives those of the names that are there, of the asker alone, at one moment", async () => {
  const { maker: owner, accepter: partner } = await newPair();
  const [mine, theirs] = [
    [write(), write(), write()],
    [write(), write()],
  ];
  await putDocuments(mine, owner);
  await putDocuments(theirs, partner);
  const [first, second] = mine.map(({ name, sealed }) => ({ name, version: 1, sealed }));
  const ask = async (names: readonly string[], { cookie }: Pick<Account, "cookie"> = owner) =>
    told(await readDocuments(names, { cookie }));
  const all = mine.map(({ name }) => name);
  const foreign = theirs.map(({ name }) => name);
  const of = (...documents: unknown[]) => [200, { documents, sheetRevision: 0 }];
  expect(await ask([all[0] ?? ""])).toEqual(of(first));
  // One more time makes no more of it, and what is not there is left out.
  expect(await ask([all[0] ?? "", newName(), all[0] ?? "", ...foreign])).toEqual(of(first));
  const [, both] = await ask([all[1] ?? "", newName(), all[0] ?? ""]);
  expect(both.documents).toHaveLength(2);
  for (const one of [first, second]) expect(both.documents).toContainEqual(one);
  expect(await ask(foreign)).toEqual(of());
  expect(await ask(all, partner)).toEqual(of());
  expect(await ask([newName()])).toEqual(of());
  // As many names as there can be.
  const [, most] = await ask([...all, ...Array.from({ length: limits.MAX_DOCUMENTS - 3 }, () => newName())]);
  expect(most.documents).toHaveLength(3);
});

test("with the list, what the others of the asker are called comes beside those that are named, under its ETag", async () => {
  const [{ cookie }, other] = [await newAccount(), await newAccount()];
  const [first = "", second = "", third = ""] = [newName(), newName(), newName()];
  await putDocuments(
    [first, second, third].map((name) => write(name)),
    { cookie },
  );
  await put(cookie, third, 1);
  await put(other.cookie, newName(), 0);
  const list = await send("vault/versions", { cookie });
  const ask = (names: string[]) => send("vault/read", { body: { names, list: true }, cookie });
  const some = await ask([second, newName()]);
  expect(some.json.documents).toMatchObject([{ name: second, version: 1, sealed: expect.any(String) }]);
  expect(some.json.others).toHaveLength(2);
  for (const [name, version] of [
    [first, 1],
    [third, 2],
  ])
    expect(some.json.others).toContainEqual({ name, version });
  expect([some.json.sheetRevision, some.headers.get("etag")]).toEqual([null, list.headers.get("etag")]);
  const none = await ask([newName()]);
  expect([none.json.documents, none.json.others.length]).toEqual([[], 3]);
  const whole = await ask([first, second, third]);
  expect([whole.json.documents.length, whole.json.others]).toEqual([3, []]);
  // Without it the answer is as it was.
  const { json, headers } = await send("vault/read", { body: { names: [second] }, cookie });
  expect([Object.keys(json).sort(), headers.get("etag")]).toEqual([["documents", "sheetRevision"], null]);
  expect((await send("vault/read", { body: { names: [first], list: "yes" }, cookie })).status).toBe(400);
});

test("names of another shape, none, or too many are refused", async () => {
  const { cookie } = await newAccount();
  const tooMany = Array.from({ length: limits.MAX_DOCUMENTS + 1 }, () => newName());
  for (const body of [
    {},
    [],
    null,
    { names: [] },
    { names: newName() },
    { names: ["short"] },
    { names: [newName(), `${newName()}A`] },
    { names: [newName(), null] },
    { names: [{ name: newName() }] },
    { names: [[newName()]] },
    { names: [newName()], more: 1 },
    { names: tooMany },
  ]) {
    const answer = await send("vault/read", { method: "POST", body: JSON.stringify(body), cookie });
    expect(told(answer)).toEqual([400, { error: "bad_request" }]);
  }
  const packed = { body: { names: [newName()] }, headers: { "content-type": PACKED_TYPE } };
  expect((await send("vault/read", { ...packed, cookie })).json).toEqual({ error: "wrong_content_type" });
  const long = { names: Array(4000).fill(newName()) };
  expect((await send("vault/read", { body: long, cookie })).json).toEqual({ error: "body_too_large" });
});

test("another person's document is as if it were not there", async () => {
  const owner = await newAccount();
  const other = await newAccount();
  const name = newName();
  const content = sealed();
  await put(owner.cookie, name, 0, content);
  const theirs = await readDocuments([name], { cookie: other.cookie });
  const nobodys = await readDocuments([newName()], { cookie: other.cookie });
  expect([theirs.status, theirs.text, [...theirs.headers]]).toEqual([
    nobodys.status,
    nobodys.text,
    [...nobodys.headers],
  ]);
  expect(theirs.json).toEqual({ documents: [], sheetRevision: null });
  expect((await put(other.cookie, name, 1)).json).toEqual({ error: "conflict" });
  expect((await put(other.cookie, name, 0)).status).toBe(200);
  expect((await read(owner.cookie, name)).json).toEqual({ version: 1, sealed: content });
});

test("an ended session writes nothing, not even over the version that is held", async () => {
  const account = await newAccount();
  const name = newName();
  const content = sealed();
  await put(account.cookie, name, 0, content);
  await send("auth/signout", { body: {}, cookie: account.cookie });
  expect((await put(account.cookie, name, 1)).json).toEqual({ error: "signed_out" });
  expect((await put(account.cookie, newName(), 0)).json).toEqual({ error: "signed_out" });
  const cookie = await signIn(account);
  expect((await send("vault", { cookie })).json).toEqual({
    documents: [{ name, version: 1, sealed: content }],
    sheetRevision: null,
  });
});

test("an ended session or token, or one that is only begun, writes nothing of a batch and reads nothing", async () => {
  const account = await newAccount();
  const { ownerId } = account;
  const name = newName();
  await put(account.cookie, name, 0);
  const before = await held(ownerId);
  const batches = [[write(name, 1)], [write(name, 1), write()], [write(), write()]];
  const refuse = async (error: string, options: { cookie: string; access?: string | null }) => {
    for (const batch of batches) expect((await putDocuments(batch, options)).json).toEqual({ error });
    expect((await readDocuments([name], options)).json).toEqual({ error });
    expect(await held(ownerId)).toEqual(before);
  };
  const { cookie } = account;
  const access = String(await tokenFor(cookie));
  for (const other of [null, "", newName()]) await refuse("locked", { cookie, access: other });
  const other = await newAccount();
  await refuse("locked", { cookie, access: String(await tokenFor(other.cookie)) });
  await db().accessToken.updateMany({ where: { ownerId }, data: { expiresAt: 0n } });
  await refuse("locked", { cookie, access });
  const again = await signIn(account);
  const token = String(await tokenFor(again));
  await db().user.update({ where: { id: ownerId }, data: { epoch: { increment: 1 } } });
  await refuse("signed_out", { cookie: again, access: token });
  const last = await signIn(account);
  const open = String(await tokenFor(last));
  await send("auth/signout", { body: {}, cookie: last });
  await refuse("signed_out", { cookie: last, access: open });
});

test("nothing is read and nothing written by a document's address any more, whether it is there or not", async () => {
  const { cookie, ownerId } = await newAccount();
  const name = newName();
  await put(cookie, name, 0);
  const before = await held(ownerId);
  for (const at of [name, newName()]) {
    expect((await send(`vault/${at}`, { cookie })).json).toEqual({ error: "method_not_allowed" });
    const over = writeOf([write(at, 1)]);
    expect((await send(`vault/${at}`, { ...over, cookie })).json).toEqual({ error: "method_not_allowed" });
  }
  expect(await held(ownerId)).toEqual(before);
});

test("a document may be as large as the contract says, and no larger", async () => {
  const { cookie } = await newAccount();
  const name = newName();
  const content = sealed(limits.MAX_DOCUMENT_BYTES);
  expect((await put(cookie, name, 0, content)).status).toBe(200);
  expect((await read(cookie, name)).json.sealed).toBe(content);
  for (const more of [1, 4, 64 * 1024]) {
    const larger = await put(cookie, name, 1, sealed(limits.MAX_DOCUMENT_BYTES + more));
    expect([more, ...told(larger)]).toEqual([more, 400, { error: "bad_request" }]);
  }
  const huge = await put(cookie, name, 1, sealed(limits.BODY_LIMIT_WRITE));
  expect(told(huge)).toEqual([413, { error: "body_too_large" }]);
  expect((await read(cookie, name)).json.version).toBe(1);
});

test("a vault holds so many documents and no more than recovery can send again", async () => {
  const { cookie, ownerId } = await newAccount();
  const tiny = Buffer.from("x");
  const documents = (count: number, bytes: Uint8Array<ArrayBuffer>) =>
    Array.from({ length: count }, () => ({ ownerId, name: newName(), version: 1, sealed: bytes }));
  await db().vaultDocument.createMany({ data: documents(limits.MAX_DOCUMENTS, tiny) });
  const full = await put(cookie, newName(), 0);
  expect([full.status, full.json]).toEqual([413, { error: "body_too_large" }]);
  await db().vaultDocument.deleteMany({ where: { ownerId } });

  const large = Buffer.alloc(limits.MAX_DOCUMENT_BYTES);
  for (const document of documents(11, large)) await db().vaultDocument.create({ data: document });
  const name = newName();
  expect((await put(cookie, name, 0, sealed(1024 * 1024))).status).toBe(200);
  expect((await put(cookie, newName(), 0, sealed(2 * 1024 * 1024))).json).toEqual({
    error: "body_too_large",
  });
  expect((await put(cookie, name, 1, sealed(3 * 1024 * 1024))).json).toEqual({ error: "body_too_large" });
  expect((await put(cookie, name, 1, sealed(1024 * 1024))).status).toBe(200);
});

test("a vault that holds as much as it may takes no batch that adds to it, and all others", async () => {
  const { cookie, ownerId } = await newAccount();
  const full = [413, { error: "body_too_large" }];
  const documents = (count: number, bytes: Uint8Array<ArrayBuffer>) =>
    Array.from({ length: count }, () => ({ ownerId, name: newName(), version: 1, sealed: bytes }));
  const batch = async (...writes: Write[]) => told(await putDocuments(writes, { cookie }));
  const tiny = documents(limits.MAX_DOCUMENTS - 2, Buffer.from("x"));
  await db().vaultDocument.createMany({ data: tiny });
  const [one = "", two = ""] = tiny.map(({ name }) => name);
  const before = await held(ownerId);
  expect(await batch(write(), write(), write())).toEqual(full);
  expect(await batch(write(one, 1), write(), write(), write())).toEqual(full);
  expect(await held(ownerId)).toEqual(before);
  expect(await batch(write(one, 1), write(), write())).toEqual([200, {}]);
  expect(await batch(write(one, 2), write())).toEqual(full);
  expect(await batch(write(one, 2), write(two, 1))).toEqual([200, {}]);
  expect(await held(ownerId)).toHaveLength(limits.MAX_DOCUMENTS);
  await db().vaultDocument.deleteMany({ where: { ownerId } });

  // With 10 of the largest, and these two, 2 MiB and a little are left.
  const large = documents(10, Buffer.alloc(limits.MAX_DOCUMENT_BYTES));
  for (const document of large) await db().vaultDocument.create({ data: document });
  const MiB = 1024 * 1024;
  const room = limits.MAX_VAULT_BYTES - 10 * limits.MAX_DOCUMENT_BYTES;
  const [a, b] = [newName(), newName()];
  expect(await batch(write(a, 0, room - 3 * MiB), write(b, 0, MiB))).toEqual([200, {}]);
  const sizes = async () =>
    (await held(ownerId)).map(({ name, sealed, version }) => [name, sealed.length, version]);
  const then = await sizes();
  for (const [inA, inB, inC] of [
    [room - 3 * MiB, MiB, 2 * MiB + 1],
    [room - 2 * MiB, 2 * MiB, 1],
    [room - 3 * MiB, 3 * MiB, 1],
  ] as const) {
    expect(await batch(write(a, 1, inA), write(b, 1, inB), write(newName(), 0, inC))).toEqual(full);
    expect(await sizes()).toEqual(then);
  }
  // What one gives up another may take, to the last byte.
  expect(await batch(write(a, 1, room - 4 * MiB), write(b, 1, 4 * MiB + 1))).toEqual(full);
  expect(await batch(write(b, 1, 4 * MiB), write(a, 1, room - 4 * MiB))).toEqual([200, {}]);
  expect((await put(cookie, newName(), 0)).json).toEqual({ error: "body_too_large" });
});

test("of two batches that would each be the last that fits, one is stored", async () => {
  const { cookie, ownerId } = await newAccount();
  const tiny = Array.from({ length: limits.MAX_DOCUMENTS - 3 }, () => ({
    ...{ ownerId, name: newName(), version: 1 },
    sealed: Buffer.from("x"),
  }));
  await db().vaultDocument.createMany({ data: tiny });
  const batches = [1, 2].map(() => putDocuments([write(), write()], { cookie }));
  const answers = (await Promise.all(batches)).map(({ json }) => json.error).sort();
  expect(answers).toEqual(["body_too_large", undefined]);
  expect(await db().vaultDocument.count({ where: { ownerId } })).toBe(limits.MAX_DOCUMENTS - 1);
});

test("a flood waits, for its maker alone", async () => {
  const flooder = await newAccount();
  const other = await newAccount();
  const now = Date.now();
  // Time stands still, so that the minute does not end while the flood is under way.
  vi.useFakeTimers({ now, toFake: ["Date"] });
  try {
    let last = await send("vault", { cookie: flooder.cookie });
    for (let i = 0; i < 1200; i++) last = await send("vault", { cookie: flooder.cookie });
    expect([last.status, last.json]).toEqual([429, { error: "too_many" }]);
    const list = await send("vault/versions", { cookie: flooder.cookie });
    expect([list.status, list.json]).toEqual([429, { error: "too_many" }]);
    expect(Number(last.headers.get("retry-after"))).toBeGreaterThan(0);
    // One that carries a body is refused before that is read.
    for (const body of [{ names: [newName()] }, "{"]) {
      const some = await send("vault/read", { body, cookie: flooder.cookie });
      expect([some.status, some.json]).toEqual([429, { error: "too_many" }]);
    }
    expect((await send("vault", { cookie: other.cookie })).status).toBe(200);
  } finally {
    vi.useRealTimers();
  }
});

const remove = (cookie: string, name: string, version: number) =>
  send(`vault/${name}`, { method: "DELETE", body: { version }, cookie });

test("a document is removed in the version that was seen, and in no other", async () => {
  const { cookie } = await newAccount();
  const [name, other] = [newName(), newName()];
  for (const one of [name, other]) for (const base of [0, 1]) await put(cookie, one, base);
  for (const version of [1, 3, 2 ** 31 - 1, 2 ** 31, Number.MAX_SAFE_INTEGER]) {
    const answer = await remove(cookie, name, version);
    expect([version, answer.status, answer.json]).toEqual([version, 409, { error: "conflict" }]);
  }
  for (const body of [{}, { version: 0 }, { version: "2" }, { version: 2, more: 1 }]) {
    expect((await send(`vault/${name}`, { method: "DELETE", body, cookie })).json).toEqual({
      error: "bad_request",
    });
  }
  expect((await send("vault", { cookie })).json.documents).toHaveLength(2);
  const removed = await remove(cookie, name, 2);
  expect([removed.status, removed.json]).toEqual([200, {}]);
  expect((await remove(cookie, name, 2)).json).toEqual({ error: "not_found" });
  expect((await read(cookie, name)).json).toEqual({ error: "not_found" });
  expect((await send("vault", { cookie })).json.documents).toMatchObject([{ name: other, version: 2 }]);
  // Its name is free again, and what stood under it is a conflict to whoever still held it.
  expect((await put(cookie, name, 2)).json).toEqual({ error: "conflict" });
  expect((await put(cookie, name, 0)).json).toEqual({});
});

test("of a removal and a write over the same version one wins", async () => {
  const { cookie } = await newAccount();
  for (let round = 0; round < 5; round++) {
    const name = newName();
    await put(cookie, name, 0);
    const [removed, written] = await Promise.all([remove(cookie, name, 1), put(cookie, name, 1)]);
    const left = await read(cookie, name);
    if (removed.status === 200) expect([written.json, left.status]).toEqual([{ error: "conflict" }, 404]);
    else expect([written.status, left.json.version]).toEqual([200, 2]);
  }
});

test("nobody else's document is removed, and none under an ended session", async () => {
  const [owner, other] = [await newAccount(), await newAccount()];
  const name = newName();
  await put(owner.cookie, name, 0);
  expect((await remove(other.cookie, name, 1)).json).toEqual({ error: "not_found" });
  await send("auth/signout", { body: {}, cookie: owner.cookie });
  expect((await remove(owner.cookie, name, 1)).json).toEqual({ error: "signed_out" });
  expect(await db().vaultDocument.count({ where: { ownerId: owner.ownerId } })).toBe(1);
});
