import fs from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { derivePostgresSchema } from "../scripts/serve/generate.mjs";

const read = (name: string) => fs.readFileSync(path.join(import.meta.dirname, "../prisma", name), "utf8");
const sqlite = read("schema.prisma");
const postgresql = read("postgresql.prisma");

it("the PostgreSQL schema is the derived one", () => {
  expect(postgresql).toBe(derivePostgresSchema(sqlite));
});

it("the two schemas differ in provider and output alone", () => {
  const lines = postgresql.split("\n").slice(1);
  const differing = sqlite
    .split("\n")
    .flatMap((line, index) => (line === lines[index] ? [] : [[line.trim(), lines[index]?.trim()]]));
  expect(differing).toEqual([
    ['output       = "../lib/server/generated/sqlite"', 'output       = "../lib/server/generated/postgres"'],
    ['provider = "sqlite"', 'provider = "postgresql"'],
  ]);
  expect(lines).toHaveLength(sqlite.split("\n").length);
});

it("both have the same migrations, by name", () => {
  const names = (provider: string) =>
    fs
      .readdirSync(path.join(import.meta.dirname, "../prisma/migrations", provider))
      .filter((name) => /^\d/.test(name));
  expect(names("sqlite").length).toBeGreaterThan(0);
  expect(names("postgresql")).toEqual(names("sqlite"));
});
