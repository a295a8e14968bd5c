import "server-only";
import { setTimeout as sleep } from "node:timers/promises";
import { PrismaLibSql } from "@prisma/adapter-libsql";
import { isDriverAdapterError } from "@prisma/driver-adapter-utils";
import { DATABASE_TIMEOUT_MS } from "./database-timeout.js";
import { PrismaClient } from "./generated/sqlite/client";

/** What the adapter offers to Prisma. */
type Adapter = Awaited<ReturnType<PrismaLibSql["connect"]>>;

/**
 * libSQL hands its connection to each transaction and opens a new one afterwards, which it never closes. Here a
 * transaction stays on the one connection: the adapter lets nobody else use it meanwhile. It begins by taking the write
 * lock, so that it waits for another writer at its start and cannot fail half-way because it only read first.
 * A statement that met another writer's lock stays open in libSQL until it is collected, and no transaction can commit
 * beside it: the next use begins with a new connection. What the old one held goes when it is collected too, so while a lock is
 * waited for, what is tried is a script that only takes the lock: libSQL closes that at once.
 */
class OneConnection extends PrismaLibSql {
  /** The adapter, which waits for another writer between its tries, and lets go of the connection meanwhile. */
  override async connect(): Promise<Adapter> {
    const adapter = await super.connect();
    const whenFree = createPatience();
    const { queryRaw, executeRaw, startTransaction } = adapter;
    const patient: Pick<Adapter, "queryRaw" | "executeRaw" | "startTransaction"> = {
      queryRaw: (query) => whenFree(needsLock(query.sql), () => queryRaw.call(adapter, query)),
      executeRaw: (query) => whenFree(needsLock(query.sql), () => executeRaw.call(adapter, query)),
      startTransaction: (level) => whenFree(true, () => startTransaction.call(adapter, level)),
    };
    return Object.assign(adapter, patient);
  }

  override createClient(...args: Parameters<PrismaLibSql["createClient"]>) {
    const client = super.createClient(...args);
    const execute = client.execute.bind(client);
    let state: "new" | "ready" | "damaged" = "new";
    let lockIsHeld = false;

    const run = async (statement: Parameters<typeof execute>[0]) => {
      try {
        return await execute(statement);
      } catch (error) {
        if (isBusy(error)) {
          state = "damaged";
          lockIsHeld = true;
        }
        throw error;
      }
    };
    const makeReady = async () => {
      if (state === "ready") return;
      if (state === "damaged") await client.reconnect();
      state = "new";
      for (const pragma of PRAGMAS) await run(pragma);
      state = "ready";
    };

    /** Throws as long as another writer has the lock; to be asked before a write. It holds nothing afterwards. */
    const expectLockFree = async () => {
      if (!lockIsHeld) return;
      await client.executeMultiple("BEGIN IMMEDIATE");
      lockIsHeld = false;
    };

    const statementAlone = async (statement: Parameters<typeof execute>[0]) => {
      await makeReady();
      if (needsLock(sqlOf(statement))) await expectLockFree();
      return run(statement);
    };
    const transaction = async () => {
      await makeReady();
      await expectLockFree();
      await run("BEGIN IMMEDIATE");
      return {
        execute: run,
        commit: async () => {
          try {
            await run("COMMIT");
          } catch (error) {
            // A commit that failed (a full disk) has not ended the transaction.
            await run("ROLLBACK").catch(() => {});
            throw error;
          }
        },
        rollback: async () => {
          await run("ROLLBACK");
        },
        batch: () => Promise.reject(new Error("A transaction takes one statement at a time.")),
        executeMultiple: () => Promise.reject(new Error("A transaction takes one statement at a time.")),
        close: () => {},
        closed: false,
      };
    };
    return Object.assign(client, { execute: statementAlone, transaction });
  }
}

const sqlOf = (statement: string | { sql: string }) =>
  typeof statement === "string" ? statement : statement.sql;
const needsLock = (sql: string) => !/^\s*SELECT\b/i.test(sql);

/** The first pause between two tries for the lock, and the longest, milliseconds; each is shortened by chance, up to half. */
const PAUSE_MS = { first: 2, longest: 50 };

/**
 * Makes what waits for a lock that another process holds. SQLite itself would wait on the event loop, and every page and
 * reader of this process with it; so it is told not to wait, and what was refused is tried again on timers. Of several that
 * wait, the first tries and the others stand behind it, so that many cost no more than one.
 * The work must be one that a lock refuses as a whole. It throws what the work, or the one in front of it in line, threw last, once its time is up.
 */
function createPatience() {
  let last = Promise.resolve();
  let waiting = 0;
  /** What the one in front was refused with when its time was up. */
  let refusal: unknown;
  /** The next pause. It goes on growing for whoever comes to the front: for them the lock is as old. */
  let pause = PAUSE_MS.first;

  return async function whenFree<T>(needsLock: boolean, work: () => Promise<T>): Promise<T> {
    const deadline = performance.now() + DATABASE_TIMEOUT_MS;
    if (waiting === 0 || !needsLock) {
      try {
        const done = await work();
        if (needsLock) pause = PAUSE_MS.first;
        return done;
      } catch (error) {
        if (!isLocked(error)) throw error;
      }
    }
    const before = last;
    let leave = () => {};
    last = new Promise((resolve) => {
      leave = resolve;
    });
    waiting++;
    try {
      await before;
      // Whose time ran out in line is refused without a try: of hundreds that come at once, all would try at once.
      if (performance.now() > deadline && refusal !== undefined) throw refusal;
      for (;;) {
        try {
          const done = await work();
          refusal = undefined;
          pause = PAUSE_MS.first;
          return done;
        } catch (error) {
          if (!isLocked(error)) throw error;
          if (performance.now() > deadline) {
            refusal = error;
            throw error;
          }
        }
        await sleep(pause * (1 - Math.random() / 2));
        pause = Math.min(2 * pause, PAUSE_MS.longest);
      }
    } finally {
      waiting--;
      leave();
    }
  };
}

/** Is this the adapter's error for a lock that another holds? */
function isLocked(error: unknown): boolean {
  return isDriverAdapterError(error) && error.cause.kind === "SocketTimeout";
}

const SQLITE_BUSY = 5;

function isBusy(error: unknown): boolean {
  return (
    error instanceof Error &&
    "rawCode" in error &&
    typeof error.rawCode === "number" &&
    (error.rawCode & 0xff) === SQLITE_BUSY
  );
}

/** WAL is remembered by the file, the others hold for one connection. */
const PRAGMAS = ["PRAGMA journal_mode=WAL", "PRAGMA synchronous=FULL", "PRAGMA foreign_keys=ON"];

/** The client of a SQLite database. Connects at the first query. */
export function open(url: string): PrismaClient {
  return new PrismaClient({
    // libSQL's own time to wait for another writer is 0.
    adapter: new OneConnection({ url }),
    // A transaction's start ends by itself once its time is up, and says that the database is locked.
    transactionOptions: { maxWait: 2 * DATABASE_TIMEOUT_MS, timeout: 2 * DATABASE_TIMEOUT_MS },
  });
}
