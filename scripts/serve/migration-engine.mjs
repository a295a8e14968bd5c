// Prisma's own schema engine as WebAssembly, so that no engine has to be downloaded, and the migrations as it wants them.
import { randomUUID } from "node:crypto";
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { PrismaLibSql } from "@prisma/adapter-libsql";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import * as wasm from "@prisma/schema-engine-wasm/schema_engine_bg";
import pg from "pg";
import { root } from "./root.mjs";

/** @typedef {"sqlite" | "postgresql"} Provider */
/** @typedef {import("@prisma/driver-adapter-utils").SqlDriverAdapter} SqlDriverAdapter */

/** The schema for each kind of database. */
export const schemaFiles = { sqlite: "prisma/schema.prisma", postgresql: "prisma/postgresql.prisma" };
/** The engine asks for it; nothing is left out. */
export const filters = { externalTables: [], externalEnums: [] };

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
 * The kind of database that a URL leads to.
 * @param {string} databaseUrl
 * @returns {Provider}
 */
export function providerOf(databaseUrl) {
  return /^postgres(ql)?:/.test(databaseUrl) ? "postgresql" : "sqlite";
}

/**
 * Opens a SQLite database. Whoever opens it disposes of it.
 * @param {string} url
 * @returns {Promise<SqlDriverAdapter>}
 */
export function connectSqlite(url) {
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
export async function withEngine(databaseUrl, work) {
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
export const lockFile = (provider) => `provider = "${provider}"\n`;

/**
 * The migrations of one provider, in order, as the engine wants them.
 * @param {Provider} provider
 */
export function migrationsList(provider) {
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
