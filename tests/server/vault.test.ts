import { expect, test, vi } from "vitest";
import { db } from "@/lib/server/db";
import * as limits from "@/lib/wire/limits";
import { documentResponse, putDocumentResponse, vaultResponse, versionsResponse } from "@/lib/wire/vault";
import { newAccount, newName, newPair, sealed, signIn } from "../support/account";
import { send } from "../support/http";
import { withServer } from "../support/server";

withServer();

const put = (cookie: string, name: string, baseVersion: number, content = sealed()) =>
  send(`vault/${name}`, { method: "PUT", body: { baseVersion, sealed: content }, cookie });

test("a document is written, read, replaced, and listed", async () => {
  const { cookie } = await newAccount();
  expect(vaultResponse.parse((await send("vault", { cookie })).json)).toEqual({
    documents: [],
    sheetRevision: null,
  });
  const name = newName();
  const contents = [sealed(4096), sealed(5000)];
  for (const [at, content] of contents.entries()) {
    const written = await put(cookie, name, at, content);
    expect([written.status, putDocumentResponse.parse(written.json)]).toEqual([200, { version: at + 1 }]);
    const read = await send(`vault/${name}`, { cookie });
    expect(documentResponse.parse(read.json)).toEqual({ version: at + 1, sealed: content });
  }
  const other = newName();
  await put(cookie, other, 0, contents[0]);
  const { documents } = vaultResponse.parse((await send("vault", { cookie })).json);
  expect(documents).toHaveLength(2);
  expect(documents).toContainEqual({ name, version: 2, sealed: contents[1] });
  expect(documents).toContainEqual({ name: other, version: 1, sealed: contents[0] });
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
    const whole = vaultResponse.parse((await send("vault", { cookie })).json);
    expect(versionsResponse.parse(answer.json)).toEqual(versionsResponse.parse(whole));
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
  expect((await send(`vault/${name}`, { cookie })).json).toEqual({ version: 1, sealed: content });
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
    expect((await send(`vault/${name}`, { cookie })).json).toEqual({ version: base + 1, sealed: winner });
  }
});

test("another person's document is as if it were not there", async () => {
  const owner = await newAccount();
  const other = await newAccount();
  const name = newName();
  const content = sealed();
  await put(owner.cookie, name, 0, content);
  const theirs = await send(`vault/${name}`, { cookie: other.cookie });
  const nobodys = await send(`vault/${newName()}`, { cookie: other.cookie });
  expect([theirs.status, theirs.text, [...theirs.headers]]).toEqual([
    nobodys.status,
    nobodys.text,
    [...nobodys.headers],
  ]);
  expect(theirs.json).toEqual({ error: "not_found" });
  expect((await put(other.cookie, name, 1)).json).toEqual({ error: "conflict" });
  expect((await put(other.cookie, name, 0)).status).toBe(200);
  expect((await send(`vault/${name}`, { cookie: owner.cookie })).json).toEqual({
    version: 1,
    sealed: content,
  });
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

test("wrong shapes are refused and write nothing", async () => {
  const { cookie, ownerId } = await newAccount();
  const good = { baseVersion: 0, sealed: sealed() };
  const bodies = [
    {},
    [],
    null,
    "text",
    { ...good, more: 1 },
    { ...good, baseVersion: -1 },
    { ...good, baseVersion: 0.5 },
    { ...good, baseVersion: "0" },
    { ...good, baseVersion: Number.MAX_SAFE_INTEGER },
    { ...good, baseVersion: 1e300 },
    { ...good, sealed: "" },
    { ...good, sealed: "with spaces" },
    { ...good, sealed: "AAAAA" },
    { ...good, sealed: 7 },
  ];
  for (const body of bodies) {
    const answer = await send(`vault/${newName()}`, { method: "PUT", body: JSON.stringify(body), cookie });
    expect([body, answer.status, answer.json]).toEqual([body, 400, { error: "bad_request" }]);
  }
  for (const name of ["short", `${newName()}A`, `${newName().slice(1)}.`, "..%2f..%2fetc"]) {
    expect((await send(`vault/${name}`, { method: "PUT", body: good, cookie })).json).toEqual({
      error: "not_found",
    });
    expect((await send(`vault/${name}`, { cookie })).json).toEqual({ error: "not_found" });
  }
  expect(await db().vaultDocument.count({ where: { ownerId } })).toBe(0);
});

test("a document may be as large as the contract says, and no larger", async () => {
  const { cookie } = await newAccount();
  const name = newName();
  const content = sealed(limits.MAX_DOCUMENT_BYTES);
  expect((await put(cookie, name, 0, content)).status).toBe(200);
  expect((await send(`vault/${name}`, { cookie })).json.sealed).toBe(content);
  expect((await put(cookie, name, 1, sealed(limits.MAX_DOCUMENT_BYTES + 4))).json).toEqual({
    error: "bad_request",
  });
  const huge = await put(cookie, name, 1, sealed(limits.MAX_DOCUMENT_BYTES + 64 * 1024));
  expect([huge.status, huge.json]).toEqual([413, { error: "body_too_large" }]);
  expect((await send(`vault/${name}`, { cookie })).json.version).toBe(1);
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
  expect((await send(`vault/${name}`, { cookie })).json).toEqual({ error: "not_found" });
  expect((await send("vault", { cookie })).json.documents).toMatchObject([{ name: other, version: 2 }]);
  // Its name is free again, and what stood under it is a conflict to whoever still held it.
  expect((await put(cookie, name, 2)).json).toEqual({ error: "conflict" });
  expect((await put(cookie, name, 0)).json).toEqual({ version: 1 });
});

test("of a removal and a write over the same version one wins", async () => {
  const { cookie } = await newAccount();
  for (let round = 0; round < 5; round++) {
    const name = newName();
    await put(cookie, name, 0);
    const [removed, written] = await Promise.all([remove(cookie, name, 1), put(cookie, name, 1)]);
    const left = await send(`vault/${name}`, { cookie });
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
