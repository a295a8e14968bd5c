// Migrations by Prisma's own schema engine as WebAssembly, so that no engine has to be downloaded.
//   node scripts/migrate.mjs            applies what is missing to DATABASE_URL
//   node scripts/migrate.mjs new NAME   writes the next migration for both databases
//   node scripts/migrate.mjs check      says whether the migrations and the schema agree, for both databases
import { randomUUID } from "node:crypto";
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { PrismaLibSql } from "@prisma/adapter-libsql";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import * as wasm from "@prisma/schema-engine-wasm/schema_engine_bg";
import pg from "pg";
import { isMain, root, withLock } from "./support.mjs";

/** @typedef {"sqlite" | "postgresql"} Provider */
/** @typedef {import("@prisma/driver-adapter-utils").SqlDriverAdapter} SqlDriverAdapter */

const schemaFiles = { sqlite: "prisma/schema.prisma", postgresql: "prisma/postgresql.prisma" };
const filters = { externalTables: [], externalEnums: [] };

let loaded = false;
/** Compiles the engine, once in a process. */
function loadEngine() {
  if (loaded) return;
  const script = createRequire(import.meta.url).resolve("@prisma/schema-engine-wasm");
  const code = fs.readFileSync(path.join(path.dirname(script), "schema_engine_bg.wasm"));
  const instance = new WebAssembly.Instance(new WebAssembly.Module(code), {
    "./schema_engine_bg.js": { ...wasm },
  });
  wasm.__wbg_set_wasm(instance.exports);
  const start = instance.exports.__wbindgen_start;
  if (typeof start === "function") start();
  loaded = true;
}

/**
 * @param {string} databaseUrl
 * @returns {Provider}
 */
function providerOf(databaseUrl) {
  return /^postgres(ql)?:/.test(databaseUrl) ? "postgresql" : "sqlite";
}

/**
 * @param {string} url
 * @returns {Promise<SqlDriverAdapter>}
 */
function connectSqlite(url) {
  // The adapter hands its whole configuration to libSQL; its type leaves out the time to wait for another writer.
  const config = { url, timeout: 5000 };
  return new PrismaLibSql(config).connect();
}

/** @param {string} databaseUrl */
function sqliteConnections(databaseUrl) {
  return {
    connect: () => connectSqlite(databaseUrl),
    // The engine tries migrations on a database in memory, each as one query, and libSQL only runs a query's first statement.
    connectToShadowDb: async () => {
      const adapter = await connectSqlite("file::memory:");
      return Object.assign(adapter, {
        /** @param {{ sql: string }} query */
        executeRaw: async ({ sql }) => {
          await adapter.executeScript(sql);
          return 0;
        },
      });
    },
  };
}

/** PostgreSQL's one-byte "char", which its catalogue uses, and text: their numbers in PostgreSQL's protocol. */
const CHAR = 18;
const TEXT = 25;

/**
 * Prisma's PostgreSQL adapter with three things put right for migrations: it knows no "char", without which the engine
 * cannot read a database's shape; it cuts a script at every semicolon, so that half of it may be applied, where one query
 * is applied whole or not at all; and it drops a shadow database while it is still connected to it.
 * @param {string} databaseUrl
 */
function postgresConnections(databaseUrl) {
  /**
   * @param {string} url
   * @param {() => Promise<void>} [afterwards]
   * @returns {Promise<SqlDriverAdapter>}
   */
  const connect = async (url, afterwards = async () => {}) => {
    const pool = new pg.Pool({ connectionString: url, connectionTimeoutMillis: 10_000 });
    pool.on("error", () => {});
    const query = pool.query;
    Object.defineProperty(pool, "query", {
      /** @param {unknown[]} args */
      value: async (...args) => {
        const result = await Reflect.apply(query, pool, args);
        for (const field of result.fields ?? []) if (field.dataTypeID === CHAR) field.dataTypeID = TEXT;
        return result;
      },
    });
    const adapter = await new PrismaPg(pool).connect();
    return Object.assign(adapter, {
      /** @param {string} script */
      executeScript: async (script) => {
        await pool.query(script);
      },
      // The engine closes some of its connections itself.
      dispose: async () => {
        if (pool.ending) return;
        await pool.end();
        await afterwards();
      },
    });
  };
  return {
    connect: () => connect(databaseUrl),
    connectToShadowDb: async () => {
      const name = `stile_shadow_${randomUUID().replaceAll("-", "")}`;
      const admin = await connect(databaseUrl);
      await admin.executeScript(`CREATE DATABASE ${name}`);
      const url = new URL(databaseUrl);
      url.pathname = `/${name}`;
      return connect(url.href, async () => {
        await admin.executeScript(`DROP DATABASE ${name}`);
        await admin.dispose();
      });
    },
  };
}

/**
 * Opens an engine on a database, hands it to `work` and closes every connection that it made.
 * @template T
 * @param {string} databaseUrl
 * @param {(engine: wasm.SchemaEngine) => Promise<T>} work
 * @returns {Promise<T>}
 */
async function withEngine(databaseUrl, work) {
  loadEngine();
  const provider = providerOf(databaseUrl);
  /** @type {SqlDriverAdapter[]} */
  const open = [];
  /** @param {Promise<SqlDriverAdapter>} connecting */
  const keep = async (connecting) => {
    const adapter = await connecting;
    open.push(adapter);
    return adapter;
  };
  const connections =
    provider === "postgresql" ? postgresConnections(databaseUrl) : sqliteConnections(databaseUrl);
  const factory = bindMigrationAwareSqlAdapterFactory({
    provider: provider === "postgresql" ? "postgres" : "sqlite",
    adapterName: "stile-migrate",
    connect: () => keep(connections.connect()),
    connectToShadowDb: () => keep(connections.connectToShadowDb()),
  });
  const schema = schemaFiles[provider];
  /** @type {[string, string][]} */
  const datamodels = [[schema, fs.readFileSync(path.join(root, schema), "utf8")]];
  try {
    const engine = await wasm.SchemaEngine.new({ datamodels }, () => {}, factory);
    return await work(engine);
  } finally {
    for (const adapter of open.reverse()) await adapter.dispose();
  }
}

/**
 * What Prisma's own command would write beside the migrations, so that it can be used on them too.
 * @param {Provider} provider
 */
const lockFile = (provider) => `provider = "${provider}"\n`;

/**
 * The migrations of one provider, in order, as the engine wants them.
 * @param {Provider} provider
 */
function migrationsList(provider) {
  const baseDir = path.join(root, "prisma/migrations", provider);
  const names = fs.existsSync(baseDir)
    ? fs
        .readdirSync(baseDir)
        .filter((name) => fs.existsSync(path.join(baseDir, name, "migration.sql")))
        .sort()
    : [];
  return {
    baseDir,
    lockfile: { path: "migration_lock.toml", content: lockFile(provider) },
    shadowDbInitScript: "",
    migrationDirectories: names.map((name) => ({
      path: name,
      migrationFile: {
        path: "migration.sql",
        content: {
          tag: /** @type {const} */ ("ok"),
          value: fs.readFileSync(path.join(baseDir, name, "migration.sql"), "utf8"),
        },
      },
    })),
  };
}

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
 * @param {(provider: Provider, databaseUrl: string) => Promise<void>} work
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
  const { generate } = await import("./generate.mjs");
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
  else if (command === undefined) {
    const { readEnv } = await import("../lib/server/env.js");
    const applied = await migrate(readEnv().DATABASE_URL);
    console.log(applied.length === 0 ? "The database is up to date." : `Applied: ${applied.join(", ")}`);
  } else {
    console.error("Usage: node scripts/migrate.mjs [new NAME | check]");
    process.exitCode = 1;
  }
}
