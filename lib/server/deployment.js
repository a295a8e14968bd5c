// Do the secrets belong to the database? Asked at every start, before anything is answered and before Next.js is there: so in
// JavaScript, and through the database's driver alone.
import * as opaque from "@serenity-kit/opaque";
import { DATABASE_TIMEOUT_MS } from "./database-timeout.js";

/** @typedef {import("./env.js").Env} Env */
/** @typedef {import("./env.js").Secrets} Secrets */
/** @typedef {import("@prisma/driver-adapter-utils").SqlDriverAdapter} SqlDriverAdapter */

/**
 * Do these secrets belong to this database? On the first start they are bound to each other. Throws an Error whose
 * message says in plain words what is wrong and what to do; nobody's record has been touched then.
 * @param {Env} env
 * @param {Secrets} secrets
 */
export async function checkDeployment({ DATABASE_URL }, { opaqueServerSetup }) {
  const key = await publicKey(opaqueServerSetup);
  if ((await readOrBind(DATABASE_URL, key)) === key) return;
  throw new Error(
    "Stile does not start: its secrets file and its database do not belong together. The accounts in this database were " +
      "made under other secrets, and with these nobody could sign in. Nothing has been changed. Put back the secrets file " +
      "that belongs to this database, or point DATABASE_URL to the database that belongs to these secrets.",
  );
}

/** The key that accounts are made under; it changes when the secrets do. @param {string} serverSetup */
async function publicKey(serverSetup) {
  await opaque.ready;
  try {
    return opaque.server.getPublicKey(serverSetup);
  } catch {
    throw new Error(
      "Stile does not start: the OPAQUE setup in the secrets file is damaged. Put back your copy of that file.",
    );
  }
}

/** The key that the database is bound to, which is this one where it was bound to none. @param {string} url @param {string} key */
async function readOrBind(url, key) {
  try {
    const database = await connect(url);
    try {
      const read = async () => {
        const sql = 'SELECT "opaquePublicKey" FROM "Deployment" WHERE "id" = 1';
        return (await database.queryRaw({ sql, args: [], argTypes: [] })).rows[0]?.[0];
      };
      const held = await read();
      if (held !== undefined) return held;
      const place = database.provider === "postgres" ? "$1" : "?";
      await database.executeRaw({
        // Of several that start at the same moment the first binds, and all read what it bound.
        sql: `INSERT INTO "Deployment" ("id", "opaquePublicKey") VALUES (1, ${place}) ON CONFLICT DO NOTHING`,
        args: [key],
        argTypes: [{ scalarType: "string", arity: "scalar" }],
      });
      return await read();
    } finally {
      await database.dispose();
    }
  } catch (cause) {
    // What the driver says may quote the address, and with it a password: it is not part of the sentence.
    throw new Error(
      "Stile does not start: the database does not answer as it should. See that it runs, that DATABASE_URL is right and " +
        "that its migrations are applied.",
      { cause },
    );
  }
}

/** @param {string} url @returns {Promise<SqlDriverAdapter>} */
async function connect(url) {
  if (url.startsWith("file:")) {
    const { PrismaLibSql } = await import("@prisma/adapter-libsql");
    // The adapter hands its whole configuration to libSQL; its type leaves out the time to wait for another writer.
    const config = { url, timeout: DATABASE_TIMEOUT_MS };
    return new PrismaLibSql(config).connect();
  }
  const { PrismaPg } = await import("@prisma/adapter-pg");
  const config = {
    connectionString: url,
    max: 1,
    connectionTimeoutMillis: DATABASE_TIMEOUT_MS,
    statement_timeout: DATABASE_TIMEOUT_MS,
    query_timeout: DATABASE_TIMEOUT_MS,
  };
  return new PrismaPg(config, { onPoolError: () => {} }).connect();
}
