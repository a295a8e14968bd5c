import { newId, type SealedBytes } from "@/lib/crypto";
import type { AnyItem } from "@/lib/domain/kinds";
import type { DocumentOf } from "@/lib/domain/migrations/open";
import { documentOf } from "@/lib/domain/vault/document-of";
import { lookUp } from "@/lib/domain/vault/look-up";
import { type DocumentName, everyName, isMonth, type MonthName } from "@/lib/domain/vault/names";
import type { Listed, StoredDocument } from "@/lib/wire/vault";
import type { Trouble } from "./contract";
import { HeldDocument, kindOfName, type VaultKind } from "./held-document";
import { HeldItems } from "./held-items";
import { changedIn, quietIn, quietMonths } from "./quiet-months";
import type { SealedDocuments, Versions } from "./sealed-documents";

/** Why a document could not be opened, and whether no seal of this key is on it. */
type Stray = { readonly problem: Trouble["problem"]; readonly foreign: boolean };

/** A document as the server gave it, and what came of opening it. */
type Opened = {
  readonly stored: StoredDocument;
  readonly opened: Awaited<ReturnType<SealedDocuments["open"]>>;
};

/**
 * The documents of an open vault as this device holds them, and what is known of their versions. One that cannot be opened
 * is in trouble where another vouches for it, or its kind is known. One that nothing vouches for is a stray: it is said, set
 * apart, and stands in nobody's way.
 */
export class Documents {
  readonly profile = new HeldDocument("profile", "profile");
  /** What was edited since the documents of items were written last. */
  readonly recent = new HeldDocument("recent", "recent");
  readonly entries = new HeldItems("entries", "entries", this.recent);
  readonly link = new HeldDocument("link", "link");
  private readonly months = new Map<DocumentName, HeldItems<"checkIns">>();
  /** The newest version of each document, by name, that anything seen so far vouches for. */
  private readonly seen = new Map<string, number>();
  /** Why each stray could not be opened, by the name that the server knows it by. */
  private readonly strays = new Map<string, Stray>();
  /** What each document that is held is called, by the name that the server knows it by. */
  private readonly names = new Map<string, DocumentName>();

  constructor(protected readonly sealed: SealedDocuments) {
    for (const { name } of this.all) this.names.set(sealed.blind(name), name);
  }

  /** The check-ins of a month, by the name of its document; blank when nothing was ever written. */
  month(name: DocumentName): HeldItems<"checkIns"> {
    const held = this.months.get(name) ?? new HeldItems("checkIns", name, this.recent);
    if (!this.months.has(name)) this.names.set(this.sealed.blind(name), name);
    this.months.set(name, held);
    return held;
  }

  /** Every month of check-ins that is held. */
  get allMonths(): HeldItems<"checkIns">[] {
    return [...this.months.values()];
  }

  /** The months that the server has and nobody has read here, newest first. */
  get unread(): HeldItems<"checkIns">[] {
    const unread = this.allMonths.filter(({ isUnread, ownTrouble }) => isUnread && ownTrouble === null);
    return unread.sort((a, b) => (a.name < b.name ? 1 : -1));
  }

  /** Every document of items. */
  get ofItems(): HeldItems[] {
    return [this.entries, ...this.allMonths];
  }

  /** Everything that is recorded, in no order. */
  get items(): AnyItem[] {
    return this.ofItems.flatMap((held) => Object.values(held.current.items));
  }

  /** The item with this id, wherever it is kept. */
  item(id: string): AnyItem | undefined {
    for (const { current } of this.ofItems) {
      const item = lookUp(current.items, id);
      if (item) return item;
    }
    return undefined;
  }

  /** The document in which an item is kept, or will be. */
  keeping(item: AnyItem): HeldItems {
    return this.ofName(documentOf(item));
  }

  /** What could not be opened, strays last. */
  get troubles(): Trouble[] {
    const own = this.all.flatMap(({ kind, ownTrouble }) =>
      // What is recent may be of any of them: it is told as the entries, of which there is but one.
      ownTrouble ? [{ document: kind === "recent" ? "entries" : kind, problem: ownTrouble }] : [],
    );
    const problems = [...new Set([...this.strays.values()].map(({ problem }) => problem))];
    return [...own, ...problems.map((problem) => ({ document: "unknown" as const, problem }))];
  }

  protected get all(): HeldDocument[] {
    return [this.profile, this.recent, this.entries, this.link, ...this.months.values()];
  }

  protected get unsaved(): HeldDocument[] {
    return this.all.filter((held) => held.unsaved);
  }

  /** What the document is called that the server knows by this name, when it is held. */
  protected nameOf(blindedName: string): DocumentName | null {
    return this.names.get(blindedName) ?? null;
  }

  /** The document that the server knows by this name, when it is held. */
  protected held(blindedName: string): HeldDocument | undefined {
    const name = this.nameOf(blindedName);
    return name === null ? undefined : this.hold(name);
  }

  /** The document that the server knows by this name, where recovery could not read it. */
  protected lost(blindedName: string): HeldDocument | undefined {
    const held = this.held(blindedName);
    return held?.ownTrouble === "not_recovered" ? held : undefined;
  }

  /**
   * Whether a document may be removed: a stray without a seal of this key, that nothing vouches for, under a name that this
   * program gives to nothing. So it can be none of its owner's, not even a damaged one.
   */
  protected isRemovable(blindedName: string): boolean {
    if (!this.strays.get(blindedName)?.foreign || this.held(blindedName)) return false;
    return [...everyName(), ...this.seen.keys()].every((name) => this.sealed.blind(name) !== blindedName);
  }

  /** The document of items of this name. */
  protected ofName(name: DocumentName): HeldItems {
    return name === "entries" ? this.entries : this.month(name);
  }

  protected hold(name: DocumentName): HeldDocument {
    if (name === "profile" || name === "link" || name === "recent") return this[name];
    return this.ofName(name);
  }

  /** What is vouched for at this moment: asked before a read, so that a save that ends meanwhile makes no answer too old. */
  protected vouchedFor(): Map<string, number> {
    return new Map(this.seen);
  }

  /** The server has confirmed this version of a document. */
  protected confirmed(name: string, version: number): void {
    vouch(this.seen, name, version);
  }

  /**
   * Seals a document as a version. It vouches for what is confirmed, and for what is written `together` with it, or not at all. A
   * month does not vouch for other months: the list of them is longer than a month is.
   */
  protected seal(
    name: DocumentName,
    version: number,
    document: object,
    together: Versions = new Map(),
  ): Promise<SealedBytes> {
    const all = [...this.seen, ...together];
    const seen = new Map(isMonth(name) ? all.filter(([one]) => !isMonth(one)) : all);
    // The entries are among whatever writes a month.
    const quiet = name === "entries" ? quietMonths(this.allMonths, seen, together) : [];
    return this.sealed.seal(name, version, document, { seen, quiet });
  }

  /** Of the documents that were listed and not read yet, the months that an opening can do without, by their names there. */
  protected quietAmong(all: readonly Opened[], listed: readonly Listed[]): ReadonlyMap<string, MonthName> {
    const read = all.flatMap(({ opened }) => (opened.ok ? [opened] : []));
    // What could not be opened may hold what is recent of any month.
    if (read.length < all.length) return new Map();
    const versions = new Map(listed.map(({ name, version }) => [name, version]));
    const listedAs = (name: string) => versions.get(this.sealed.blind(name));
    const quiet = quietIn(read, [...this.seen.keys()], listedAs);
    return new Map(quiet.map((name) => [this.sealed.blind(name), name]));
  }

  /** The unread months of which there is something recent in what was read. */
  protected unreadIn(all: readonly Opened[]): HeldItems<"checkIns">[] {
    const changed = new Set(all.flatMap(({ opened }) => (opened.ok ? changedIn(opened.document) : [])));
    return this.unread.filter(({ name }) => changed.has(name));
  }

  /**
   * Takes in documents that were read together, or notes why one cannot be opened. `vouched`: the versions that they may not
   * fall short of; what the documents themselves vouch for is added to it.
   */
  protected async receive(documents: readonly StoredDocument[], vouched: Map<string, number>): Promise<void> {
    const all = await this.openAll(documents);
    for (const { opened } of all) {
      if (!opened.ok) continue;
      for (const [name, version] of Object.entries(opened.seen)) vouch(vouched, name, version);
    }
    this.takeIn(all, vouched);
  }

  /** Opens stored documents, and notes what they vouch for. */
  protected async openAll(documents: readonly StoredDocument[]): Promise<Opened[]> {
    const all = await Promise.all(
      documents.map(async (stored) => ({ stored, opened: await this.sealed.open(stored) })),
    );
    for (const { stored, opened } of all) {
      if (!opened.ok) continue;
      for (const [name, version] of Object.entries(opened.seen)) vouch(this.seen, name, version);
      vouch(this.seen, opened.name, stored.version);
    }
    return all;
  }

  /** Takes in what was opened, or notes why it could not be. `vouched`: the versions that it may not fall short of. */
  protected takeIn(all: readonly Opened[], vouched: ReadonlyMap<string, number>): void {
    for (const { stored, opened } of all) {
      if (!opened.ok) {
        this.noteTrouble(stored, opened);
        continue;
      }
      this.strays.delete(stored.name);
      const held = this.hold(opened.name);
      if (stored.version < (vouched.get(opened.name) ?? 0)) held.ownTrouble = "older_than_seen";
      // An answer that a save here has overtaken brings nothing new.
      else if (stored.version > held.version || (isMissing(held) && stored.version === held.version)) {
        take(held, opened.document, stored.version);
      }
    }
    // A month that was never written may be among what is recent.
    for (const name of Object.keys(this.recent.current.changes)) this.ofName(name as DocumentName); // its schema knows it
    for (const held of this.ofItems) held.follow(newId);
  }

  /** Whether a list has all that is vouched for at this moment, each as new as that, or held so after a save. */
  protected hasAll(list: readonly Listed[]): boolean {
    const versions = new Map(list.map(({ name, version }) => [name, version]));
    return [...this.seen].every(([name, version]) => {
      if (version === 0 || !kindOfName(name)) return true;
      const blindedName = this.sealed.blind(name);
      const listed = versions.get(blindedName);
      return listed !== undefined && version <= Math.max(listed, this.held(blindedName)?.version ?? 0);
    });
  }

  private noteTrouble({ name: blindedName, version }: StoredDocument, { problem, foreign }: Stray): void {
    const name = [...this.seen.keys()].find((one) => this.sealed.blind(one) === blindedName);
    // A month that another document vouches for is known, although it was never opened here.
    const held =
      this.held(blindedName) ?? (name && kindOfName(name) ? this.hold(name as DocumentName) : undefined);
    if (held) {
      // Begun anew here already, from this very version.
      if (problem === "not_recovered" && !isMissing(held) && version <= held.version) return;
      held.ownTrouble = problem;
      // What can never be read again may be written over, see `resume`.
      if (problem === "not_recovered") held.version = version;
    } else this.strays.set(blindedName, { problem, foreign });
  }

  /** A document that something vouched for, and that the server no longer gives, was taken away. A stray that is gone is forgotten. */
  protected checkThere(vouched: ReadonlyMap<string, number>, documents: readonly StoredDocument[]): void {
    const there = new Set(documents.map(({ name }) => name));
    for (const [name, version] of vouched) {
      if (version === 0 || !kindOfName(name) || there.has(this.sealed.blind(name))) continue;
      this.hold(name as DocumentName).ownTrouble = "older_than_seen"; // kindOfName knows it
    }
    for (const stray of this.strays.keys()) if (!there.has(stray)) this.strays.delete(stray);
  }
}

/** Whether what the server has of a document in its version is not held. */
const isMissing = (held: HeldDocument): boolean =>
  held.ownTrouble !== null || (held instanceof HeldItems && held.isUnread);

/** Takes a document in: what it held, and of a document of items what it holds beside what is recent. */
function take(held: HeldDocument, document: DocumentOf<VaultKind>, version: number): void {
  if (held instanceof HeldItems) held.receiveMain(document, version);
  else held.receive(document, version, newId);
}

/** Notes that the server has confirmed this version of a document. */
function vouch(seen: Map<string, number>, name: string, version: number): void {
  seen.set(name, Math.max(version, seen.get(name) ?? 0));
}
