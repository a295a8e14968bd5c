import { randomBytes } from "node:crypto";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import pg from "pg";
import { ensureSecrets } from "@/lib/server/env.js";
import { migrate } from "@/scripts/serve/migrate.mjs";

/** Where the tests' server says it is. */
export const ORIGIN = "http://localhost:3000";

export type TestDatabase = { url: string; folder: string; drop: () => Promise<void> };

/**
 * A database of its own with all migrations, and secrets beside it; the environment is set to them. STILE_TEST_DATABASE
 * says which kind, DATABASE_URL_TEST_POSTGRES where PostgreSQL is. Throws when it does not say.
 */
export async function createTestDatabase(): Promise<TestDatabase> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "stile-test-"));
  const { url, drop } = testProvider() === "postgresql" ? await createPostgres() : createSqlite(folder);
  await migrate(url);
  process.env.DATABASE_URL = url;
  process.env.SECRETS_FILE = path.join(folder, "secrets.json");
  process.env.ORIGIN = ORIGIN;
  await ensureSecrets(process.env.SECRETS_FILE);
  return {
    url,
    folder,
    drop: async () => {
      await drop();
      fs.rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The kind of database that this run tries. */
export function testProvider(): "sqlite" | "postgresql" {
  const kind = process.env.STILE_TEST_DATABASE ?? "sqlite";
  if (kind !== "sqlite" && kind !== "postgresql") {
    throw new Error("STILE_TEST_DATABASE must be sqlite or postgresql.");
  }
  return kind;
}

function createSqlite(folder: string) {
  return { url: `file:${path.join(folder, "test.db")}`, drop: async () => {} };
}

async function createPostgres() {
  const server = process.env.DATABASE_URL_TEST_POSTGRES;
  if (!server) throw new Error("DATABASE_URL_TEST_POSTGRES must say where PostgreSQL is.");
  const name = `stile_test_${randomBytes(8).toString("hex")}`;
  const url = new URL(server);
  url.pathname = `/${name}`;
  await runOn(server, `CREATE DATABASE ${name}`);
  return { url: url.href, drop: () => runOn(server, `DROP DATABASE ${name} WITH (FORCE)`) };
}

async function runOn(server: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
