import { decode, encode } from "next-auth/jwt";
import { afterEach, expect, test, vi } from "vitest";
import { db } from "@/lib/server/db";
import { settings } from "@/lib/server/settings";
import { ATTEMPT_HEADER } from "@/lib/wire/accounts";
import { SESSION_LIFETIME_S } from "@/lib/wire/limits";
import {
  type Account,
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
import { PATTERNS, send } from "../support/http";
import { withServer } from "../support/server";

/* Sessions: put there beforehand, stolen, forged, too old; and what their cookies allow. */
withServer();
afterEach(() => {
  vi.useRealTimers();
});

const who = async (cookie: string | undefined) => {
  const { status, json } = await send("session", { cookie });
  return status === 200 ? json.ownerId : json.error;
};

/** Every read that takes a session, and the removal of a document: none of them may answer to this cookie. */
async function expectWorthless(cookie: string) {
  for (const pattern of PATTERNS) {
    if (!/^(session|vault|sheet|link|invites\/(mine|\[id\])$)/.test(pattern)) continue;
    const path = pattern.replace("[name]", randomText(32)).replace("[id]", newId());
    // Of what is asked for in another way than by GET.
    const asked = {
      "vault/read": { body: { names: [randomText(32)] } },
      "vault/[name]": { method: "DELETE", body: { version: 1 } },
    }[pattern];
    expect([path, (await send(path, { ...asked, cookie })).text]).toEqual([path, '{"error":"signed_out"}']);
  }
}

async function recover(account: Account, passphrase: string) {
  const address = newAddress();
  const proof = { handle: account.handle, recoveryAuth: account.recoveryAuth };
  const registration = await beginRegistration(passphrase, account.ownerId);
  const started = await send("recovery/start", {
    body: { ...proof, ...registration.requests },
    address,
  });
  const body = {
    ...proof,
    ...registration.records(account.ownerId, started.json),
    passphraseSlot: sealed(),
    recoverySlot: sealed(),
    newRecoveryAuth: randomText(32),
    documents: [],
    replaces: [],
  };
  const headers = { [ATTEMPT_HEADER]: started.json.attemptId };
  expect((await send("recovery/finish", { body, address, headers })).status).toBe(200);
}

test("somebody else's session, put into the browser beforehand, is replaced at sign-in and never taken over", async () => {
  const attacker = await newAccount();
  const victim = await signUp();
  const answer = await trySignIn(victim.handle, victim.passphrase);
  const fresh = cookieOf(answer);
  expect(fresh).not.toBe(attacker.cookie);
  expect(await who(fresh)).toBe(victim.ownerId);
  expect(await who(attacker.cookie)).toBe(attacker.ownerId);
  // A session in use while somebody signs in gives nothing to the new one.
  expect(await who(await signIn(victim))).toBe(victim.ownerId);
});

test("a cookie stolen before signing out, before recovery, or before the account went, is worth nothing on any route", async () => {
  const account = await newAccount();
  await send("auth/signout", { body: {}, cookie: account.cookie });
  await expectWorthless(account.cookie);

  const second = await signIn(account);
  await recover(account, "another passphrase");
  await expectWorthless(second);
  await expectWorthless(account.cookie);
  const third = await signIn({ ...account, passphrase: "another passphrase" });
  expect(await who(third)).toBe(account.ownerId);
  // Signing out with a stolen old one ends nothing.
  await send("auth/signout", { body: {}, cookie: second });
  expect(await who(third)).toBe(account.ownerId);
  await db().user.delete({ where: { id: account.ownerId } });
  await expectWorthless(third);
});

test("a session ends after eight hours, used or not", async () => {
  const { cookie, ownerId } = await newAccount();
  const start = Date.now();
  vi.useFakeTimers({ now: start + SESSION_LIFETIME_S * 1000 - 60_000, toFake: ["Date"] });
  expect(await who(cookie)).toBe(ownerId);
  // Some seconds are allowed for clocks that differ.
  vi.setSystemTime(start + SESSION_LIFETIME_S * 1000 + 60_000);
  await expectWorthless(cookie);
});

test("forged and altered sessions are worth nothing", async () => {
  const victim = await newAccount();
  const { sessionSecret } = settings().secrets;
  const value = victim.cookie.slice("stile=".length);
  const claims = await decode({ token: value, secret: sessionSecret });
  expect(claims).toMatchObject({ sub: victim.ownerId, epoch: 0 });
  const { sub, epoch, exp, iat, jti, ...rest } = claims ?? {};
  expect(rest).toEqual({});
  const part = (object: object) => Buffer.from(JSON.stringify(object)).toString("base64url");
  const payload = part({ sub: victim.ownerId, epoch: 0, exp: 4_000_000_000 });
  const [header = "", , iv = "", text = "", tag = ""] = value.split(".");
  const flipped = `${text.startsWith("A") ? "B" : "A"}${text.slice(1)}`;
  const forged: Record<string, string> = {
    "no signature": `${part({ alg: "none" })}.${payload}.`,
    "plain claims": payload,
    "another secret": await encode({ token: claims ?? {}, secret: "x".repeat(43), maxAge: 3600 }),
    "an empty secret's": await encode({ token: claims ?? {}, secret: "", maxAge: 3600 }).catch(() => "none"),
    "flipped text": [header, "", iv, flipped, tag].join("."),
    "no tag": [header, "", iv, text, ""].join("."),
    "another header": [part({ alg: "dir", enc: "A128GCM" }), "", iv, text, tag].join("."),
  };
  for (const [what, token] of Object.entries(forged)) {
    expect([what, await who(`stile=${token}`)]).toEqual([what, "signed_out"]);
  }
  // Sealed rightly, with claims that no sign-in makes.
  const wrong: object[] = [
    { sub: victim.ownerId },
    { sub: victim.ownerId, epoch: "0" },
    { sub: victim.ownerId, epoch: -1 },
    { sub: victim.ownerId, epoch: 1 },
    { sub: { in: [victim.ownerId] }, epoch: 0 },
    { sub: `${victim.ownerId}' OR '1'='1`, epoch: 0 },
    { sub: "", epoch: 0 },
    { epoch: 0 },
  ];
  for (const token of wrong) {
    const made = await encode({ token: { ...token }, secret: sessionSecret, maxAge: 3600 });
    expect([token, await who(`stile=${made}`)]).toEqual([token, "signed_out"]);
  }
});

test("of two cookies of one name the first counts, and none is made up from both", async () => {
  const [one, two] = [await newAccount(), await newAccount()];
  expect(await who(`${one.cookie}; ${two.cookie}`)).toBe(one.ownerId);
  expect(await who(`stile=; ${two.cookie}`)).toBe("signed_out");
  expect(await who(`Stile${one.cookie.slice(5)}`)).toBe("signed_out");
});

test("under https the cookie is Secure and bound to the host, and a plain one does not count", async () => {
  const account = await newAccount();
  const held = settings();
  const plain = held.origin;
  held.origin = "https://stile.example";
  vi.stubGlobal("Request", UnderHttps);
  try {
    const answer = await trySignIn(account.handle, account.passphrase, newAddress());
    expect(answer.status).toBe(200);
    const [cookie = "", device = "", ...more] = answer.headers.getSetCookie();
    expect(more).toEqual([]);
    expect(device).toMatch(
      /^__Secure-stile-known=[\w-]{65}; Expires=[^;]+; Path=\/api\/sign-in; HttpOnly; SameSite=Strict; Secure$/,
    );
    const [pair = "", ...flags] = cookie.split("; ");
    expect(pair).toMatch(/^__Host-stile=/);
    expect(flags.filter((flag) => !flag.startsWith("Expires="))).toEqual(
      expect.arrayContaining(["Path=/", "HttpOnly", "Secure", "SameSite=Strict"]),
    );
    expect(flags.join()).not.toMatch(/Domain/i);
    expect(await who(pair)).toBe(account.ownerId);
    // What somebody on a plain connection, or on a neighbouring name, could set.
    expect(await who(account.cookie)).toBe("signed_out");
    expect(await who(pair.replace("__Host-", ""))).toBe("signed_out");
    const out = await send("auth/signout", { body: {}, cookie: pair });
    expect(out.headers.getSetCookie()).toEqual([
      "__Host-stile=; Path=/; Max-Age=0; HttpOnly; SameSite=Strict; Secure",
      "__Secure-stile-known=; Max-Age=0; Path=/api/sign-in; HttpOnly; SameSite=Strict; Secure",
    ]);
    expect(await who(pair)).toBe("signed_out");
  } finally {
    vi.unstubAllGlobals();
    held.origin = plain;
  }
});

/** A request as it comes from a page under https. */
class UnderHttps extends Request {
  constructor(input: string, init: RequestInit) {
    const headers = new Headers(init.headers);
    if (headers.has("origin")) headers.set("origin", "https://stile.example");
    super(input.replace("http://localhost:3000", "https://stile.example"), { ...init, headers });
  }
}
