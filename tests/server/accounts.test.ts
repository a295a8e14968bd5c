import * as opaque from "@serenity-kit/opaque";
import { describe, expect, test } from "vitest";
import { db } from "@/lib/server/db";
import { sessionResponse } from "@/lib/wire/accounts";
import {
  beginRegistration,
  cookieOf,
  newAccount,
  newAddress,
  newId,
  randomText,
  sealed,
  signIn,
  signUp,
  trySignIn,
} from "../support/account";
import { putDocument, readDocuments } from "../support/documents";
import { send } from "../support/http";
import { withServer } from "../support/server";

withServer();

const finishBody = (
  attemptId: string,
  records: { registrationRecord: string; accessRecord: string } = {
    registrationRecord: randomText(40),
    accessRecord: randomText(40),
  },
) => ({
  attemptId,
  ...records,
  passphraseSlot: sealed(),
  recoverySlot: sealed(),
  recoveryAuth: randomText(32),
});

async function startSignUp(handle: string) {
  const registration = await beginRegistration("quiet river stone");
  const body = { handle, ...registration.requests };
  return { registration, answer: await send("accounts/start", { body, address: newAddress() }) };
}

async function startSignIn(handle: string, address = newAddress()) {
  await opaque.ready;
  const { startLoginRequest } = opaque.client.startLogin({ password: "whatever it is" });
  return send("sign-in/start", { body: { handle, startLoginRequest }, address });
}

describe("signing up", () => {
  test("sign up, sign in, and the session says who", async () => {
    const account = await newAccount();
    const answer = await send("session", { cookie: account.cookie });
    expect(answer.status).toBe(200);
    expect(sessionResponse.parse(answer.json)).toEqual({
      ownerId: account.ownerId,
      handle: account.handle,
      passphraseSlot: account.passphraseSlot,
    });
    expect(answer.headers.get("cache-control")).toBe("no-store");
  });

  test("a handle is taken once, whatever its case", async () => {
    const { handle } = await signUp();
    const { answer } = await startSignUp(` ${handle.toUpperCase()} `);
    expect([answer.status, answer.json]).toEqual([409, { error: "handle_taken" }]);
  });

  test("of two who finish with one handle, one gets it", async () => {
    const handle = `race-${randomText(4)
      .toLowerCase()
      .replaceAll(/[^a-z0-9]/g, "x")}`;
    const both = [await startSignUp(handle), await startSignUp(handle)];
    const answers = await Promise.all(
      both.map(({ registration, answer }) =>
        send("accounts/finish", {
          body: finishBody(answer.json.attemptId, registration.records(answer.json.ownerId, answer.json)),
        }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect(answers.find(({ status }) => status === 409)?.json).toEqual({ error: "handle_taken" });
  });

  test("an attempt is used once, and not after ten minutes", async () => {
    const first = await startSignUp("used-once");
    const record = first.registration.records(first.answer.json.ownerId, first.answer.json);
    const body = finishBody(first.answer.json.attemptId, record);
    expect((await send("accounts/finish", { body })).status).toBe(201);
    expect((await send("accounts/finish", { body })).json).toEqual({ error: "bad_request" });

    const late = await startSignUp("too-late");
    await db().loginAttempt.updateMany({
      where: { id: late.answer.json.attemptId },
      data: { expiresAt: new Date(Date.now() - 1) },
    });
    const lateRecord = late.registration.records(late.answer.json.ownerId, late.answer.json);
    const answer = await send("accounts/finish", {
      body: finishBody(late.answer.json.attemptId, lateRecord),
    });
    expect(answer.json).toEqual({ error: "bad_request" });
  });

  test("an attempt of another kind does not do", async () => {
    const { handle } = await signUp();
    const { json } = await startSignIn(handle);
    const { registration, answer } = await startSignUp("other-kind");
    const record = registration.records(answer.json.ownerId, answer.json);
    const wrong = await send("accounts/finish", { body: finishBody(json.attemptId, record) });
    expect(wrong.json).toEqual({ error: "bad_request" });
  });

  test("malformed messages of the protocol are a bad request and make no account", async () => {
    const start = await send("accounts/start", {
      body: { handle: "malformed", registrationRequest: randomText(31), accessRequest: randomText(31) },
      address: newAddress(),
    });
    expect([start.status, start.json]).toEqual([400, { error: "bad_request" }]);
    const { answer } = await startSignUp("malformed");
    const finish = await send("accounts/finish", { body: finishBody(answer.json.attemptId) });
    expect([finish.status, finish.json]).toEqual([400, { error: "bad_request" }]);
    expect(await db().user.findUnique({ where: { handle: "malformed" } })).toBeNull();
  });

  test("too many sign-ups from one address wait; another address does not", async () => {
    const address = newAddress();
    const body = { handle: "flood", registrationRequest: randomText(31), accessRequest: randomText(31) };
    for (let i = 0; i < 20; i++) expect((await send("accounts/start", { body, address })).status).toBe(400);
    const refused = await send("accounts/start", { body, address });
    expect([refused.status, refused.json]).toEqual([429, { error: "too_many" }]);
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(3000);
    expect((await send("accounts/start", { body, address: newAddress() })).status).toBe(400);
  });
});

describe("signing in", () => {
  test("the cookie is for our pages alone and holds nothing but who and which epoch", async () => {
    const account = await signUp();
    const answer = await trySignIn(account.handle, account.passphrase);
    expect([answer.status, answer.json]).toEqual([200, { accessSetup: null }]);
    const cookies = answer.headers.getSetCookie();
    expect(cookies).toHaveLength(2);
    const [cookie = ""] = cookies;
    expect(cookie).toMatch(/; HttpOnly/);
    expect(cookie).toMatch(/; SameSite=Strict/);
    expect(cookie).not.toMatch(/Domain=/i);
    const expires = Date.parse(/Expires=([^;]+)/.exec(cookie)?.[1] ?? "");
    expect(Math.abs(expires - Date.now() - 8 * 3600_000)).toBeLessThan(60_000);
  });

  test("a second session does not end the first; reading does not renew it", async () => {
    const account = await newAccount();
    const second = await signIn(account);
    for (const cookie of [account.cookie, second]) {
      const answer = await send("session", { cookie });
      expect(answer.status).toBe(200);
      expect(answer.headers.get("set-cookie")).toBeNull();
    }
  });

  test("a wrong passphrase, an unknown handle and a spent attempt are told alike", async () => {
    const account = await signUp();
    const answers = [
      await trySignIn(account.handle, "not the passphrase"),
      await trySignIn("nobody-here", "not the passphrase"),
      await send("auth/callback/credentials", {
        body: { attemptId: newId(), finishLoginRequest: randomText(64) },
      }),
    ];
    for (const { status, text, headers } of answers) {
      expect([status, text]).toEqual([401, '{"error":"signed_out"}']);
      expect(headers.getSetCookie()).toEqual([]);
    }
  });

  test("the first answer is the same for a handle that exists and one that does not", async () => {
    const { handle } = await signUp();
    const known = await startSignIn(handle);
    const unknown = await startSignIn("nobody-there");
    expect([unknown.status, [...unknown.headers]]).toEqual([known.status, [...known.headers]]);
    expect(unknown.text.length).toBe(known.text.length);
    expect(Object.keys(unknown.json)).toEqual(Object.keys(known.json));
  });

  test("the same question about an unknown handle gets the same evaluation each time, as a known one does", async () => {
    await opaque.ready;
    const { startLoginRequest } = opaque.client.startLogin({ password: "the same" });
    const { handle } = await signUp();
    for (const asked of [handle, "nobody-at-all"]) {
      const answers = [];
      for (let i = 0; i < 2; i++) {
        const { json } = await send("sign-in/start", {
          body: { handle: asked, startLoginRequest },
          address: newAddress(),
        });
        // The evaluated element comes first, 32 bytes of it.
        answers.push(Buffer.from(json.loginResponse, "base64url").subarray(0, 32).toString("hex"));
      }
      expect(answers[0]).toBe(answers[1]);
    }
  });

  test("an attempt is used once, also by two at once, and not after a minute", async () => {
    const account = await signUp();
    const begin = async () => {
      const login = opaque.client.startLogin({ password: account.passphrase });
      const { json } = await send("sign-in/start", {
        body: { handle: account.handle, startLoginRequest: login.startLoginRequest },
        address: newAddress(),
      });
      const finished = opaque.client.finishLogin({
        clientLoginState: login.clientLoginState,
        loginResponse: json.loginResponse,
        password: account.passphrase,
        keyStretching: { "argon2id-custom": { memory: 8192, iterations: 1, parallelism: 1 } },
      });
      return { attemptId: json.attemptId, finishLoginRequest: finished?.finishLoginRequest };
    };
    const body = await begin();
    const answers = await Promise.all([1, 2].map(() => send("auth/callback/credentials", { body })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401]);

    const late = await begin();
    await db().loginAttempt.updateMany({ data: { expiresAt: new Date(Date.now() - 1) } });
    expect((await send("auth/callback/credentials", { body: late })).status).toBe(401);
  });

  test("unfinished attempts are swept out", async () => {
    await startSignIn("left-behind");
    await db().loginAttempt.updateMany({ data: { expiresAt: new Date(Date.now() - 1) } });
    await startSignIn("somebody-else");
    expect(await db().loginAttempt.count()).toBe(1);
  });

  test("too many tries wait, for this handle from this address alone, and a success is not counted", async () => {
    const victim = await signUp();
    const attacker = newAddress();
    for (let i = 0; i < 10; i++) expect((await trySignIn(victim.handle, "guess", attacker)).status).toBe(401);
    const attempts = await db().loginAttempt.count();
    const refused = await trySignIn(victim.handle, victim.passphrase, attacker);
    expect([refused.status, refused.json]).toEqual([429, { error: "too_many" }]);
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(await db().loginAttempt.count()).toBe(attempts);
    expect((await trySignIn(victim.handle, victim.passphrase, victim.address)).status).toBe(200);
    expect((await trySignIn("somebody-else", "guess", attacker)).status).toBe(401);

    // A sign-in that succeeds uses up no try, however often.
    const home = newAddress();
    for (let i = 0; i < 9; i++) await trySignIn(victim.handle, "typo", home);
    for (let round = 0; round < 12; round++) {
      expect((await trySignIn(victim.handle, victim.passphrase, home)).status).toBe(200);
    }
  });

  test("counters name nobody", async () => {
    const address = newAddress();
    await trySignIn("counted-handle", "guess", address);
    const keys = (await db().rateLimit.findMany({ select: { key: true } })).map(({ key }) => key);
    expect(keys.length).toBeGreaterThan(0);
    expect(keys.join()).not.toContain("counted-handle");
    expect(keys.join()).not.toContain(address);
  });
});

describe("sessions", () => {
  test("none, a damaged one, and one of nobody are signed out", async () => {
    const { cookie, ownerId } = await newAccount();
    const changed = `${cookie.slice(0, -4)}${cookie.endsWith("AAAA") ? "BBBB" : "AAAA"}`;
    for (const wrong of [undefined, "", "stile=", "stile=a.b.c", changed, `other=${cookie.split("=")[1]}`]) {
      expect((await send("session", { cookie: wrong })).json).toEqual({ error: "signed_out" });
    }
    const bearer = await send("session", { headers: { authorization: `Bearer ${cookie.split("=")[1]}` } });
    expect(bearer.status).toBe(401);
    await db().user.delete({ where: { id: ownerId } });
    expect((await send("session", { cookie })).json).toEqual({ error: "signed_out" });
  });

  test("an epoch that went on ends them, on every route", async () => {
    const { cookie, ownerId } = await newAccount();
    await db().user.update({ where: { id: ownerId }, data: { epoch: { increment: 1 } } });
    const id = newId();
    const page = { effectiveFrom: Date.now(), sealed: sealed() };
    const requests = [
      send("session", { cookie }),
      send("vault", { cookie }),
      send("vault/versions", { cookie }),
      readDocuments([randomText(32)], { cookie }),
      putDocument(randomText(32), { baseVersion: 0, sealed: sealed() }, { cookie }),
      putDocument(randomText(32), { baseVersion: 3, sealed: sealed() }, { cookie }),
      send(`vault/${randomText(32)}`, { cookie, method: "DELETE", body: { version: 1 } }),
      send("sheet", { cookie }),
      send("sheet/mine", { cookie }),
      send("sheet/mine", {
        cookie,
        method: "PUT",
        body: { linkId: id, revision: 0, current: null, later: [] },
      }),
      send("invites", { cookie, body: { id } }),
      send("invites/mine", { cookie }),
      send("invites/mine", { cookie, method: "DELETE" }),
      send(`invites/${id}`, { cookie }),
      send(`invites/${id}/accept`, { cookie, body: { acceptance: sealed(), page } }),
      send(`invites/${id}/accept`, { cookie, method: "DELETE" }),
      send("link", { cookie }),
      send("link", { cookie, body: { page } }),
      send("link", { cookie, method: "DELETE", body: { page } }),
    ];
    for (const answer of await Promise.all(requests)) {
      expect([answer.status, answer.text]).toEqual([401, '{"error":"signed_out"}']);
    }
    expect(await db().vaultDocument.count({ where: { ownerId } })).toBe(0);
  });

  test("signing out ends every session, a stolen copy among them, and takes the cookie away", async () => {
    const account = await newAccount();
    const elsewhere = await signIn(account);
    const answer = await send("auth/signout", { body: {}, cookie: account.cookie });
    expect([answer.status, answer.json]).toEqual([200, {}]);
    expect(answer.headers.get("set-cookie")).toMatch(/^stile=; .*Max-Age=0/);
    for (const cookie of [account.cookie, elsewhere])
      expect((await send("session", { cookie })).status).toBe(401);
    expect((await send("session", { cookie: await signIn(account) })).status).toBe(200);
  });

  test("signing out twice, or without a session, is fine; an ended session ends no new one", async () => {
    const account = await newAccount();
    expect((await send("auth/signout", { body: {}, cookie: account.cookie })).status).toBe(200);
    const fresh = await signIn(account);
    expect((await send("auth/signout", { body: {}, cookie: account.cookie })).status).toBe(200);
    expect((await send("session", { cookie: fresh })).status).toBe(200);
    expect((await send("auth/signout", { body: {} })).status).toBe(200);
  });

  test("a cookie that somebody put there before signing in does not become the session", async () => {
    const account = await signUp();
    await opaque.ready;
    const answer = await trySignIn(account.handle, account.passphrase);
    expect(cookieOf(answer)).not.toBe("stile=fixed");
    expect((await send("session", { cookie: "stile=fixed" })).status).toBe(401);
  });

  test("nothing else of next-auth is there", async () => {
    for (const path of [
      "auth/session",
      "auth/providers",
      "auth/csrf",
      "auth/signin",
      "auth/error",
      "auth/_log",
      "auth/callback/other",
    ]) {
      expect((await send(path)).json).toEqual({ error: "method_not_allowed" });
      expect((await send(path, { body: {} })).json).toEqual({ error: "not_found" });
    }
  });
});
