import { randomUUID } from "node:crypto";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import pg from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { drift } from "../../scripts/migrations.mjs";
import { migrate } from "../../scripts/serve/migrate.mjs";

const postgresUrl =
  process.env.STILE_TEST_DATABASE === "postgresql" ? process.env.DATABASE_URL_TEST_POSTGRES : undefined;
const folder = fs.mkdtempSync(path.join(os.tmpdir(), "stile-migrations-"));
const name = `stile_migrations_${randomUUID().replaceAll("-", "")}`;
let url = pathToFileURL(path.join(folder, "a b", "stile.db")).href;

/** One statement on the server that the tests were given. */
async function admin(sql: string) {
  const client = new pg.Client({ connectionString: postgresUrl });
  await client.connect();
  const { rows } = await client.query(sql);
  await client.end();
  return rows;
}

beforeAll(async () => {
  if (postgresUrl === undefined) return;
  await admin(`CREATE DATABASE ${name}`);
  const own = new URL(postgresUrl);
  own.pathname = `/${name}`;
  url = own.href;
});
afterAll(async () => {
  if (postgresUrl !== undefined) await admin(`DROP DATABASE ${name}`);
  fs.rmSync(folder, { recursive: true });
});

it("the migrations make what the schema says", async () => {
  expect(await drift(url)).toBe("");
  if (postgresUrl === undefined) return;
  expect(await admin("SELECT datname FROM pg_database WHERE datname LIKE 'stile_shadow%'")).toEqual([]);
});

it("are applied once, whoever asks and how often", async () => {
  const first = await Promise.all([migrate(url), migrate(url), migrate(url)]).then((applied) =>
    applied.flat(),
  );
  expect(first.length).toBeGreaterThan(0);
  expect(new Set(first).size).toBe(first.length);
  expect(await migrate(url)).toEqual([]);
});

it("make a SQLite file for its owner alone", () => {
  const others = url.startsWith("file:") ? fs.statSync(new URL(url)).mode & 0o077 : 0;
  expect(others).toBe(0);
});
