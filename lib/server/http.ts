import "server-only";
import { isIPv6 } from "node:net";
import type * as z from "zod/mini";
import type { ErrorCode } from "@/lib/wire/errors";
import { PACKED_TYPE, pack } from "@/lib/wire/packed";
import { release } from "./bytes";
import { isDatabaseAway, isStorageFull, openDatabase } from "./db";
import { AppError } from "./errors";
import { settings } from "./settings";

const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"] as const;
type Method = (typeof METHODS)[number];

type Parameters = Record<string, string | string[] | undefined>;
export type Call = { request: Request; params: Parameters };
type Handler = (call: Call) => Promise<Response>;
type NextHandler = (request: Request, context: { params: Promise<Parameters> }) => Promise<Response>;

/** On every answer: nothing is kept by a browser or anything between. */
const ALWAYS = { "Cache-Control": "no-store" };

/**
 * The one wrapper around every route: refuses other origins and other methods, and turns whatever is thrown into the
 * contract's error shape.
 * @param name the route's pattern, for the log: it holds no id
 */
export function route(name: string, handlers: Partial<Record<Method, Handler>>): Record<Method, NextHandler> {
  const allow = METHODS.filter((method) => handlers[method] !== undefined).join(", ");
  const make =
    (method: Method): NextHandler =>
    async (request, context) => {
      try {
        refuseOtherOrigins(request, method);
        const handler = handlers[method];
        if (handler === undefined) throw new AppError("method_not_allowed", { Allow: allow });
        await openDatabase();
        return await handler({ request, params: await context.params });
      } catch (error) {
        return toErrorResponse(error, name);
      }
    };
  return {
    GET: make("GET"),
    HEAD: make("HEAD"),
    POST: make("POST"),
    PUT: make("PUT"),
    PATCH: make("PATCH"),
    DELETE: make("DELETE"),
    OPTIONS: make("OPTIONS"),
  };
}

/**
 * A write must come from our own pages: by its Origin, or where the browser withholds that, by Sec-Fetch-Site. A browser
 * lets no page forge either. A read must not be made by another site's page.
 */
function refuseOtherOrigins(request: Request, method: Method): void {
  const site = request.headers.get("sec-fetch-site");
  if (method === "GET" || method === "HEAD") {
    if (site !== null && site !== "same-origin" && site !== "none") throw new AppError("not_allowed");
    return;
  }
  const origin = request.headers.get("origin");
  const own = origin === null || origin === "null" ? site === "same-origin" : origin === settings().origin;
  if (!own) throw new AppError("not_allowed");
}

/** A JSON answer. */
export function json(body: object, status = 200, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { "Content-Type": "application/json", ...ALWAYS, ...headers },
  });
}

/** An answer of JSON with bytes behind it (lib/wire/packed.ts). The pieces are given up: see `release`. */
export function packed(
  head: object,
  pieces: readonly Uint8Array[],
  headers: Record<string, string> = {},
): Response {
  const body = pack(head, pieces);
  for (const piece of pieces) release(piece);
  return new Response(body, { headers: { "Content-Type": PACKED_TYPE, ...ALWAYS, ...headers } });
}

/** Does the asker hold this answer already? */
export function isHeld(request: Request, etag: string): boolean {
  const held = request.headers.get("if-none-match") ?? "";
  return held.split(",").some((tag) => tag.trim().replace(/^W\//, "") === etag);
}

/** An answer without a body, for what the asker already holds. */
export function notModified(headers: Record<string, string>): Response {
  return new Response(null, { status: 304, headers: { ...ALWAYS, ...headers } });
}

/**
 * The answer to anything thrown. What was not foreseen is a `server_error` with one line in the log that tells where, not
 * what: messages of the database quote the data.
 */
export function toErrorResponse(error: unknown, name: string): Response {
  const known = error instanceof AppError ? error : new AppError(codeOf(error));
  if (known.status >= 500) log(known.code, name, error);
  return json({ error: known.code }, known.status, known.headers);
}

function codeOf(error: unknown): ErrorCode {
  if (isStorageFull(error)) return "storage_full";
  return isDatabaseAway(error) ? "unavailable" : "server_error";
}

function log(code: string, name: string, error: unknown): void {
  const kind = error instanceof Error ? error.name : typeof error;
  const detail = error instanceof Error && "code" in error ? ` ${String(error.code)}` : "";
  const frame = error instanceof Error ? /^ {4}at .*$/m.exec(error.stack ?? "")?.[0].trim() : undefined;
  console.error(`${code} in ${name}: ${kind}${detail}${frame ? ` ${frame}` : ""}`);
}

/**
 * A part of the address. What cannot be an id gets the same answer as an id that is not there.
 * @param otherwise the code that this route has for that
 */
export function param<Schema extends z.ZodMiniType>(
  call: Call,
  name: string,
  schema: Schema,
  otherwise: ErrorCode = "not_found",
): z.output<Schema> {
  const parsed = schema.safeParse(call.params[name]);
  if (!parsed.success) throw new AppError(otherwise);
  return parsed.data;
}

/**
 * The asker's address as scripts/serve/serve.mjs wrote it, over anything that a client sent. Of an IPv6 address the first half: who
 * has one has all that begin so, and limits would count each anew.
 */
export function addressOf(request: Request): string {
  const address = request.headers.get("x-stile-address") ?? "local";
  if (!isIPv6(address)) return address;
  const canonical = new URL(`http://[${address.replace(/%.*/, "")}]`).hostname.slice(1, -1);
  const [front = [], back = []] = canonical.split("::").map((part) => part.split(":").filter(Boolean));
  const zeros = Array<string>(8 - front.length - back.length).fill("0");
  return [...front, ...zeros, ...back].slice(0, 4).join(":");
}
