import * as opaque from "@serenity-kit/opaque";
import * as z from "zod/mini";
import * as unknown from "@/app/api/[...unknown]/route";
import * as accessFinish from "@/app/api/access/finish/route";
import * as access from "@/app/api/access/route";
import * as accessSetupFinish from "@/app/api/access/setup/finish/route";
import * as accessSetupStart from "@/app/api/access/setup/start/route";
import * as accessStart from "@/app/api/access/start/route";
import * as accountsFinish from "@/app/api/accounts/finish/route";
import * as accountsStart from "@/app/api/accounts/start/route";
import * as auth from "@/app/api/auth/[...nextauth]/route";
import * as inviteAccept from "@/app/api/invites/[id]/accept/route";
import * as invite from "@/app/api/invites/[id]/route";
import * as invitesMine from "@/app/api/invites/mine/route";
import * as invites from "@/app/api/invites/route";
import * as keyHalf from "@/app/api/key-half/route";
import * as keyHalfVerifier from "@/app/api/key-half/verifier/route";
import * as link from "@/app/api/link/route";
import * as place from "@/app/api/place/route";
import * as recoveryFinish from "@/app/api/recovery/finish/route";
import * as recoveryOpen from "@/app/api/recovery/open/route";
import * as recoveryStart from "@/app/api/recovery/start/route";
import * as session from "@/app/api/session/route";
import * as sheetMine from "@/app/api/sheet/mine/route";
import * as sheet from "@/app/api/sheet/route";
import * as signInStart from "@/app/api/sign-in/start/route";
import * as vaultDocument from "@/app/api/vault/[name]/route";
import * as vaultRead from "@/app/api/vault/read/route";
import * as vault from "@/app/api/vault/route";
import * as vaultVersions from "@/app/api/vault/versions/route";
import { claimFrom } from "@/lib/server/session";
import { ACCESS_HEADER, ACCOUNT_HEADER } from "@/lib/wire/headers";
import { PACKED_TYPE, unpack } from "@/lib/wire/packed";
import { ORIGIN } from "./database";

type Params = Record<string, string | string[]>;
type Handlers = Record<string, (request: Request, context: { params: Promise<Params> }) => Promise<Response>>;

/** Every route, in the order in which Next would match it. */
const ROUTES: [pattern: string, handlers: Handlers][] = [
  ["accounts/start", accountsStart],
  ["accounts/finish", accountsFinish],
  ["sign-in/start", signInStart],
  ["session", session],
  ["place", place],
  ["access", access],
  ["access/start", accessStart],
  ["access/finish", accessFinish],
  ["access/setup/start", accessSetupStart],
  ["access/setup/finish", accessSetupFinish],
  ["key-half", keyHalf],
  ["key-half/verifier", keyHalfVerifier],
  ["recovery/open", recoveryOpen],
  ["recovery/start", recoveryStart],
  ["recovery/finish", recoveryFinish],
  ["vault", vault],
  ["vault/read", vaultRead],
  ["vault/versions", vaultVersions],
  ["vault/[name]", vaultDocument],
  ["sheet", sheet],
  ["sheet/mine", sheetMine],
  ["invites", invites],
  ["invites/mine", invitesMine],
  ["invites/[id]", invite],
  ["invites/[id]/accept", inviteAccept],
  ["link", link],
  ["auth/[...nextauth]", auth],
  ["[...unknown]", unknown],
];

/** The patterns of all routes, for tests that go through every one. */
export const PATTERNS = ROUTES.map(([pattern]) => pattern);

function match(pattern: string, path: string): Params | undefined {
  const params: Params = {};
  const wanted = pattern.split("/");
  const given = path.split("/");
  for (const [at, part] of wanted.entries()) {
    const value = given[at];
    if (value === undefined) return undefined;
    const name = /^\[(\.\.\.)?(\w+)\]$/.exec(part);
    if (name?.[2] === undefined) {
      if (part !== value) return undefined;
    } else if (name[1] === undefined) {
      params[name[2]] = decodeURIComponent(value);
    } else {
      params[name[2]] = given.slice(at);
      return params;
    }
  }
  return wanted.length === given.length ? params : undefined;
}

/** The pattern of the route that a path below /api/ leads to. */
export const patternOf = (path: string): string | undefined =>
  PATTERNS.find((pattern) => match(pattern, path) !== undefined);

export type Options = {
  method?: string;
  /** Sent as JSON; a string or bytes as they are. */
  body?: unknown;
  cookie?: string | undefined;
  /** The owner that the request names; without it the one whom the cookie says, as a page of ours would. Null: none. */
  account?: string | null;
  /** The token that it carries; without it one of the cookie's own, as an open tab would. Null: none, so a cookie alone. */
  access?: string | null;
  /** Where it comes from, as scripts/serve/serve.mjs would say. */
  address?: string | undefined;
  /** Over the usual headers; undefined takes one away. */
  headers?: Record<string, string | undefined>;
};

export type Answer = {
  status: number;
  headers: Headers;
  /** The body as it came. */
  bytes: Uint8Array<ArrayBuffer>;
  /** The body as text; of a packed one each byte as a character, so that two of them are alike only where their bytes are. */
  text: string;
  /** The parsed body; of a packed one its head, each document with its bytes in base64url; undefined where there is none. */
  // biome-ignore lint/suspicious/noExplicitAny: what an answer holds is what the tests are there to say
  json: any;
};

/** What the accounts of the tests prove access with, by owner. */
export const accessSecrets = new Map<string, string>();
/** The newest token of each cookie. */
const tokens = new Map<string, string>();

/** Weak, as the program's own: there is nothing to guess about a random secret. */
export const accessStretching = { "argon2id-custom": { memory: 8, iterations: 1, parallelism: 1 } } as const;

/** Notes the token that a browser of the tests got. */
export function noteToken(cookie: string, token: string): void {
  tokens.set(cookie, token);
}

/**
 * The token of a cookie, got as an open vault would get it; or the answer that refuses it; undefined where the cookie's owner
 * is not known here.
 */
export async function tokenFor(cookie: string): Promise<string | Answer | undefined> {
  const held = tokens.get(cookie);
  if (held !== undefined) return held;
  const claim = await claimFrom(new Request(ORIGIN, { headers: { cookie } }));
  const secret = accessSecrets.get(claim?.userId ?? "");
  return secret === undefined ? undefined : openAccess(cookie, secret);
}

/** What ends a proof of access: sent to the server it gets a token, or has it note a verifier. */
export type Exchange = { attempt: string; finishLoginRequest: string };

/** Begins a proof of access: what ends it, or the answer that refuses it. */
export async function beginExchange(
  cookie: string,
  secret: string,
  address?: string,
): Promise<Exchange | Answer> {
  await opaque.ready;
  const { clientLoginState, startLoginRequest } = opaque.client.startLogin({ password: secret });
  const started = await sendPlain("access/start", { body: { startLoginRequest }, cookie, address });
  if (started.status !== 200) return started;
  const { attempt, loginResponse } = started.json;
  const proof = opaque.client.finishLogin({
    clientLoginState,
    loginResponse,
    password: secret,
    keyStretching: accessStretching,
  });
  // A browser notices a wrong key by itself; here something is sent all the same.
  const finishLoginRequest = proof?.finishLoginRequest ?? Buffer.alloc(64).toString("base64url");
  return { attempt, finishLoginRequest };
}

/** Goes through both halves of a proof of access: the token, or the answer that refuses it. */
export async function openAccess(cookie: string, secret: string, address?: string): Promise<string | Answer> {
  const body = await beginExchange(cookie, secret, address);
  if ("status" in body) return body;
  const finished = await sendPlain("access/finish", { body, cookie, address });
  if (finished.status !== 200) return finished;
  tokens.set(cookie, finished.json.token);
  return finished.json.token;
}

/** The paths that take no token. */
const BY_COOKIE = /^(access\/|accounts\/|sign-in\/|session$|recovery\/|auth\/)/;

/**
 * Sends a request to the real handler of a path below /api/, as a page of ours would: for the account of its cookie, with a
 * token of that account's where it has one, and a new one where that has ended.
 */
export async function send(path: string, options: Options = {}): Promise<Answer> {
  const { cookie } = options;
  if (options.access !== undefined || !cookie || BY_COOKIE.test(path)) return sendPlain(path, options);
  const token = await tokenFor(cookie);
  if (typeof token === "object") return token;
  const answer = await sendPlain(path, { ...options, access: token ?? null });
  if (answer.json?.error !== "locked" || options.body instanceof ReadableStream) return answer;
  tokens.delete(cookie);
  const fresh = await tokenFor(cookie);
  if (typeof fresh === "object") return fresh;
  return fresh === undefined ? answer : sendPlain(path, { ...options, access: fresh });
}

async function sendPlain(path: string, options: Options): Promise<Answer> {
  const { method = options.body === undefined ? "GET" : "POST", body, cookie, address } = options;
  const headers = new Headers();
  const usual: Record<string, string | undefined> = {
    origin: method === "GET" ? undefined : ORIGIN,
    "sec-fetch-site": "same-origin",
    "content-type": body === undefined ? undefined : "application/json",
    cookie,
    "x-stile-address": address,
    ...options.headers,
  };
  for (const [name, value] of Object.entries(usual)) if (value !== undefined) headers.set(name, value);
  const request = new Request(`${ORIGIN}/api/${path}`, { method, headers, ...payload(body) });
  const account = options.account === undefined ? (await claimFrom(request))?.userId : options.account;
  if (account != null) request.headers.set(ACCOUNT_HEADER, account);
  if (options.access != null) request.headers.set(ACCESS_HEADER, options.access);
  return dispatch(path, request);
}

function payload(body: unknown): { body?: BodyInit; duplex?: "half" } {
  if (body === undefined) return {};
  if (body instanceof ReadableStream) return { body, duplex: "half" };
  if (typeof body === "string" || body instanceof Uint8Array) return { body: new Blob([Buffer.from(body)]) };
  return { body: JSON.stringify(body) };
}

async function dispatch(path: string, request: Request): Promise<Answer> {
  for (const [pattern, handlers] of ROUTES) {
    const params = match(pattern, path);
    if (params === undefined) continue;
    const handler = handlers[request.method];
    if (handler === undefined) throw new Error(`${pattern} exports no ${request.method}`);
    const response = await handler(request, { params: Promise.resolve(params) });
    const bytes = new Uint8Array(await response.arrayBuffer());
    return { status: response.status, headers: response.headers, bytes, ...read(bytes, response.headers) };
  }
  throw new Error(`No route for ${path}`);
}

/** What is packed, with whatever else may stand in it. */
const packedAnswer = z.strictObject({
  head: z.looseObject({ documents: z.array(z.looseObject({})) }),
  pieces: z.array(z.instanceof(Uint8Array)),
});

function read(bytes: Uint8Array, headers: Headers): Pick<Answer, "text" | "json"> {
  if (headers.get("content-type") === PACKED_TYPE) {
    const { head, pieces } = packedAnswer.parse(unpack(bytes));
    if (pieces.length !== head.documents.length) throw new Error("There is a piece for each document.");
    const documents = head.documents.map((one, at) => ({
      ...one,
      sealed: Buffer.from(pieces[at] ?? []).toString("base64url"),
    }));
    return { text: Buffer.from(bytes).toString("latin1"), json: { ...head, documents } };
  }
  const text = new TextDecoder().decode(bytes);
  return { text, json: text === "" ? undefined : JSON.parse(text) };
}

/** A request as another process takes it (support/serve.mjs): JSON, whatever the body is. */
export function asJson(path: string, { body, ...options }: Options): string {
  const carried = body instanceof Uint8Array ? { bytes: Buffer.from(body).toString("base64url") } : { body };
  return JSON.stringify({ path, options, ...carried });
}
