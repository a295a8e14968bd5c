import "server-only";
import { readEnv, readSecrets, type Secrets } from "./env.js";

export type Settings = {
  databaseUrl: string;
  provider: "sqlite" | "postgresql";
  /** The address that people open, without a path. */
  origin: string;
  secrets: Secrets;
};

let held: Settings | undefined;

/**
 * The environment and the secrets, read when they are first needed: a build must not ask for them.
 * Throws with one clear message for each wrong value.
 */
export function settings(): Settings {
  if (held === undefined) {
    const env = readEnv();
    held = {
      databaseUrl: env.DATABASE_URL,
      provider: env.DATABASE_URL.startsWith("file:") ? "sqlite" : "postgresql",
      origin: env.ORIGIN,
      secrets: readSecrets(env.SECRETS_FILE),
    };
  }
  return held;
}
