import { PrismaLibSql } from "@prisma/adapter-libsql";
import * as opaque from "@serenity-kit/opaque";
import pg from "pg";
import { afterEach, beforeAll, expect, test, vi } from "vitest";
import { beginAttempt } from "@/lib/server/attempts";
import { ATTEMPT_HEADER } from "@/lib/wire/accounts";
import {
  beginRegistration,
  newAddress,
  newId,
  randomText,
  sealed,
  signUp,
  trySignIn,
} from "../support/account";
import { testProvider } from "../support/database";
import { type Answer, send } from "../support/http";
import { withServer } from "../support/server";

/*
 * Is there somebody of this name? Signing in and recovering answer alike, with the same work: the same statements to the
 * database, in the same order. (Wall time says less here than structure does.)
 */
watchStatements();
withServer();

afterEach(() => {
  vi.useRealTimers();
});

const statements: string[] = [];

/** Notes every statement that reaches the database, whichever it is. */
function watchStatements() {
  if (testProvider() === "sqlite") {
    const create = PrismaLibSql.prototype.createClient;
    PrismaLibSql.prototype.createClient = function (...args) {
      const client = create.apply(this, args);
      const execute = client.execute.bind(client);
      const noting = (...args: Parameters<typeof execute>) => {
        const [first]: unknown[] = args;
        statements.push(textOf(first, "sql"));
        return execute(...args);
      };
      return Object.assign(client, { execute: noting });
    };
    return;
  }
  const query = pg.Client.prototype.query;
  pg.Client.prototype.query = function (this: pg.Client, ...args: unknown[]) {
    statements.push(textOf(args[0], "text"));
    return Reflect.apply(query, this, args);
  } as typeof query;
}

const textOf = (statement: unknown, key: "sql" | "text") =>
  String(typeof statement === "object" && statement !== null ? Reflect.get(statement, key) : statement);

/** What somebody can tell of an answer, and what it took. */
async function observe(work: () => Promise<Answer>) {
  statements.length = 0;
  const { status, headers, text, json } = await work();
  return {
    status,
    headers: [...headers],
    length: text.length,
    keys: Object.entries(json).map(([key, value]) => [key, String(value).length]),
    statements: statements.map((statement) => statement.replace(/\s+/g, " ")),
  };
}

let known = "";
/** As long as a handle that exists, and not one. */
let unknown = "";
beforeAll(async () => {
  known = (await signUp()).handle;
  unknown = `${known.slice(0, -4)}zzzz`;
  // The first use of anything is not like the others.
  for (const handle of [known, unknown]) await trySignIn(handle, "warm up");
  await openRecovery(known);
});

const openRecovery = (handle: string) =>
  send("recovery/open", { body: { handle, recoveryAuth: randomText(32) }, address: newAddress() });

async function expectAlike(ask: (handle: string) => Promise<Answer>) {
  const one = await observe(() => ask(known));
  const other = await observe(() => ask(unknown));
  expect(one.statements.length).toBeGreaterThan(0);
  expect(other).toEqual(one);
}

test("beginning to sign in", async () => {
  await opaque.ready;
  await expectAlike((handle) => {
    const { startLoginRequest } = opaque.client.startLogin({ password: "guess" });
    return send("sign-in/start", { body: { handle, startLoginRequest }, address: newAddress() });
  });
});

test("ending it with a wrong passphrase", async () => {
  await expectAlike((handle) => trySignIn(handle, "guess"));
});

test("recovering with a wrong code, at every step", async () => {
  await expectAlike(openRecovery);
  const registration = await beginRegistration("whatever");
  await expectAlike((handle) =>
    send("recovery/start", {
      body: {
        handle,
        recoveryAuth: randomText(32),
        ...registration.requests,
      },
      address: newAddress(),
    }),
  );
  await expectAlike(async (handle) =>
    send("recovery/finish", {
      body: {
        handle,
        recoveryAuth: randomText(32),
        registrationRecord: randomText(192),
        accessRecord: randomText(192),
        passphraseSlot: sealed(),
        recoverySlot: sealed(),
        newRecoveryAuth: randomText(32),
        documents: [],
        replaces: [],
      },
      headers: { [ATTEMPT_HEADER]: await beginAttempt("recovery", { userId: newId(), handle, state: "" }) },
      address: newAddress(),
    }),
  );
});

test("being told to wait", async () => {
  vi.useFakeTimers({ now: Date.now(), toFake: ["Date"] });
  const guess = async (handle: string) => {
    const address = newAddress();
    for (let i = 0; i < 10; i++) await trySignIn(handle, "guess", address);
    return trySignIn(handle, "guess", address);
  };
  const [one, other] = [await observe(() => guess(known)), await observe(() => guess(unknown))];
  expect([one.status, other]).toEqual([429, one]);
});

test("ids that were made up, or are spent, cost the database next to nothing, and keep nobody out", async () => {
  const account = await signUp();
  const address = newAddress();
  const finish = (attemptId: string) =>
    send("auth/callback/credentials", { body: { attemptId, finishLoginRequest: randomText(64) }, address });
  statements.length = 0;
  for (let i = 0; i < 200; i++) {
    const refused = await finish(newId());
    expect([refused.status, refused.json]).toEqual([401, { error: "signed_out" }]);
  }
  expect(statements).toEqual([]);
  const spent = await beginAttempt("sign-in", { userId: null, handle: "nobody-here", state: "a b " });
  statements.length = 0;
  for (let i = 0; i < 200; i++) expect((await finish(spent)).json).toEqual({ error: "signed_out" });
  expect(statements.length).toBeLessThan(50);
  expect((await trySignIn(account.handle, account.passphrase, address)).status).toBe(200);
});
