import "server-only";
import { db, isUniqueViolation } from "./db";
import { publicKey } from "./opaque";

/** The one row of its table. */
const ONLY = 1;

/**
 * Do these secrets belong to this database? On the first start they are bound to each other. Throws an Error whose
 * message says in plain words what is wrong and what to do; nobody's record has been touched then.
 */
export async function checkDeployment(): Promise<void> {
  const key = await publicKey().catch(() => {
    throw new Error(
      "Stile does not start: the OPAQUE setup in the secrets file is damaged. Put back your copy of that file.",
    );
  });
  const bound = await readOrBind(key);
  if (bound === key) return;
  throw new Error(
    "Stile does not start: its secrets file and its database do not belong together. The accounts in this database were " +
      "made under other secrets, and with these nobody could sign in. Nothing has been changed. Put back the secrets file " +
      "that belongs to this database, or point DATABASE_URL to the database that belongs to these secrets.",
  );
}

async function readOrBind(key: string): Promise<string> {
  const where = { id: ONLY };
  const held = await db().deployment.findUnique({ where });
  if (held !== null) return held.opaquePublicKey;
  try {
    await db().deployment.create({ data: { id: ONLY, opaquePublicKey: key } });
    return key;
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    // Another process started at the same moment and was first.
    const { opaquePublicKey } = await db().deployment.findUniqueOrThrow({ where });
    return opaquePublicKey;
  }
}
