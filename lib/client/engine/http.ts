import type * as z from "zod/mini";
import { type ErrorCode, errorBody } from "@/lib/wire/errors";
import { ACCESS_HEADER, ACCOUNT_HEADER } from "@/lib/wire/headers";
import { transferMs } from "@/lib/wire/limits";
import { joined, PACKED_TYPE, unpack } from "@/lib/wire/packed";
import type { Problem } from "./contract";
import type { Send } from "./early";
import { jsonOf, requestOf } from "./request";

/** `offline`: no answer came. `bad_answer`: one came that is not of the contract. `not_modified`: as the ETag says. */
export type Failure = ErrorCode | "offline" | "bad_answer" | "not_modified";
export type Done = { ok: true } | { ok: false; failure: Failure };
export type Answer<Data> = { ok: true; data: Data; response: Response } | { ok: false; failure: Failure };

type Call<Schema extends z.ZodMiniType> = {
  method?: "GET" | "POST" | "PUT" | "DELETE";
  /** Sent as JSON; bytes as they are, see packed.ts. */
  body?: unknown;
  headers?: Record<string, string>;
  /** Lets the request outlive the page that made it, where its body is small enough for that. */
  keepalive?: boolean;
  answer: Schema;
};

/** The longest body of a request with `keepalive`, in characters of ASCII: browsers take 64 KiB for all of them together. */
const KEEPALIVE_LENGTH = 60_000;

/** How long to wait while nothing moves, milliseconds. */
const TIMEOUT_MS = 30_000;

export type Http = ReturnType<typeof createHttp>;

/**
 * The one way from the engine to the server: JSON in the wire's shapes, nothing cached, never a throw. `fetch` is given
 * so that tests can stand between.
 */
export function createHttp(send: Send) {
  return async function call<Schema extends z.ZodMiniType>(
    path: `/api/${string}`,
    { method = "GET", body, headers, keepalive = false, answer }: Call<Schema>,
  ): Promise<Answer<z.infer<Schema>>> {
    let response: Response;
    let json: unknown;
    const sent = method === "GET" ? undefined : bodyOf(body);
    const patience = new Patience(sent?.length ?? 0);
    try {
      response = await send(path, {
        ...requestOf(method, headers, sent),
        keepalive: keepalive && sent !== undefined && sent.length <= KEEPALIVE_LENGTH,
        signal: patience.signal,
      });
      if (response.status === 304) return { ok: false, failure: "not_modified" };
      const bytes = await patience.read(response);
      const isPacked = response.headers.get("content-type") === PACKED_TYPE;
      json = isPacked ? unpack(bytes) : JSON.parse(new TextDecoder().decode(bytes));
    } catch {
      return { ok: false, failure: "offline" };
    } finally {
      patience.end();
    }
    if (!response.ok) {
      const error = errorBody.safeParse(json);
      return { ok: false, failure: error.success ? error.data.error : "bad_answer" };
    }
    const data = answer.safeParse(json);
    return data.success ? { ok: true, data: data.data, response } : { ok: false, failure: "bad_answer" };
  };
}

/** What is sent, and how long it is. */
function bodyOf(body: unknown): { body: BodyInit; type: string; length: number } {
  if (body instanceof Uint8Array)
    return { body: new Uint8Array(body), type: PACKED_TYPE, length: body.length };
  const json = jsonOf(body);
  return { ...json, length: json.body.length };
}

/**
 * Ends a request that takes longer than it can need. `fetch` does not tell how far an upload is, so that its size alone gives
 * the time that it may take on the slowest line; of an answer each piece that comes gives more. [Note: Slow lines]
 */
class Patience {
  private readonly controller = new AbortController();
  private readonly start = performance.now();
  private timer: ReturnType<typeof setTimeout> | undefined;

  /** @param sent the bytes to send */
  constructor(private readonly sent: number) {
    this.wait(TIMEOUT_MS + transferMs(sent));
  }

  get signal(): AbortSignal {
    return this.controller.signal;
  }

  /** The bytes of an answer. Rejects when it comes too slowly. */
  async read({ body }: Response): Promise<Uint8Array> {
    if (body === null) return new Uint8Array();
    const reader = body.getReader();
    const chunks: Uint8Array[] = [];
    let received = 0;
    for (;;) {
      // By and large not slower than the slowest line, so that nobody holds a request for ever by dripping.
      const left = TIMEOUT_MS + transferMs(this.sent + received) - (performance.now() - this.start);
      this.wait(Math.min(left, TIMEOUT_MS));
      const { done, value } = await reader.read();
      if (done) return joined(chunks);
      received += value.byteLength;
      chunks.push(value);
    }
  }

  end(): void {
    clearTimeout(this.timer);
  }

  private wait(milliseconds: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.controller.abort(), milliseconds);
  }
}

declare const bound: unique symbol;
/**
 * The way to the server of one open account: each request names the owner that it is meant for, and carries a token of the open
 * vault. Made by `forAccount` alone.
 */
export type AccountHttp = Http & { readonly [bound]: true };

/** Says with each request whose account it is meant for. */
export function naming(http: Http, ownerId: string): Http {
  return (path, { headers, ...rest }) =>
    http(path, { ...rest, headers: { ...headers, [ACCOUNT_HEADER]: ownerId } });
}

/** Gets tokens of the open vault, see `Access`. */
export type Tokens = {
  /** The one that is held, or a new one. */
  token(): Promise<{ ok: true; token: string } | { ok: false; failure: Failure }>;
  /** This one holds no more. */
  drop(token: string): void;
};

/**
 * Binds the way to the server to one account, so that nothing of it can be read or written under another's session. A token
 * that holds no more is replaced once. `onOther`: called when the server says that another account is signed in by now.
 * `onLocked`: when no token can be had with this vault's key.
 */
export function forAccount(
  http: Http,
  ownerId: string,
  { tokens, onOther, onLocked }: { tokens: Tokens; onOther: () => void; onLocked: () => void },
): AccountHttp {
  const named = naming(http, ownerId);
  const call: Http = async (path, { headers, ...rest }) => {
    for (let tries = 1; ; tries++) {
      const held = await tokens.token();
      const answer = held.ok
        ? await named(path, { ...rest, headers: { ...headers, [ACCESS_HEADER]: held.token } })
        : held;
      if (!answer.ok && answer.failure === "locked" && held.ok) {
        tokens.drop(held.token);
        if (tries === 1) continue;
      }
      if (!answer.ok && answer.failure === "other_account") onOther();
      if (!answer.ok && answer.failure === "locked") onLocked();
      return answer;
    }
  };
  return call as AccountHttp; // the brand is a mark for the compiler
}

/** Whether the server may have done what was asked, although it is not known: the answer was lost. */
export const mayBeDone = (failure: Failure): boolean => failure === "offline" || failure === "bad_answer";

/** The sentence that a failure gets where a caller has none of its own for it. */
export function problemOf(failure: Failure): Problem {
  switch (failure) {
    case "offline":
    case "too_many":
    case "signed_out":
    case "handle_taken":
    case "already_linked":
    case "not_linked":
    case "invite_open":
    case "invite_unknown":
    case "invite_expired":
    case "invite_used":
    case "invite_own":
      return failure;
    case "other_account":
      return "signed_out";
    default:
      return "server";
  }
}
