import type { StoredDocument } from "@/lib/wire/vault";
import { Documents } from "./documents";
import type { Done, Failure } from "./http";
import type { SealedDocuments } from "./sealed-documents";
import type { VaultReads } from "./vault-reads";

/**
 * The most documents that are read one by one. More are read with all the others at once: a browser has six connections to a
 * server (HTTP/1.1), so that one more would wait for a second round.
 */
const MOST_APART = 6;

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
   * with it. What a list cannot settle is settled by reading all at once: something is in trouble and may be whole by now;
   * many documents differ; one is gone or older than it was listed; or more is vouched for than the list has. [Note: Reading again]
   */
  async refresh(): Promise<Done> {
    if (this.troubles.length > 0) return this.readAll();
    // What was vouched for before asking: a save that ends while the answer is on its way makes no answer too old.
    const vouched = this.vouchedFor();
    const list = await this.reads.versions();
    if (!list.ok) return list;
    const { documents, sheetRevision } = list.data;
    const differ = documents.filter(({ name, version }) => this.held(name)?.version !== version);
    if (differ.length > MOST_APART) return this.readAll();
    const answers = await Promise.all(
      differ.map(async ({ name, version }) => ({ version, answer: await this.reads.one(name) })),
    );
    const read: StoredDocument[] = [];
    for (const { version, answer } of answers) {
      if (answer.ok && answer.data.version >= version) read.push(answer.data);
      else if (answer.ok || answer.failure === "not_found") return this.readAll();
      else return answer;
    }
    const opened = await this.openAll(read);
    if (!this.hasAll([...documents, ...read])) return this.readAll();
    this.takeIn(opened, vouched);
    const isSame = read.length === 0 && sheetRevision === this.readAt;
    this.readAt = sheetRevision;
    // What waits is tried again at each coming back, also where nothing new came.
    if (!isSame || this.unsaved.length > 0) this.taken();
    return { ok: true };
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

  /** Reads one document again, and merges what waits here with it. */
  protected async readOne(blindedName: string): Promise<Done> {
    const vouched = this.vouchedFor();
    const answer = await this.reads.one(blindedName);
    if (!answer.ok) return answer;
    await this.receive([answer.data], vouched);
    this.taken();
    return { ok: true };
  }
}
