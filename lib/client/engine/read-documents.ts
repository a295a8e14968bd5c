import { MAX_DOCUMENTS } from "@/lib/wire/limits";
import type { StoredDocument } from "@/lib/wire/vault";
import { Documents, type Listed } from "./documents";
import type { Done, Failure } from "./http";
import type { SealedDocuments } from "./sealed-documents";
import type { VaultReads } from "./vault-reads";

/** The documents of an open vault, and how they follow what the server holds. */
export abstract class ReadDocuments extends Documents {
  /** The revision of one's own schedule when the documents were listed or read last; null while linked with nobody. */
  readAt: number | null = null;

  constructor(
    sealed: SealedDocuments,
    private readonly reads: VaultReads,
  ) {
    super(sealed);
  }

  /** Content may have changed. */
  protected abstract taken(): void;

  /**
   * Reads again what others of one's devices wrote: a list, and what differs from what is held. Edits that wait here are merged
   * with it. What a list cannot settle is settled by reading all: something is in trouble and may be whole by now; one is gone or
   * older than it was listed; more is vouched for than the list has; or it has more than an account may hold. [Note: Reading again]
   */
  async refresh(): Promise<Done> {
    if (this.troubles.length > 0) return this.readAll();
    // What was vouched for before asking: a save that ends while the answer is on its way makes no answer too old.
    const vouched = this.vouchedFor();
    const list = await this.reads.versions();
    if (!list.ok) return list;
    const { documents, sheetRevision } = list.data;
    const differ = documents.filter(({ name, version }) => this.held(name)?.version !== version);
    if (differ.length > MAX_DOCUMENTS) return this.readAll();
    const read = await this.readThese(differ);
    if (!read.ok) return read.failure === null ? this.readAll() : { ok: false, failure: read.failure };
    if (!(await this.takeInBeside(documents, read.documents, vouched))) return this.readAll();
    const isSame = read.documents.length === 0 && sheetRevision === this.readAt;
    this.readAt = sheetRevision;
    // What waits is tried again at each coming back, also where nothing new came.
    if (!isSame || this.unsaved.length > 0) this.taken();
    return { ok: true };
  }

  /** Reads documents that were listed. `failure` is null where one is not there any more, or older than it was listed. */
  private async readThese(
    listed: readonly Listed[],
  ): Promise<{ ok: true; documents: StoredDocument[] } | { ok: false; failure: Failure | null }> {
    if (listed.length === 0) return { ok: true, documents: [] };
    const answer = await this.reads.some(listed.map(({ name }) => name));
    if (!answer.ok) return answer;
    const { documents } = answer.data;
    const found = new Map(documents.map(({ name, version }) => [name, version]));
    const isThere = listed.every(({ name, version }) => (found.get(name) ?? 0) >= version);
    return isThere ? { ok: true, documents } : { ok: false, failure: null };
  }

  /**
   * Takes in documents that were read beside those that are `known`. False, and nothing is taken in, where they vouch for more than
   * there is: something was written since.
   */
  private async takeInBeside(
    known: readonly Listed[],
    read: readonly StoredDocument[],
    vouched: ReadonlyMap<string, number>,
  ): Promise<boolean> {
    const opened = await this.openAll(read);
    if (!this.hasAll([...known, ...read])) return false;
    this.takeIn(opened, vouched);
    return true;
  }

  /** Reads every document at once. Edits that wait here are merged with it. */
  protected async readAll(): Promise<
    { ok: true; documents: StoredDocument[] } | { ok: false; failure: Failure }
  > {
    const vouched = this.vouchedFor();
    const answer = await this.reads.all();
    if (!answer.ok) return answer;
    await this.receive(answer.data.documents, vouched);
    this.readAt = answer.data.sheetRevision;
    this.checkThere(vouched, answer.data.documents);
    this.taken();
    return { ok: true, documents: answer.data.documents };
  }

  /** Another tab stored these documents: reads those that are not held in that version already, and merges what waits here with them. */
  protected async readStored(documents: readonly Listed[]): Promise<Done> {
    const newer = documents.filter(({ name, version }) => (this.held(name)?.version ?? 0) < version);
    if (newer.length === 0) return { ok: true };
    const vouched = this.vouchedFor();
    const answer = await this.reads.some(newer.map(({ name }) => name));
    if (!answer.ok) return answer;
    const read = answer.data.documents;
    const held = this.all.map(({ name, version }) => ({ name: this.sealed.blind(name), version }));
    if (!(await this.takeInBeside(held, read, vouched))) return this.readAll();
    this.taken();
    return { ok: true };
  }
}
