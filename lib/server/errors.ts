import "server-only";
import type { ErrorCode } from "@/lib/wire/errors";

const statusOf: Record<ErrorCode, number> = {
  bad_request: 400,
  signed_out: 401,
  not_allowed: 403,
  locked: 403,
  not_found: 404,
  method_not_allowed: 405,
  body_timeout: 408,
  other_account: 409,
  conflict: 409,
  handle_taken: 409,
  already_linked: 409,
  not_linked: 404,
  invite_unknown: 404,
  invite_expired: 410,
  invite_used: 409,
  invite_own: 409,
  invite_open: 409,
  body_too_large: 413,
  wrong_content_type: 415,
  too_many: 429,
  server_error: 500,
  unavailable: 503,
  storage_full: 503,
};

/** An outcome that a route answers with a code of the contract. The one error that may leave a handler on purpose. */
export class AppError extends Error {
  override readonly name = "AppError";
  readonly code: ErrorCode;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;

  constructor(code: ErrorCode, headers: Readonly<Record<string, string>> = {}) {
    super(code);
    this.code = code;
    this.status = statusOf[code];
    this.headers = headers;
  }
}
