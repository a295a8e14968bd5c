import { fork } from "node:child_process";
import fs from "node:fs";
import { fileURLToPath } from "node:url";
import { PrismaLibSql } from "@prisma/adapter-libsql";
import pg from "pg";
import { expect, test, vi } from "vitest";
import { db, isUniqueViolation } from "@/lib/server/db";
import { newAccount, newId, newName, sealed, trySignIn } from "../support/account";
import { testProvider } from "../support/database";
import { putDocument, putDocuments, readDocument, writeOf } from "../support/documents";
import { type Answer, asJson, type Options, send, tokenFor } from "../support/http";
import { withServer } from "../support/server";

const server = withServer();
const onSqlite = testProvider() === "sqlite";

/** Somebody else who runs statements on the same database. */
async function neighbour(): Promise<{ run: (sql: string) => Promise<unknown>; close: () => Promise<void> }> {
  const { url } = server.database();
  if (onSqlite) {
    const adapter = await new PrismaLibSql({ url }).connect();
    return {
      run: (sql) => adapter.executeRaw({ sql, args: [], argTypes: [] }),
      close: async () => adapter.dispose(),
    };
  }
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return { run: (sql) => client.query(sql), close: () => client.end() };
}

/** Runs something that is expected to write one line into the log, and returns that line. */
async function logged<T>(work: () => Promise<T>): Promise<{ result: T; lines: string[] }> {
  const said = vi.spyOn(console, "error").mockImplementation(() => {});
  const result = await work();
  const lines = said.mock.calls.map((line) => line.join(" "));
  said.mockReset();
  return { result, lines };
}

test("a database that another holds locked answers unavailable within seconds, and works again afterwards", async () => {
  const { cookie, handle, ownerId } = await newAccount();
  const other = await neighbour();
  await other.run(onSqlite ? "BEGIN IMMEDIATE" : "BEGIN");
  if (!onSqlite) await other.run('LOCK TABLE "VaultDocument", "RateLimit" IN ACCESS EXCLUSIVE MODE');
  const name = newName();
  const body = { baseVersion: 0, sealed: sealed() };
  for (const attempt of [() => putDocument(name, body, { cookie }), () => trySignIn(handle, "a guess")]) {
    const started = Date.now();
    const { result, lines } = await logged(attempt);
    expect([result.status, result.json]).toEqual([503, { error: "unavailable" }]);
    // It gives up after five; a busy machine takes longer to say so.
    expect(Date.now() - started).toBeLessThan(60_000);
    expect(lines).toHaveLength(1);
    for (const personal of [handle, ownerId, name, body.sealed]) expect(lines.join()).not.toContain(personal);
  }
  await other.run("ROLLBACK");
  await other.close();
  expect((await putDocument(name, body, { cookie })).status).toBe(200);
  expect((await readDocument(name, { cookie })).json).toEqual({ version: 1, sealed: body.sealed });
});

test("what nobody foresaw is a server_error with one line that quotes nothing", async () => {
  const { cookie, ownerId, handle } = await newAccount();
  const other = await neighbour();
  await other.run('ALTER TABLE "VaultDocument" RENAME TO "Elsewhere"');
  const name = newName();
  try {
    const one = { baseVersion: 1, sealed: sealed() };
    const asked: Record<string, () => Promise<Answer>> = {
      vault: () => send("vault", { cookie }),
      "vault/versions": () => send("vault/versions", { cookie }),
      "vault/read": () => readDocument(name, { cookie }),
      "vault/[name]": () => send(`vault/${name}`, { method: "DELETE", body: { version: 1 }, cookie }),
    };
    const writes = {
      "vault, one over another": () => putDocument(name, one, { cookie }),
      "vault, one that is new": () => putDocument(name, { ...one, baseVersion: 0 }, { cookie }),
      "vault, several": () =>
        putDocuments(
          [
            { ...one, name },
            { ...one, name: newName(), baseVersion: 0 },
          ],
          { cookie },
        ),
    };
    for (const [where, attempt] of Object.entries({ ...asked, ...writes })) {
      const { result, lines } = await logged(attempt);
      const [route = ""] = where.split(", ");
      expect([result.status, result.text]).toEqual([500, '{"error":"server_error"}']);
      expect(lines).toHaveLength(1);
      expect(lines[0]).toMatch(/^server_error in [^:]+: PrismaClientKnownRequestError P\d+ at /);
      expect(lines[0]).toContain(`server_error in ${route}: `);
      for (const personal of [ownerId, handle, name, cookie, one.sealed])
        expect(lines.join()).not.toContain(personal);
    }
  } finally {
    await other.run('ALTER TABLE "Elsewhere" RENAME TO "VaultDocument"');
    await other.close();
  }
});

test("a transaction is whole or absent, and others keep working beside it", async () => {
  const { cookie, ownerId } = await newAccount();
  const failed = db().$transaction(async (tx) => {
    await tx.user.update({ where: { id: ownerId }, data: { handle: "half-way" } });
    throw new Error("in the middle");
  });
  const beside = Promise.all(Array.from({ length: 10 }, () => send("session", { cookie })));
  await expect(failed).rejects.toThrow("in the middle");
  for (const { status, json } of await beside) {
    expect([status, json.handle === "half-way"]).toEqual([200, false]);
  }
  expect(await db().user.findUnique({ where: { handle: "half-way" } })).toBeNull();
});

test("a unique index is noticed, also in the middle of a transaction, and nothing of it stays", async () => {
  const { ownerId } = await newAccount();
  const id = newId();
  const twice = db().$transaction(async (tx) => {
    await tx.link.create({ data: { id, inviteId: id } });
    await tx.linkSeat.create({ data: { linkId: id, seat: "maker", userId: ownerId } });
    await tx.linkSeat.create({ data: { linkId: id, seat: "accepter", userId: ownerId } });
  });
  expect(isUniqueViolation(await twice.catch((error: unknown) => error))).toBe(true);
  expect(await db().link.findUnique({ where: { id } })).toBeNull();
});

test("a unique index that was met outside of a transaction is in no later one's way", async () => {
  const [id, next, inviteId] = [newId(), newId(), newId()];
  await db().link.create({ data: { id, inviteId } });
  for (let i = 0; i < 20; i++) await expect(db().link.create({ data: { id, inviteId } })).rejects.toThrow();
  await db().$transaction(async (tx) => {
    await tx.link.create({ data: { id: next, inviteId } });
  });
  expect(await db().link.count({ where: { id: { in: [id, next] } } })).toBe(2);
});

test("deleting an account takes its documents with it", async () => {
  const { cookie, ownerId } = await newAccount();
  await putDocument(newName(), { baseVersion: 0, sealed: sealed() }, { cookie });
  expect(await db().vaultDocument.count({ where: { ownerId } })).toBe(1);
  await db().user.delete({ where: { id: ownerId } });
  expect(await db().vaultDocument.count({ where: { ownerId } })).toBe(0);
});

/** A file that is opened gets the lowest number that is free: with many left open it is a high one. */
function lowestFreeDescriptor(): number {
  const opened = fs.openSync(import.meta.filename, "r");
  fs.closeSync(opened);
  return opened;
}

if (onSqlite) {
  test("a full disk is told by a code of its own, in and outside of a transaction, and works again once there is room", async () => {
    const { cookie } = await newAccount();
    const name = newName();
    const put = (at: string, baseVersion: number, bytes: number) =>
      putDocument(at, { baseVersion, sealed: sealed(bytes) }, { cookie });
    const both = () =>
      putDocuments(
        [
          { name, baseVersion: 1, sealed: sealed(500_000) },
          { name: newName(), baseVersion: 0, sealed: sealed() },
        ],
        { cookie },
      );
    expect((await put(name, 0, 64)).status).toBe(200);
    const [row] = await db().$queryRawUnsafe<{ page_count: bigint }[]>("PRAGMA page_count");
    await db().$queryRawUnsafe(`PRAGMA max_page_count = ${Number(row?.page_count) + 2}`);
    for (const attempt of [() => put(newName(), 0, 500_000), () => put(name, 1, 500_000), both]) {
      const { result, lines } = await logged(attempt);
      expect([result.status, result.json]).toEqual([503, { error: "storage_full" }]);
      expect(lines).toHaveLength(1);
      expect(lines[0]).toMatch(/^storage_full in vault/);
    }
    await db().$queryRawUnsafe("PRAGMA max_page_count = 1073741823");
    expect((await put(name, 1, 500_000)).status).toBe(200);
  });

  test("while another holds the lock, all else goes on: timers, reads, and what needs no database; the write is done once it is free", async () => {
    const { cookie } = await newAccount();
    // Their token is there before: to make one is a write.
    await send("vault", { cookie });
    const other = await neighbour();
    await other.run("BEGIN IMMEDIATE");
    const write = (name: string) => putDocument(name, { baseVersion: 0, sealed: sealed() }, { cookie });
    const names = Array.from({ length: 20 }, () => newName());
    let written = 0;
    const writes = names.map(async (name) => {
      const answer = await write(name);
      written++;
      return answer;
    });
    let ticks = 0;
    const ticking = setInterval(() => ticks++, 20);
    const openBefore = lowestFreeDescriptor();
    try {
      for (let round = 0; round < 30; round++) {
        expect((await send("vault", { cookie })).json).toEqual({ documents: [], sheetRevision: null });
        expect((await send("no/such/thing")).status).toBe(404);
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      expect(written).toBe(0);
      // Far fewer than there was time for; with the event loop held up there is none at all.
      expect(ticks).toBeGreaterThan(10);
      // A connection for each try would stay open until it is collected, with all it holds.
      expect(lowestFreeDescriptor() - openBefore).toBeLessThan(10);
    } finally {
      clearInterval(ticking);
      await other.run("ROLLBACK");
      await other.close();
    }
    for (const { status, json } of await Promise.all(writes)) expect([status, json]).toEqual([200, {}]);
    const { documents } = (await send("vault/versions", { cookie })).json;
    expect(documents).toHaveLength(20);
    for (const name of names) expect(documents).toContainEqual({ name, version: 1 });
  });

  test("3,000 writes of two processes that get in each other's way: none fails", async () => {
    // Several people, so that nobody writes faster than one person may.
    const people = await Promise.all([newAccount(), newAccount(), newAccount()]);
    const child = fork(fileURLToPath(new URL("../support/serve.mjs", import.meta.url)));
    try {
      const port = await new Promise<unknown>((resolve, reject) => {
        child.once("message", resolve);
        child.once("exit", (code) => reject(new Error(`The other process ended with ${code}`)));
      });
      const there = async (path: string, options: Options) => {
        const body = asJson(path, options);
        const answer = await fetch(`http://127.0.0.1:${port}/`, { method: "POST", body });
        return (await answer.json()).status;
      };
      const here = async (path: string, options: Options) => (await send(path, options)).status;
      const statuses = new Map<unknown, number>();
      // One writer after another for each document, so that none of them meets a version that it does not expect.
      const lane = async (ask: typeof here, cookie: string) => {
        const name = newName();
        // The other process cannot prove access for them.
        const access = await tokenFor(cookie);
        if (typeof access !== "string") throw new Error("No token");
        for (let baseVersion = 0; baseVersion < 250; baseVersion++) {
          const write = writeOf([{ name, baseVersion, sealed: sealed() }]);
          const status = await ask("vault", { ...write, cookie, access });
          statuses.set(status, (statuses.get(status) ?? 0) + 1);
        }
      };
      await Promise.all(
        [here, there].flatMap((ask) =>
          people.flatMap(({ cookie }) => [lane(ask, cookie), lane(ask, cookie)]),
        ),
      );
      expect(Object.fromEntries(statuses)).toEqual({ 200: 3000 });
      const ownerId = { in: people.map((person) => person.ownerId) };
      const versions = await db().vaultDocument.findMany({ where: { ownerId }, select: { version: true } });
      expect(versions).toEqual(Array(12).fill({ version: 250 }));
    } finally {
      child.kill("SIGKILL");
    }
  }, 300_000);

  test("SQLite keeps its settings on every connection, after transactions too", async () => {
    const pragma = async (name: string) =>
      Object.values((await db().$queryRawUnsafe<object[]>(`PRAGMA ${name}`))[0] ?? {});
    for (let round = 0; round < 2; round++) {
      expect(await pragma("journal_mode")).toEqual(["wal"]);
      expect((await pragma("synchronous")).map(Number)).toEqual([2]);
      expect((await pragma("foreign_keys")).map(Number)).toEqual([1]);
      expect((await pragma("busy_timeout")).map(Number)).toEqual([0]);
      await db().$transaction(async (tx) => {
        await tx.link.count();
      });
    }
  });
}
