import "server-only";
import { PrismaPg } from "@prisma/adapter-pg";
import { Pool } from "pg";
import { DATABASE_TIMEOUT_MS } from "./database-timeout.js";
import { PrismaClient as PostgresClient } from "./generated/postgres/client";
import type { PrismaClient } from "./generated/sqlite/client";

/** The client of a PostgreSQL database. Connects at the first query. */
export function open(url: string): PrismaClient {
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
  const client: unknown = new PostgresClient({
    adapter,
    transactionOptions: { maxWait: DATABASE_TIMEOUT_MS, timeout: 2 * DATABASE_TIMEOUT_MS },
  });
  // Both clients are made from one schema; a test holds that the two schemas differ in provider and output alone.
  return client as PrismaClient;
}
