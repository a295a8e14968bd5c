import "server-only";
import { PrismaLibSql } from "@prisma/adapter-libsql";
import { PrismaPg } from "@prisma/adapter-pg";
import { Pool } from "pg";
import { PrismaClient as PostgresClient } from "./generated/postgres/client";
import { Prisma, PrismaClient } from "./generated/sqlite/client";
import { settings } from "./settings";

/** How long the database may take for anything, milliseconds. */
const DATABASE_TIMEOUT_MS = 5000;

/** What runs queries: the client itself or a transaction of it. */
export type Queries = Prisma.TransactionClient;

/**
 * libSQL hands its connection to each transaction and opens a new one afterwards, which it never closes. Here a
 * transaction stays on the one connection: the adapter lets nobody else use it meanwhile. It begins by taking the write
 * lock, so that it waits for another writer at its start and cannot fail half-way because it only read first.
 * A statement that gave up waiting for another writer stays open in libSQL until it is collected, and no transaction can
 * commit beside it: the next use begins with a new connection.
 */
class OneConnection extends PrismaLibSql {
  override createClient(...args: Parameters<PrismaLibSql["createClient"]>) {
    const client = super.createClient(...args);
    const execute = client.execute.bind(client);
    let state: "new" | "ready" | "damaged" = "new";

    const run = async (statement: Parameters<typeof execute>[0]) => {
      try {
        return await execute(statement);
      } catch (error) {
        if (isBusy(error)) state = "damaged";
        throw error;
      }
    };
    const makeReady = async () => {
      if (state === "ready") return;
      if (state === "damaged") await client.reconnect();
      state = "ready";
      for (const pragma of PRAGMAS) await run(pragma);
    };

    const statementAlone = async (statement: Parameters<typeof execute>[0]) => {
      await makeReady();
      return run(statement);
    };
    const transaction = async () => {
      await makeReady();
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

function openSqlite(url: string): PrismaClient {
  // The adapter hands its configuration on to libSQL as it is; its type leaves out the time to wait for another writer.
  const config = { url, timeout: DATABASE_TIMEOUT_MS };
  return new PrismaClient({ adapter: new OneConnection(config), transactionOptions });
}

function openPostgres(url: string): PrismaClient {
  const pool = new Pool({
    connectionString: url,
    connectionTimeoutMillis: DATABASE_TIMEOUT_MS,
    statement_timeout: DATABASE_TIMEOUT_MS,
    query_timeout: DATABASE_TIMEOUT_MS,
    idle_in_transaction_session_timeout: 2 * DATABASE_TIMEOUT_MS,
  });
  // Without a listener a lost connection would bring the process down, and between being handed out and its first use a
  // connection has none but this. The next query says that the database is away.
  pool.on("connect", (client) => client.on("error", () => {}));
  const adapter = new PrismaPg(pool, { disposeExternalPool: true, onPoolError: () => {} });
  const client: unknown = new PostgresClient({ adapter, transactionOptions });
  // Both clients are made from one schema; a test holds that the two schemas differ in provider and output alone.
  return client as PrismaClient;
}

const transactionOptions = { maxWait: DATABASE_TIMEOUT_MS, timeout: 2 * DATABASE_TIMEOUT_MS };

// One client in a process, also where the bundler gives several entries a copy of this module each.
const holder: typeof globalThis & { stileDatabase?: PrismaClient } = globalThis;

/** The database named by the environment. Connects at the first query. */
export function db(): PrismaClient {
  if (holder.stileDatabase === undefined) {
    const { provider, databaseUrl } = settings();
    holder.stileDatabase = provider === "postgresql" ? openPostgres(databaseUrl) : openSqlite(databaseUrl);
  }
  return holder.stileDatabase;
}

/** How often a transaction is tried that another one got in the way of. */
const TRIES = 4;

/**
 * Runs a short transaction; when the database broke it off because of another (a deadlock), again from the start. `work`
 * must do nothing but query. Throws what `work` throws, and nothing is written then.
 */
export async function transact<T>(
  work: (tx: Queries) => Promise<T>,
  options: { timeout?: number } = {},
): Promise<T> {
  for (let left = TRIES - 1; ; left--) {
    try {
      return await db().$transaction(work, options);
    } catch (error) {
      if (left === 0 || !isBrokenOff(error)) throw error;
    }
  }
}

function isBrokenOff(error: unknown): boolean {
  return error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2034";
}

/** Did a write meet a unique index? */
export function isUniqueViolation(error: unknown): boolean {
  return error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002";
}

/** Was there no row to delete or update? */
export function isNotFound(error: unknown): boolean {
  return error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2025";
}

/** Prisma's codes for: cannot connect, timed out, closed, no free connection, transaction expired, deadlock, too many. */
const AWAY_CODES = new Set(["P1001", "P1002", "P1008", "P1011", "P1017", "P2024", "P2028", "P2034", "P2037"]);
/** The same, as the adapters name them in queries written by hand. */
const AWAY_KINDS = new Set([
  "SocketTimeout",
  "ConnectionClosed",
  "DatabaseNotReachable",
  "TooManyConnections",
  "TransactionWriteConflict",
  "TlsConnectionError",
]);
/** PostgreSQL's classes 08 connection, 53 resources, 55 locks, 57 operator; and 25P03, a transaction left idle too long. */
const AWAY_SQLSTATE = /^(?:08|53|55|57)...$|^25P03$/;
/** SQLite: read-only, input/output error, disk full, cannot open. */
const AWAY_SQLITE = new Set([8, 10, 13, 14]);
const AWAY_MESSAGE =
  /timeout exceeded when trying to connect|query read timeout|connection terminated|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|client is closed|connection error/i;

/** Is this error the database's: away, frozen, full, busy or starting? Then trying again later is the cure. */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error instanceof Prisma.PrismaClientInitializationError) return true;
  if (error instanceof Prisma.PrismaClientKnownRequestError) {
    return AWAY_CODES.has(error.code) || isDatabaseAway(error.meta?.driverAdapterError);
  }
  if (isAwayCause(error.cause)) return true;
  return AWAY_MESSAGE.test(error.message) || isDatabaseAway(error.cause);
}

function isAwayCause(cause: unknown): boolean {
  if (typeof cause !== "object" || cause === null) return false;
  if ("kind" in cause && typeof cause.kind === "string" && AWAY_KINDS.has(cause.kind)) return true;
  if ("extendedCode" in cause && typeof cause.extendedCode === "number") {
    return AWAY_SQLITE.has(cause.extendedCode & 0xff);
  }
  return "code" in cause && typeof cause.code === "string" && AWAY_SQLSTATE.test(cause.code);
}
