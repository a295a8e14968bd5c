import { createHash } from "node:crypto";
import * as opaque from "@serenity-kit/opaque";
import { afterEach, expect, test, vi } from "vitest";
import { starterComfort } from "@/lib/domain/comfort/topics";
import { isEmptyPage } from "@/lib/domain/sheet/page";
import { db } from "@/lib/server/db";
import { ACCESS_LIFETIME_MS } from "@/lib/wire/access";
import {
  type Account,
  newAccount,
  newAddress,
  newId,
  newName,
  newPair,
  randomText,
  sealed,
  signIn,
} from "../support/account";
import { writeOfNew } from "../support/documents";
import { accessSecrets, accessStretching, type Options, openAccess, send } from "../support/http";
import { link, lockEveryTab, must, newPerson, type Person, shareParts, TestBrowser } from "../support/person";
import { withServer } from "../support/server";
import { stored } from "../support/stored";

/*
 * The partner at a locked device, with its cookie and the developer tools: nothing personal is read (pages to come least of
 * all) and nothing written, whatever was seen go by while it was open; and trying first shuts nobody out.
 */
withServer();
vi.setConfig({ testTimeout: 180_000 });
afterEach(async () => {
  vi.useRealTimers();
  await lockEveryTab();
});

const FAR = 7_258_118_400_000;
const page = (effectiveFrom = Date.now() + 1) => ({ effectiveFrom, sealed: sealed() });

/** All that a cookie could be used for: to read, to add stray and far things, to link, to leave. */
const requests = (): [path: string, options: Options][] => [
  ["vault", {}],
  ["vault/versions", {}],
  ["vault/read", { body: { names: [newName()] } }],
  ["sheet", {}],
  ["sheet/mine", {}],
  ["link", {}],
  ["invites/mine", {}],
  [`invites/${newId()}`, {}],
  ["vault", writeOfNew(newName(), sealed())],
  [`vault/${newName()}`, { method: "DELETE", body: { version: 1 } }],
  ["sheet/mine", { method: "PUT", body: { linkId: newId(), revision: 0, current: page(FAR), later: [] } }],
  ["key-half", { method: "PUT", body: { half: randomText(32), idleMinutes: 30 } }],
  ["link", { method: "DELETE", body: { page: page(FAR) } }],
  ["link", { method: "DELETE", body: { revision: 0 } }],
  ["link", { body: { page: page() } }],
  ["invites", { body: { id: newId() } }],
  ["invites/mine", { method: "DELETE" }],
  [`invites/${newId()}/accept`, { body: { acceptance: sealed(), page: page() } }],
  [`invites/${newId()}/accept`, { method: "DELETE" }],
];

/** What each of them answers, which must be one and the same for all. */
async function expectAllLocked(cookie: string, access: string | null): Promise<void> {
  for (const [path, options] of requests()) {
    const answer = await send(path, { ...options, cookie, access });
    expect([path, options.method, answer.status, answer.text]).toEqual([
      path,
      options.method,
      403,
      '{"error":"locked"}',
    ]);
    expect([answer.headers.get("etag"), answer.headers.get("set-cookie")]).toEqual([null, null]);
  }
}

const secretOf = ({ ownerId }: Account) => accessSecrets.get(ownerId) ?? "";

async function tokenOf(account: Account, cookie = account.cookie): Promise<string> {
  const token = await openAccess(cookie, secretOf(account));
  if (typeof token !== "string") throw new Error(`No token: ${token.text}`);
  return token;
}

test("a cookie alone reads nothing and writes nothing, with no token, a made-up one, or one of somebody else", async () => {
  const { maker, accepter } = await newPair();
  const before = await stored();
  const own = await tokenOf(maker);
  const flipped = `${own.slice(0, -1)}${own.endsWith("A") ? "E" : "A"}`;
  const theirs = await tokenOf(accepter);
  const made = [
    null,
    "",
    "x",
    newId(),
    randomText(48),
    flipped,
    theirs,
    `${own.slice(0, 22)}${theirs.slice(22)}`,
  ];
  for (const access of made) await expectAllLocked(maker.cookie, access);
  // Ending somebody's token takes the token.
  for (const access of [null, theirs, flipped]) {
    const answer = await send("access", { method: "DELETE", cookie: maker.cookie, access });
    expect(answer.json).toEqual({ error: "locked" });
  }
  expect(await stored()).toEqual(before);
  // Whatever is there, linked or not, written or not, the answer is the same.
  const single = await newAccount();
  await expectAllLocked(single.cookie, null);
  // Before a byte of the body is read.
  for (const [path, method] of [
    ["sheet/mine", "PUT"],
    ["vault", "PUT"],
    ["vault/read", "POST"],
  ] as const) {
    let read = 0;
    const body = new ReadableStream<Uint8Array>(
      {
        pull: (controller) => {
          read++;
          controller.enqueue(new Uint8Array(1024).fill(0x20));
        },
      },
      { highWaterMark: 0 },
    );
    const answer = await send(path, { method, body, cookie: maker.cookie, access: null });
    expect([path, answer.json, read]).toEqual([path, { error: "locked" }, 0]);
  }
  // The owner's own is no worse for it.
  expect((await send("sheet/mine", { cookie: maker.cookie, access: own })).status).toBe(200);
});

test("what was seen go by while it was open is worth nothing after the lock", async () => {
  const account = await newAccount();
  await opaque.ready;
  const { clientLoginState, startLoginRequest } = opaque.client.startLogin({ password: secretOf(account) });
  const started = await send("access/start", { body: { startLoginRequest }, cookie: account.cookie });
  const { attempt, loginResponse } = started.json;
  const proof = opaque.client.finishLogin({
    clientLoginState,
    loginResponse,
    password: secretOf(account),
    keyStretching: accessStretching,
  });
  const finish = {
    body: { attempt, finishLoginRequest: proof?.finishLoginRequest ?? "" },
    cookie: account.cookie,
  };
  const { token } = (await send("access/finish", finish)).json;
  expect((await send("vault", { cookie: account.cookie, access: token })).status).toBe(200);
  const replay = async () => {
    expect((await send("access/finish", finish)).json).toEqual({ error: "locked" });
    // The same first half, answered anew, does not fit the old second half.
    const again = await send("access/start", { body: { startLoginRequest }, cookie: account.cookie });
    const body = { ...finish.body, attempt: again.json.attempt };
    expect((await send("access/finish", { ...finish, body })).json).toEqual({ error: "locked" });
  };
  // Of one exchange there is one token, while it is open too.
  await replay();
  expect((await send("access", { method: "DELETE", cookie: account.cookie, access: token })).status).toBe(
    200,
  );
  await expectAllLocked(account.cookie, token);
  await replay();
  // Nor when the rows of what has ended are tidied away.
  vi.useFakeTimers({ now: Date.now() + 10 * 60_000, toFake: ["Date"] });
  await tokenOf(account);
  await replay();
  expect(await db().accessToken.count({ where: { ownerId: account.ownerId } })).toBe(1);
});

test("a token ends by itself, with the session, and the oldest of too many goes", async () => {
  const account = await newAccount();
  const first = await tokenOf(account);
  const held = async (access: string, cookie = account.cookie) =>
    (await send("vault", { cookie, access })).json.error ?? "open";
  expect(await held(first)).toBe("open");
  const start = Date.now();
  vi.useFakeTimers({ now: start + ACCESS_LIFETIME_MS + 1000, toFake: ["Date"] });
  expect(await held(first)).toBe("locked");
  vi.useRealTimers();

  const many: string[] = [];
  for (let i = 0; i < 20; i++) many.push(await tokenOf(account));
  const states = [];
  for (const token of many) states.push(await held(token));
  expect(states.filter((state) => state === "open").length).toBe(16);
  expect(states.at(-1)).toBe("open");

  // Another session of the account, in another browser, has tokens of its own; ending one's own leaves them.
  const other = await signIn(account);
  const theirs = await tokenOf(account, other);
  await send("access", { method: "DELETE", cookie: account.cookie, access: many.at(-1) ?? null });
  expect([await held(many.at(-1) ?? ""), await held(theirs, other)]).toEqual(["locked", "open"]);
  await send("auth/signout", { body: {}, cookie: account.cookie });
  expect([await held(theirs, other), await held(theirs, await signIn(account))]).toEqual([
    "signed_out",
    "locked",
  ]);
});

test("signing out and in needs no token, and no session may set what access is proven with", async () => {
  const account = await newAccount();
  const registration = opaque.client.startRegistration({ password: "the attacker's own" });
  const { registrationRequest } = registration;
  for (const attemptId of [newId(), account.ownerId]) {
    const body = { attemptId, registrationRequest };
    const refused = await send("access/setup/start", { body, cookie: account.cookie });
    expect(refused.json).toEqual({ error: "bad_request" });
  }
  const before = await db().user.findUnique({ where: { id: account.ownerId } });
  expect(await openAccess(account.cookie, "the attacker's own")).toMatchObject({ json: { error: "locked" } });
  expect(await db().user.findUnique({ where: { id: account.ownerId } })).toEqual(before);
  expect((await send("auth/signout", { body: {}, cookie: account.cookie, access: null })).status).toBe(200);
});

test("an account from before has no record: it opens at its next passphrase, which sets one, and not by a cookie", async () => {
  const writer = await newPerson();
  await writer.tab.engine.saveItem(starterComfort("hug", Date.now()));
  await writer.tab.saved();
  const { id } = await db().user.findUniqueOrThrow({ where: { handle: writer.handle } });
  // What the migration makes of it.
  await db().user.update({ where: { id }, data: { accessRecord: null, epoch: { increment: 1 } } });
  await writer.tab.engine.lock();
  const tab = writer.browser.openTab();
  await tab.engine.restore();
  expect(tab.snapshot).toEqual({ status: "signedOut" });
  // A session without a record: nothing opens it but the passphrase.
  await must(tab.engine.signIn(writer, () => {}));
  await tab.saved();
  expect(Object.keys(tab.vault.entries)).toHaveLength(1);
  const { accessRecord } = await db().user.findUniqueOrThrow({ where: { id } });
  expect(accessRecord).not.toBeNull();
  await must(tab.engine.signIn(writer, () => {}));
  expect((await db().user.findUniqueOrThrow({ where: { id } })).accessRecord).toBe(accessRecord);
});

/** Whether nothing of the writer's is on the reader's page. */
async function readsNothing({ tab }: Person): Promise<boolean> {
  await tab.engine.refreshTheirPage();
  const { theirPage } = tab.vault;
  return theirPage.state === "shown" && isEmptyPage(theirPage.page);
}

test("after a lock its cookie is no way in, and the writer stops, pauses and leaves as ever", async () => {
  const [writer, reader] = [await newPerson(), await newPerson()];
  await link(writer, reader);
  const hug = { ...starterComfort("hug", Date.now()), note: "gently" };
  await shareParts(writer.tab, hug, ["note"]);
  await writer.tab.saved();
  const seen = writer.browser.newestToken;
  const cookie = writer.browser.cookie ?? "";
  expect((await send("sheet/mine", { cookie, access: seen })).status).toBe(200);
  await writer.tab.engine.lock();
  const before = await stored();
  await expectAllLocked(cookie, null);
  await expectAllLocked(cookie, seen);
  expect(await stored()).toEqual(before);

  const tab = writer.browser.openTab();
  await tab.engine.restore();
  await must(tab.engine.unlock(writer.passphrase, () => {}));
  await tab.engine.setPaused(true);
  await tab.saved();
  expect(await readsNothing(reader)).toBe(true);
  await tab.engine.setPaused(false);
  await tab.saved();
  expect(await readsNothing(reader)).toBe(false);
  await tab.engine.stopAll();
  await tab.saved();
  expect(await readsNothing(reader)).toBe(true);
  await must(tab.engine.unlink());
  expect(tab.vault.troubles).toEqual([]);
});

/** What a reload in the writer's browser sends and gets: as developer tools show both. */
async function seenAtReload({ browser }: Person) {
  const { cookie = "" } = browser;
  const ask = { body: { proof: browser.stored.unlocked?.proof }, cookie, access: null };
  const again = async () => (await send("key-half", ask)).json;
  const { half, token } = await again();
  expect((await send("vault", { cookie, access: token })).status).toBe(200);
  return { cookie, half, token, again };
}

test("what was seen of a reload, and a token that was made with it, are worth nothing after the lock", async () => {
  const writer = await newPerson();
  await writer.tab.saved();
  const { cookie, token, again } = await seenAtReload(writer);
  await writer.tab.engine.lock();
  const before = await stored();
  await expectAllLocked(cookie, token);
  expect(await again()).toEqual({ error: "locked" });
  expect(await stored()).toEqual(before);
  // Nor once its owner has unlocked: under the old cookie, or the new one.
  const tab = writer.browser.openTab();
  await tab.engine.restore();
  await must(tab.engine.unlock(writer.passphrase, () => {}));
  expect(await again()).toEqual({ error: "locked" });
  for (const session of [cookie, writer.browser.cookie ?? ""]) await expectAllLocked(session, token);
});

test("a token makes no other: neither by a half of one's own, nor by prolonging what is there while nobody hears of the lock", async () => {
  const writer = await newPerson();
  await writer.tab.saved();
  const { cookie, token, half, again } = await seenAtReload(writer);
  const start = Date.now();
  const at = (minute: number) => vi.useFakeTimers({ now: start + minute * 60_000, toFake: ["Date"] });
  writer.browser.network = "offline";
  await writer.tab.engine.lock();
  let held: string | null = token;
  for (let minute = 1; minute < 14; minute++) {
    at(minute);
    held = (await again()).token;
    const body = { half: randomText(32), idleMinutes: 30 };
    const put = await send("key-half", { method: "PUT", body, cookie, access: held });
    expect([minute, put.status, put.json.half]).toEqual([minute, 200, half]);
  }
  // Half and proof of one's own in their place.
  const own = { half: randomText(32), idleMinutes: 30 };
  await send("key-half", { method: "DELETE", cookie, access: null });
  const put = await send("key-half", { method: "PUT", body: own, cookie, access: held });
  expect(put.json).toEqual({ half: own.half, proven: false });
  const proof = randomText(32);
  const verifier = createHash("sha256").update(Buffer.from(proof, "base64url")).digest("base64url");
  for (const exchange of [{}, { attempt: "x".repeat(40), finishLoginRequest: randomText(64) }]) {
    const body = { ...exchange, half: own.half, verifier };
    expect((await send("key-half/verifier", { method: "PUT", body, cookie, access: held })).status).not.toBe(
      200,
    );
  }
  expect((await send("key-half", { body: { proof }, cookie, access: null })).json.token).toBeNull();
  at(16);
  await expectAllLocked(cookie, held);
});

test("a lock that the network keeps from the server is short work: the token ends within its time", async () => {
  const writer = await newPerson();
  const cookie = writer.browser.cookie ?? "";
  const seen = writer.browser.newestToken;
  writer.browser.network = "offline";
  await writer.tab.engine.lock();
  expect((await send("vault", { cookie, access: seen })).status).toBe(200);
  vi.useFakeTimers({ now: Date.now() + ACCESS_LIFETIME_MS + 1000, toFake: ["Date"] });
  await expectAllLocked(cookie, seen);
});

test("an open tab whose token has ended gets another and goes on; one with an old key locks", async () => {
  const writer = await newPerson();
  await db().accessToken.deleteMany();
  await writer.tab.engine.saveItem(starterComfort("hug", Date.now()));
  await writer.tab.saved();
  expect(writer.browser.requests.filter((one) => one === "POST /api/access/finish")).toHaveLength(2);
  // Recovered in another browser, and signed in to here with the new session's cookie, of which this tab heard nothing.
  const elsewhere = new TestBrowser();
  const tab = elsewhere.openTab();
  const newPassphrase = await tab.engine.suggestPassphrase();
  const newCode = await tab.engine.newRecoveryCode();
  await must(
    tab.engine.recover(
      { handle: writer.handle, code: writer.recoveryCode, newPassphrase, newCode },
      () => {},
    ),
  );
  writer.browser.cookie = elsewhere.cookie;
  const documents = (await stored()).documents;
  await writer.tab.engine.saveItem(starterComfort("kiss", Date.now()));
  await writer.tab.until(({ status }) => status === "locked");
  expect((await stored()).documents).toEqual(documents);
});

test("whoever tries first with the cookie fills no table and shuts nobody out", async () => {
  const account = await newAccount();
  vi.useFakeTimers({ now: Date.now(), toFake: ["Date"] });
  await opaque.ready;
  const { startLoginRequest } = opaque.client.startLogin({ password: "a guess" });
  const rows = async () => [await db().loginAttempt.count(), await db().accessToken.count()];
  const before = await rows();
  const statuses = new Set<number>();
  const address = newAddress();
  for (let i = 0; i < 200; i++) {
    const asked = { cookie: account.cookie, address };
    const started = await send("access/start", { ...asked, body: { startLoginRequest } });
    statuses.add(started.status);
    if (i > 50 || started.status !== 200) continue;
    const body = { attempt: started.json.attempt, finishLoginRequest: randomText(64) };
    expect((await send("access/finish", { ...asked, body })).json).toEqual({ error: "locked" });
  }
  // And everything else that a cookie may ask for, without a token.
  for (let i = 0; i < 1300; i++) await send("vault", { cookie: account.cookie, address, access: null });
  expect(await rows()).toEqual(before);
  // It is told to wait; its owner, elsewhere or after the passphrase on the same device, is not.
  expect([...statuses]).toEqual([200, 429]);
  const token = await openAccess(account.cookie, secretOf(account), newAddress());
  expect(typeof token).toBe("string");
  const cookie = await signIn(account);
  const fresh = await openAccess(cookie, secretOf(account), address);
  expect(typeof fresh).toBe("string");
  expect((await send("vault", { cookie, address, access: String(fresh) })).status).toBe(200);
});
