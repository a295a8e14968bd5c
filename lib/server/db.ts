import "server-only";
import {
  PrismaClientInitializationError,
  PrismaClientKnownRequestError,
} from "@prisma/client/runtime/client";
import type { Prisma, PrismaClient } from "./generated/sqlite/client";
import { settings } from "./settings";

/** What runs queries: the client itself or a transaction of it. */
export type Queries = Prisma.TransactionClient;

// One client in a process, also where the bundler gives several entries a copy of this module each.
const holder: typeof globalThis & { stileDatabase?: PrismaClient } = globalThis;

/**
 * Makes the client of the database that the environment names, once. The driver of the other kind is never loaded. Every
 * route does this first; nothing is asked of the database yet.
 */
export async function openDatabase(): Promise<void> {
  if (holder.stileDatabase !== undefined) return;
  const { provider, databaseUrl } = settings();
  const { open } = provider === "postgresql" ? await import("./postgres") : await import("./sqlite");
  holder.stileDatabase ??= open(databaseUrl);
}

/** The database, opened before. Connects at the first query. */
export function db(): PrismaClient {
  if (holder.stileDatabase === undefined) throw new Error("The database is opened before it is asked.");
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
  return error instanceof PrismaClientKnownRequestError && error.code === "P2034";
}

/** Did a write meet a unique index? */
export function isUniqueViolation(error: unknown): boolean {
  return error instanceof PrismaClientKnownRequestError && error.code === "P2002";
}

/** Was there no row to delete or update? */
export function isNotFound(error: unknown): boolean {
  return error instanceof PrismaClientKnownRequestError && error.code === "P2025";
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
/** SQLite: read-only, input/output error, cannot open. */
const AWAY_SQLITE = new Set([8, 10, 14]);
const AWAY_MESSAGE =
  /timeout exceeded when trying to connect|query read timeout|connection terminated|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|client is closed|connection error/i;

/** Is this error the database's: away, frozen, busy or starting? Then trying again later is the cure. */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error instanceof PrismaClientInitializationError) return true;
  if (error instanceof PrismaClientKnownRequestError) {
    return AWAY_CODES.has(error.code) || isDatabaseAway(error.meta?.driverAdapterError);
  }
  if (isAwayCause(error) || isAwayCause(error.cause)) return true;
  return AWAY_MESSAGE.test(error.message) || isDatabaseAway(error.cause);
}

function isAwayCause(cause: unknown): boolean {
  if (typeof cause !== "object" || cause === null) return false;
  if ("kind" in cause && typeof cause.kind === "string" && AWAY_KINDS.has(cause.kind)) return true;
  const sqlite = sqliteCode(cause);
  if (sqlite !== undefined) return AWAY_SQLITE.has(sqlite);
  return "code" in cause && typeof cause.code === "string" && AWAY_SQLSTATE.test(cause.code);
}

/** SQLite's primary code, as the adapter says it, or the driver where the adapter passes its error on. */
function sqliteCode(cause: object): number | undefined {
  if ("extendedCode" in cause && typeof cause.extendedCode === "number") return cause.extendedCode & 0xff;
  return "rawCode" in cause && typeof cause.rawCode === "number" ? cause.rawCode & 0xff : undefined;
}

const SQLITE_FULL = 13;
/** PostgreSQL's disk_full, and the system's own code where either passes it on. */
const FULL_CODES = new Set(["53100", "ENOSPC"]);

/** Has the database's disk no room left? Then whoever runs the server has to make some. */
export function isStorageFull(error: unknown): boolean {
  if (typeof error !== "object" || error === null) return false;
  if (sqliteCode(error) === SQLITE_FULL) return true;
  if ("code" in error && typeof error.code === "string" && FULL_CODES.has(error.code)) return true;
  if (error instanceof PrismaClientKnownRequestError && isStorageFull(error.meta?.driverAdapterError))
    return true;
  return "cause" in error && isStorageFull(error.cause);
}
