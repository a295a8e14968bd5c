// Makes the two database clients from one schema: `node scripts/serve/generate.mjs`
import fs from "node:fs";
import path from "node:path";
import { hashOf, readIfThere } from "./files.mjs";
import { isMain } from "./is-main.mjs";
import { root } from "./root.mjs";
import { packageCommand, run } from "./run.mjs";

const source = "prisma/schema.prisma";
const derived = "prisma/postgresql.prisma";
const clients = "lib/server/generated";
const stamp = path.join(root, clients, "stamp");

/**
 * The PostgreSQL schema that belongs to the SQLite one: it differs in provider and output, and in its first line.
 * @param {string} sqliteSchema
 */
export function derivePostgresSchema(sqliteSchema) {
  const body = sqliteSchema
    .replace('provider = "sqlite"', 'provider = "postgresql"')
    .replace('"../lib/server/generated/sqlite"', '"../lib/server/generated/postgres"');
  return `// Derived from schema.prisma by scripts/serve/generate.mjs: change that one.\n${body}`;
}

/** How a generated client gets the WebAssembly of its query compiler: from a module with all of it as one text. */
const FROM_TEXT =
  /const \{ wasm \} = await import\("(?<module>[^"]+\.wasm-base64\.mjs)"\)\s+return await decodeBase64AsWasm\(wasm\)/;

/**
 * Lets a generated client read its query compiler from a file beside it. The text that Prisma ships is held twice for as long as
 * the server runs, as the module and as its source: 4 MB. Throws where the client does not look as expected.
 * @param {string} folder
 */
async function putCompilerInFile(folder) {
  const file = path.join(folder, "internal/class.ts");
  const source = fs.readFileSync(file, "utf8");
  const { module } = FROM_TEXT.exec(source)?.groups ?? {};
  if (module === undefined)
    throw new Error(`${file} loads its query compiler in a way that is not known here.`);
  const { wasm } = await import(module);
  fs.writeFileSync(path.join(folder, "internal/query_compiler.wasm"), Buffer.from(wasm, "base64"));
  fs.writeFileSync(
    file,
    source.replace(
      FROM_TEXT,
      `const { readFile } = await import("node:fs/promises")
    return WebAssembly.compile(await readFile(new URL("./query_compiler.wasm", import.meta.url)))`,
    ),
  );
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

  const wanted = hashOf([source, derived, "node_modules/prisma/package.json", "scripts/serve/generate.mjs"]);
  if (readIfThere(stamp) === wanted) return false;

  for (const file of [source, derived]) {
    const { code, output } = await run(
      process.execPath,
      [packageCommand("prisma"), "generate", "--schema", file],
      { capture: true },
    );
    if (code !== 0) throw new Error(`Prisma could not generate a client from ${file}:\n${output}`);
  }
  for (const name of ["sqlite", "postgres"]) await putCompilerInFile(path.join(root, clients, name));
  fs.writeFileSync(stamp, wanted);
  return true;
}

if (isMain(import.meta.url)) {
  console.log((await generate()) ? "Database clients generated." : "Database clients are up to date.");
}
