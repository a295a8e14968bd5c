import * as z from "zod/mini";
import { newId, toBase64Url } from "@/lib/crypto";
import type { AnyItem } from "@/lib/domain/kinds";
import type { DocumentOf } from "@/lib/domain/migrations/open";
import { type DocumentName, isItemsName } from "@/lib/domain/vault/names";
import type { Listed } from "@/lib/wire/vault";
import type { HeldByHost } from "./contract";
import type { HeldDocument, VaultKind } from "./held-document";
import type { Done, Failure } from "./http";
import { SaveDocuments } from "./save-documents";

/** How much of a sealed document is shown as it is, in bytes: enough to see that there is nothing to read. */
const EXCERPT_BYTES = 900;

/** How many months are read at one press: half a year, which is less to fetch than a photograph. */
const EARLIER_MONTHS = 6;

/** One person's documents, read from the server, edited here at once, and stored by `save`. */
export class Vault extends SaveDocuments {
  /** Reads every document that is needed, and takes up what an earlier run could not send. Nothing is open when it fails. */
  async open(): Promise<Done> {
    const read = await this.readNeeded(this.deps.now());
    return read.ok ? this.resumeUnsent() : read;
  }

  /** Reads the newest of the months that were left unread. */
  readEarlier(): Promise<Done> {
    return this.readMonths(this.unread.slice(0, EARLIER_MONTHS));
  }

  /** Another tab stored these documents. */
  async storedElsewhere(documents: readonly Listed[]): Promise<void> {
    if (!this.ended) await this.readStored(documents);
  }

  /**
   * Changes a document; `save` stores it. `typedIn`: the item in which words are being typed, and nothing else is changed. Throws
   * when the document is in trouble: a screen does not offer that.
   */
  edit<Kind extends VaultKind>(
    held: HeldDocument<Kind>,
    change: (document: DocumentOf<Kind>) => DocumentOf<Kind>,
    typedIn: string | null = null,
  ): void {
    if (held.trouble) throw new Error(`${held.kind} could not be opened and is left as it is`);
    const changed = change(held.current);
    if (changed === held.current) return;
    held.current = changed;
    this.taken(typedIn);
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
      items: this.itemsIn(this.nameOf(name)),
      removable: this.isRemovable(name),
      lost: this.lost(name) !== undefined,
      blindedName: name,
      version,
      bytes: sealed.length,
      excerpt: toBase64Url(sealed.subarray(0, EXCERPT_BYTES)),
    }));
    return { ok: true, documents };
  }

  /** The items that the server has in a document. */
  private itemsIn(name: DocumentName | null): AnyItem[] {
    if (name === "recent")
      return Object.values(this.recent.current.changes).flatMap(({ items }) => Object.values(items));
    return name !== null && isItemsName(name) ? Object.values(this.ofName(name).main?.items ?? {}) : [];
  }

  /** Takes up what waits on the device, now that what it belongs to can be edited again; `save` stores it. */
  async takeUp(): Promise<void> {
    await this.resumeUnsent();
    this.taken();
  }

  /** Begins a document anew that recovery could not read; `save` stores it. Gives it; undefined for any other. */
  beginAnew(blindedName: string): HeldDocument | undefined {
    const held = this.lost(blindedName);
    held?.beginAnew();
    if (held === this.recent) for (const one of this.ofItems) one.follow(newId);
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

  /** Content may have changed. What follows from it begins first: until it is done, nothing is told as saved. */
  protected taken(typedIn: string | null = null): void {
    this.deps.onContent(typedIn);
    this.deps.onChange();
  }
}
