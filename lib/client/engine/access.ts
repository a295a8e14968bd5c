import * as z from "zod/mini";
import {
  beginAccess,
  beginAccessRegistration,
  finishAccess,
  finishAccessRegistration,
  type KeyHalf,
  prepareAccount,
  reloadProof,
  type VaultKey,
  verifierOf,
} from "@/lib/crypto";
import {
  type accessFinishRequest,
  accessFinishResponse,
  accessSetupStartResponse,
  accessStartResponse,
} from "@/lib/wire/access";
import { ACCESS_HEADER } from "@/lib/wire/headers";
import { type Failure, type Http, naming, type Tokens } from "./http";

const nothing = z.object({});

/** An exchange that the server has still to check. */
type Exchange = { ok: true; proven: z.infer<typeof accessFinishRequest> } | { ok: false; failure: Failure };

/** Gets and ends the token of an open vault, for the key that is in memory. `locked` as a failure: not with this key. */
export class Access implements Tokens {
  private readonly http: Http;
  private asking: ReturnType<Tokens["token"]> | null = null;
  private closed = false;

  /** `held`: the token that came with the key. */
  constructor(
    http: Http,
    ownerId: string,
    private readonly key: VaultKey,
    private held: string | null = null,
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

  /**
   * Has the server know the proof for a half, so that a reload gets its token with the half. By an exchange of its own: with a token
   * alone, whoever copied one could make themselves another without end. Where it fails, a reload proves as ever.
   */
  async vouch(half: KeyHalf): Promise<void> {
    const exchange = this.closed ? null : await this.exchange();
    if (!exchange?.ok || this.closed) return;
    const verifier = verifierOf(reloadProof(this.key, half));
    const body = { ...exchange.proven, half, verifier };
    await this.http("/api/key-half/verifier", { method: "PUT", body, answer: nothing });
  }

  private async prove(): ReturnType<Tokens["token"]> {
    const exchange = await this.exchange();
    if (!exchange.ok) return exchange;
    const finished = await this.http("/api/access/finish", {
      method: "POST",
      body: exchange.proven,
      answer: accessFinishResponse,
    });
    if (!finished.ok) return finished;
    this.held = finished.data.token;
    return { ok: true, token: this.held };
  }

  /** Proves by OPAQUE that this vault is open, up to what the server checks. */
  private async exchange(): Promise<Exchange> {
    // It is fetched once the screen stands, and the network may have gone before.
    const isHere = await prepareAccount().then(
      () => true,
      () => false,
    );
    if (!isHere) return { ok: false, failure: "offline" };
    const begun = await beginAccess(this.key);
    const started = await this.http("/api/access/start", {
      method: "POST",
      body: { startLoginRequest: begun.request },
      answer: accessStartResponse,
    });
    if (!started.ok) return started;
    const proof = await finishAccess(begun, started.data.loginResponse);
    if (!proof.ok) return { ok: false, failure: proof.reason === "refused" ? "locked" : "bad_answer" };
    const { attempt } = started.data;
    return { ok: true, proven: { attempt, finishLoginRequest: proof.finishLoginRequest } };
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
