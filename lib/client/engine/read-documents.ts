import { newId } from "@/lib/crypto";
import { dayOf } from "@/lib/domain/check-in/day";
import type { DocumentOf } from "@/lib/domain/migrations/open";
import { FIRST_NAMES, FIXED_NAMES, monthOf } from "@/lib/domain/vault/names";
import { MAX_DOCUMENTS } from "@/lib/wire/limits";
import type { Listed, StoredDocument } from "@/lib/wire/vault";
import { Documents } from "./documents";
import { HeldDocument } from "./held-document";
import type { HeldItems } from "./held-items";
import type { Done, Failure } from "./http";
import type { SealedDocuments } from "./sealed-documents";
import type { VaultReads } from "./vault-reads";

/** What a glance goes by: where the link stands, and what is one's own to set, as each of them says by itself. */
export type FirstDocuments = { readonly link: DocumentOf<"link">; readonly profile: DocumentOf<"profile"> };

/** A read of some documents that was not enough; `failure` is null where only reading all can tell. */
type Unsettled = { readonly ok: false; readonly failure: Failure | null };

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
    if (!read.ok) return this.settled(read);
    const taken = await this.takeInBeside(documents, read.documents, vouched);
    if (!taken.ok) return this.settled(taken);
    const isSame = read.documents.length === 0 && sheetRevision === this.readAt;
    this.readAt = sheetRevision;
    // What waits is tried again at each coming back, also where nothing new came.
    if (!isSame || this.unsaved.length > 0) this.taken();
    return { ok: true };
  }

  /**
   * What the link and the profile say, before anything vouches for them, and without taking them in; null where the link is not
   * there, or one of them does not open. [Note: A glance]
   */
  async readFirst(): Promise<FirstDocuments | null> {
    const [link, profile] = [new HeldDocument("link", "link"), new HeldDocument("profile", "profile")];
    const wanted: readonly HeldDocument[] = [link, profile];
    const read = await this.reads.some(FIRST_NAMES.map((name) => this.sealed.blind(name)));
    if (!read.ok) return null;
    for (const stored of read.data.documents) {
      const opened = await this.sealed.open(stored);
      if (!opened.ok) return null;
      wanted.find(({ name }) => name === opened.name)?.receive(opened.document, stored.version, newId);
    }
    return link.version === 0 ? null : { link: link.current, profile: profile.current };
  }

  /**
   * Reads what an opening needs: all but the months in which there is nothing that shows anywhere until somebody looks. What cannot
   * be settled so is settled by reading all. `now`: milliseconds since 1970. [Note: Quiet months]
   */
  protected async readNeeded(now: number): Promise<Done> {
    const vouched = this.vouchedFor();
    const names = [...FIXED_NAMES, monthOf(dayOf(new Date(now)))].map((name) => this.sealed.blind(name));
    const first = await this.reads.someAndList(names);
    if (!first.ok) return first;
    const { documents, others, sheetRevision } = first.data;
    // What is given and listed beside it may say two things of one month.
    if (others.some(({ name }) => names.includes(name))) return this.readAll();
    const opened = await this.openAll(documents);
    const quiet = this.quietAmong(opened, others);
    const needed = others.filter(({ name }) => !quiet.has(name));
    if (needed.length > MAX_DOCUMENTS) return this.readAll();
    const rest = await this.readThese(needed);
    if (!rest.ok) return this.settled(rest);
    opened.push(...(await this.openAll(rest.documents)));
    if (!this.hasAll([...documents, ...others])) return this.readAll();
    for (const { name, version } of others) {
      const month = quiet.get(name);
      if (month) this.month(month).leaveUnread(version);
    }
    this.takeIn(opened, vouched);
    this.readAt = sheetRevision;
    this.taken();
    return { ok: true };
  }

  /** Reads those of these documents of items that are unread. */
  protected async readMonths(months: readonly HeldItems[]): Promise<Done> {
    const unread = new Set(months.filter(({ isUnread }) => isUnread));
    return unread.size === 0 ? { ok: true } : this.readListed([...unread].map((held) => this.listed(held)));
  }

  /** Reads documents that were listed. `failure` is null where one is not there any more, or older than it was listed. */
  private async readThese(
    listed: readonly Listed[],
  ): Promise<{ ok: true; documents: StoredDocument[] } | Unsettled> {
    if (listed.length === 0) return { ok: true, documents: [] };
    const answer = await this.reads.some(listed.map(({ name }) => name));
    if (!answer.ok) return answer;
    const asked = new Set(listed.map(({ name }) => name));
    // What nobody asked for may say that something is recent of a month that is not among them.
    const documents = answer.data.documents.filter(({ name }) => asked.has(name));
    const found = new Map(documents.map(({ name, version }) => [name, version]));
    const isThere = listed.every(({ name, version }) => (found.get(name) ?? 0) >= version);
    return isThere ? { ok: true, documents } : { ok: false, failure: null };
  }

  /**
   * Takes in documents that were read beside those that are `known`. Nothing is taken in, and `failure` is null, where they vouch
   * for more than there is: something was written since.
   */
  private async takeInBeside(
    known: readonly Listed[],
    read: readonly StoredDocument[],
    vouched: ReadonlyMap<string, number>,
  ): Promise<{ ok: true } | Unsettled> {
    const opened = await this.openAll(read);
    // An edit of an unread month comes with what it is of: nothing is made from half of a month.
    const more = await this.readThese(this.unreadIn(opened).map((held) => this.listed(held)));
    if (!more.ok) return more;
    opened.push(...(await this.openAll(more.documents)));
    if (!this.hasAll([...known, ...read, ...more.documents])) return { ok: false, failure: null };
    this.takeIn(opened, vouched);
    return { ok: true };
  }

  /** What came of a read of some, where that settled nothing: what came of reading all. */
  private async settled({ failure }: Unsettled): Promise<Done> {
    return failure === null ? this.readAll() : { ok: false, failure };
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
    return newer.length === 0 ? { ok: true } : this.readListed(newer);
  }

  /** Reads documents beside those that are held. */
  private async readListed(listed: readonly Listed[]): Promise<Done> {
    const vouched = this.vouchedFor();
    const read = await this.readThese(listed);
    if (!read.ok) return this.settled(read);
    const held = this.all.map((one) => this.listed(one));
    const taken = await this.takeInBeside(held, read.documents, vouched);
    if (!taken.ok) return this.settled(taken);
    this.taken();
    return { ok: true };
  }

  /** A document as a list would name it, in the version that is held. */
  private listed({ name, version }: HeldDocument): Listed {
    return { name: this.sealed.blind(name), version };
  }
}
