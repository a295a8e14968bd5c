import { afterEach, describe, expect, test, vi } from "vitest";
import { IDLE_MINUTES } from "@/lib/domain/vault/schema";
import { db } from "@/lib/server/db";
import { claimFrom } from "@/lib/server/session";
import { MAX_IDLE_MINUTES } from "@/lib/wire/limits";
import { type Account, newAccount, newAddress, randomText, signIn } from "../support/account";
import { ORIGIN } from "../support/database";
import { send, tokenFor } from "../support/http";
import { withServer } from "../support/server";

/* The half that rests with the server: who gets it, until when by the server's clock, and what ends it. */
withServer();
afterEach(() => {
  vi.useRealTimers();
});

const MINUTE = 60_000;
const newHalf = () => randomText(32);

/** Somebody is at the open vault. The half that is in force after it. */
async function here({ cookie }: Pick<Account, "cookie">, idleMinutes = 5, half = newHalf()): Promise<string> {
  const answer = await send("key-half", { method: "PUT", body: { half, idleMinutes }, cookie });
  if (answer.status !== 200) throw new Error(answer.text);
  return answer.json.half;
}

/** What the session alone gets. */
async function asked(cookie: string): Promise<string> {
  const { json } = await send("key-half", { body: {}, cookie, access: null });
  return json.half ?? json.error;
}

const rows = (ownerId: string) => db().keyHalf.findMany({ where: { ownerId } });
const setClock = (now: number) => vi.useFakeTimers({ now, toFake: ["Date"] });

test("every idle time that can be chosen is one that the server takes, and no longer one", async () => {
  expect(Math.max(...IDLE_MINUTES)).toBe(MAX_IDLE_MINUTES);
  const { cookie } = await newAccount();
  const put = (body: object) => send("key-half", { method: "PUT", body, cookie });
  for (const idleMinutes of IDLE_MINUTES) {
    expect((await put({ half: newHalf(), idleMinutes })).status).toBe(200);
  }
  for (const body of [
    { half: newHalf(), idleMinutes: MAX_IDLE_MINUTES + 1 },
    { half: newHalf(), idleMinutes: 0 },
    { half: newHalf(), idleMinutes: 2.5 },
    { half: newHalf() },
    { half: "short", idleMinutes: 5 },
    { half: newHalf(), idleMinutes: 5, until: 1 },
  ]) {
    expect([body, (await put(body)).json]).toEqual([body, { error: "bad_request" }]);
  }
});

describe("by the server's clock", () => {
  test("it is given out until the idle time is over, and deleted at the next look", async () => {
    for (const idleMinutes of IDLE_MINUTES) {
      const account = await newAccount();
      const start = Date.now();
      setClock(start);
      const half = await here(account, idleMinutes);
      setClock(start + idleMinutes * MINUTE - 1);
      expect([idleMinutes, await asked(account.cookie)]).toEqual([idleMinutes, half]);
      setClock(start + idleMinutes * MINUTE);
      expect([idleMinutes, await asked(account.cookie)]).toEqual([idleMinutes, "locked"]);
      expect(await rows(account.ownerId)).toEqual([]);
      // It does not come back with the clock.
      setClock(start + 1);
      expect(await asked(account.cookie)).toBe("locked");
      vi.useRealTimers();
    }
  });

  test("whoever asks prolongs nothing, however often; somebody at the open vault does", async () => {
    const account = await newAccount();
    const start = Date.now();
    setClock(start);
    const half = await here(account);
    for (let minute = 1; minute < 5; minute++) {
      setClock(start + minute * MINUTE);
      expect(await asked(account.cookie)).toBe(half);
    }
    // The same half for as long as somebody is there: what is sent with it is not taken.
    expect(await here(account)).toBe(half);
    setClock(start + 4 * MINUTE + 5 * MINUTE - 1);
    expect(await asked(account.cookie)).toBe(half);
    setClock(start + 4 * MINUTE + 5 * MINUTE);
    expect(await asked(account.cookie)).toBe("locked");
    const next = await here(account);
    expect(next).not.toBe(half);
    expect(await asked(account.cookie)).toBe(next);
  });

  test("a new one takes the place of one that is over, where nobody looked in between", async () => {
    const account = await newAccount();
    const start = Date.now();
    setClock(start);
    const half = await here(account, 2);
    setClock(start + 2 * MINUTE);
    const next = newHalf();
    expect(await here(account, 2, next)).toBe(next);
    expect(next).not.toBe(half);
    expect(await rows(account.ownerId)).toHaveLength(1);
  });

  test("another idle time counts from the moment that it is chosen", async () => {
    const account = await newAccount();
    const start = Date.now();
    setClock(start);
    const half = await here(account, 30);
    setClock(start + MINUTE);
    expect(await here(account, 2)).toBe(half);
    setClock(start + 3 * MINUTE);
    expect(await asked(account.cookie)).toBe("locked");
  });

  test("a clock that stutters is one that can tell, and one that went back is not", async () => {
    const account = await newAccount();
    const start = Date.now();
    setClock(start);
    const half = await here(account);
    setClock(start - 4_000);
    expect(await asked(account.cookie)).toBe(half);
    // By more than a moment: nobody knows for how long it would be given out.
    setClock(start - 6_000);
    expect(await asked(account.cookie)).toBe("locked");
    expect(await rows(account.ownerId)).toEqual([]);

    // Nor is it taken for one in force when somebody is there again.
    setClock(start);
    const second = await here(account);
    setClock(start - 180 * MINUTE);
    const third = await here(account);
    expect(third).not.toBe(second);
    expect(await asked(account.cookie)).toBe(third);
    setClock(start - 175 * MINUTE);
    expect(await asked(account.cookie)).toBe("locked");
  });

  test("what is over goes when anybody opens their pages, also what a clock put far ahead", async () => {
    const [left, other] = [await newAccount(), await newAccount()];
    const start = Date.now();
    setClock(start + 180 * MINUTE);
    await here(left);
    setClock(start);
    await here(left);
    await db().keyHalf.create({
      data: {
        ownerId: left.ownerId,
        session: "another",
        half: newHalf(),
        idleMinutes: 5,
        expiresAt: BigInt(start + 180 * MINUTE),
      },
    });
    expect(await rows(left.ownerId)).toHaveLength(2);
    // A token for the other one.
    await send("vault", { cookie: other.cookie });
    expect((await rows(left.ownerId)).map(({ session }) => session === "another")).toEqual([false]);
    setClock(start + 6 * MINUTE);
    await send("vault", { cookie: await signIn(other) });
    await here({ cookie: await signIn(other) });
    expect(await rows(left.ownerId)).toEqual([]);
  });
});

describe("who gets it", () => {
  test("a session alone puts none there and prolongs none: that takes a token of an open vault", async () => {
    const account = await newAccount();
    const half = await here(account);
    const before = await rows(account.ownerId);
    const body = { half: newHalf(), idleMinutes: 30 };
    for (const access of [null, "", randomText(48)]) {
      const refused = await send("key-half", { method: "PUT", body, cookie: account.cookie, access });
      expect([refused.status, refused.json]).toEqual([403, { error: "locked" }]);
    }
    expect(await rows(account.ownerId)).toEqual(before);
    expect(await asked(account.cookie)).toBe(half);
  });

  test("it is bound to one session: neither another of the same account, nor another account, gets it", async () => {
    const [account, other] = [await newAccount(), await newAccount()];
    const half = await here(account);
    const elsewhere = await signIn(account);
    expect(await asked(elsewhere)).toBe("locked");
    expect(await asked(other.cookie)).toBe("locked");
    const claim = await claimFrom(new Request(ORIGIN, { headers: { cookie: other.cookie } }));
    expect(claim?.userId).toBe(other.ownerId);
    for (const method of ["POST", "DELETE"]) {
      const named = await send("key-half", { method, cookie: other.cookie, account: account.ownerId });
      expect([method, named.json]).toEqual([method, { error: "other_account" }]);
    }
    // Each its own, and none is in the way of the other.
    expect(await here({ cookie: elsewhere })).not.toBe(half);
    expect(await asked(account.cookie)).toBe(half);
  });

  test("two tabs that put one there at once get the same", async () => {
    for (let round = 0; round < 5; round++) {
      const account = await newAccount();
      await send("vault", { cookie: account.cookie });
      const got = await Promise.all([here(account), here(account), here(account)]);
      expect(new Set(got).size).toBe(1);
      expect(await asked(account.cookie)).toBe(got[0]);
    }
  });

  test("whoever asks or deletes with a copy of the cookie is told to wait, and shuts nobody out", async () => {
    const account = await newAccount();
    setClock(Date.now());
    const half = await here(account);
    const address = newAddress();
    const statuses = new Set<number>();
    for (let i = 0; i < 130; i++) {
      const answer = await send("key-half", { body: {}, cookie: account.cookie, access: null, address });
      statuses.add(answer.status);
    }
    expect([...statuses]).toEqual([200, 429]);
    expect(await asked(account.cookie)).toBe(half);
    const gone = { method: "DELETE", cookie: account.cookie, access: null, address };
    expect((await send("key-half", gone)).status).toBe(200);
    // The passphrase opens as ever, and so does the vault that is open.
    expect(await asked(account.cookie)).toBe("locked");
    expect(await here(account)).not.toBe(half);
    const cookie = await signIn(account);
    expect(await asked(cookie)).toBe("locked");
    await here({ cookie });
  });
});

describe("it ends", () => {
  test("with the lock, in this browser alone", async () => {
    const account = await newAccount();
    const elsewhere = await signIn(account);
    await here(account);
    const other = await here({ cookie: elsewhere });
    const lock = { method: "DELETE", cookie: account.cookie, access: null };
    expect((await send("key-half", lock)).json).toEqual({});
    expect((await send("key-half", lock)).json).toEqual({});
    expect([await asked(account.cookie), await asked(elsewhere)]).toEqual(["locked", other]);
  });

  test("with the end of all sessions, and an ended session ends none", async () => {
    const account = await newAccount();
    await here(account);
    const elsewhere = await signIn(account);
    await here({ cookie: elsewhere });
    await send("auth/signout", { body: {}, cookie: account.cookie });
    expect(await rows(account.ownerId)).toEqual([]);
    expect([await asked(account.cookie), await asked(elsewhere)]).toEqual(["signed_out", "signed_out"]);
    const next = await signIn(account);
    const half = await here({ cookie: next });
    await send("auth/signout", { body: {}, cookie: account.cookie });
    expect(await asked(next)).toBe(half);
  });

  test("with the account", async () => {
    const account = await newAccount();
    await here(account);
    await db().user.delete({ where: { id: account.ownerId } });
    expect(await rows(account.ownerId)).toEqual([]);
    expect(await asked(account.cookie)).toBe("signed_out");
  });

  test("and what an open tab of before the lock still sends puts none there again", async () => {
    const account = await newAccount();
    await here(account);
    const { cookie } = account;
    const token = await tokenFor(cookie);
    if (typeof token !== "string") throw new Error("A token was expected");
    await send("key-half", { method: "DELETE", cookie, access: null });
    await send("access", { method: "DELETE", cookie, access: token });
    const late = { method: "PUT", body: { half: newHalf(), idleMinutes: 5 }, cookie, access: token };
    expect((await send("key-half", late)).json).toEqual({ error: "locked" });
    expect(await rows(account.ownerId)).toEqual([]);
  });
});
