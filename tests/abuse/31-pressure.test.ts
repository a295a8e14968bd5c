import * as opaque from "@serenity-kit/opaque";
import { afterEach, expect, test, vi } from "vitest";
import { db } from "@/lib/server/db";
import {
  beginRegistration,
  cookieOf,
  newAccount,
  newAddress,
  randomText,
  signUp,
  trySignIn,
} from "../support/account";
import { packedOf } from "../support/documents";
import { send } from "../support/http";
import { withServer } from "../support/server";

/* Floods that cost the server more than the sender: documents of very many keys, sign-ins that begin and never end. */
withServer();
afterEach(() => {
  vi.useRealTimers();
});

/** The most work for which nothing else ran meanwhile, milliseconds of this process: on a busy machine it takes longer, and is no more. */
async function longestStall(work: () => Promise<void>): Promise<number> {
  let longest = 0;
  const worked = () => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1000;
  };
  let last = worked();
  const tick = setInterval(() => {
    const now = worked();
    longest = Math.max(longest, now - last);
    last = now;
  }, 1);
  try {
    await work();
    await new Promise((resolve) => setTimeout(resolve, 2));
  } finally {
    clearInterval(tick);
  }
  return longest;
}

/** A text of about five million characters, which is less than a request of documents may be. */
const filled = (start: string, part: (at: number) => string, end: string) => {
  let text = start;
  for (let at = 0; text.length < 5_000_000; at++) text += part(at);
  return text + end;
};

/** Packed without any bytes behind it. */
function underItsLength(json: string): Uint8Array {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(Buffer.byteLength(json));
  return Buffer.concat([length, Buffer.from(json)]);
}

test.each([
  ["keys", filled('{"lengths":[],"head":{"documents":[]}', (at) => `,"k${at}":0`, "}")],
  ["keys within keys", filled('{"lengths":[],"head":{"a":0', (at) => `,"k${at}":0`, "}}")],
  ["items", filled('{"lengths":[],"head":[0', () => ",0", "]}")],
  ["strings", filled('{"lengths":[],"head":["a"', () => ',"a"', "]}")],
  ["lists", filled('{"lengths":[],"head":[[]', () => ",[]", "]}")],
  ["quotes in a text", filled('{"lengths":[],"head":"', () => '\\"', '"}')],
  ["brackets that close nothing", filled('{"lengths":[],"head":0}', () => "]", "")],
])("a list of documents of five million characters of %s is refused before it is parsed", async (_, body) => {
  const { cookie, ownerId } = await newAccount();
  const parse = vi.spyOn(JSON, "parse");
  const stall = await longestStall(async () => {
    const answer = await send("vault", { ...packedOf(underItsLength(body)), cookie });
    expect([answer.status, answer.json]).toEqual([400, { error: "bad_request" }]);
  });
  expect(Math.max(...parse.mock.calls.map(([text]) => text.length))).toBeLessThan(1000);
  parse.mockRestore();
  // A guard against hanging, far above what it takes.
  expect(stall).toBeLessThan(1000);
  expect(await db().vaultDocument.count({ where: { ownerId } })).toBe(0);
});

/** How a flood of sign-ins that begin for handles made up on the spot is answered, and how many rows it leaves. */
async function flood(count: number, address: () => string, cookie = "") {
  await opaque.ready;
  const { startLoginRequest } = opaque.client.startLogin({ password: "x" });
  const rows = async () => [await db().loginAttempt.count(), await db().rateLimit.count()] as const;
  const before = await rows();
  const statuses = new Map<number, number>();
  for (let sent = 0; sent < count; sent += 25) {
    const answers = await Promise.all(
      Array.from({ length: 25 }, () => {
        const handle = `fern-${randomText(9)
          .toLowerCase()
          .replaceAll(/[^a-z0-9]/g, "x")}`;
        return send("sign-in/start", { body: { handle, startLoginRequest }, address: address(), cookie });
      }),
    );
    for (const { status } of answers) statuses.set(status, (statuses.get(status) ?? 0) + 1);
  }
  const after = await rows();
  return { statuses: Object.fromEntries(statuses), rows: after.map((now, at) => now - (before[at] ?? 0)) };
}

/** Time stands still, so that no minute ends while a flood is under way. */
const standStill = () => vi.useFakeTimers({ now: Date.now(), toFake: ["Date"] });

test("sign-ins that begin without end from one address: few are answered, none more leaves a row, and nobody elsewhere waits", async () => {
  const writer = await signUp();
  const address = newAddress();
  standStill();
  const first = await flood(300, () => address);
  expect(first).toEqual({ statuses: { 200: 30, 429: 270 }, rows: [30, 30] });
  expect(await flood(100, () => address)).toEqual({ statuses: { 429: 100 }, rows: [0, 0] });
  // Neither a cookie that is none, nor somebody else's session or device, is a way round.
  const other = await signUp();
  const fresh = await trySignIn(other.handle, other.passphrase);
  for (const cookie of [
    `stile-known=${randomText(16)}${randomText(32)}`,
    "stile=a.b.c",
    cookieOf(fresh),
    cookieOf(fresh, "device"),
  ])
    expect((await flood(25, () => address, cookie)).statuses).toEqual({ 429: 25 });
  const told = await trySignIn(writer.handle, writer.passphrase, address);
  expect([told.json, told.headers.get("stile-wait")]).toEqual([{ error: "too_many" }, "address"]);
  expect((await trySignIn(writer.handle, writer.passphrase, newAddress())).status).toBe(200);
});

test("what a flood left is gone once its time is over", async () => {
  const address = newAddress();
  standStill();
  for (let minute = 0; minute < 12; minute++) {
    await flood(50, () => address);
    vi.setSystemTime(Date.now() + 61_000);
  }
  const counters = () => db().rateLimit.count({ where: { key: { startsWith: "signIn:" } } });
  // Attempts of a minute, counters of ten, and what the next sign-in sweeps out.
  expect(await db().loginAttempt.count({ where: { kind: "sign-in" } })).toBeLessThanOrEqual(60);
  expect(await counters()).toBeLessThanOrEqual(30 * 11);
  vi.setSystemTime(Date.now() + 700_000);
  await trySignIn("somebody-else", "guess");
  expect(await db().loginAttempt.count()).toBe(0);
  expect(await counters()).toBe(1);
});

test("half of an IPv6 address is enough to be counted by", async () => {
  standStill();
  let at = 0;
  const next = () => `2001:db8:0:7:${(at++).toString(16)}::1`;
  expect((await flood(100, next)).statuses).toEqual({ 200: 30, 429: 70 });
  expect((await flood(25, () => "2001:db8::8:0:0:0:1")).statuses).toEqual({ 200: 25 });
});

test("from a flooded address, a device that signed in before signs in; only with its own account, and not once it was signed out", async () => {
  const [writer, reader] = [await signUp(), await signUp()];
  const address = newAddress();
  const before = await trySignIn(writer.handle, writer.passphrase, address);
  const device = cookieOf(before, "device");
  const readersCookie = cookieOf(await trySignIn(reader.handle, reader.passphrase, address), "device");
  standStill();
  await flood(100, () => address);
  const tryWith = async (cookie: string) =>
    (await trySignIn(writer.handle, writer.passphrase, address, cookie)).status;
  // More often than an address may: what succeeds is not counted.
  for (let round = 0; round < 12; round++) expect(await tryWith(device)).toBe(200);
  for (const cookie of ["", readersCookie, device.slice(0, -2), device.replace("stile-known", "stile")])
    expect([cookie, await tryWith(cookie)]).toEqual([cookie, 429]);
  // There, too, nobody guesses without end.
  for (let i = 0; i < 10; i++)
    expect((await trySignIn(writer.handle, "a guess", address, device)).status).toBe(401);
  expect(await tryWith(device)).toBe(429);

  const again = await trySignIn(writer.handle, writer.passphrase, newAddress());
  const fresh = cookieOf(again, "device");
  expect(await tryWith(fresh)).toBe(200);
  await send("auth/signout", { body: {}, cookie: cookieOf(again) });
  expect(await tryWith(fresh)).toBe(429);
});

test("what makes a device known lasts a fortnight or two, for the server too, and does not say when it began", async () => {
  const writer = await signUp();
  const FORTNIGHT = 14 * 24 * 3600_000;
  vi.useFakeTimers({ now: (Math.floor(Date.now() / FORTNIGHT) + 1) * FORTNIGHT, toFake: ["Date"] });
  const start = Date.now();
  const expiry = async () => {
    const [, set = ""] = (await trySignIn(writer.handle, writer.passphrase)).headers.getSetCookie();
    return Date.parse(/Expires=([^;]+)/.exec(set)?.[1] ?? "");
  };
  expect(await expiry()).toBe(start + 2 * FORTNIGHT);
  vi.setSystemTime(start + FORTNIGHT - 1000);
  expect(await expiry()).toBe(start + 2 * FORTNIGHT);
  const device = cookieOf(await trySignIn(writer.handle, writer.passphrase), "device");
  const address = newAddress();
  for (const [at, status] of [
    [start + 2 * FORTNIGHT - 1000, 200],
    [start + 2 * FORTNIGHT, 429],
  ] as const) {
    vi.setSystemTime(at);
    await flood(50, () => address);
    expect((await trySignIn(writer.handle, writer.passphrase, address, device)).status).toBe(status);
  }
});

test("from very many addresses at once: a few wait their turn, the rest is refused, and whoever is known passes", async () => {
  const writer = await signUp();
  const device = cookieOf(await trySignIn(writer.handle, writer.passphrase), "device");
  await opaque.ready;
  const { startLoginRequest } = opaque.client.startLogin({ password: "x" });
  const start = (handle: string, cookie = "") =>
    send("sign-in/start", { body: { handle, startLoginRequest }, address: newAddress(), cookie });
  const strangers = Array.from({ length: 200 }, (_, at) => start(`stranger-${at}`));
  const known = start(writer.handle, device);
  const refused = (await Promise.all(strangers)).filter(({ status }) => status === 429);
  expect(refused.length).toBeGreaterThanOrEqual(100);
  for (const { json, headers } of refused)
    expect([json, headers.get("retry-after")]).toEqual([{ error: "too_many" }, "1"]);
  expect((await known).status).toBe(200);
  // The way is free again.
  expect((await start("stranger-again")).status).toBe(200);
});

test("somebody who signs in without end, and who recovers without end, waits, and leaves next to no rows", async () => {
  const writer = await newAccount();
  standStill();
  let attempts = await db().loginAttempt.count();
  const answers = new Map<number, number>();
  for (let i = 0; i < 70; i++) {
    const { status } = await trySignIn(writer.handle, writer.passphrase, newAddress(), writer.cookie);
    answers.set(status, (answers.get(status) ?? 0) + 1);
  }
  expect(answers.get(200)).toBeGreaterThanOrEqual(58);
  expect(answers.get(429)).toBeGreaterThanOrEqual(9);
  expect(await db().loginAttempt.count()).toBe(attempts);

  attempts = await db().loginAttempt.count();
  const { requests } = await beginRegistration("x", writer.ownerId);
  const body = { handle: writer.handle, recoveryAuth: writer.recoveryAuth, ...requests };
  for (let i = 0; i < 40; i++) {
    const { status } = await send("recovery/start", { body, address: newAddress() });
    expect(status).toBe(i < 20 ? 200 : 429);
  }
  expect(await db().loginAttempt.count()).toBe(attempts + 20);
  // The writer's session and the other use of their code go on.
  expect((await send("session", { cookie: writer.cookie })).status).toBe(200);
});

test("an address that may sign up no more is refused without a write", async () => {
  const address = newAddress();
  standStill();
  const body = { handle: "flood", registrationRequest: randomText(31), accessRequest: randomText(31) };
  for (let i = 0; i < 21; i++) await send("accounts/start", { body, address });
  const points = async () => await db().rateLimit.findMany({ orderBy: { key: "asc" } });
  const before = await points();
  for (let i = 0; i < 20; i++) expect((await send("accounts/start", { body, address })).status).toBe(429);
  expect(await points()).toEqual(before);
});
