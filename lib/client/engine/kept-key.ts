import * as z from "zod/mini";
import { newKeyHalf, parseKeyHalf, type VaultKey } from "@/lib/crypto";
import { keyHalfGiven, keyHalfKept } from "@/lib/wire/key-half";
import type { Access } from "./access";
import type { Device } from "./device";
import type { Kept } from "./device-store";
import { type AccountHttp, type Answer, type Failure, type Http, naming } from "./http";

/*
 * What a reload opens with. The vault key rests on the device, wrapped under two keys: one of the device's own, and a half
 * that rests with the server and is given out within the idle time by the server's clock alone. So a device's clock that is
 * set back opens nothing, and neither has both. docs/decisions/025. With the half comes a token of the open vault, for a proof
 * that rests beside the copy. docs/decisions/038.
 */

/** How often the server is told at most that somebody is here, milliseconds. */
const TELL_SERVER_EVERY_MS = 60_000;
const MINUTE_MS = 60_000;
const PATH = "/api/key-half";

type Surroundings = {
  /** For what takes a token of the open vault. */
  http: AccountHttp;
  /** Has the server know the proof for a half. */
  access: Pick<Access, "vouch">;
  /** For what takes the session alone. */
  plain: Http;
  device: Device;
  who: { readonly ownerId: string; readonly key: VaultKey };
  now: () => number;
  /** The idle time in force, milliseconds. */
  idleMs: () => number;
  /** Called when `stays` has changed. */
  onChange: () => void;
};

/** Keeps what a reload opens with, for one open vault. */
export class KeptKey {
  /** Whether the device takes a copy. Where the server could not be asked it is tried again at a later touch. */
  stays = true;
  private toldAt: number | null = null;
  /** The moment of a touch that the server has still to be told of. */
  private due: number | null = null;
  private running: Promise<void> | null = null;
  private writing: Promise<boolean> | null = null;
  private ended = false;

  constructor(private readonly deps: Surroundings) {}

  /**
   * Somebody touched this tab. The first touch is told to the server, and then at most one in a minute; none where the device
   * takes no copy, as nothing would open with the half.
   */
  here(at: number): void {
    if (this.ended || !this.stays) return;
    const since = this.toldAt === null ? null : at - this.toldAt;
    if (since === null || since < 0 || since >= TELL_SERVER_EVERY_MS) void this.keep(at);
    else void this.deps.device.touch(at, this.deps.idleMs());
  }

  /** Keeps a copy for as long as the idle time lasts from this moment, or notes that the device refuses it. */
  keep(at = this.deps.now()): Promise<void> {
    this.toldAt = at;
    this.due = at;
    this.running ??= this.run().finally(() => {
      this.running = null;
    });
    return this.running;
  }

  /** Keeps nothing from now on. */
  end(): void {
    this.ended = true;
  }

  /** Ends, and forgets the copy; where an owner is named, that owner's only. */
  async forget(owner?: string): Promise<void> {
    this.end();
    const { device } = this.deps;
    await device.forget(owner);
    // What was just being written when it was forgotten.
    if (this.writing === null) return;
    await this.writing;
    await device.forget(this.deps.who.ownerId);
  }

  /** Has the server delete its half. Where it cannot be told, the half ends with the idle time. */
  async dropHalf(): Promise<void> {
    const { plain, who } = this.deps;
    await naming(plain, who.ownerId)(PATH, { method: "DELETE", keepalive: true, answer: z.object({}) });
  }

  private async run(): Promise<void> {
    for (let at = this.due; at !== null && !this.ended; at = this.due) {
      this.due = null;
      await this.keepOnce(at);
    }
  }

  /**
   * Asks for the half that is in force and wraps the key under it, each time: so whichever of two tabs writes last, what
   * it wrote opens. The half that is sent is always a new one. So a request that a lock overtakes brings none back.
   */
  private async keepOnce(at: number): Promise<void> {
    const { device, who, onChange } = this.deps;
    const idleMs = this.deps.idleMs();
    // Also where the server cannot be reached: a shorter idle time holds at once.
    await device.touch(at, idleMs);
    const answer = await this.askHalf(idleMs / MINUTE_MS);
    const half = answer && parseKeyHalf(answer.half);
    if (this.ended || half === null) return;
    this.writing = device.remember(who.ownerId, who.key, half, idleMs, at);
    const stays = await this.writing;
    this.writing = null;
    // Behind what waits for the copy: without it a reload opens too, and takes longer.
    if (stays && !this.ended && !answer?.proven) void this.deps.access.vouch(half);
    if (stays === this.stays) return;
    this.stays = stays;
    onChange();
  }

  private async askHalf(idleMinutes: number): Promise<z.infer<typeof keyHalfKept> | null> {
    if (this.ended) return null;
    const body = { half: newKeyHalf(), idleMinutes };
    const answer = await this.deps.http(PATH, { method: "PUT", body, answer: keyHalfKept });
    return answer.ok ? answer.data : null;
  }
}

/** `token`: of the open vault, which came with the half; null where the proof did not hold, or the copy has none. */
export type Recalled = { ok: true; key: VaultKey; token: string | null } | { ok: false; failure: Failure };
type Asking = { http: Http; device: Device; now: () => number };
/** The half that was asked for before it was known who is signed in, and for whom. */
export type HalfAhead = Promise<{ owner: string; given: Promise<Given> } | null>;
type Given = Answer<z.infer<typeof keyHalfGiven>>;

/** What was answered before it was known who is signed in, and may be so no more. */
const MAY_HAVE_CHANGED: ReadonlySet<Failure> = new Set(["locked", "signed_out", "other_account"]);

/**
 * Asks for the half while it is asked who is signed in, for the owner of the copy on this device; null where there is none. The
 * request names that owner, so that no other account's half is given out for it.
 */
export async function askAhead({ http, device, now }: Asking): HalfAhead {
  const kept = await device.keptFor(now());
  return kept && { owner: kept.owner, given: askServer(http, kept) };
}

const askServer = (http: Http, { owner, proof }: Pick<Kept, "owner" | "proof">) =>
  naming(http, owner)(PATH, { method: "POST", body: proof === null ? {} : { proof }, answer: keyHalfGiven });

/** Whether what was asked for ahead came with a token. */
export async function bringsToken(ahead: HalfAhead): Promise<boolean> {
  const given = await (await ahead)?.given;
  return given?.ok === true && given.data.token !== null;
}

/**
 * The owner's key out of the copy on this device, where device and server both say that the idle time has not passed.
 * `locked`: there is none, or no longer. Any other failure: the server gave no answer, and the copy is left for another try.
 * `ahead`: of `askAhead`; where that opens nothing, the server is asked again, as another tab may have signed in meanwhile.
 */
export async function recallKey(
  { http, device, now }: Asking,
  owner: string,
  ahead: HalfAhead = Promise.resolve(null),
): Promise<Recalled> {
  if (!(await device.keeps(owner, now()))) return { ok: false, failure: "locked" };
  const early = await ahead;
  const soon = early?.owner === owner ? await openWith(device, owner, await early.given) : null;
  if (soon !== null && (soon.ok || !MAY_HAVE_CHANGED.has(soon.failure))) return soon;
  const kept = await device.keptFor(now());
  const proof = kept?.owner === owner ? kept.proof : null;
  const opened = await openWith(device, owner, await askServer(http, { owner, proof }));
  if (!opened.ok && opened.failure === "locked") await device.forget(owner);
  return opened;
}

/** Opens the copy with what the server answered. `locked`: it refused, or it is another half. */
async function openWith(device: Device, owner: string, given: Given): Promise<Recalled> {
  // Somebody who asks without end, with a copy of the cookie, must not keep its owner from the passphrase.
  const isRefused = !given.ok && (given.failure === "locked" || given.failure === "too_many");
  if (!given.ok && !isRefused) return given;
  const half = given.ok ? parseKeyHalf(given.data.half) : null;
  const key = half === null ? null : await device.recall(owner, half);
  if (!given.ok || key === null) return { ok: false, failure: "locked" };
  return { ok: true, key, token: given.data.token };
}
