import { afterEach, expect, test, vi } from "vitest";
import { beginAttempt } from "@/lib/server/attempts";
import { db } from "@/lib/server/db";
import { ATTEMPT_HEADER, recoveryOpenResponse } from "@/lib/wire/accounts";
import {
  type Account,
  beginRegistration,
  newAccount,
  newAddress,
  newId,
  newName,
  randomText,
  sealed,
  signUp,
  trySignIn,
} from "../support/account";
import { putDocument, putDocuments } from "../support/documents";
import { send } from "../support/http";
import { credentials, prepareRecovery } from "../support/recovery";
import { withServer } from "../support/server";

withServer();
afterEach(() => {
  vi.useRealTimers();
});

async function withDocuments(count: number) {
  const account = await newAccount();
  const writes = Array.from({ length: count }, () => ({ name: newName(), baseVersion: 0, sealed: sealed() }));
  expect((await putDocuments(writes, { cookie: account.cookie })).status).toBe(200);
  return account;
}

/** Everything that is kept of a person, to see that nothing changed. */
const stored = (ownerId: string) =>
  db().user.findUnique({ where: { id: ownerId }, include: { documents: { orderBy: { name: "asc" } } } });

test("the code opens, a new passphrase is set, everything is replaced and every session ends", async () => {
  const account = await withDocuments(20);
  const opened = await send("recovery/open", { body: credentials(account), address: newAddress() });
  const before = recoveryOpenResponse.parse(opened.json);
  expect([before.ownerId, before.recoverySlot]).toEqual([account.ownerId, account.recoverySlot]);
  expect(before.documents).toEqual(
    expect.arrayContaining((await send("vault", { cookie: account.cookie })).json.documents),
  );

  const { address, body, headers } = await prepareRecovery(account);
  const left = await prepareRecovery(account);
  const done = await send("recovery/finish", { body, address, headers });
  expect([done.status, done.json]).toEqual([200, {}]);

  expect((await send("session", { cookie: account.cookie })).status).toBe(401);
  expect((await trySignIn(account.handle, account.passphrase)).status).toBe(401);
  const signedIn = await trySignIn(account.handle, "a new passphrase");
  const cookie = signedIn.headers.get("set-cookie")?.split(";", 1)[0];
  const session = await send("session", { cookie });
  expect(session.json).toMatchObject({ ownerId: account.ownerId, passphraseSlot: body.passphraseSlot });
  const { documents } = (await send("vault", { cookie })).json;
  expect(documents).toHaveLength(20);
  expect(documents).toEqual(expect.arrayContaining(body.documents));

  // The old code is worth nothing, the new one opens; what was begun with the old one is gone.
  expect((await send("recovery/open", { body: credentials(account), address })).status).toBe(401);
  const renewed = { handle: account.handle, recoveryAuth: body.newRecoveryAuth };
  expect((await send("recovery/open", { body: renewed, address })).json.recoverySlot).toBe(body.recoverySlot);
  const late = { ...left.body, recoveryAuth: body.newRecoveryAuth };
  const tooLate = await send("recovery/finish", { ...left, body: late });
  expect(tooLate.json).toEqual({ error: "bad_request" });
});

test("a wrong code and an unknown handle are told alike, at every step", async () => {
  const account = await signUp();
  const registration = await beginRegistration("whatever");
  const finish = {
    registrationRecord: randomText(192),
    accessRecord: randomText(192),
    passphraseSlot: sealed(),
    recoverySlot: sealed(),
    newRecoveryAuth: randomText(32),
    documents: [],
    replaces: [],
  };
  const steps = { open: {}, start: registration.requests, finish };
  for (const [step, more] of Object.entries(steps)) {
    const answers = [];
    for (const handle of [account.handle, "nobody-here"]) {
      const body = { handle, recoveryAuth: randomText(32), ...more };
      const headers = {
        [ATTEMPT_HEADER]: await beginAttempt("recovery", { userId: newId(), handle, state: "" }),
      };
      answers.push(await send(`recovery/${step}`, { body, address: newAddress(), headers }));
    }
    const told = answers.map(({ status, text, headers }) => [status, text, [...headers]]);
    expect(told[0]).toEqual(told[1]);
    expect(answers[0]?.json).toEqual({ error: "signed_out" });
  }
});

test("when something was written meanwhile it is a conflict, and everything is as before", async () => {
  const changes = {
    "a new document": (account: Account) =>
      putDocument(newName(), { baseVersion: 0, sealed: sealed() }, { cookie: account.cookie }),
    "a newer version": async (account: Account) => {
      const [first] = (await send("vault", { cookie: account.cookie })).json.documents;
      const write = { baseVersion: first.version, sealed: sealed() };
      return putDocument(first.name, write, { cookie: account.cookie });
    },
  };
  for (const [what, change] of Object.entries(changes)) {
    const account = await withDocuments(3);
    const { address, body, headers } = await prepareRecovery(account);
    expect((await change(account)).status, what).toBe(200);
    const before = await stored(account.ownerId);
    const answer = await send("recovery/finish", { body, address, headers });
    expect([what, answer.status, answer.json]).toEqual([what, 409, { error: "conflict" }]);
    expect(await stored(account.ownerId)).toEqual(before);
    expect((await send("session", { cookie: account.cookie })).status).toBe(200);
    expect((await trySignIn(account.handle, account.passphrase)).status).toBe(200);
  }
});

test("documents that were not read, left out or doubled are refused, and everything is as before", async () => {
  const account = await withDocuments(2);
  const before = await stored(account.ownerId);
  const wrong: [string, (body: Awaited<ReturnType<typeof prepareRecovery>>["body"]) => object, string][] = [
    ["fewer documents", (body) => ({ ...body, documents: body.documents.slice(1) }), "bad_request"],
    [
      "a doubled name",
      (body) => ({ ...body, documents: [body.documents[0], body.documents[0]] }),
      "bad_request",
    ],
    [
      "fewer of both",
      (body) => ({ ...body, documents: body.documents.slice(1), replaces: body.replaces.slice(1) }),
      "conflict",
    ],
    [
      "a version too large to keep",
      (body) => ({ ...body, documents: body.documents.map((one) => ({ ...one, version: 2 ** 31 })) }),
      "bad_request",
    ],
    ["a malformed record", (body) => ({ ...body, registrationRecord: randomText(20) }), "bad_request"],
  ];
  for (const [what, change, error] of wrong) {
    const { address, body, headers } = await prepareRecovery(account);
    const answer = await send("recovery/finish", { body: change(body), address, headers });
    expect([what, answer.json]).toEqual([what, { error }]);
    expect(await stored(account.ownerId)).toEqual(before);
  }
});

test("an attempt belongs to one person and is used once", async () => {
  const one = await withDocuments(1);
  const other = await withDocuments(1);
  const mine = await prepareRecovery(one);
  const theirs = await prepareRecovery(other);
  const mixed = await send("recovery/finish", { ...mine, headers: theirs.headers });
  expect(mixed.json).toEqual({ error: "bad_request" });
  const answers = await Promise.all([1, 2].map(() => send("recovery/finish", mine)));
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
});

test("without an attempt that is open, no byte of a body is read", async () => {
  const mine = await prepareRecovery(await withDocuments(1));
  expect((await send("recovery/finish", mine)).status).toBe(200);
  const old = await beginAttempt("recovery", { userId: newId(), handle: "fern-oak", state: "" });
  await db().loginAttempt.update({ where: { id: old }, data: { expiresAt: new Date(0) } });
  const other = await beginAttempt("sign-in", { userId: newId(), handle: "fern-oak", state: "" });
  const ids = {
    spent: mine.headers[ATTEMPT_HEADER],
    old,
    other,
    unknown: newId(),
    odd: "x".repeat(22_000),
    none: undefined,
  };
  for (const [what, id] of Object.entries(ids)) {
    let read = 0;
    const body = new ReadableStream<Uint8Array>(
      {
        pull: (controller) => {
          read++;
          controller.enqueue(new Uint8Array(1024).fill(0x20));
        },
      },
      { highWaterMark: 0 },
    );
    const answer = await send("recovery/finish", { body, headers: { [ATTEMPT_HEADER]: id } });
    expect([what, answer.json, read]).toEqual([what, { error: "bad_request" }, 0]);
  }
});

test("recovery and a write at the same moment: one of them gives way, nothing is mixed", async () => {
  for (let round = 0; round < 5; round++) {
    const account = await withDocuments(2);
    const { address, body, headers } = await prepareRecovery(account);
    const [first] = body.replaces;
    const writes = [
      putDocument(newName(), { baseVersion: 0, sealed: sealed() }, { cookie: account.cookie }),
      putDocument(first?.name ?? "", { baseVersion: 1, sealed: sealed() }, { cookie: account.cookie }),
    ];
    const [recovered, ...written] = await Promise.all([
      send("recovery/finish", { body, address, headers }),
      ...writes,
    ]);
    const after = await stored(account.ownerId);
    const names = after?.documents.map(({ name }) => name).sort();
    if (recovered.status === 200) {
      expect(names).toEqual(body.documents.map(({ name }) => name).sort());
      for (const { status } of written) expect([401, 409]).toContain(status);
    } else {
      expect(recovered.json).toEqual({ error: "conflict" });
      expect(written.some(({ status }) => status === 200)).toBe(true);
      expect(names).toEqual(expect.arrayContaining(body.replaces.map(({ name }) => name)));
    }
  }
});

test("a flood of guesses waits, for this handle from this address alone", async () => {
  vi.useFakeTimers({ now: Date.now(), toFake: ["Date"] });
  const account = await signUp();
  const attacker = newAddress();
  const guess = () =>
    send("recovery/open", {
      body: { handle: account.handle, recoveryAuth: randomText(32) },
      address: attacker,
    });
  for (let i = 0; i < 600; i++) expect((await guess()).status).toBe(401);
  const refused = await send("recovery/open", { body: credentials(account), address: attacker });
  expect([refused.status, refused.json]).toEqual([429, { error: "too_many" }]);
  expect((await send("recovery/open", { body: credentials(account), address: newAddress() })).status).toBe(
    200,
  );
});
