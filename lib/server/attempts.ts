import "server-only";
import { newId } from "./bytes";
import { db, isNotFound } from "./db";

const LIFETIME_MS = {
  "sign-up": 10 * 60_000,
  "sign-in": 60_000,
  recovery: 10 * 60_000,
  "access-setup": 60_000,
  "access-record": 60_000,
};
type Kind = keyof typeof LIFETIME_MS;
type Begun = { userId: string | null; handle: string | null; state: string };

/** Keeps what was begun until its second half arrives; sweeps out what was never finished. Returns the attempt's id. */
export async function beginAttempt(kind: Kind, begun: Begun): Promise<string> {
  const now = Date.now();
  await db().loginAttempt.deleteMany({ where: { expiresAt: { lt: new Date(now) } } });
  const id = newId();
  await db().loginAttempt.create({
    data: { id, kind, ...begun, expiresAt: new Date(now + LIFETIME_MS[kind]) },
  });
  return id;
}

/** Takes an attempt away and returns it: of two that ask at once, one gets it. Null when it is not there or too old. */
export async function takeAttempt(kind: Kind, id: string): Promise<Begun | null> {
  try {
    const taken = await db().loginAttempt.delete({
      where: { id, kind },
      select: { userId: true, handle: true, state: true, expiresAt: true },
    });
    return taken.expiresAt.getTime() > Date.now() ? taken : null;
  } catch (error) {
    if (isNotFound(error)) return null;
    throw error;
  }
}
