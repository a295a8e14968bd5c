// Makes the two database clients from one schema: `node scripts/generate.mjs`
import fs from "node:fs";
import path from "node:path";
import { hashOf, isMain, packageCommand, readIfThere, root, run } from "./support.mjs";

const source = "prisma/schema.prisma";
const derived = "prisma/postgresql.prisma";
const output = "lib/server/generated";
const stamp = path.join(root, output, "stamp");

/**
 * The PostgreSQL schema that belongs to the SQLite one: it differs in provider and output, and in its first line.
 * @param {string} sqliteSchema
 */
export function derivePostgresSchema(sqliteSchema) {
  const body = sqliteSchema
    .replace('provider = "sqlite"', 'provider = "postgresql"')
    .replace('"../lib/server/generated/sqlite"', '"../lib/server/generated/postgres"');
  return `// Derived from schema.prisma by scripts/generate.mjs: change that one.\n${body}`;
}

/**
 * Brings prisma/postgresql.prisma and both clients up to date; does nothing when they are.
 * Throws with what Prisma printed when it refuses the schema.
 * @returns {Promise<boolean>} whether anything had to be made
 */
export async function generate() {
  const schema = derivePostgresSchema(fs.readFileSync(path.join(root, source), "utf8"));
  const derivedFile = path.join(root, derived);
  if (readIfThere(derivedFile) !== schema) fs.writeFileSync(derivedFile, schema);

  const wanted = hashOf([source, derived, "node_modules/prisma/package.json"]);
  if (readIfThere(stamp) === wanted) return false;

  for (const file of [source, derived]) {
    const { code, output } = await run(
      process.execPath,
      [packageCommand("prisma"), "generate", "--schema", file],
      { capture: true },
    );
    if (code !== 0) throw new Error(`Prisma could not generate a client from ${file}:\n${output}`);
  }
  fs.writeFileSync(stamp, wanted);
  return true;
}

if (isMain(import.meta.url)) {
  console.log((await generate()) ? "Database clients generated." : "Database clients are up to date.");
}
