import { beforeAll, expect, test } from "vitest";
import { PACKED_TYPE, pack } from "@/lib/wire/packed";
import { type Account, newAccount, newAddress, newId, newName, newPair, sealed } from "../support/account";
import { putDocument, writeParts } from "../support/documents";
import { type Answer, type Options, PATTERNS, send } from "../support/http";
import { withServer } from "../support/server";
import { stored } from "../support/stored";

/*
 * Writes through somebody else's browser, besides tests/server/http.test.ts: origins that look alike, forms, methods that are
 * not what they seem, and reads that would write. Each request is one that would do something if it came from our own page.
 */
withServer();

let person: Account;
let invited: Account;
let cookie = "";
let linkId = "";
const strayName = newName();
beforeAll(async () => {
  const pair = await newPair();
  person = pair.maker;
  cookie = person.cookie;
  linkId = pair.inviteId;
  expect((await putDocument(strayName, { baseVersion: 0, sealed: sealed() }, { cookie })).status).toBe(200);
  invited = await newAccount();
  expect((await send("invites", { body: { id: newId() }, cookie: invited.cookie })).status).toBe(201);
});

const page = () => ({ effectiveFrom: Date.now() + 1, sealed: sealed() });

/** A document's write as it is packed. */
function packedWrite(): Uint8Array {
  const { head, pieces } = writeParts([{ name: newName(), baseVersion: 0, sealed: sealed() }]);
  return pack(head, pieces);
}
const typeOf = (body: object | undefined) => (body instanceof Uint8Array ? PACKED_TYPE : "application/json");

/** Every write that a session alone allows, ready to succeed. */
const writes = (): [path: string, method: string, body: object | undefined, cookie: string][] => [
  ["vault", "PUT", packedWrite(), cookie],
  [`vault/${strayName}`, "DELETE", { version: 1 }, cookie],
  ["sheet/mine", "PUT", { linkId, revision: 0, current: page(), later: [] }, cookie],
  ["key-half", "PUT", { half: newName(), idleMinutes: 5 }, cookie],
  ["key-half", "DELETE", undefined, cookie],
  ["link", "DELETE", { page: page() }, cookie],
  ["invites/mine", "DELETE", undefined, invited.cookie],
  ["auth/signout", "POST", {}, cookie],
];

const told = ({ status, json, headers }: Answer) => [status, json.error, headers.get("set-cookie")];

const lookAlikes = [
  "http://localhost:3000.evil.example",
  "http://localhost:30000",
  "http://localhost",
  "https://localhost:3000",
  "http://LOCALHOST:3000",
  "http://localhost:3000/",
  "http://user@localhost:3000",
  "http://127.0.0.1:3000",
  "http://[::1]:3000",
  "http://sub.localhost:3000",
  "http://localhost:3000, http://evil.example",
  "http://localhost:3000\thttp://evil.example",
  "file://",
  "about:blank",
  "chrome-extension://abcdefghijklmnop",
];

test("an origin that only looks like ours is another, whatever the browser says beside it", async () => {
  const before = await stored();
  for (const origin of lookAlikes) {
    for (const site of ["same-origin", "same-site", "cross-site", "none", undefined]) {
      for (const [path, method, body, session] of writes()) {
        const headers = { origin, "sec-fetch-site": site, "content-type": typeOf(body) };
        const answer = await send(path, { method, body, headers, cookie: session });
        expect([path, origin, ...told(answer)]).toEqual([path, origin, 403, "not_allowed", null]);
      }
    }
  }
  expect(await stored()).toEqual(before);
});

test("what a form can send is no write: its three types, and JSON dressed up as them", async () => {
  const before = await stored();
  const types = [
    "text/plain",
    "text/plain; charset=application/json",
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=x",
    "application/json, text/plain",
    "application/jsonp",
    "text/json",
    "application/json; charset=utf-7",
    "*/*",
    "application/octet-stream, text/plain",
    "text/plain; charset=application/octet-stream",
    undefined,
  ];
  for (const type of types) {
    for (const [path, method, body, session] of writes()) {
      if (body === undefined) continue;
      const headers = { "content-type": type };
      const answer = await send(path, { method, body, headers, cookie: session });
      expect([path, type, ...told(answer)]).toEqual([path, type, 415, "wrong_content_type", null]);
      // From another site the same ends even earlier.
      const foreign = { ...headers, origin: "https://evil.example", "sec-fetch-site": "cross-site" };
      const refused = await send(path, { method, body, headers: foreign, cookie: session });
      expect(refused.status).toBe(403);
    }
  }
  expect(await stored()).toEqual(before);
});

test("no read writes: GET and HEAD on every route, with the body of a write and every header that claims another method", async () => {
  const before = await stored();
  const claims: Options["headers"] = {
    "x-http-method-override": "DELETE",
    "x-http-method": "PUT",
    "x-method-override": "POST",
    "content-type": "application/json",
  };
  for (const pattern of PATTERNS) {
    const path = pattern
      .replace("[name]", newName())
      .replace("[id]", newId())
      .replace("[...nextauth]", "signout")
      .replace("[...unknown]", "no/such");
    for (const session of [cookie, invited.cookie]) {
      const answer = await send(path, { cookie: session, headers: claims });
      expect([path, answer.headers.get("set-cookie")]).toEqual([path, null]);
      expect((await send(path, { method: "HEAD", cookie: session, headers: claims })).status).toBe(405);
    }
  }
  expect(await stored()).toEqual(before);
  // POST that claims to be something else is a POST.
  for (const method of ["DELETE", "PUT"]) {
    const headers = { "x-http-method-override": method };
    const answer = await send("link", { body: { page: page() }, headers, cookie });
    expect([method, answer.status, answer.json]).toEqual([method, 409, { error: "already_linked" }]);
  }
  expect(await stored()).toEqual(before);
});

test("nothing sends anybody anywhere: no answer redirects, whatever target is asked for", async () => {
  const target = "https://evil.example/";
  const asked = { callbackUrl: target, redirect: target, redirectTo: target, next: target, url: target };
  for (const path of ["auth/signout", "auth/callback/credentials", "auth/signin", "auth/error"]) {
    const body = { ...asked, attemptId: newId(), finishLoginRequest: sealed() };
    for (const answer of [await send(path, { body, address: newAddress() }), await send(path)]) {
      expect([path, answer.status >= 300 && answer.status < 400]).toEqual([path, false]);
      expect(answer.headers.get("location")).toBeNull();
      expect(`${answer.text}${JSON.stringify([...answer.headers])}`).not.toContain("evil");
    }
  }
});

test("no other site is let in to read, and no answer says that it may", async () => {
  for (const path of ["session", "vault", "vault/versions", "sheet", "sheet/mine", "link", "invites/mine"]) {
    const headers = {
      origin: "https://evil.example",
      "sec-fetch-site": "cross-site",
      "sec-fetch-mode": "cors",
    };
    const answer = await send(path, { cookie, headers });
    expect([path, answer.status, answer.json]).toEqual([path, 403, { error: "not_allowed" }]);
    const own = await send(path, { cookie });
    for (const { headers: given } of [answer, own]) {
      expect([...given.keys()].filter((name) => name.startsWith("access-control"))).toEqual([]);
    }
    const preflight = { method: "OPTIONS", headers: { ...headers, "access-control-request-method": "PUT" } };
    const asked = await send(path, preflight);
    expect([asked.status, asked.headers.get("access-control-allow-origin")]).toEqual([403, null]);
  }
});
