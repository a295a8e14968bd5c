// Applies the migrations that DATABASE_URL is missing: `node scripts/serve/migrate.mjs`
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { isMain } from "./is-main.mjs";
import { withLock } from "./lock.mjs";
import { connectSqlite, filters, migrationsList, providerOf, withEngine } from "./migration-engine.mjs";

/**
 * Makes a SQLite database's file, readable by its owner alone, and switches it to write-ahead logging, which the file remembers.
 * @param {string} file
 * @param {string} databaseUrl
 */
async function prepareSqliteFile(file, databaseUrl) {
  fs.closeSync(fs.openSync(file, "a", 0o600));
  const database = await connectSqlite(databaseUrl);
  try {
    await database.queryRaw({ sql: "PRAGMA journal_mode=WAL", args: [], argTypes: [] });
  } finally {
    await database.dispose();
  }
}

/**
 * The file behind a `file:` URL, or undefined for a database in memory.
 * @param {string} databaseUrl
 */
function sqliteFile(databaseUrl) {
  if (databaseUrl.includes(":memory:")) return undefined;
  return databaseUrl.startsWith("file://")
    ? fileURLToPath(databaseUrl)
    : path.resolve(decodeURIComponent(databaseUrl.replace(/^file:/, "")));
}

/**
 * Applies the migrations that a database is missing; a SQLite file is made when there is none. Safe to run again and at the
 * same time from several processes. Throws with the engine's reason when a migration fails or has failed before.
 * @param {string} databaseUrl `file:…` or `postgresql://…`
 * @returns {Promise<string[]>} the names of the migrations that were applied now
 */
export async function migrate(databaseUrl) {
  const provider = providerOf(databaseUrl);
  const apply = async () => {
    const migrations = migrationsList(provider);
    const result = await withEngine(databaseUrl, (engine) =>
      engine.applyMigrations({ migrationsList: migrations, filters }),
    );
    return result.appliedMigrationNames;
  };
  const file = provider === "sqlite" ? sqliteFile(databaseUrl) : undefined;
  // On PostgreSQL the engine takes a lock in the database.
  if (file === undefined) return apply();
  return withLock(`${file}.lock`, async () => {
    await prepareSqliteFile(file, databaseUrl);
    return apply();
  });
}

if (isMain(import.meta.url)) {
  const { readEnv } = await import("../../lib/server/env.js");
  const applied = await migrate(readEnv().DATABASE_URL);
  console.log(applied.length === 0 ? "The database is up to date." : `Applied: ${applied.join(", ")}`);
}
