import { randomBytes } from "node:crypto";
import { gzipSync } from "node:zlib";
import * as opaque from "@serenity-kit/opaque";
import { beforeAll, expect, test } from "vitest";
import { beginAttempt } from "@/lib/server/attempts";
import { db } from "@/lib/server/db";
import { ATTEMPT_HEADER } from "@/lib/wire/accounts";
import {
  BODY_LIMIT_NAMES,
  BODY_LIMIT_PACKED_SCHEDULE,
  BODY_LIMIT_REKEY,
  BODY_LIMIT_SCHEDULE,
  BODY_LIMIT_SMALL,
  BODY_LIMIT_WRITE,
} from "@/lib/wire/limits";
import { PACKED_TYPE } from "@/lib/wire/packed";
import {
  type Account,
  beginRegistration,
  newAccount,
  newAddress,
  newId,
  newName,
  newPair,
  randomText,
  sealed,
} from "../support/account";
import { type Answer, send } from "../support/http";
import { withServer } from "../support/server";
import { stored } from "../support/stored";

/*
 * Every body that a write takes, right but for one odd thing: refused with a code, nothing written, nothing logged (the
 * set-up of the tests fails a test that logs). Besides tests/server/http.test.ts, whose bodies are wrong altogether.
 */
withServer();

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
/** `behind`: the bytes behind the body, of one that is packed. */
type Write = {
  path: string;
  method: string;
  limit: number;
  cookie: string;
  body: { [key: string]: Json };
  behind?: Uint8Array;
};

let linked: Account;
let inviter: Account;
let free: Account;
let inviteId = "";
let writes: Write[] = [];

const page = () => ({ effectiveFrom: Date.now() + 5, sealed: sealed() });

beforeAll(async () => {
  await opaque.ready;
  const pair = await newPair();
  // Each who writes here writes as often as one may in a minute.
  const second = await newPair();
  linked = pair.maker;
  inviter = await newAccount();
  free = await newAccount();
  inviteId = newId();
  await send("invites", { body: { id: inviteId }, cookie: inviter.cookie });
  const { startLoginRequest } = opaque.client.startLogin({ password: "x" });
  const { requests } = await beginRegistration("x");
  const proof = { handle: free.handle, recoveryAuth: free.recoveryAuth };
  const slots = { passphraseSlot: sealed(), recoverySlot: sealed() };
  const small = { method: "POST", limit: BODY_LIMIT_SMALL, cookie: "" };
  const rekey = {
    ...proof,
    ...slots,
    registrationRecord: randomText(192),
    accessRecord: randomText(192),
    newRecoveryAuth: randomText(32),
    documents: [{ name: newName(), version: 1, sealed: sealed() }],
    replaces: [{ name: newName(), version: 1 }],
  };
  const large = { limit: BODY_LIMIT_SCHEDULE };
  writes = [
    { ...small, path: "accounts/start", body: { handle: "fern-oak-11", ...requests } },
    {
      ...small,
      path: "accounts/finish",
      body: {
        ...slots,
        attemptId: newId(),
        registrationRecord: randomText(192),
        accessRecord: randomText(192),
        recoveryAuth: randomText(32),
      },
    },
    { ...small, path: "sign-in/start", body: { handle: "fern-oak-11", startLoginRequest } },
    {
      ...small,
      path: "auth/callback/credentials",
      body: { attemptId: newId(), finishLoginRequest: randomText(64) },
    },
    { ...small, path: "recovery/open", body: { handle: "fern-oak-12", recoveryAuth: randomText(32) } },
    {
      ...small,
      path: "recovery/start",
      body: { handle: "fern-oak-12", recoveryAuth: randomText(32), ...requests },
    },
    { ...small, path: "recovery/finish", limit: BODY_LIMIT_REKEY, body: rekey },
    { ...small, path: "access/start", cookie: free.cookie, body: { startLoginRequest } },
    {
      ...small,
      path: "access/finish",
      cookie: free.cookie,
      body: { attempt: randomText(300), finishLoginRequest: randomText(64) },
    },
    {
      ...small,
      path: "access/setup/start",
      cookie: free.cookie,
      body: { attemptId: newId(), registrationRequest: requests.accessRequest },
    },
    {
      ...small,
      path: "access/setup/finish",
      cookie: free.cookie,
      body: { attemptId: newId(), accessRecord: randomText(192) },
    },
    { ...small, path: "invites", cookie: free.cookie, body: { id: newId() } },
    {
      ...small,
      ...large,
      path: `invites/${inviteId}/accept`,
      cookie: free.cookie,
      body: { acceptance: sealed(), page: page() },
    },
    { ...small, ...large, path: "link", cookie: inviter.cookie, body: { page: page() } },
    { ...small, ...large, path: "link", method: "DELETE", cookie: linked.cookie, body: { page: page() } },
    {
      ...small,
      ...large,
      path: "sheet/mine",
      method: "PUT",
      cookie: linked.cookie,
      body: {
        linkId: pair.inviteId,
        revision: 0,
        current: page(),
        later: [{ ...page(), effectiveFrom: Date.now() + 3600_000 }],
      },
    },
    {
      ...small,
      path: "sheet/mine",
      method: "PUT",
      limit: BODY_LIMIT_PACKED_SCHEDULE,
      cookie: second.maker.cookie,
      body: {
        head: {
          linkId: second.inviteId,
          revision: 0,
          current: Date.now() + 5,
          later: [Date.now() + 3600_000],
        },
        lengths: [30, 34],
      },
      behind: randomBytes(64),
    },
    {
      ...small,
      path: "sheet/mine",
      method: "PUT",
      limit: BODY_LIMIT_PACKED_SCHEDULE,
      cookie: second.accepter.cookie,
      body: {
        head: {
          linkId: second.inviteId,
          revision: 0,
          current: Date.now() + 5,
          emptyFrom: Date.now() + 3600_000,
        },
        lengths: [30, 20, 14],
      },
      behind: randomBytes(64),
    },
    {
      ...small,
      path: "vault",
      method: "PUT",
      limit: BODY_LIMIT_WRITE,
      cookie: free.cookie,
      body: {
        head: { documents: [newName(), newName()].map((name) => ({ name, baseVersion: 0 })) },
        lengths: [30, 34],
      },
      behind: randomBytes(64),
    },
    {
      ...small,
      path: "vault/read",
      limit: BODY_LIMIT_NAMES,
      cookie: free.cookie,
      body: { names: [newName(), newName()] },
    },
  ];
});

/** Every text and number in a body, by its place. */
function places(value: Json, path: (string | number)[] = []): (string | number)[][] {
  if (Array.isArray(value)) return value.flatMap((one, at) => places(one, [...path, at]));
  if (typeof value === "object" && value !== null)
    return Object.entries(value).flatMap(([key, one]) => places(one, [...path, key]));
  return [path];
}

/** The body as text, with raw JSON in one place: what JSON can write and JavaScript would not. */
function withRaw(body: Json, path: (string | number)[], raw: string): string {
  const [key, ...rest] = path;
  if (key === undefined) return raw;
  const inner = (at: string | number, value: Json) =>
    at === key ? withRaw(value, rest, raw) : JSON.stringify(value);
  if (Array.isArray(body)) return `[${body.map((value, at) => inner(at, value)).join(",")}]`;
  if (typeof body !== "object" || body === null) throw new Error("No such place");
  const members = Object.entries(body).map(
    ([name, value]) => `${JSON.stringify(name)}:${inner(name, value)}`,
  );
  return `{${members.join(",")}}`;
}

const ODD_TEXTS = [
  '"\\ud800"',
  '"\\udc00\\ud800"',
  '"\\u0000"',
  '"abc\\u0000"',
  '"\\u202efern"',
  '"fern\\u200b"',
  '"ＦＥＲＮ"',
  '"🌧🌧🌧🌧🌧🌧🌧🌧"',
  '"__proto__"',
  '"\' OR 1=1 --"',
  '"{{7*7}}<script>"',
  `"${"A".repeat(60_001)}"`,
  '""',
  "null",
  "true",
  "{}",
  "[]",
  '["AAAAAAAAAAAAAAAAAAAAAA"]',
  '{"toString":"x"}',
];
const ODD_NUMBERS = [
  "1e400",
  "-1e400",
  "9007199254740993",
  "9007199254740992",
  "18446744073709551616",
  "1e21",
  "0.1",
  "-1",
  "1e-7",
  `${"9".repeat(5000)}`,
  `0.${"0".repeat(300)}1`,
  '"0"',
  '"1"',
  "null",
  "true",
  "[]",
  "{}",
];
/** An invalid number makes the whole text no JSON. */
const NO_NUMBERS = ["NaN", "Infinity", "-Infinity", "0x10", "01", "+1", "1_000", "undefined", "1n"];

/** What is sent: the text, or what is packed with it. */
function carried(text: string | Uint8Array, behind: Uint8Array | undefined): string | Uint8Array {
  if (behind === undefined) return text;
  const json = Buffer.from(text);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(json.length);
  return Buffer.concat([length, json, behind]);
}

async function put(
  { path, method, cookie, behind }: Write,
  body: string | Uint8Array,
  headers = {},
): Promise<Answer> {
  // Taken by the request, whatever its body: so that it is the body which is refused.
  const attempt =
    path === "recovery/finish"
      ? { [ATTEMPT_HEADER]: await beginAttempt("recovery", { userId: newId(), handle: "", state: "" }) }
      : {};
  const type = { "content-type": behind ? PACKED_TYPE : "application/json" };
  return send(path, {
    method,
    body: carried(body, behind),
    cookie,
    address: newAddress(),
    headers: { ...type, ...attempt, ...headers },
  });
}

async function expectRefused(write: Write, what: string, answer: Answer) {
  const { status, text, json, headers } = answer;
  const where = `${write.method} ${write.path}: ${what.slice(0, 60)}`;
  expect([where, status >= 400 && status < 500]).toEqual([where, true]);
  expect([where, text]).toEqual([where, JSON.stringify({ error: json.error })]);
  expect(headers.get("set-cookie")).toBeNull();
}

test("one odd value in the place of any text or number: a 4xx with a code, and nothing is written", async () => {
  const before = await stored();
  const attempts = await db().loginAttempt.count();
  for (const write of writes) {
    for (const place of places(write.body)) {
      const value = place.reduce<Json>(
        (inner, key) => (inner as Record<string | number, Json>)[key] ?? null,
        write.body,
      );
      const odd = typeof value === "number" ? [...ODD_NUMBERS, ...NO_NUMBERS] : [...ODD_TEXTS, ...NO_NUMBERS];
      for (const raw of odd) {
        const answer = await put(write, withRaw(write.body, place, raw));
        await expectRefused(write, `${place.join(".")} = ${raw}`, answer);
      }
    }
  }
  expect(await db().loginAttempt.count()).toBe(attempts);
  expect(await stored()).toEqual(before);
});

test("the whole body in an odd form: twice a key, a key more, too deep, compressed, half sent, too large", async () => {
  const before = await stored();
  for (const write of writes) {
    const text = JSON.stringify(write.body);
    const [key = ""] = Object.keys(write.body);
    const strict = write.path !== "auth/callback/credentials";
    const escaped = `\\u${key.charCodeAt(0).toString(16).padStart(4, "0")}${key.slice(1)}`;
    const bodies: [string, string | Uint8Array, object?][] = [
      ["twice a key", text.replace("{", `{"${key}":null,`)],
      ["twice a key, the second spelt otherwise", text.replace(/}$/, `,"${escaped}":null}`)],
      ...(strict ? ([["a key more", text.replace("{", '{"more":1,')]] as [string, string][]) : []),
      ...(strict ? ([["__proto__", text.replace("{", '{"__proto__":{},')]] as [string, string][]) : []),
      ["too deep", text.replace("{", `{"more":${"[".repeat(9)}${"]".repeat(9)},`)],
      ["a million deep", `{"more":${"[".repeat(Math.min(write.limit, 1_000_000) - 100)}`],
      ["in an array", `[${text}]`],
      ["twice over", `${text}${text}`],
      ["half sent", text.slice(0, text.length / 2)],
      ["without its last byte", text.slice(0, -1)],
      ["a NUL behind it", `${text}\0`],
      ["comments", text.replace("{", "{/* */")],
      ["a trailing comma", text.replace(/}$/, ",}")],
      ["UTF-16", new Uint8Array(Buffer.from(text, "utf16le"))],
      ["Latin-1", new Uint8Array(Buffer.from(text.replace(key, "schl\u00fcssel"), "latin1"))],
      ["compressed, and said so", gzipSync(text), { "content-encoding": "gzip" }],
      ["compressed, not said so", gzipSync(text)],
      ["said to be compressed", text, { "content-encoding": "br" }],
      ["too large by its word", text, { "content-length": String(write.limit + 1) }],
      ...(write.limit < BODY_LIMIT_REKEY
        ? ([["too large", `${text.slice(0, -1)}${" ".repeat(write.limit)}}`]] as [string, string][])
        : []),
    ];
    for (const [what, body, headers] of bodies) {
      await expectRefused(write, what, await put(write, body, headers ?? {}));
    }
  }
  expect(await stored()).toEqual(before);
});

test("and unharmed, each of them does what it is for, or says why not: so it was the odd thing that was refused", async () => {
  const answers = [];
  for (const write of writes) {
    const { status, json } = await put(write, JSON.stringify(write.body));
    answers.push([write.path.replace(/[A-Za-z0-9_-]{22,}/, "…"), status, json.error]);
  }
  expect(answers).toEqual([
    ["accounts/start", 200, undefined],
    ["accounts/finish", 400, "bad_request"],
    ["sign-in/start", 200, undefined],
    ["auth/callback/credentials", 401, "signed_out"],
    ["recovery/open", 401, "signed_out"],
    ["recovery/start", 401, "signed_out"],
    ["recovery/finish", 400, "bad_request"],
    ["access/start", 200, undefined],
    ["access/finish", 403, "locked"],
    ["access/setup/start", 400, "bad_request"],
    ["access/setup/finish", 400, "bad_request"],
    ["invites", 201, undefined],
    ["invites/…/accept", 201, undefined],
    ["link", 201, undefined],
    ["link", 200, undefined],
    ["sheet/mine", 404, "not_linked"],
    ["sheet/mine", 200, undefined],
    ["sheet/mine", 200, undefined],
    ["vault", 200, undefined],
    ["vault/read", 200, undefined],
  ]);
});
