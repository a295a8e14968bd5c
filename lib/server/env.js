// What the environment says, checked, and the secrets beside the database. JavaScript, because scripts read it before a build.
import { randomBytes } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import * as z from "zod/mini";

/** @param {string} text */
function isDatabaseUrl(text) {
  return /^file:./.test(text) || /^postgres(ql)?:\/\/./.test(text);
}

/** @param {string} text */
const isPort = (text) => /^\d{1,5}$/.test(text) && Number(text) <= 65_535;

/** @param {string} text */
function isOrigin(text) {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  return /^https?:$/.test(url.protocol) && url.origin === text.replace(/\/$/, "");
}

const environment = z.pipe(
  z.object({
    DATABASE_URL: z._default(
      z
        .string()
        .check(
          z.refine(
            isDatabaseUrl,
            "DATABASE_URL must be file: and a path (for SQLite), or start with postgresql:// (for PostgreSQL).",
          ),
        ),
      "file:data/stile.db",
    ),
    PORT: z._default(z.string().check(z.refine(isPort, "PORT must be a number from 0 to 65535.")), "3000"),
    HOST: z._default(z.string(), "127.0.0.1"),
    ORIGIN: z.optional(
      z
        .string()
        .check(
          z.refine(
            isOrigin,
            "ORIGIN must be the address people open, such as https://stile.example, with no path after it.",
          ),
        ),
    ),
    SECRETS_FILE: z._default(z.string(), "data/secrets.json"),
    TRUST_PROXY: z._default(
      z.enum(["0", "1"], "TRUST_PROXY must be 1 (a proxy of yours stands in front of Stile) or 0."),
      "0",
    ),
  }),
  z.transform((env) => ({
    ...env,
    PORT: Number(env.PORT),
    ORIGIN: new URL(env.ORIGIN ?? `http://localhost:${env.PORT}`).origin,
    TRUST_PROXY: env.TRUST_PROXY === "1",
  })),
);

/** @typedef {z.infer<typeof environment>} Env */

/**
 * The settings of this server. HOST is where it listens: this machine alone unless told otherwise. Unset ones get their defaults; relative paths start at the project's folder.
 * Throws one Error with a sentence on a line of its own for each wrong value; no value is repeated, since one may hold a password.
 * @param {Record<string, string | undefined>} [source]
 * @returns {Env}
 */
export function readEnv(source = process.env) {
  // An unset value and an empty one are the same thing.
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ""));
  const result = environment.safeParse(given);
  if (result.success) return result.data;
  throw new Error(result.error.issues.map((issue) => issue.message).join("\n"));
}

/**
 * What a person who runs the server should know about settings that are allowed and will not work well.
 * @param {Env} env
 * @returns {string[]} sentences
 */
export function envWarnings({ ORIGIN }) {
  const { protocol, hostname } = new URL(ORIGIN);
  const local =
    hostname === "localhost" ||
    hostname.endsWith(".localhost") ||
    hostname === "127.0.0.1" ||
    hostname === "[::1]";
  if (protocol === "https:" || local) return [];
  return [
    `ORIGIN is ${ORIGIN}: over plain http browsers refuse the cryptography that Stile needs, except on localhost. Put https in front.`,
  ];
}

const secretsShape = z.strictObject({
  opaqueServerSetup: z.string().check(z.minLength(1)),
  sessionSecret: z.string().check(z.minLength(32)),
  rateLimitKey: z.string().check(z.minLength(32)),
});

/**
 * opaqueServerSetup: OPAQUE's long-term keys, without which no passphrase works; sessionSecret signs the session cookie;
 * rateLimitKey hides whose counter is whose.
 * @typedef {z.infer<typeof secretsShape>} Secrets
 */

/**
 * The secrets in a file. Throws with the reason when it is missing, open to others on this machine, or not what it should be.
 * @param {string} file
 * @returns {Secrets}
 */
export function readSecrets(file) {
  let text;
  const descriptor = openSecrets(file);
  try {
    const { mode } = fs.fstatSync(descriptor);
    if (process.platform !== "win32" && (mode & 0o077) !== 0) {
      throw new Error(
        `The secrets in ${file} can be read by others on this machine. Make it yours alone: chmod 600 "${file}"`,
      );
    }
    text = fs.readFileSync(/*turbopackIgnore: true*/ descriptor, "utf8");
  } finally {
    fs.closeSync(descriptor);
  }
  const secrets = secretsShape.safeParse(parseJson(text));
  if (!secrets.success)
    throw new Error(`The secrets in ${file} are damaged. Put your copy of that file back.`);
  return secrets.data;
}

/** @param {string} file */
function openSecrets(file) {
  try {
    return fs.openSync(/*turbopackIgnore: true*/ file, "r");
  } catch (error) {
    throw new Error(`The secrets cannot be read from ${file}.`, { cause: error });
  }
}

/** @param {string} text @returns {unknown} */
function parseJson(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * The secrets in a file, made when there is no such file. It appears whole or not at all, readable by its owner alone, and
 * where two processes make it at once one of them wins and both read the same. Throws as readSecrets does.
 * @param {string} file
 * @returns {Promise<Secrets>}
 */
export async function ensureSecrets(file) {
  if (!fs.existsSync(file)) await createSecrets(file);
  return readSecrets(file);
}

/** @param {string} file */
async function createSecrets(file) {
  // Large, and needed this once: a server that has its secrets starts without.
  const opaque = await import("@serenity-kit/opaque");
  await opaque.ready;
  /** @type {Secrets} */
  const secrets = {
    opaqueServerSetup: opaque.server.createSetup(),
    sessionSecret: randomBytes(32).toString("base64url"),
    rateLimitKey: randomBytes(32).toString("base64url"),
  };
  const folder = path.dirname(path.resolve(file));
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
  const temporary = `${file}.${randomBytes(6).toString("hex")}`;
  const descriptor = fs.openSync(/*turbopackIgnore: true*/ temporary, "wx", 0o600);
  try {
    fs.writeFileSync(descriptor, `${JSON.stringify(secrets, null, 2)}\n`);
    fs.fsyncSync(descriptor);
    // A hard link, unlike a rename, never replaces a file that is there by now.
    fs.linkSync(temporary, file);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
  } finally {
    fs.closeSync(descriptor);
    fs.unlinkSync(temporary);
  }
  if (process.platform !== "win32") {
    const directory = fs.openSync(/*turbopackIgnore: true*/ folder, "r");
    fs.fsyncSync(directory);
    fs.closeSync(directory);
  }
}

/**
 * Hands the server's own settings to libraries that read the environment. For a process that serves, and for no other.
 * @param {Env} env
 * @param {Secrets} secrets
 */
export function publishToLibraries(env, secrets) {
  process.env.NEXTAUTH_URL = env.ORIGIN;
  process.env.NEXTAUTH_SECRET = secrets.sessionSecret;
}
