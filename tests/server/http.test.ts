import * as opaque from "@serenity-kit/opaque";
import { describe, expect, test, vi } from "vitest";
import * as z from "zod/mini";
import { beginAttempt } from "@/lib/server/attempts";
import { isPlainJson, readBody } from "@/lib/server/body";
import { ATTEMPT_HEADER } from "@/lib/wire/accounts";
import {
  BODY_LIMIT_NAMES,
  BODY_LIMIT_SMALL,
  BODY_LIMIT_WRITE,
  BODY_MARKS_NAMES,
  BODY_MARKS_REKEY,
  BODY_MARKS_SCHEDULE,
  BODY_MARKS_WRITE,
  BODY_STALL_MS,
  BODY_TIMEOUT_MS,
  MAX_DOCUMENTS,
  MAX_PAGES,
  MAX_WRITE_BYTES,
  MAX_WRITES,
} from "@/lib/wire/limits";
import { newAccount, newId, newName, randomText, sealed } from "../support/account";
import { ORIGIN } from "../support/database";
import { type Answer, type Options, PATTERNS, send } from "../support/http";
import { withServer } from "../support/server";

withServer();

const told = ({ status, json }: Answer) => [status, json.error];
const pathOf = (pattern: string) =>
  pattern
    .replace("[name]", newName())
    .replace("[id]", randomText(16))
    .replace(/\[\.\.\.\w+\]/, "no/such/thing");

const writes: [string, string][] = [
  ["accounts/start", "POST"],
  ["accounts/finish", "POST"],
  ["sign-in/start", "POST"],
  ["auth/callback/credentials", "POST"],
  ["auth/signout", "POST"],
  ["recovery/open", "POST"],
  ["recovery/start", "POST"],
  ["recovery/finish", "POST"],
  ["access/start", "POST"],
  ["access/finish", "POST"],
  ["access/setup/start", "POST"],
  ["access/setup/finish", "POST"],
  ["key-half", "PUT"],
  ["key-half", "POST"],
  ["key-half/verifier", "PUT"],
  ["vault/read", "POST"],
  ["vault/[name]", "DELETE"],
  ["sheet/mine", "PUT"],
  ["invites", "POST"],
  ["invites/[id]/accept", "POST"],
  ["link", "POST"],
  ["link", "DELETE"],
];
/** Those whose body is JSON with bytes behind it, of which packed-bodies.test.ts says what they refuse. */
const packedWrites: [string, string][] = [["vault", "PUT"]];
const withoutBody: [string, string][] = [
  ["key-half", "DELETE"],
  ["invites/mine", "DELETE"],
];
const reads = [
  "session",
  "vault",
  "vault/versions",
  "sheet",
  "sheet/mine",
  "invites/mine",
  "invites/[id]",
  "link",
];

/** What a path's body is read after: an attempt, for the end of a recovery. */
const taken = async (path: string): Promise<Record<string, string>> =>
  path === "recovery/finish"
    ? { [ATTEMPT_HEADER]: await beginAttempt("recovery", { userId: newId(), handle: "", state: "" }) }
    : {};

/** A body that begins and never ends. */
const stalled = () =>
  new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(new TextEncoder().encode('{"handle":"')),
  });

describe("every route", () => {
  test("answers methods that it does not have with 405 in the one error shape", async () => {
    for (const pattern of PATTERNS) {
      for (const method of ["HEAD", "PATCH", "OPTIONS"]) {
        if (pattern === "[...unknown]" && method === "PATCH") continue;
        const answer = await send(pathOf(pattern), { method });
        expect([pattern, method, ...told(answer)]).toEqual([pattern, method, 405, "method_not_allowed"]);
        expect(answer.headers.get("cache-control")).toBe("no-store");
        expect(answer.headers.get("allow")).toMatch(/GET|POST|PUT|DELETE/);
      }
    }
    expect(told(await send("session", { body: {} }))).toEqual([405, "method_not_allowed"]);
    expect(told(await send("accounts/start"))).toEqual([405, "method_not_allowed"]);
  });

  test("an address that no route has is not found", async () => {
    for (const method of ["GET", "POST", "PUT", "DELETE"]) {
      expect(told(await send("no/such/thing", { method }))).toEqual([404, "not_found"]);
    }
  });

  test("a write from another origin, or from who knows where, is refused before anything else", async () => {
    const foreign: Options["headers"][] = [
      { origin: "https://evil.example" },
      { origin: "https://evil.example", "sec-fetch-site": undefined },
      { origin: "http://localhost:3001", "sec-fetch-site": "same-site" },
      { origin: undefined, "sec-fetch-site": undefined },
      { origin: undefined, "sec-fetch-site": "cross-site" },
      { origin: undefined, "sec-fetch-site": "none" },
      { origin: "null", "sec-fetch-site": "cross-site" },
      { origin: "null", "sec-fetch-site": undefined },
    ];
    const { cookie } = await newAccount();
    for (const [path, method] of [...writes, ...packedWrites, ...withoutBody]) {
      for (const headers of foreign) {
        const answer = await send(pathOf(path), { method, body: {}, headers, cookie });
        expect([path, headers, ...told(answer)]).toEqual([path, headers, 403, "not_allowed"]);
      }
    }
    // A browser that withholds the origin still says that the request is our own.
    for (const origin of [undefined, "null"]) {
      const headers = { origin, "sec-fetch-site": "same-origin" };
      expect(told(await send("accounts/start", { body: {}, headers }))).toEqual([400, "bad_request"]);
    }
    const old = { "sec-fetch-site": undefined };
    expect(told(await send("accounts/start", { body: {}, headers: old }))).toEqual([400, "bad_request"]);
  });

  test("a read from another site is refused; from the address bar or an old browser it is not", async () => {
    const { cookie } = await newAccount();
    for (const pattern of [...reads, "place"]) {
      for (const site of ["cross-site", "same-site"]) {
        const answer = await send(pathOf(pattern), { cookie, headers: { "sec-fetch-site": site } });
        expect([pattern, ...told(answer)]).toEqual([pattern, 403, "not_allowed"]);
      }
    }
    for (const site of ["none", undefined]) {
      expect((await send("session", { cookie, headers: { "sec-fetch-site": site } })).status).toBe(200);
    }
  });

  test("whoever opened the page at another address is told the one where writes are taken, and nothing else", async () => {
    const answer = await send("place");
    expect([answer.status, answer.json]).toEqual([200, { origin: ORIGIN }]);
    expect(answer.headers.get("cache-control")).toBe("no-store");
  });

  test("without a session it says signed_out, before it reads a body", async () => {
    for (const pattern of reads) expect(told(await send(pathOf(pattern)))).toEqual([401, "signed_out"]);
    for (const [path, method] of [...writes, ...packedWrites]) {
      if (!/^(key-half|vault|sheet|invites|link)/.test(path)) continue;
      const answer = await send(pathOf(path), { method, body: stalled() });
      expect([path, ...told(answer)]).toEqual([path, 401, "signed_out"]);
    }
    for (const [path, method] of withoutBody) {
      expect([path, ...told(await send(pathOf(path), { method }))]).toEqual([path, 401, "signed_out"]);
    }
  });
});

describe("every body", () => {
  test("is bounded, has one type, one encoding, and the shape of its route", async () => {
    const { cookie } = await newAccount();
    const deep = (levels: number) => `${'{"a":'.repeat(levels)}1${"}".repeat(levels)}`;
    const cases: [string, Options, number, string][] = [
      ["empty", { body: "" }, 400, "bad_request"],
      ["none", { body: undefined, headers: { "content-type": "application/json" } }, 400, "bad_request"],
      ["no JSON", { body: "handle=x" }, 400, "bad_request"],
      ["cut off", { body: '{"handle":"fer' }, 400, "bad_request"],
      ["null", { body: "null" }, 400, "bad_request"],
      ["array", { body: "[]" }, 400, "bad_request"],
      ["extra key", { body: '{"nobody":1,"asked":2}' }, 400, "bad_request"],
      ["prototype", { body: '{"__proto__":{"handle":"x"}}' }, 400, "bad_request"],
      ["deep", { body: deep(9) }, 400, "bad_request"],
      ["very deep", { body: "[".repeat(60_000) }, 400, "bad_request"],
      ["twice the key", { body: '{"handle":"a","handle":"b"}' }, 400, "bad_request"],
      ["invalid UTF-8", { body: new Uint8Array([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d]) }, 400, "bad_request"],
      ["UTF-16", { body: new Uint8Array(Buffer.from('{"handle":"x"}', "utf16le")) }, 400, "bad_request"],
      [
        "form",
        { body: "a=b", headers: { "content-type": "application/x-www-form-urlencoded" } },
        415,
        "wrong_content_type",
      ],
      ["plain", { body: "{}", headers: { "content-type": "text/plain" } }, 415, "wrong_content_type"],
      ["no type", { body: "{}", headers: { "content-type": undefined } }, 415, "wrong_content_type"],
      [
        "other charset",
        { body: "{}", headers: { "content-type": "application/json; charset=utf-16" } },
        415,
        "wrong_content_type",
      ],
      [
        "look-alike",
        { body: "{}", headers: { "content-type": "application/jsonp" } },
        415,
        "wrong_content_type",
      ],
      ["compressed", { body: "{}", headers: { "content-encoding": "gzip" } }, 415, "wrong_content_type"],
    ];
    for (const [path, method] of writes) {
      if (path === "auth/signout") continue;
      for (const [what, options, status, error] of cases) {
        const headers = { ...(await taken(path)), ...options.headers };
        const answer = await send(pathOf(path), { method, cookie, ...options, headers });
        expect([path, what, ...told(answer)]).toEqual([path, what, status, error]);
      }
    }
  });

  test("names each key once, even where either value would do", async () => {
    await opaque.ready;
    const { startLoginRequest } = opaque.client.startLogin({ password: "x" });
    const once = `{"handle":"fern-oak","startLoginRequest":"${startLoginRequest}"}`;
    const twice = once.replace("{", '{"h\\u0061ndle":"fern-elm",');
    expect((await send("sign-in/start", { body: once })).status).toBe(200);
    expect(told(await send("sign-in/start", { body: twice }))).toEqual([400, "bad_request"]);
  });

  test("may say its charset", async () => {
    const headers = { "content-type": "application/json; charset=UTF-8" };
    expect(told(await send("sign-in/start", { body: "{}", headers }))).toEqual([400, "bad_request"]);
  });

  test("that is too large is refused by its announced length, and by its real one", async () => {
    const body = JSON.stringify({ handle: "x".repeat(BODY_LIMIT_SMALL) });
    const announced = { "content-length": String(body.length) };
    expect(told(await send("sign-in/start", { body, headers: announced }))).toEqual([413, "body_too_large"]);
    let sent = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        sent += 1024;
        controller.enqueue(new Uint8Array(1024).fill(0x20));
      },
    });
    expect(told(await send("sign-in/start", { body: endless }))).toEqual([413, "body_too_large"]);
    expect(sent).toBeLessThan(2 * BODY_LIMIT_SMALL);
    const small = { "content-length": "2" };
    const lying = new Blob(["x".repeat(BODY_LIMIT_SMALL + 1)]).stream();
    expect(told(await send("sign-in/start", { body: lying, headers: small }))).toEqual([
      413,
      "body_too_large",
    ]);
  });

  test("that stalls or drips is given up after its time", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
    try {
      const drip = new ReadableStream<Uint8Array>({
        pull: async (controller) => {
          await new Promise((resolve) => setTimeout(resolve, BODY_TIMEOUT_MS / 4));
          controller.enqueue(new Uint8Array([0x20]));
        },
      });
      const pending = [send("sign-in/start", { body: stalled() }), send("sign-in/start", { body: drip })];
      await vi.advanceTimersByTimeAsync(BODY_TIMEOUT_MS - 1);
      const early = await Promise.race([...pending, Promise.resolve("still waiting")]);
      expect(early).toBe("still waiting");
      // Each byte of the drip has bought a moment, no more.
      await vi.advanceTimersByTimeAsync(20);
      for (const answer of await Promise.all(pending)) expect(told(answer)).toEqual([408, "body_timeout"]);
    } finally {
      vi.useRealTimers();
    }
  });

  test("that is large may come through a slow connection", async () => {
    const headers = await taken("recovery/finish");
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
    try {
      let sent = 0;
      let begin = () => {};
      const begun = new Promise<void>((resolve) => {
        begin = resolve;
      });
      const pull = async (controller: ReadableStreamDefaultController<Uint8Array>) => {
        begin();
        if (sent === 30) return controller.close();
        sent++;
        // 2 KB a second from the first on, in lumps with a break of 25 seconds before each.
        await new Promise((resolve) => setTimeout(resolve, sent === 1 ? 1000 : 25_000));
        controller.enqueue(new Uint8Array(50_000).fill(0x20));
      };
      // Nothing is fetched ahead: the first byte is asked for once the database has answered, whose time is not to run out.
      const slow = new ReadableStream({ pull }, { highWaterMark: 0 });
      const pending = send("recovery/finish", { body: slow, headers });
      await begun;
      await vi.advanceTimersByTimeAsync(30 * 25_000);
      expect(told(await pending)).toEqual([400, "bad_request"]);
      expect(sent).toBe(30);
    } finally {
      vi.useRealTimers();
    }
  });

  test("that came fast buys no time in which nothing comes", async () => {
    const headers = await taken("recovery/finish");
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
    try {
      let begin = () => {};
      const begun = new Promise<void>((resolve) => {
        begin = resolve;
      });
      let sent = 0;
      const pull = (controller: ReadableStreamDefaultController<Uint8Array>) => {
        begin();
        sent++;
        if (sent > 30) return new Promise<void>(() => {});
        controller.enqueue(new Uint8Array(100_000).fill(0x20));
      };
      const pending = send("recovery/finish", {
        body: new ReadableStream({ pull }, { highWaterMark: 0 }),
        headers,
      });
      await begun;
      await vi.advanceTimersByTimeAsync(BODY_STALL_MS - 1);
      expect(await Promise.race([pending, Promise.resolve("still waiting")])).toBe("still waiting");
      await vi.advanceTimersByTimeAsync(10);
      expect(told(await pending)).toEqual([408, "body_timeout"]);
    } finally {
      vi.useRealTimers();
    }
  });

  test("whose connection breaks is a bad request and no line in the log", async () => {
    const broken = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.error(new Error("reset")),
    });
    expect(told(await send("sign-in/start", { body: broken }))).toEqual([400, "bad_request"]);
  });

  test("of odd Unicode reaches no handle", async () => {
    for (const handle of [
      "ａｂｃ",
      "fern\u0000",
      "fern\u202e",
      "\ud800",
      "fern‍oak",
      "-fern",
      "f",
      "x".repeat(33),
      "fern oak",
    ]) {
      const body = { handle, startLoginRequest: sealed() };
      expect([handle, ...told(await send("sign-in/start", { body }))]).toEqual([handle, 400, "bad_request"]);
    }
  });
});

test("keys are compared as they are meant, strings may hold anything", () => {
  const plain = [
    '{"a":"{\\"a\\":[[[[[[[[[["}',
    '{"a":{"b":1},"b":{"b":1}}',
    '[{"a":1},{"a":1}]',
    '"a"',
    '{"a":"\\\\"}',
    "7",
  ];
  for (const text of plain) expect([text, isPlainJson(text, 64)]).toEqual([text, true]);
  const refused = [
    '{"a":1,"\\u0061":2}',
    '{"a" : 1, "b":{}, "a"\n:2}',
    "[[[[[[[[[]]]]]]]]]",
    '{"a',
    '{"\\x":1}',
    `[${"1,".repeat(64)}1]`,
    `[${'"a" '.repeat(64)}]`,
    `[${"[]".repeat(64)}]`,
    "{}]",
    `{"a":"${'\\"'.repeat(100)}"}`,
  ];
  for (const text of refused) expect([text, isPlainJson(text, 64)]).toEqual([text, false]);
});

test("what is longest of each kind has no more marks, and no more bytes, than allowed", () => {
  const sealedPage = { effectiveFrom: 1, sealed: "AAAA" };
  const schedule = {
    linkId: "A",
    revision: 1,
    current: sealedPage,
    later: Array(MAX_PAGES - 1).fill(sealedPage),
  };
  expect(isPlainJson(JSON.stringify(schedule), BODY_MARKS_SCHEDULE)).toBe(true);
  const rekey = {
    ...{ handle: "fern", recoveryAuth: "A", registrationRecord: "A" },
    ...{ passphraseSlot: "A", recoverySlot: "A", newRecoveryAuth: "A" },
    documents: Array(MAX_DOCUMENTS).fill({ name: "A", version: 1, sealed: "A" }),
    replaces: Array(MAX_DOCUMENTS).fill({ name: "A", version: 1 }),
  };
  expect(isPlainJson(JSON.stringify(rekey), BODY_MARKS_REKEY)).toBe(true);
  const names = JSON.stringify({ names: Array.from({ length: MAX_DOCUMENTS }, () => newName()) });
  expect(isPlainJson(names, BODY_MARKS_NAMES)).toBe(true);
  expect(names.length).toBeLessThan(BODY_LIMIT_NAMES);
  const head = {
    documents: Array.from({ length: MAX_WRITES }, () => ({
      name: newName(),
      baseVersion: Number.MAX_SAFE_INTEGER - 1,
    })),
  };
  const lengths = Array(MAX_WRITES).fill(Math.floor(MAX_WRITE_BYTES / MAX_WRITES));
  const write = JSON.stringify({ head, lengths });
  expect(isPlainJson(write, BODY_MARKS_WRITE)).toBe(true);
  expect(4 + write.length + MAX_WRITE_BYTES).toBeLessThan(BODY_LIMIT_WRITE);
});

test("bytes that are not UTF-8 are refused, and never read as other words", async () => {
  const shape = z.object({ words: z.string() });
  const read = (bytes: readonly number[]) => {
    const body = Buffer.concat([Buffer.from('{"words":"a'), Buffer.from(bytes), Buffer.from('b"}')]);
    const headers = { "content-type": "application/json" };
    return readBody(new Request(ORIGIN, { method: "POST", headers, body: new Blob([body]) }), shape, 100);
  };
  expect(await read([0xc3, 0xa9])).toEqual({ words: "aéb" });
  for (const bytes of [[0xff], [0xc3], [0xed, 0xa0, 0x80], [0xc0, 0xaf]]) {
    await expect(read(bytes)).rejects.toMatchObject({ code: "bad_request" });
  }
});
