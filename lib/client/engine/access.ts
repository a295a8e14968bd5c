import { z } from "zod";
import {
  beginAccess,
  beginAccessRegistration,
  finishAccess,
  finishAccessRegistration,
  type VaultKey,
} from "@/lib/crypto";
import {
  ACCESS_HEADER,
  accessFinishResponse,
  accessSetupStartResponse,
  accessStartResponse,
} from "@/lib/wire/access";
import { type Failure, type Http, naming, type Tokens } from "./http";

const nothing = z.object({});

/** Gets and ends the token of an open vault, for the key that is in memory. `locked` as a failure: not with this key. */
export class Access implements Tokens {
  private readonly http: Http;
  private held: string | null = null;
  private asking: ReturnType<Tokens["token"]> | null = null;
  private closed = false;

  constructor(
    http: Http,
    ownerId: string,
    private readonly key: VaultKey,
  ) {
    this.http = naming(http, ownerId);
  }

  token(): ReturnType<Tokens["token"]> {
    if (this.closed) return Promise.resolve({ ok: false, failure: "locked" });
    if (this.held !== null) return Promise.resolve({ ok: true, token: this.held });
    this.asking ??= this.prove().finally(() => {
      this.asking = null;
    });
    return this.asking;
  }

  drop(token: string): void {
    if (this.held === token) this.held = null;
  }

  /** Gives out no token from now on: nothing that is still under way may get one after a lock. */
  close(): void {
    this.closed = true;
  }

  /** Closes, and tells the server that the token is done with. Where that cannot be told, it ends by itself. */
  async end(): Promise<void> {
    this.close();
    await this.asking;
    const token = this.held;
    this.held = null;
    if (token === null) return;
    const headers = { [ACCESS_HEADER]: token };
    await this.http("/api/access", { method: "DELETE", headers, keepalive: true, answer: nothing });
  }

  private async prove(): ReturnType<Tokens["token"]> {
    const begun = await beginAccess(this.key);
    const started = await this.http("/api/access/start", {
      method: "POST",
      body: { startLoginRequest: begun.request },
      answer: accessStartResponse,
    });
    if (!started.ok) return started;
    const proof = await finishAccess(begun, started.data.loginResponse);
    if (!proof.ok) return { ok: false, failure: proof.reason === "refused" ? "locked" : "bad_answer" };
    const finished = await this.http("/api/access/finish", {
      method: "POST",
      body: { attempt: started.data.attempt, finishLoginRequest: proof.finishLoginRequest },
      answer: accessFinishResponse,
    });
    if (!finished.ok) return finished;
    this.held = finished.data.token;
    return { ok: true, token: this.held };
  }
}

/** Registers access for an account that has none yet, right after its passphrase. `attemptId`: what the sign-in answered. */
export async function setUpAccess(
  http: Http,
  { ownerId, key, attemptId }: { ownerId: string; key: VaultKey; attemptId: string },
): Promise<{ ok: true } | { ok: false; failure: Failure }> {
  const named = naming(http, ownerId);
  const begun = await beginAccessRegistration(key);
  const started = await named("/api/access/setup/start", {
    method: "POST",
    body: { attemptId, registrationRequest: begun.request },
    answer: accessSetupStartResponse,
  });
  if (!started.ok) return started;
  const accessRecord = await finishAccessRegistration(begun, started.data.registrationResponse);
  if (accessRecord === null) return { ok: false, failure: "bad_answer" };
  const finished = await named("/api/access/setup/finish", {
    method: "POST",
    body: { attemptId: started.data.attemptId, accessRecord },
    answer: nothing,
  });
  // Another device that signed in at the same moment has set the same one.
  return finished.ok || finished.failure === "conflict" ? { ok: true } : finished;
}
