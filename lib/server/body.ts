import "server-only";
import type * as z from "zod/mini";
import {
  BODY_MARKS_SMALL,
  BODY_MAX_DEPTH,
  BODY_STALL_MS,
  BODY_TIMEOUT_MS,
  transferMs,
} from "@/lib/wire/limits";
import { PACKED_TYPE, unpack } from "@/lib/wire/packed";
import { AppError } from "./errors";

/**
 * Reads a request's JSON, bounded in bytes, depth, number of values and time before anything is parsed, and checks its shape.
 * @param maxBytes the route's limit
 * @param maxMarks how many strings, opening brackets and commas the route's longest message needs
 * Throws AppError: `wrong_content_type`, `body_too_large`, `body_timeout`, or `bad_request` for anything else that is wrong.
 */
export async function readBody<Schema extends z.ZodMiniType>(
  request: Request,
  schema: Schema,
  maxBytes: number,
  maxMarks = BODY_MARKS_SMALL,
): Promise<z.output<Schema>> {
  requireType(request, /^application\/json(?:\s*;\s*charset="?utf-8"?)?$/i);
  const text = decode(await readBytes(request, maxBytes));
  return checked(schema, parse(text, maxMarks));
}

/** Whether a body says of itself that it is packed, for a route that takes JSON too. */
export const isPacked = (request: Request): boolean =>
  request.headers.get("content-type")?.toLowerCase() === PACKED_TYPE;

/** The same for a body of JSON with bytes behind it (lib/wire/packed.ts). `maxMarks` is of its JSON. */
export async function readPacked<Schema extends z.ZodMiniType>(
  request: Request,
  schema: Schema,
  maxBytes: number,
  maxMarks: number,
): Promise<z.output<Schema>> {
  requireType(request, /^application\/octet-stream$/i);
  const bytes = await readBytes(request, maxBytes);
  return checked(
    schema,
    unpack(bytes, (text) => parse(text, maxMarks)),
  );
}

/** Throws `wrong_content_type` for a body of another type, or one that is to be unpacked first. */
function requireType(request: Request, type: RegExp): void {
  const isOfType = type.test(request.headers.get("content-type") ?? "");
  if (!isOfType || request.headers.has("content-encoding")) throw new AppError("wrong_content_type");
}

function checked<Schema extends z.ZodMiniType>(schema: Schema, body: unknown): z.output<Schema> {
  const parsed = schema.safeParse(body);
  if (!parsed.success) throw new AppError("bad_request");
  return parsed.data;
}

/**
 * The body's bytes. Stops reading as soon as they are too many or took too long: each byte adds to the time, so that a large one
 * comes through the slowest line, and one that drips is given up. What came fast buys no time in which nothing comes.
 */
async function readBytes(request: Request, maxBytes: number): Promise<Uint8Array> {
  if (Number(request.headers.get("content-length") ?? 0) > maxBytes) throw new AppError("body_too_large");
  if (request.body === null) throw new AppError("bad_request");
  const reader = request.body.getReader();
  const start = performance.now();
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    for (;;) {
      const left = start + BODY_TIMEOUT_MS + transferMs(length) - performance.now();
      const { done, value } = await within(Math.min(left, BODY_STALL_MS), reader.read());
      if (done) return Buffer.concat(chunks, length);
      length += value.byteLength;
      if (length > maxBytes) throw new AppError("body_too_large");
      chunks.push(value);
    }
  } catch (error) {
    // What still comes is not wanted. Not awaited: a stalled sender would hold the answer.
    reader.cancel().catch(() => {});
    // A connection that broke half-way has nobody left to tell.
    throw error instanceof AppError ? error : new AppError("bad_request");
  }
}

async function within<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new AppError("body_timeout")), milliseconds);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new AppError("bad_request");
  }
}

function parse(text: string, maxMarks: number): unknown {
  if (!isPlainJson(text, maxMarks)) throw new AppError("bad_request");
  try {
    return JSON.parse(text);
  } catch {
    throw new AppError("bad_request");
  }
}

/**
 * Does this text nest no deeper than allowed, has it no more strings, opening brackets and commas than `maxMarks`, and does
 * no object in it name a key twice? One pass that skips over the inside of strings, so that a long sealed text costs
 * nothing, and that ends at the first mark too many: parsing very many keys would hold up the event loop for seconds.
 * Whether it is JSON at all is left to the parser.
 */
export function isPlainJson(text: string, maxMarks: number): boolean {
  // The keys of each open object; undefined for an array.
  const open: (Set<string> | undefined)[] = [];
  let marks = 0;
  const structure = /["[\]{},]/g;
  for (let hit = structure.exec(text); hit !== null; hit = structure.exec(text)) {
    const closes = hit[0] === "]" || hit[0] === "}";
    if (!closes && ++marks > maxMarks) return false;
    if (hit[0] === '"') {
      const end = endOfString(text, hit.index, maxMarks);
      if (end === -1) return false;
      structure.lastIndex = end + 1;
      const keys = open.at(-1);
      if (keys === undefined || !isKey(text, end + 1)) continue;
      const key = keyOf(text.slice(hit.index, end + 1));
      if (key === undefined || keys.has(key)) return false;
      keys.add(key);
    } else if (hit[0] === "{" || hit[0] === "[") {
      if (open.push(hit[0] === "{" ? new Set() : undefined) > BODY_MAX_DEPTH) return false;
    } else if (closes) {
      if (open.length === 0) return false;
      open.pop();
    }
  }
  return true;
}

/** Where the string that opens at `start` closes; -1 where it does not, or holds more escaped quotes than allowed. */
function endOfString(text: string, start: number, maxQuotes: number): number {
  let end = text.indexOf('"', start + 1);
  for (let quotes = 0; end !== -1 && quotes <= maxQuotes; quotes++) {
    let slashes = 0;
    while (text[end - 1 - slashes] === "\\") slashes++;
    if (slashes % 2 === 0) return end;
    end = text.indexOf('"', end + 1);
  }
  return -1;
}

/** Is what ended just before `at` followed by a colon? */
function isKey(text: string, at: number): boolean {
  const next = /[^ \t\r\n]/g;
  next.lastIndex = at;
  return next.exec(text)?.[0] === ":";
}

/** A key with its escapes resolved, so that two spellings of one key are the same. */
function keyOf(quoted: string): string | undefined {
  try {
    return String(JSON.parse(quoted));
  } catch {
    return undefined;
  }
}
