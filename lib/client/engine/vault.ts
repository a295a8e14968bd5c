import { z } from "zod";
import { fromBase64Url, newId, toBase64Url, type VaultKey } from "@/lib/crypto";
import type { DocumentOf } from "@/lib/domain/migrations/open";
import { MAX_DOCUMENT_BYTES } from "@/lib/wire/limits";
import { putDocumentResponse } from "@/lib/wire/vault";
import type { HeldByHost } from "./contract";
import type { Device } from "./device";
import type { HeldDocument, VaultKind } from "./held-document";
import type { AccountHttp, Done, Failure } from "./http";
import { ReadDocuments } from "./read-documents";
import { SealedDocuments } from "./sealed-documents";
import { VaultReads } from "./vault-reads";

/** How much of a sealed document is shown as it is, in characters: enough to see that there is nothing to read. */
const EXCERPT_LENGTH = 1200;

/** Why something is not with the server, in the terms of the save line. */
export type HeldBack = "offline" | "server" | "signed_out" | "too_large";

/** The reason that a failure counts as on the save line. */
export function heldBack(failure: Failure): HeldBack {
  if (failure === "other_account") return "signed_out";
  if (failure === "body_too_large") return "too_large";
  return failure === "offline" || failure === "signed_out" ? failure : "server";
}

export type Saved = { ok: true } | { ok: false; reason: HeldBack };

type Surroundings = {
  http: AccountHttp;
  device: Device;
  ownerId: string;
  key: VaultKey;
  /** Called after anything that there is to show changed: content, or where saving stands. */
  onChange: () => void;
  /** Called after content may have changed, by an edit here or by what another device wrote. */
  onContent: () => void;
  /** Called when a document was stored, with the name that the server knows it by. */
  onSaved: (blindedName: string, version: number) => void;
};

/** One person's documents, read from the server, edited here at once, and stored by `save`. */
export class Vault extends ReadDocuments {
  /** Whether something was kept on this device that no key opens any more, as after a recovery on another one. */
  lostWords = false;
  /** Whether something was taken up that an earlier run could not send. */
  tookUp = false;
  /** Under what this tab keeps its edits on the device: another tab of the account keeps its own beside them. */
  private readonly tab = newId();
  private saving: Promise<Saved> | null = null;
  private failure: HeldBack | null = null;
  private ended = false;

  constructor(private readonly deps: Surroundings) {
    super(new SealedDocuments(deps.ownerId, deps.key), new VaultReads(deps.http));
  }

  /** Reads every document, and takes up what an earlier run could not send. Nothing is open when it fails. */
  async open(): Promise<Done> {
    const read = await this.readAll();
    if (!read.ok) return read;
    await this.resumeUnsent();
    return { ok: true };
  }

  /** Another tab stored a document: reads that one, unless it is held in this version already. */
  async storedElsewhere(blindedName: string, version: number): Promise<void> {
    const held = this.held(blindedName);
    if (!this.ended && (held?.version ?? 0) < version) await this.readOne(blindedName);
  }

  /** Changes a document; `save` stores it. Throws when it is in trouble: a screen does not offer that. */
  edit<Kind extends VaultKind>(
    held: HeldDocument<Kind>,
    change: (document: DocumentOf<Kind>) => DocumentOf<Kind>,
  ): void {
    if (held.trouble) throw new Error(`${held.kind} could not be opened and is left as it is`);
    const changed = change(held.current);
    if (changed === held.current) return;
    held.current = changed;
    this.taken();
  }

  /** Stores everything that waits. Resolves once nothing is left to store, or a try has failed. Calls share one run. */
  save(): Promise<Saved> {
    if (this.ended || (this.saving === null && this.unsaved.length === 0))
      return Promise.resolve({ ok: true });
    this.saving ??= this.saveAll();
    return this.saving;
  }

  get saveState(): { state: "saved" | "saving" } | { state: "notYet"; problem: HeldBack } {
    if (this.failure) return { state: "notYet", problem: this.failure };
    return this.saving || this.unsaved.length > 0 ? { state: "saving" } : { state: "saved" };
  }

  /** Keeps what waits on the device, sealed, so that locking or closing loses nothing. Whether the device took all of it. */
  async keepUnsent(): Promise<boolean> {
    let isAllKept = true;
    for (const held of this.unsaved) isAllKept = (await this.keep(held)).isKept && isAllKept;
    return isAllKept;
  }

  /** Sends what waits once more, also after `end`: where the device did not take it. */
  async sendUnkept(): Promise<void> {
    for (const held of this.unsaved) while (held.unsaved && (await this.saveOne(held)) === null);
  }

  /**
   * Every document as the server holds it at this moment. It is read as at an opening: what is not as it was saved becomes a
   * trouble, here as everywhere, and nothing false stands beside what it says.
   */
  async asHeld(): Promise<{ ok: true; documents: HeldByHost[] } | { ok: false; failure: Failure }> {
    const read = await this.readAll();
    if (!read.ok) return read;
    const documents = read.documents.map(({ name, version, sealed }) => ({
      document: this.nameOf(name),
      removable: this.isRemovable(name),
      lost: this.lost(name) !== undefined,
      blindedName: name,
      version,
      bytes: fromBase64Url(sealed)?.length ?? 0,
      excerpt: sealed.slice(0, EXCERPT_LENGTH),
    }));
    return { ok: true, documents };
  }

  /** Begins a document anew that recovery could not read; `save` stores it. Gives it; undefined for any other. */
  beginAnew(blindedName: string): HeldDocument | undefined {
    const held = this.lost(blindedName);
    held?.beginAnew();
    return held;
  }

  /**
   * Removes a stray from the server, by the name that it has there: the very bytes that could not be opened just now. `conflict`
   * for whatever is not removable, or has changed since.
   */
  async removeStray(blindedName: string): Promise<Done> {
    const read = await this.readAll();
    if (!read.ok) return read;
    const stored = read.documents.find(({ name }) => name === blindedName);
    if (!stored) return { ok: true };
    if (!this.isRemovable(blindedName)) return { ok: false, failure: "conflict" };
    const removed = await this.deps.http(`/api/vault/${blindedName}`, {
      method: "DELETE",
      body: { version: stored.version },
      answer: z.object({}),
    });
    if (!removed.ok && removed.failure !== "not_found") return removed;
    const after = await this.readAll();
    return after.ok ? { ok: true } : after;
  }

  /** Stops all work. Nothing is stored after it. */
  end(): void {
    this.ended = true;
  }

  /** Seals a document as it is now and keeps it on the device until the server has it. */
  private async keep(held: HeldDocument): Promise<{ sealed: Uint8Array; isKept: boolean }> {
    const sealed = await this.sealNow(held);
    const isKept = await this.deps.device.keepUnsent({
      owner: this.deps.ownerId,
      name: this.keptAs(held),
      baseVersion: held.version,
      sealed,
    });
    return { sealed, isKept };
  }

  /** What a document is called on the device while it waits: as the server knows it, and the tab. */
  private keptAs(held: HeldDocument): string {
    return `${this.sealed.blind(held.name)}.${this.tab}`;
  }

  private async saveAll(): Promise<Saved> {
    try {
      const tooLarge = new Set<HeldDocument>();
      const next = () => this.unsaved.find((held) => !tooLarge.has(held));
      for (let held = next(); held && !this.ended; held = next()) {
        const failure = await this.saveOne(held);
        if (failure === null) continue;
        // One that is too large stands in no other's way.
        if (failure === "too_large") tooLarge.add(held);
        else return await this.notSaved(failure);
      }
      if (tooLarge.size > 0) return await this.notSaved("too_large");
      this.failure = null;
      return { ok: true };
    } finally {
      // In the same turn as the look for what is left: an edit that comes after it starts a run of its own.
      this.saving = null;
      this.deps.onChange();
    }
  }

  private async notSaved(reason: HeldBack): Promise<Saved> {
    this.failure = reason;
    await this.keepUnsent();
    return { ok: false, reason };
  }

  /** One try of one document. Null when it was stored, or merged with what another device stored and is to be tried again. */
  private async saveOne(held: HeldDocument): Promise<HeldBack | null> {
    const { http, ownerId, device, onSaved } = this.deps;
    const sent = held.current;
    const name = this.sealed.blind(held.name);
    const baseVersion = held.version;
    // On the device first: a browser that is ended before the answer comes has lost nothing.
    const { sealed } = await this.keep(held);
    if (sealed.length > MAX_DOCUMENT_BYTES) return "too_large";
    const answer = await http(`/api/vault/${name}`, {
      method: "PUT",
      body: { baseVersion, sealed: toBase64Url(sealed) },
      answer: putDocumentResponse,
    });
    if (answer.ok) {
      // Unless a refresh has brought this version, or a later one, already.
      if (answer.data.version > held.version) {
        held.base = sent;
        held.version = answer.data.version;
      }
      this.confirmed(held.name, answer.data.version);
      // What was written meanwhile lies there by now, or is kept by the next run.
      if (held.current === sent) await device.dropUnsent(ownerId, this.keptAs(held));
      onSaved(name, answer.data.version);
      return null;
    }
    if (answer.failure !== "conflict") return heldBack(answer.failure);
    const theirs = await this.readOne(name);
    return theirs.ok ? null : heldBack(theirs.failure);
  }

  /** Content may have changed. What follows from it begins first: until it is done, nothing is told as saved. */
  protected taken(): void {
    this.deps.onContent();
    this.deps.onChange();
  }

  private async resumeUnsent(): Promise<void> {
    const { device, ownerId } = this.deps;
    for (const unsent of await device.unsentOf(ownerId)) {
      const { sealed, baseVersion } = unsent;
      const [name = ""] = unsent.name.split(".");
      const opened = await this.sealed.open({ name, version: baseVersion + 1, sealed: toBase64Url(sealed) });
      if (!opened.ok) {
        // A newer program will open it. Anything else is of an older key: nothing opens it any more, and that is said.
        if (opened.problem === "newer_program") continue;
        this.lostWords = true;
        await device.dropUnsent(ownerId, unsent.name);
        continue;
      }
      const held = this.hold(opened.name);
      if (held.trouble !== null && held.trouble !== "not_recovered") continue;
      held.resume(opened.document, baseVersion, newId);
      this.tookUp = true;
      // From here on this tab keeps it, with what it has taken up from others.
      const { isKept } = await this.keep(held);
      if (isKept) await device.dropUnsent(ownerId, unsent.name);
    }
  }
}
