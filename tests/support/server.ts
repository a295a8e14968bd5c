import { afterAll, beforeAll } from "vitest";
import { db, openDatabase } from "@/lib/server/db";
import { createTestDatabase, type TestDatabase } from "./database";

/** Gives a test file a database of its own, and takes it away afterwards. */
export function withServer(): { database: () => TestDatabase } {
  let database: TestDatabase | undefined;
  beforeAll(async () => {
    database = await createTestDatabase();
    await openDatabase();
  });
  afterAll(async () => {
    await db().$disconnect();
    await database?.drop();
  });
  return {
    database: () => {
      if (database === undefined) throw new Error("The database is made before the first test.");
      return database;
    },
  };
}
