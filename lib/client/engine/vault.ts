import { z } from "zod";
import {
  blindName,
  fromBase64Url,
  newId,
  openVaultDocument,
  seal,
  toBase64Url,
  type VaultKey,
} from "@/lib/crypto";
import { type DocumentOf, openDocument } from "@/lib/domain/migrations/open";
import type { DocumentName } from "@/lib/domain/vault/names";
import { documentResponse, putDocumentResponse, type StoredDocument, vaultResponse } from "@/lib/wire/vault";
import type { HeldByHost, SaveState, Trouble } from "./contract";
import type { Device } from "./device";
import { HeldDocument, kindOfName, type VaultKind } from "./held-document";
import type { Failure, Http } from "./http";

/**
 * What is sealed: the document, and the versions of the others as the server had confirmed them. A host that puts one
 * document back to an older version, or leaves one out, is contradicted by all the others. [Note: Witnesses]
 */
const sealedBody = z.object({ document: z.unknown(), seen: z.record(z.string(), z.number()) });

/** Waits between tries of a save that failed, milliseconds; the last one repeats. */
const RETRY_MS = [2_000, 5_000, 15_000, 60_000];

/** How much of a sealed document is shown as it is, in characters: enough to see that there is nothing to read. */
const EXCERPT_LENGTH = 1200;

type Surroundings = {
  http: Http;
  device: Device;
  ownerId: string;
  key: VaultKey;
  now: () => number;
  /** Called after anything that there is to show changed: content, or where saving stands. */
  onChange: () => void;
  /** Called after content may have changed, by an edit here or by what another device wrote. */
  onContent: () => void;
  /** Called when a document was stored. */
  onSaved: (name: DocumentName) => void;
};

/** One person's documents: opened, migrated, edited here at once, sealed and saved behind. */
export class Vault {
  readonly profile = new HeldDocument("profile", "profile");
  readonly entries = new HeldDocument("entries", "entries");
  readonly link = new HeldDocument("link", "link");
  private readonly months = new Map<DocumentName, HeldDocument<"checkIns">>();
  /** The newest version of each document that anything seen so far vouches for. */
  private readonly seen = new Map<string, number>();
  private readonly strangers: Trouble[] = [];
  private saving: Promise<void> | null = null;
  private failure: "offline" | "server" | "signed_out" | null = null;
  private tries = 0;
  private retry: ReturnType<typeof setTimeout> | null = null;
  private ended = false;

  constructor(private readonly around: Surroundings) {}

  /** Reads every document, and takes up what an earlier run could not send. Nothing is open when it fails. */
  async open(): Promise<{ ok: true } | { ok: false; failure: Failure }> {
    const read = await this.refresh();
    if (!read.ok) return read;
    await this.resumeUnsent();
    return { ok: true };
  }

  /** Reads again what others of one's devices wrote. Edits that wait here are merged with it. */
  async refresh(): Promise<{ ok: true; documents: StoredDocument[] } | { ok: false; failure: Failure }> {
    // What was vouched for before asking: a save that ends while the answer is on its way makes no answer too old.
    const vouched = new Map(this.seen);
    const answer = await this.around.http("/api/vault", { answer: vaultResponse });
    if (!answer.ok) return answer;
    await this.receive(answer.data.documents, vouched);
    for (const [name, version] of vouched) this.checkThere(name, version, answer.data.documents);
    this.around.onChange();
    this.around.onContent();
    return { ok: true, documents: answer.data.documents };
  }

  /** The check-ins of a month, by the name of its document; blank when nothing was ever written. */
  month(name: DocumentName): HeldDocument<"checkIns"> {
    const held = this.months.get(name) ?? new HeldDocument("checkIns", name);
    this.months.set(name, held);
    return held;
  }

  /** Every month of check-ins that is held. */
  get allMonths(): HeldDocument<"checkIns">[] {
    return [...this.months.values()];
  }

  /** Changes a document; it is saved behind. Throws when it is in trouble: a screen does not offer that. */
  edit<Kind extends VaultKind>(
    held: HeldDocument<Kind>,
    change: (document: DocumentOf<Kind>) => DocumentOf<Kind>,
  ): void {
    if (held.trouble) throw new Error(`${held.kind} could not be opened and is left as it is`);
    const changed = change(held.current);
    if (changed === held.current) return;
    held.current = changed;
    void this.save();
    this.around.onChange();
    this.around.onContent();
  }

  /** Saves everything that waits. Resolves once there is nothing left to save or a save has failed. */
  save(): Promise<void> {
    if (this.ended || (this.saving === null && this.unsaved.length === 0)) return Promise.resolve();
    if (this.retry) clearTimeout(this.retry);
    this.retry = null;
    this.saving ??= this.saveAll().finally(() => {
      this.saving = null;
      this.around.onChange();
    });
    return this.saving;
  }

  get saveState():
    | Exclude<SaveState, { state: "notYet" }>
    | { state: "notYet"; problem: "offline" | "server" | "signed_out" } {
    if (this.failure) return { state: "notYet", problem: this.failure };
    return this.saving || this.unsaved.length > 0 ? { state: "saving" } : { state: "saved" };
  }

  get troubles(): Trouble[] {
    const own = this.all.flatMap((held) =>
      held.trouble ? [{ document: held.kind, problem: held.trouble }] : [],
    );
    return [...own, ...this.strangers];
  }

  /** Keeps what waits on the device, sealed, so that locking or closing loses nothing. */
  async keepUnsent(): Promise<void> {
    for (const held of this.unsaved) {
      await this.around.device.keepUnsent({
        owner: this.around.ownerId,
        name: blindName(this.around.key, held.name),
        baseVersion: held.version,
        sealed: await this.seal(held),
      });
    }
  }

  /**
   * Every document as the server holds it at this moment. It is read as in a refresh: what is not as it was saved becomes a
   * trouble, here as everywhere, and nothing false stands beside what it says.
   */
  async asHeld(): Promise<{ ok: true; documents: HeldByHost[] } | { ok: false; failure: Failure }> {
    const read = await this.refresh();
    if (!read.ok) return read;
    const names = new Map(this.all.map(({ name }) => [blindName(this.around.key, name), name]));
    const documents = read.documents.map(({ name, version, sealed }) => ({
      document: names.get(name) ?? null,
      blindedName: name,
      version,
      bytes: fromBase64Url(sealed)?.length ?? 0,
      excerpt: sealed.slice(0, EXCERPT_LENGTH),
    }));
    return { ok: true, documents };
  }

  /** Stops all work. Nothing is saved after it. */
  end(): void {
    this.ended = true;
    if (this.retry) clearTimeout(this.retry);
  }

  private get unsaved(): HeldDocument[] {
    return this.all.filter((held) => held.unsaved);
  }

  private get all(): HeldDocument[] {
    return [this.profile, this.entries, this.link, ...this.months.values()];
  }

  private hold(name: DocumentName): HeldDocument {
    return name === "profile" || name === "entries" || name === "link" ? this[name] : this.month(name);
  }

  private seal(held: HeldDocument) {
    const context = {
      owner: this.around.ownerId,
      kind: "vault-document",
      name: held.name,
      version: held.version + 1,
    } as const;
    const body: z.input<typeof sealedBody> = { document: held.current, seen: Object.fromEntries(this.seen) };
    return seal(this.around.key, context, body);
  }

  private async saveAll(): Promise<void> {
    for (let held = this.unsaved[0]; held && !this.ended; held = this.unsaved[0]) {
      const failure = await this.saveOne(held);
      if (failure) {
        this.failure = failure;
        await this.keepUnsent();
        this.scheduleRetry(failure);
        return;
      }
      this.failure = null;
      this.tries = 0;
    }
    this.failure = null;
  }

  /** One try of one document. Null when it was stored, or merged with what another device stored and is to be tried again. */
  private async saveOne(held: HeldDocument): Promise<"offline" | "server" | "signed_out" | null> {
    const { http, ownerId, key, device, onSaved } = this.around;
    const sent = held.current;
    const name = blindName(key, held.name);
    const answer = await http(`/api/vault/${name}`, {
      method: "PUT",
      body: { baseVersion: held.version, sealed: toBase64Url(await this.seal(held)) },
      answer: putDocumentResponse,
    });
    if (answer.ok) {
      // Unless a refresh has brought this version, or a later one, already.
      if (answer.data.version > held.version) {
        held.base = sent;
        held.version = answer.data.version;
      }
      vouch(this.seen, held.name, answer.data.version);
      await device.dropUnsent(ownerId, name);
      onSaved(held.name);
      return null;
    }
    if (answer.failure === "conflict") {
      const vouched = new Map(this.seen);
      const theirs = await http(`/api/vault/${name}`, { answer: documentResponse });
      if (!theirs.ok) return saveFailure(theirs.failure);
      await this.receive([{ name, ...theirs.data }], vouched);
      this.around.onContent();
      return null;
    }
    return saveFailure(answer.failure);
  }

  private scheduleRetry(failure: "offline" | "server" | "signed_out"): void {
    // Without a session there is no use in trying: signing in again tries.
    if (failure === "signed_out" || this.ended) return;
    const wait = RETRY_MS[Math.min(this.tries, RETRY_MS.length - 1)];
    this.tries += 1;
    this.retry = setTimeout(() => void this.save(), wait);
  }

  /**
   * Opens stored documents and takes them in, or notes why one cannot be opened. `vouched`: the versions that they may
   * not fall short of; what the documents themselves vouch for is added to it.
   */
  private async receive(documents: readonly StoredDocument[], vouched: Map<string, number>): Promise<void> {
    const all = await Promise.all(
      documents.map(async (stored) => ({ stored, opened: await this.openStored(stored) })),
    );
    for (const { stored, opened } of all) {
      if (!opened.ok) continue;
      for (const [name, version] of [
        ...Object.entries(opened.seen),
        [opened.name, stored.version] as const,
      ]) {
        vouch(this.seen, name, version);
      }
      for (const [name, version] of Object.entries(opened.seen)) vouch(vouched, name, version);
    }
    for (const { stored, opened } of all) {
      if (!opened.ok) {
        this.noteTrouble(stored.name, opened.problem);
        continue;
      }
      const held = this.hold(opened.name);
      if (stored.version < (vouched.get(opened.name) ?? 0)) held.trouble = "older_than_seen";
      // An answer that a save here has overtaken brings nothing new.
      else if (stored.version > held.version || (held.trouble && stored.version === held.version)) {
        held.receive(opened.document, stored.version, newId);
      }
    }
  }

  private noteTrouble(blindedName: string, problem: Trouble["problem"]): void {
    const held = this.all.find(({ name }) => blindName(this.around.key, name) === blindedName);
    if (held) held.trouble = problem;
    else if (!this.strangers.some((one) => one.problem === problem)) {
      this.strangers.push({ document: "unknown", problem });
    }
  }

  private async openStored(stored: StoredDocument) {
    const { key, ownerId } = this.around;
    const bytes = fromBase64Url(stored.sealed);
    if (!bytes) return { ok: false, problem: "cannot_open" } as const;
    const expected = { owner: ownerId, blindedName: stored.name, atLeast: stored.version };
    const opened = await openVaultDocument(key, expected, bytes);
    if (!opened.ok) {
      const problem = opened.reason === "older_than_seen" ? "older_than_seen" : "cannot_open";
      return { ok: false, problem } as const;
    }
    const body = sealedBody.safeParse(opened.body);
    const kind = kindOfName(opened.name);
    // The version that the server says must be the one that was sealed in.
    if (!body.success || opened.version !== stored.version)
      return { ok: false, problem: "cannot_open" } as const;
    if (!kind) return { ok: false, problem: "newer_program" } as const;
    const document = openDocument(kind, body.data.document);
    if (!document.ok) {
      const problem = document.reason === "newer_than_this_program" ? "newer_program" : "cannot_open";
      return { ok: false, problem } as const;
    }
    const name = opened.name as DocumentName; // kindOfName knows it
    return { ok: true, name, document: document.document, seen: body.data.seen } as const;
  }

  /** A document that something vouched for, and that the server no longer gives, was taken away. */
  private checkThere(name: string, version: number, documents: readonly StoredDocument[]): void {
    if (version === 0 || !kindOfName(name)) return;
    const blinded = blindName(this.around.key, name);
    if (documents.some((stored) => stored.name === blinded)) return;
    this.hold(name as DocumentName).trouble = "older_than_seen"; // kindOfName knows it
  }

  private async resumeUnsent(): Promise<void> {
    const { device, ownerId } = this.around;
    for (const unsent of await device.unsentOf(ownerId)) {
      const { name, sealed, baseVersion } = unsent;
      const opened = await this.openStored({ name, version: baseVersion + 1, sealed: toBase64Url(sealed) });
      if (!opened.ok) {
        await device.dropUnsent(ownerId, name);
        continue;
      }
      const held = this.hold(opened.name);
      if (held.trouble === null) held.resume(opened.document, baseVersion, newId);
    }
    if (this.unsaved.length > 0) void this.save();
  }
}

const saveFailure = (failure: Failure): "offline" | "server" | "signed_out" =>
  failure === "offline" || failure === "signed_out" ? failure : "server";

/** Notes that the server has confirmed this version of a document. */
function vouch(seen: Map<string, number>, name: string, version: number): void {
  seen.set(name, Math.max(version, seen.get(name) ?? 0));
}
