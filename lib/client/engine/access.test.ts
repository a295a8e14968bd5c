import * as opaque from "@serenity-kit/opaque";
import { beforeAll, expect, test } from "vitest";
import { newKeyHalf, newVaultKey, reloadProof, type VaultKey, verifierOf } from "@/lib/crypto";
import { Access, setUpAccess } from "./access";
import { createHttp } from "./http";

let serverSetup = "";
beforeAll(async () => {
  await opaque.ready;
  serverSetup = opaque.server.createSetup();
});

const OWNER = "owner";
const TOKEN = "t".repeat(64);
type Body = Record<string, string>;

/** The server's end of the exchanges, and every request that reached it. `fails`: what a path is answered with instead. */
function server() {
  const held = { record: null as string | null, state: "", tokens: 0, verifiers: [] as object[] };
  const asked: string[] = [];
  const network = { fails: (_: string): "offline" | "unavailable" | "odd" | null => null };
  const answer = (path: string, method: string, body: Body): Response => {
    const common = { serverSetup, userIdentifier: OWNER };
    if (path === "/api/access/setup/start") {
      const { registrationRequest = "" } = body;
      const made = opaque.server.createRegistrationResponse({ ...common, registrationRequest });
      return Response.json({ attemptId: "a".repeat(22), ...made });
    }
    if (path === "/api/access/setup/finish") {
      if (held.record) return Response.json({ error: "conflict" }, { status: 409 });
      held.record = body.accessRecord ?? null;
      return Response.json({});
    }
    if (path === "/api/access/start") {
      const { startLoginRequest = "" } = body;
      const begun = opaque.server.startLogin({
        ...common,
        registrationRecord: held.record,
        startLoginRequest,
      });
      held.state = begun.serverLoginState;
      return Response.json({ attempt: "x".repeat(40), loginResponse: begun.loginResponse });
    }
    if (method === "DELETE") return Response.json({});
    const { finishLoginRequest = "" } = body;
    opaque.server.finishLogin({ serverLoginState: held.state, finishLoginRequest });
    if (path === "/api/key-half/verifier") {
      held.verifiers.push({ half: body.half, verifier: body.verifier });
      return Response.json({});
    }
    held.tokens += 1;
    return Response.json({ token: TOKEN + held.tokens });
  };
  const http = createHttp(async (input, { method = "GET", body } = {}) => {
    const path = String(input);
    asked.push(`${method} ${path}`);
    const fails = network.fails(path);
    if (fails === "offline") throw new TypeError("offline");
    if (fails === "unavailable") return Response.json({ error: "unavailable" }, { status: 503 });
    if (fails === "odd") return Response.json({ attempt: "x".repeat(40), loginResponse: "x".repeat(40) });
    return answer(path, method, JSON.parse(String(body)));
  });
  return { http, held, asked, network };
}

async function registered(key: VaultKey) {
  const at = server();
  expect(await setUpAccess(at.http, { ownerId: OWNER, key, attemptId: "a".repeat(22) })).toEqual({
    ok: true,
  });
  at.asked.length = 0;
  return at;
}

test("one proof serves all who ask at once; a token that holds no more is replaced, and only that one", async () => {
  const key = newVaultKey();
  const { http, asked } = await registered(key);
  const access = new Access(http, OWNER, key);
  const [one, other] = await Promise.all([access.token(), access.token()]);
  expect([one, other]).toEqual([1, 1].map((n) => ({ ok: true, token: TOKEN + n })));
  access.drop("another");
  expect(await access.token()).toEqual(one);
  expect(asked).toHaveLength(2);
  access.drop(TOKEN + 1);
  expect(await access.token()).toEqual({ ok: true, token: TOKEN + 2 });
});

test("the token that came with the key is held from the start; the next one is proven for", async () => {
  const key = newVaultKey();
  const { http, asked } = await registered(key);
  const access = new Access(http, OWNER, key, "came with it");
  expect(await access.token()).toEqual({ ok: true, token: "came with it" });
  expect(asked).toEqual([]);
  access.drop("came with it");
  expect(await access.token()).toEqual({ ok: true, token: TOKEN + 1 });
  const next = new Access(http, OWNER, key, "came with it");
  asked.length = 0;
  await next.end();
  expect(asked).toEqual(["DELETE /api/access"]);
});

test("to vouch for a half is an exchange of its own, and leaves the token as it is", async () => {
  const [key, half] = [newVaultKey(), newKeyHalf()];
  const { http, asked, held, network } = await registered(key);
  const access = new Access(http, OWNER, key, "came with it");
  await access.vouch(half);
  expect(asked).toEqual(["POST /api/access/start", "PUT /api/key-half/verifier"]);
  expect(held).toMatchObject({
    tokens: 0,
    verifiers: [{ half, verifier: verifierOf(reloadProof(key, half)) }],
  });
  expect(await access.token()).toEqual({ ok: true, token: "came with it" });
  // It is nothing that anybody waits for.
  for (const fails of ["offline", "unavailable", "odd"] as const) {
    network.fails = () => fails;
    await access.vouch(half);
  }
  network.fails = () => null;
  // A lock meanwhile, and one before.
  const vouching = access.vouch(half);
  access.close();
  await vouching;
  await access.vouch(half);
  expect(held.verifiers).toHaveLength(1);
});

test("another key gets no token: locked, and nothing is sent that could prove anything", async () => {
  const { http, asked } = await registered(newVaultKey());
  expect(await new Access(http, OWNER, newVaultKey()).token()).toEqual({ ok: false, failure: "locked" });
  expect(asked).toEqual(["POST /api/access/start"]);
});

test("a network that fails at either half is told as it is, and the next asking tries anew", async () => {
  const key = newVaultKey();
  const { http, network } = await registered(key);
  const access = new Access(http, OWNER, key);
  for (const half of ["start", "finish"]) {
    for (const [fails, failure] of [
      ["offline", "offline"],
      ["unavailable", "unavailable"],
      ["odd", "bad_answer"],
    ] as const) {
      network.fails = (path) => (path.endsWith(half) ? fails : null);
      expect([half, fails, await access.token()]).toEqual([half, fails, { ok: false, failure }]);
    }
  }
  network.fails = () => null;
  expect(await access.token()).toMatchObject({ ok: true });
});

test("once it is closed it gives out nothing, and its end waits for what is under way and takes that token too", async () => {
  const key = newVaultKey();
  const { http, asked } = await registered(key);
  const access = new Access(http, OWNER, key);
  const asking = access.token();
  const ending = access.end();
  expect(await access.token()).toEqual({ ok: false, failure: "locked" });
  await Promise.all([asking, ending]);
  expect(asked.at(-1)).toBe("DELETE /api/access");
  await access.end();
  expect(asked.filter((one) => one.startsWith("DELETE"))).toHaveLength(1);
});

test("setting up fails as the network does; another device that was faster has done it", async () => {
  const key = newVaultKey();
  const { http, network } = await registered(key);
  const setUp = () => setUpAccess(http, { ownerId: OWNER, key, attemptId: "a".repeat(22) });
  expect(await setUp()).toEqual({ ok: true });
  for (const half of ["setup/start", "setup/finish"]) {
    network.fails = (path) => (path.endsWith(half) ? "offline" : null);
    expect([half, await setUp()]).toEqual([half, { ok: false, failure: "offline" }]);
  }
});
