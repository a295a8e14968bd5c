import { type ChildProcess, fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import pg from "pg";
import { afterEach, expect, test, vi } from "vitest";
import { db } from "@/lib/server/db";
import { ATTEMPT_HEADER } from "@/lib/wire/accounts";
import type { SealedPage } from "@/lib/wire/sheet";
import {
  type Account,
  beginRegistration,
  newAccount,
  newAddress,
  newName,
  newPair,
  randomText,
  sealed,
} from "../support/account";
import { testProvider } from "../support/database";
import { putDocument, putDocuments, readDocument, readDocuments, writeOf } from "../support/documents";
import { asJson, type Options, send, tokenFor } from "../support/http";
import { withServer } from "../support/server";

/* (No attacker.) The server killed in the midst of writes, a full disk, a lost database: what was acknowledged is there, all else whole or absent. */
const server = withServer();
vi.setConfig({ testTimeout: 300_000 });

const running = new Set<ChildProcess>();
afterEach(() => {
  for (const child of running) child.kill("SIGKILL");
  running.clear();
});

type Told = { status: number; json: { error?: string } };
type Server = { child: ChildProcess; ask: (path: string, options: Options) => Promise<Told | null> };

/** Starts the handlers in a process of their own. `ask` answers null where the process went before it answered. */
async function startServer(): Promise<Server> {
  const child = fork(fileURLToPath(new URL("../support/serve.mjs", import.meta.url)));
  running.add(child);
  const port = await new Promise<unknown>((resolve, reject) => {
    child.once("message", resolve);
    child.once("exit", (code) => reject(new Error(`The server ended with ${code}`)));
  });
  return {
    child,
    ask: async (path, options) => {
      // The other process knows no account of the tests: the token is got here.
      const token = await tokenFor(options.cookie ?? "");
      const access = typeof token === "string" ? token : null;
      return fetch(`http://127.0.0.1:${port}/`, {
        method: "POST",
        body: asJson(path, { ...options, access }),
      })
        .then((answer) => answer.json() as Promise<Told>)
        .catch(() => null);
    },
  };
}

async function kill({ child }: Server): Promise<void> {
  const gone = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGKILL");
  await gone;
  running.delete(child);
}

/** Documents that are written over and over, all at once: what was sent for each version, and how far it was acknowledged. */
class Written {
  readonly names: readonly string[];
  readonly sent: string[][] = [];
  acknowledged = 0;
  constructor(count: number) {
    this.names = Array.from({ length: count }, () => newName());
  }
}

async function keepWriting({ ask }: Server, { cookie }: Account, document: Written): Promise<void> {
  for (;;) {
    const contents = document.names.map(() => sealed(20_000 + Math.floor(Math.random() * 300_000)));
    document.sent[document.acknowledged + 1] = contents;
    const writes = document.names.map((name, at) => ({
      ...{ name, baseVersion: document.acknowledged },
      sealed: contents[at] ?? "",
    }));
    const answer = await ask("vault", { ...writeOf(writes), cookie });
    if (answer === null) return;
    if (answer.status !== 200) throw new Error(`Refused: ${JSON.stringify(answer)}`);
    document.acknowledged++;
  }
}

/** The same of somebody's sheet. */
class Schedule {
  readonly sent: SealedPage[][] = [];
  acknowledged = 0;
  constructor(
    readonly account: Account,
    readonly linkId: string,
  ) {}
}

async function keepPublishing({ ask }: Server, schedule: Schedule): Promise<void> {
  const { cookie } = schedule.account;
  for (;;) {
    const from = Date.now();
    const pages = [0, 1, 2, 3].map((at) => ({
      effectiveFrom: from + at * 3600_000,
      sealed: sealed(16_000),
    }));
    schedule.sent[schedule.acknowledged + 1] = pages;
    const [current = null, ...later] = pages;
    const body = { linkId: schedule.linkId, revision: schedule.acknowledged, current, later };
    const answer = await ask("sheet/mine", { method: "PUT", body, cookie });
    if (answer === null) return;
    if (answer.status !== 200) throw new Error(`Refused: ${JSON.stringify(answer)}`);
    schedule.acknowledged++;
  }
}

/** A recovery, ready to be finished: it replaces every document at once. */
async function prepareRecovery(account: Account) {
  const address = newAddress();
  const proof = { handle: account.handle, recoveryAuth: account.recoveryAuth };
  const before = (await send("vault", { cookie: account.cookie })).json.documents as {
    name: string;
    version: number;
  }[];
  const registration = await beginRegistration("anew", account.ownerId);
  const started = await send("recovery/start", {
    body: { ...proof, ...registration.requests },
    address,
  });
  const documents = before.map(({ version }) => ({
    name: newName(),
    version: version + 1,
    sealed: sealed(400_000),
  }));
  const body = {
    ...proof,
    ...registration.records(account.ownerId, started.json),
    passphraseSlot: sealed(),
    recoverySlot: sealed(),
    newRecoveryAuth: randomText(32),
    documents,
    replaces: before.map(({ name, version }) => ({ name, version })),
  };
  return {
    before,
    documents,
    options: { body, address, headers: { [ATTEMPT_HEADER]: started.json.attemptId } },
  };
}

test("killed at any moment under a stream of writes: every acknowledged one is there, and each document is whole", async () => {
  let kept = 0;
  for (let round = 0; round < 3; round++) {
    const [pair, other] = [await newPair(), await newPair()];
    const { maker } = pair;
    const recovering = await newAccount();
    for (let i = 0; i < 6; i++) {
      const { cookie } = recovering;
      await putDocument(newName(), { baseVersion: 0, sealed: sealed(100_000) }, { cookie });
    }
    const recovery = await prepareRecovery(recovering);
    // One alone, which takes one statement, and several, of which a kill is to leave all or none.
    const documents = [1, 1, 4].map((count) => new Written(count));
    // Publishing takes several statements: the more of it there is, the likelier is a kill in the midst of one.
    const schedules = [pair, other].flatMap(({ maker, accepter, inviteId }) =>
      [maker, accepter].map((person) => new Schedule(person, inviteId)),
    );
    const one = await startServer();
    const writers = [
      ...documents.map((document) => keepWriting(one, maker, document)),
      ...schedules.map((schedule) => keepPublishing(one, schedule)),
    ];
    const writing = Promise.all(writers);
    // Under way in earnest: the first requests to a new process are slow.
    while ([...documents, ...schedules].some(({ acknowledged }) => acknowledged < 3)) {
      await Promise.race([writing, new Promise((resolve) => setTimeout(resolve, 5))]);
    }
    const recovered = one.ask("recovery/finish", recovery.options);
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 700));
    await kill(one);
    await writing;

    for (const { names, sent, acknowledged } of documents) {
      const held = await Promise.all(
        names.map((name) =>
          db().vaultDocument.findUnique({ where: { ownerId_name: { ownerId: maker.ownerId, name } } }),
        ),
      );
      const [version = 0] = held.map((one) => one?.version ?? 0);
      expect([acknowledged, acknowledged + 1]).toContain(version);
      expect(held.map((one) => one?.version)).toEqual(names.map(() => version));
      expect(held.map((one) => Buffer.from(one?.sealed ?? []).toString("base64url"))).toEqual(sent[version]);
      kept += acknowledged;
    }
    for (const { account, sent, acknowledged } of schedules) {
      const seat = await db().linkSeat.findUniqueOrThrow({
        where: { userId: account.ownerId },
        include: { pages: { orderBy: { effectiveFrom: "asc" } } },
      });
      expect([acknowledged, acknowledged + 1]).toContain(seat.revision);
      kept += acknowledged;
      if (seat.revision === 0) continue;
      const held = seat.pages.map(({ effectiveFrom, sealed }) => ({
        effectiveFrom: Number(effectiveFrom),
        sealed: Buffer.from(sealed).toString("base64url"),
      }));
      expect(held).toEqual(sent[seat.revision]);
    }
    // All of a recovery, or nothing of it.
    const after = await db().user.findUniqueOrThrow({
      where: { id: recovering.ownerId },
      include: { documents: true },
    });
    const done = (await recovered)?.status === 200;
    const names = after.documents.map(({ name }) => name).sort();
    const isNew = after.epoch === 1;
    if (done) expect(isNew).toBe(true);
    expect(names).toEqual((isNew ? recovery.documents : recovery.before).map(({ name }) => name).sort());
    expect(Buffer.from(after.passphraseSlot).toString("base64url")).toBe(
      isNew ? recovery.options.body.passphraseSlot : recovering.passphraseSlot,
    );
  }
  expect(kept).toBeGreaterThan(60);
  if (testProvider() === "sqlite") {
    expect(await db().$queryRawUnsafe("PRAGMA integrity_check")).toEqual([{ integrity_check: "ok" }]);
    expect(await db().$queryRawUnsafe("PRAGMA foreign_key_check")).toEqual([]);
  }
});

/** Runs something that may log that the database failed, and nothing else. */
async function allowingLog<T>(work: () => Promise<T>): Promise<T> {
  const said = vi.spyOn(console, "error").mockImplementation(() => {});
  const result = await work();
  for (const [line] of said.mock.calls)
    expect(String(line)).toMatch(/^(unavailable|storage_full|server_error) in /);
  said.mockReset();
  return result;
}

/** Makes writes fail from now on; returns what makes them work again. */
async function breakDatabase(way: string): Promise<() => Promise<void>> {
  if (testProvider() === "sqlite") {
    const pragma = async (sql: string) => {
      await db().$queryRawUnsafe(`PRAGMA ${sql}`);
    };
    if (way === "read-only") {
      await pragma("query_only = 1");
      return () => pragma("query_only = 0");
    }
    const [row] = await db().$queryRawUnsafe<{ page_count: bigint }[]>("PRAGMA page_count");
    await pragma(`max_page_count = ${Number(row?.page_count) + 2}`);
    return () => pragma("max_page_count = 1073741823");
  }
  const client = new pg.Client({ connectionString: server.database().url });
  await client.connect();
  const name = new URL(server.database().url).pathname.slice(1);
  const cutOff = async () => {
    await client.query(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1 AND pid <> pg_backend_pid()",
      [name],
    );
  };
  if (way === "read-only") {
    await client.query(`ALTER DATABASE "${name}" SET default_transaction_read_only = on`);
    await cutOff();
    return async () => {
      await client.query("SET default_transaction_read_only = off");
      await client.query(`ALTER DATABASE "${name}" RESET default_transaction_read_only`);
      await cutOff();
      await client.end();
    };
  }
  let on = true;
  const cutting = (async () => {
    while (on) await cutOff();
  })();
  return async () => {
    on = false;
    await cutting;
    await client.end();
  };
}

test.each(["full, or its connections cut", "read-only"])(
  "a database that is %s: 5xx, nothing half-written, and it works again afterwards",
  async (way) => {
    const { maker, accepter, start, inviteId } = await newPair();
    const cookie = maker.cookie;
    const name = newName();
    const first = sealed(50_000);
    const put = (at: string, baseVersion: number, content: string) =>
      putDocument(at, { baseVersion, sealed: content }, { cookie });
    expect((await put(name, 0, first)).status).toBe(200);
    const page = (at: number) => ({ effectiveFrom: start + at, sealed: sealed(400_000) });
    const before = (await send("sheet", { cookie: accepter.cookie })).text;

    const mend = await breakDatabase(way.startsWith("full") ? "full" : way);
    const others = Array.from({ length: 8 }, () => ({ name: newName(), content: sealed(500_000) }));
    const over = sealed(900_000);
    const later = [page(3600_000), page(7200_000)];
    const schedule = { linkId: inviteId, revision: 0, current: page(1), later };
    const several = Array.from({ length: 3 }, () => ({
      ...{ name: newName(), baseVersion: 0 },
      sealed: sealed(300_000),
    }));
    const [replaced, published, left, batch, ...inserted] = await allowingLog(async () => [
      await put(name, 1, over),
      await send("sheet/mine", { method: "PUT", body: schedule, cookie }),
      await send("link", { method: "DELETE", body: { page: page(8 * 3600_000) }, cookie }),
      await putDocuments(several, { cookie }),
      ...(await Promise.all(others.map((one) => put(one.name, 0, one.content)))),
    ]);
    await allowingLog(mend);

    const all = [replaced, published, left, batch, ...inserted];
    expect(all.some((answer) => (answer?.status ?? 0) >= 500)).toBe(true);
    for (const answer of all) {
      if (answer?.status === 200) continue;
      expect([500, 503, 404]).toContain(answer?.status);
      expect(Object.keys(answer?.json)).toEqual(["error"]);
    }
    // The pool may hand out connections that were cut, once each.
    await allowingLog(async () => {
      for (let i = 0; i < 12; i++) await send("vault", { cookie });
    });
    // A connection may be cut between doing the work and saying so; what was said to be done is, all else is whole.
    const held = (await readDocument(name, { cookie })).json;
    expect([first, over]).toContain(held.sealed);
    expect(held.version).toBe(held.sealed === over ? 2 : 1);
    if (replaced?.status === 200) expect(held.version).toBe(2);
    for (const [at, one] of others.entries()) {
      const stored = await readDocument(one.name, { cookie });
      if (inserted[at]?.status === 200) expect(stored.status).toBe(200);
      if (stored.status === 200) expect(stored.json).toEqual({ version: 1, sealed: one.content });
    }
    const names = several.map((one) => one.name);
    const whole = (await readDocuments(names, { cookie })).json.documents.length;
    expect(batch?.status === 200 ? [3] : [0, 3]).toContain(whole);
    const seat = await db().linkSeat.findFirst({
      where: { userId: maker.ownerId },
      include: { pages: { orderBy: { effectiveFrom: "asc" } } },
    });
    if (seat === null) expect(left?.status === 200 || left?.status === 503).toBe(true);
    else {
      expect(seat.pages).toHaveLength(seat.revision === 0 ? 1 : 3);
      if (seat.revision === 0) expect((await send("sheet", { cookie: accepter.cookie })).text).toBe(before);
      const again = { ...schedule, revision: seat.revision, current: page(9 * 3600_000), later: [] };
      expect((await send("sheet/mine", { method: "PUT", body: again, cookie })).status).toBe(200);
    }
    expect((await put(newName(), 0, sealed(300_000))).status).toBe(200);
    expect((await put(name, held.version, sealed(300_000))).status).toBe(200);
  },
);
