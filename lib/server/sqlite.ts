import "server-only";
import { PrismaLibSql } from "@prisma/adapter-libsql";
import { DATABASE_TIMEOUT_MS } from "./database-timeout.js";
import { PrismaClient } from "./generated/sqlite/client";

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

/** The client of a SQLite database. Connects at the first query. */
export function open(url: string): PrismaClient {
  // The adapter hands its configuration on to libSQL as it is; its type leaves out the time to wait for another writer.
  const config = { url, timeout: DATABASE_TIMEOUT_MS };
  return new PrismaClient({
    adapter: new OneConnection(config),
    transactionOptions: { maxWait: DATABASE_TIMEOUT_MS, timeout: 2 * DATABASE_TIMEOUT_MS },
  });
}
