import { createHash } from "node:crypto";
import { afterEach, describe, expect, test, vi } from "vitest";
import { db } from "@/lib/server/db";
import { ACCESS_LIFETIME_MS } from "@/lib/wire/access";
import { type Account, newAccount, randomText, signIn } from "../support/account";
import { accessSecrets, beginExchange, type Exchange, openAccess, send } from "../support/http";
import { withServer } from "../support/server";

/* The token that a reload gets with its half: for which proof, for how long, and what ends it. */
withServer();
afterEach(() => {
  vi.useRealTimers();
});

const MINUTE = 60_000;
const setClock = (now: number) => vi.useFakeTimers({ now, toFake: ["Date"] });
/** As an open vault makes it. Which secret a proof is made of is the browser's affair. */
const newProof = () => randomText(32);
const verifierOf = (proof: string) =>
  createHash("sha256").update(Buffer.from(proof, "base64url")).digest("base64url");
const secretOf = ({ ownerId }: Pick<Account, "ownerId">) => accessSecrets.get(ownerId) ?? "";

/** Somebody is at the open vault. */
async function here(cookie: string, { idleMinutes = 5, half = randomText(32) } = {}) {
  const { json } = await send("key-half", { method: "PUT", body: { half, idleMinutes }, cookie });
  return json;
}

async function exchangeOf(account: Pick<Account, "ownerId">, cookie: string): Promise<Exchange> {
  const exchange = await beginExchange(cookie, secretOf(account));
  if ("status" in exchange) throw new Error(exchange.text);
  return exchange;
}

async function vouch(exchange: Exchange, cookie: string, half: string, proof: string) {
  const body = { ...exchange, half, verifier: verifierOf(proof) };
  return (await send("key-half/verifier", { method: "PUT", body, cookie, access: null })).json;
}

/** Half and proof of an open vault that was vouched for. */
async function vouched(
  account: Pick<Account, "ownerId" | "cookie">,
  cookie = account.cookie,
  idleMinutes = 5,
) {
  const { half } = await here(cookie, { idleMinutes });
  const proof = newProof();
  expect(await vouch(await exchangeOf(account, cookie), cookie, half, proof)).toEqual({});
  return { half, proof };
}

/** What a reload gets. */
const reloaded = async (cookie: string, proof?: string) =>
  (await send("key-half", { body: { proof }, cookie, access: null })).json;

/** What a token is worth: "open", or why it is not. */
const worth = async (cookie: string, access: string | null) =>
  (await send("vault", { cookie, access })).json.error ?? "open";

describe("for the proof of its half", () => {
  test("it comes with the half, and opens what any token opens", async () => {
    const account = await newAccount();
    const { half, proof } = await vouched(account);
    const given = await reloaded(account.cookie, proof);
    expect(given).toEqual({ half, token: expect.stringMatching(/^[A-Za-z0-9_-]{65}$/) });
    expect(await worth(account.cookie, given.token)).toBe("open");
    const [row] = await db().keyHalf.findMany({ where: { ownerId: account.ownerId } });
    // What proves it is nowhere in the database.
    expect(row?.verifier).toBe(verifierOf(proof));
  });

  test("with none, a wrong one, the verifier itself, or one of another session or account: the half alone", async () => {
    const [account, other] = [await newAccount(), await newAccount()];
    const { half, proof } = await vouched(account);
    const elsewhere = await vouched(account, await signIn(account));
    const theirs = await vouched(other);
    const flipped = `${proof.startsWith("A") ? "B" : "A"}${proof.slice(1)}`;
    for (const wrong of [
      undefined,
      newProof(),
      flipped,
      verifierOf(proof),
      half,
      elsewhere.proof,
      theirs.proof,
    ]) {
      expect([wrong, await reloaded(account.cookie, wrong)]).toEqual([wrong, { half, token: null }]);
    }
    // Under the name of the other account, with either's cookie.
    for (const [cookie, named] of [
      [account.cookie, other.ownerId],
      [other.cookie, account.ownerId],
    ] as const) {
      const answer = await send("key-half", { body: { proof }, cookie, account: named, access: null });
      expect(answer.json).toEqual({ error: "other_account" });
    }
    for (const odd of ["", "x", 7, null, `${proof}A`]) {
      const answer = await send("key-half", { body: { proof: odd }, cookie: account.cookie, access: null });
      expect([odd, answer.json]).toEqual([odd, { error: "bad_request" }]);
    }
    expect((await reloaded(account.cookie, proof)).token).not.toBeNull();
  });

  test("a half of before, or one that nobody has vouched for, gives none; the vault that is open is told so", async () => {
    const account = await newAccount();
    const { half, proven } = await here(account.cookie);
    expect(proven).toBe(false);
    expect(await reloaded(account.cookie, newProof())).toEqual({ half, token: null });
    const proof = newProof();
    await vouch(await exchangeOf(account, account.cookie), account.cookie, half, proof);
    expect(await here(account.cookie)).toEqual({ half, proven: true });
    expect((await reloaded(account.cookie, proof)).token).not.toBeNull();
  });

  test("two tabs that reload at once both get one, and two that vouch at once are in nobody's way", async () => {
    const account = await newAccount();
    const { cookie } = account;
    const { half } = await here(cookie);
    const proof = newProof();
    const exchanges = [await exchangeOf(account, cookie), await exchangeOf(account, cookie)];
    expect(await Promise.all(exchanges.map((one) => vouch(one, cookie, half, proof)))).toEqual([{}, {}]);
    const given = await Promise.all([1, 2, 3].map(() => reloaded(cookie, proof)));
    expect(new Set(given.map(({ token }) => token)).size).toBe(3);
    for (const { token } of given) expect(await worth(cookie, token)).toBe("open");
  });
});

test("of many in a short time the newest is open, and no more than an account may hold", async () => {
  const account = await newAccount();
  const { proof } = await vouched(account);
  for (let reload = 1; reload <= 40; reload++) {
    const { token } = await reloaded(account.cookie, proof);
    expect([reload, await worth(account.cookie, token)]).toEqual([reload, "open"]);
  }
  const open = { ownerId: account.ownerId, expiresAt: { gt: BigInt(Date.now()) } };
  expect(await db().accessToken.count({ where: open })).toBe(16);
});

describe("a verifier", () => {
  test("takes an exchange of its own: neither a session, nor a token, nor an exchange that was used sets one", async () => {
    const account = await newAccount();
    const { cookie } = account;
    const { half } = await here(cookie);
    const proof = newProof();
    const used = await exchangeOf(account, cookie);
    const { token } = (await send("access/finish", { body: used, cookie })).json;
    const made = { attempt: "x".repeat(40), finishLoginRequest: randomText(64) };
    const begun = await exchangeOf(account, cookie);
    const wrong = { ...begun, finishLoginRequest: made.finishLoginRequest };
    for (const exchange of [used, made, wrong]) {
      const body = { ...exchange, half, verifier: verifierOf(proof) };
      for (const access of [null, token]) {
        const answer = await send("key-half/verifier", { method: "PUT", body, cookie, access });
        expect([answer.status, answer.json]).toEqual([403, { error: "locked" }]);
      }
    }
    const put = { half: randomText(32), idleMinutes: 5, verifier: verifierOf(proof) };
    expect((await send("key-half", { method: "PUT", body: put, cookie })).json).toEqual({
      error: "bad_request",
    });
    expect((await reloaded(cookie, proof)).token).toBeNull();
    // One that sets it is used up by that, and gives no token.
    expect(await vouch(begun, cookie, half, proof)).toEqual({});
    expect(await vouch(begun, cookie, half, newProof())).toEqual({ error: "locked" });
    expect((await send("access/finish", { body: begun, cookie })).json).toEqual({ error: "locked" });
    expect((await reloaded(cookie, proof)).token).not.toBeNull();
  });

  test("is of one half in one session: one that is gone or replaced takes it with it, and it comes too late for it", async () => {
    const account = await newAccount();
    const { cookie } = account;
    const { half, proof } = await vouched(account);
    const late = await exchangeOf(account, cookie);
    await send("key-half", { method: "DELETE", cookie, access: null });
    const next = await here(cookie);
    expect(next.proven).toBe(false);
    expect(await vouch(late, cookie, half, proof)).toEqual({});
    expect(await reloaded(cookie, proof)).toEqual({ half: next.half, token: null });
    // In another session of the account.
    const elsewhere = await signIn(account);
    await vouch(await exchangeOf(account, elsewhere), elsewhere, next.half, proof);
    expect((await reloaded(cookie, proof)).token).toBeNull();
    // Replaced because it was over, where nobody looked in between.
    const start = Date.now();
    setClock(start);
    const second = newProof();
    await vouch(await exchangeOf(account, cookie), cookie, next.half, second);
    setClock(start + 5 * MINUTE);
    const third = await here(cookie);
    expect(third).toEqual({ half: expect.not.stringMatching(next.half), proven: false });
    expect(await reloaded(cookie, second)).toEqual({ half: third.half, token: null });
  });
});

describe("by the server's clock", () => {
  test("none once the idle time is over, or the clock went back", async () => {
    for (const by of [5 * MINUTE, -6_000]) {
      const account = await newAccount();
      const start = Date.now();
      setClock(start);
      const { proof } = await vouched(account);
      setClock(start + (by > 0 ? by - 1 : -4_000));
      expect((await reloaded(account.cookie, proof)).token).not.toBeNull();
      const held = await db().accessToken.count();
      setClock(start + by);
      expect([by, await reloaded(account.cookie, proof)]).toEqual([by, { error: "locked" }]);
      // Nor with the clock put right.
      setClock(start + 1);
      expect([by, await reloaded(account.cookie, proof)]).toEqual([by, { error: "locked" }]);
      expect(await db().accessToken.count()).toBe(held);
      vi.useRealTimers();
    }
  });

  test("it ends a quarter of an hour after the last exchange, however often it is reloaded or touched", async () => {
    const account = await newAccount();
    const { cookie } = account;
    const start = Date.now();
    setClock(start);
    const { proof } = await vouched(account);
    let token: string | null = null;
    for (let minute = 1; minute <= 14; minute++) {
      setClock(start + minute * MINUTE);
      ({ token } = await reloaded(cookie, proof));
      expect([minute, await worth(cookie, token)]).toEqual([minute, "open"]);
      // By the very token that came of the proof. Half of its time before, the open vault is asked to vouch anew.
      const body = { half: randomText(32), idleMinutes: 30 };
      const { json } = await send("key-half", { method: "PUT", body, cookie, access: token });
      expect([minute, json.proven]).toEqual([minute, minute <= 7]);
    }
    setClock(start + ACCESS_LIFETIME_MS - 1_000);
    expect(await worth(cookie, token)).toBe("open");
    // With so little left the half alone.
    expect((await reloaded(cookie, proof)).token).toBeNull();
    setClock(start + ACCESS_LIFETIME_MS);
    expect(await worth(cookie, token)).toBe("locked");
    expect((await reloaded(cookie, proof)).token).toBeNull();
    const { half } = await reloaded(cookie);
    await vouch(await exchangeOf(account, cookie), cookie, half, proof);
    expect((await reloaded(cookie, proof)).token).not.toBeNull();
  });

  test("a verifier of a clock that was far ahead gives none", async () => {
    const account = await newAccount();
    const { half, proof } = await vouched(account);
    const verifierUntil = BigInt(Date.now() + 60 * MINUTE);
    await db().keyHalf.updateMany({ where: { half }, data: { verifierUntil } });
    expect(await reloaded(account.cookie, proof)).toEqual({ half, token: null });
    expect(await here(account.cookie)).toEqual({ half, proven: false });
  });
});

describe("it ends", () => {
  test("with a lock in its session, whichever tab's, and leaves those of other browsers", async () => {
    const account = await newAccount();
    const elsewhere = await signIn(account);
    const [own, other] = [await vouched(account), await vouched(account, elsewhere)];
    const [one, two] = [await reloaded(account.cookie, own.proof), await reloaded(account.cookie, own.proof)];
    const theirs = await reloaded(elsewhere, other.proof);
    const proven = await openAccess(account.cookie, secretOf(account));
    const lock = (access: string) => send("access", { method: "DELETE", cookie: account.cookie, access });
    await send("key-half", { method: "DELETE", cookie: account.cookie, access: null });
    expect(await reloaded(account.cookie, own.proof)).toEqual({ error: "locked" });
    await lock(one.token);
    expect([await worth(account.cookie, one.token), await worth(account.cookie, two.token)]).toEqual([
      "locked",
      "locked",
    ]);
    expect(await worth(elsewhere, theirs.token)).toBe("open");
    // One that an exchange gave ends with its own tab.
    expect(await worth(account.cookie, String(proven))).toBe("open");
    // And such a tab's lock ends what reloads got.
    const again = await reloaded(elsewhere, other.proof);
    const exchanged = await openAccess(elsewhere, secretOf(account));
    await send("access", { method: "DELETE", cookie: elsewhere, access: String(exchanged) });
    expect(await worth(elsewhere, again.token)).toBe("locked");
  });

  test("with the end of all sessions, and the proof with it", async () => {
    const account = await newAccount();
    const { proof } = await vouched(account);
    const { token } = await reloaded(account.cookie, proof);
    await send("auth/signout", { body: {}, cookie: account.cookie });
    expect(await worth(account.cookie, token)).toBe("signed_out");
    expect(await reloaded(account.cookie, proof)).toEqual({ error: "signed_out" });
    const next = await signIn(account);
    expect(await worth(next, token)).toBe("locked");
    expect(await reloaded(next, proof)).toEqual({ error: "locked" });
  });
});
