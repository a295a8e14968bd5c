// How migrations are written and held to the schema, for both databases.
//   node scripts/migrations.mjs new NAME   writes the next one
//   node scripts/migrations.mjs check      says whether migrations and schema agree
import fs from "node:fs";
import path from "node:path";
import { isMain } from "./serve/is-main.mjs";
import {
  filters,
  lockFile,
  migrationsList,
  providerOf,
  schemaFiles,
  withEngine,
} from "./serve/migration-engine.mjs";
import { root } from "./serve/root.mjs";

/**
 * The SQL that is missing between the migrations and the schema; "" where they agree. The database itself is left alone:
 * on PostgreSQL the engine makes a database beside it and drops it again, on SQLite one in memory.
 * @param {string} databaseUrl says which provider; any server of it will do, and for SQLite any name
 * @returns {Promise<string>}
 */
export async function drift(databaseUrl) {
  const provider = providerOf(databaseUrl);
  const schema = schemaFiles[provider];
  const result = await withEngine(provider === "sqlite" ? "file::memory:" : databaseUrl, (engine) =>
    engine.diff({
      from: { tag: "migrations", ...migrationsList(provider) },
      to: {
        tag: "schemaDatamodel",
        files: [{ path: schema, content: fs.readFileSync(path.join(root, schema), "utf8") }],
      },
      script: true,
      exitCode: true,
      filters,
    }),
  );
  return result.exitCode === 0 ? "" : (result.stdout ?? "").trim();
}

/**
 * Does something once for each kind of database: SQLite in memory, and PostgreSQL started for the occasion.
 * @param {(provider: import("./serve/migration-engine.mjs").Provider, databaseUrl: string) => Promise<void>} work
 */
async function forBoth(work) {
  await work("sqlite", "file::memory:");
  const { startPostgres } = await import("./postgres.mjs");
  const postgres = await startPostgres();
  try {
    await work("postgresql", postgres.url);
  } finally {
    await postgres.stop();
  }
}

/** @param {string} name */
async function writeNext(name) {
  if (!/^[a-z0-9_]+$/.test(name)) throw new Error("A migration's name has small letters, digits and _ only.");
  const { generate } = await import("./serve/generate.mjs");
  await generate();
  const stamp = new Date().toISOString().replace(/\D/g, "").slice(0, 14);
  await forBoth(async (provider, databaseUrl) => {
    const sql = await drift(databaseUrl);
    if (sql === "") return console.log(`${provider}: the migrations already agree with the schema.`);
    const base = path.join(root, "prisma/migrations", provider);
    const folder = path.join(base, `${stamp}_${name}`);
    fs.mkdirSync(folder, { recursive: true });
    fs.writeFileSync(path.join(folder, "migration.sql"), `${sql}\n`);
    fs.writeFileSync(path.join(base, "migration_lock.toml"), lockFile(provider));
    console.log(`${provider}: wrote ${path.relative(root, folder)}`);
  });
}

async function check() {
  await forBoth(async (provider, databaseUrl) => {
    const sql = await drift(databaseUrl);
    console.log(sql === "" ? `${provider}: no drift.` : `${provider}: the migrations lack this:\n${sql}`);
    if (sql !== "") process.exitCode = 1;
  });
}

if (isMain(import.meta.url)) {
  const [command, name] = process.argv.slice(2);
  if (command === "new" && name) await writeNext(name);
  else if (command === "check") await check();
  else {
    console.error("Usage: node scripts/migrations.mjs new NAME | check");
    process.exitCode = 1;
  }
}
