import { db } from "@/lib/server/db";
import { Prisma } from "@/lib/server/generated/sqlite/client";
import { testProvider } from "../database";

/*
 * Copies of the whole database inside it, so that a run can begin where another began: making people anew costs a hundred
 * times as much.
 */

/** Every table, each after those that it refers to: the order of the schema. */
const TABLES = Object.values(Prisma.ModelName);

/**
 * Lets the database not wait for the disk: what a power cut leaves is not looked at here. Only SQLite has this to set.
 */
export async function withoutDisk(): Promise<void> {
  if (testProvider() === "sqlite") await db().$executeRawUnsafe("PRAGMA synchronous=OFF");
}

/** Keeps what every table holds now under a name. */
export async function keepCopy(name: string): Promise<void> {
  for (const table of TABLES) {
    await db().$executeRawUnsafe(`CREATE TABLE "${name} ${table}" AS SELECT * FROM "${table}"`);
  }
}

/** Makes one table hold what it held then. */
export async function putTableBack(name: string, table: Prisma.ModelName): Promise<void> {
  await db().$transaction([
    db().$executeRawUnsafe(`DELETE FROM "${table}"`),
    db().$executeRawUnsafe(`INSERT INTO "${table}" SELECT * FROM "${name} ${table}"`),
  ]);
}

/** Makes every table hold what it held then. */
export async function putCopyBack(name: string): Promise<void> {
  await db().$transaction([
    ...[...TABLES].reverse().map((table) => db().$executeRawUnsafe(`DELETE FROM "${table}"`)),
    ...TABLES.map((table) =>
      db().$executeRawUnsafe(`INSERT INTO "${table}" SELECT * FROM "${name} ${table}"`),
    ),
  ]);
}
