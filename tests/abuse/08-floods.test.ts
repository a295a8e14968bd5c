import { afterEach, expect, test, vi } from "vitest";
import { db } from "@/lib/server/db";
import { newAccount, newAddress, newName, newPair, sealed, signIn, trySignIn } from "../support/account";
import { putDocument, putDocuments, readDocument } from "../support/documents";
import { send } from "../support/http";
import { withServer } from "../support/server";

/* Floods, besides what each route's own tests hold: a partner's flood is the partner's affair, and so is a stolen old cookie's. */
withServer();
afterEach(() => {
  vi.useRealTimers();
});

/** Time stands still, so that the minute does not end while a flood is under way. */
const standStill = () => vi.useFakeTimers({ now: Date.now(), toFake: ["Date"] });
const page = (effectiveFrom: number) => ({ effectiveFrom, sealed: sealed() });

test("a partner who fetches the sheet without end is told to wait, and the other goes on as ever", async () => {
  const { maker, accepter, start, inviteId } = await newPair();
  standStill();
  const statuses = new Map<number, number>();
  for (let i = 0; i < 1210; i++) {
    const { status } = await send("sheet", { cookie: accepter.cookie });
    statuses.set(status, (statuses.get(status) ?? 0) + 1);
  }
  expect(Object.fromEntries(statuses)).toEqual({ 200: 1200, 429: 10 });
  expect((await send("sheet", { cookie: maker.cookie })).status).toBe(200);
  const body = { linkId: inviteId, revision: 0, current: page(start + 1), later: [] };
  expect((await send("sheet/mine", { method: "PUT", body, cookie: maker.cookie })).status).toBe(200);
  const last = { page: page(start + 2) };
  expect((await send("link", { method: "DELETE", body: last, cookie: maker.cookie })).status).toBe(200);
});

test("whoever floods can still leave", async () => {
  const { accepter, start } = await newPair();
  standStill();
  for (let i = 0; i < 1201; i++) await send("sheet", { cookie: accepter.cookie });
  expect((await send("sheet/mine", { cookie: accepter.cookie })).status).toBe(429);
  const last = { page: page(start + 1) };
  expect((await send("link", { method: "DELETE", body: last, cookie: accepter.cookie })).status).toBe(200);
});

test("an old cookie that somebody kept uses up nothing of the sessions since", async () => {
  const { maker, start, inviteId } = await newPair();
  const stolen = maker.cookie;
  await send("auth/signout", { body: {}, cookie: stolen });
  const cookie = await signIn(maker);
  standStill();
  const stop = { linkId: inviteId, revision: 0, current: page(start + 1), later: [] };
  const document = { baseVersion: 0, sealed: sealed() };
  for (let i = 0; i < 1210; i++) {
    await send("sheet/mine", { cookie: stolen });
    await putDocument(newName(), document, { cookie: stolen });
    await readDocument(newName(), { cookie: stolen });
    if (i < 250) await send("sheet/mine", { method: "PUT", body: stop, cookie: stolen });
  }
  expect((await send("sheet/mine", { cookie })).status).toBe(200);
  expect((await send("sheet/mine", { method: "PUT", body: stop, cookie })).status).toBe(200);
  expect((await putDocument(newName(), document, { cookie })).status).toBe(200);
  expect((await send("vault", { cookie })).status).toBe(200);
});

test("whoever uses up the tries for somebody's handle in the same house keeps them neither from unlocking nor from their code", async () => {
  const writer = await newAccount();
  standStill();
  const guess = (cookie?: string) => trySignIn(writer.handle, "a guess", writer.address, cookie);
  for (let i = 0; i < 10; i++) expect((await guess()).status).toBe(401);
  expect((await trySignIn(writer.handle, writer.passphrase, writer.address)).status).toBe(429);

  // Where their session is open, unlocking is counted for that session.
  expect((await trySignIn(writer.handle, writer.passphrase, writer.address, writer.cookie)).status).toBe(200);
  const code = { handle: writer.handle, recoveryAuth: writer.recoveryAuth };
  expect((await send("recovery/open", { body: code, address: writer.address })).status).toBe(200);

  // Nobody guesses without end there either, and a session of somebody else, or one that has ended, is no way around.
  for (let i = 0; i < 10; i++) expect((await guess(writer.cookie)).status).toBe(401);
  expect((await guess(writer.cookie)).status).toBe(429);
  expect((await guess((await newAccount()).cookie)).status).toBe(429);
  await send("auth/signout", { body: {}, cookie: writer.cookie });
  expect((await guess(writer.cookie)).status).toBe(429);
  expect((await trySignIn(writer.handle, writer.passphrase, newAddress())).status).toBe(200);
});

test("a write that has to wait has no other effect", async () => {
  const { cookie, ownerId } = await newAccount();
  standStill();
  const body = { baseVersion: 5, sealed: sealed() };
  const name = newName();
  for (let i = 0; i < 1200; i++) await putDocument(name, body, { cookie });
  const writes = [name, newName()].map((one) => ({ name: one, baseVersion: 0, sealed: sealed() }));
  for (const batch of [writes, writes.slice(1)]) {
    const refused = await putDocuments(batch, { cookie });
    expect([refused.status, refused.json]).toEqual([429, { error: "too_many" }]);
  }
  expect(await db().vaultDocument.count({ where: { ownerId } })).toBe(0);
});
