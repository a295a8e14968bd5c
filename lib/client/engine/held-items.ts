import { same } from "@/lib/domain/canonical";
import type { DocumentOf } from "@/lib/domain/migrations/open";
import type { DocumentName } from "@/lib/domain/vault/names";
import { changeBetween, touchedOf, withChange } from "@/lib/domain/vault/recent";
import type { ItemsChange } from "@/lib/domain/vault/schema";
import type { Trouble } from "./contract";
import { HeldDocument } from "./held-document";

type ItemsKind = "entries" | "checkIns";

/** What waits of a document: what was edited, and what it was edited from. */
export type UnsentChange = Pick<DocumentOf<"unsent">, "change" | "base">;

/**
 * A document of items. The server holds it in two pieces: `main`, as it was written last, and its change in the recent document.
 * `base` is the two together; `version` is that of `main`. [Note: Recent changes]
 */
export class HeldItems<Kind extends ItemsKind = ItemsKind> extends HeldDocument<Kind> {
  /** Null where nothing was written yet, or nobody can read what was. */
  main: DocumentOf<Kind> | null = null;
  /** Whether `main` has to be written although it may hold no change: what lies in its place on the server says nothing any more. */
  isAnew = false;
  /** Whether the server has a `main` that was not read here: nothing in it is needed until somebody looks. [Note: Quiet months] */
  isUnread = false;
  /** The change that is in `base`. */
  private change: ItemsChange | undefined;
  private hasNewMain = false;

  constructor(
    kind: Kind,
    name: DocumentName,
    private readonly recent: HeldDocument<"recent">,
  ) {
    super(kind, name);
  }

  /** While the recent changes cannot be read, nothing that they may belong to can. */
  override get trouble(): Trouble["problem"] | null {
    return this.ownTrouble ?? this.recent.trouble;
  }

  /** Whether it is held as it stands, so that it can be written whole. */
  get isOpen(): boolean {
    return this.trouble === null && !this.isUnread;
  }

  /**
   * All that differs from `main`, saved or not; undefined where nothing does. Of a document that cannot be read, or
   * was not, what is recent of it stays as it is.
   */
  get pending(): ItemsChange | undefined {
    if (!this.isOpen) return this.recent.current.changes[this.name];
    return changeBetween(this.main ?? this.blank, this.current) ?? undefined;
  }

  /** What waits to be saved, and what it was made from; undefined where nothing does. */
  get unsent(): UnsentChange | undefined {
    const from = this.base ?? this.blank;
    const change = this.unsaved ? changeBetween(from, this.current) : null;
    return change ? { change, base: touchedOf(from, change) } : undefined;
  }

  /** Leaves `main` unread, which the server holds in this version. */
  leaveUnread(version: number): void {
    this.version = version;
    this.isUnread = true;
  }

  /** Takes `main` as the server holds it. `follow` is called once the recent document is read too. */
  receiveMain(main: DocumentOf<Kind>, version: number): void {
    this.main = main;
    this.version = version;
    this.ownTrouble = null;
    this.isAnew = false;
    this.isUnread = false;
    this.hasNewMain = true;
  }

  /** Takes what is recent of it by now. An edit that waits is merged with it. */
  follow(newId: () => string): void {
    if (!this.isOpen) return;
    const change = this.recent.current.changes[this.name];
    if (!this.hasNewMain && same(change ?? null, this.change ?? null)) return;
    this.hasNewMain = false;
    this.change = change;
    this.receive(withChange(this.main ?? this.blank, change), this.version, newId);
  }

  /** The server has stored `sent` as this change beside `main`. */
  storedBeside(sent: DocumentOf<Kind>, change: ItemsChange | undefined): void {
    this.base = sent;
    this.change = change;
  }

  /** The server has stored `sent` as `main`. */
  override stored(sent: DocumentOf<Kind>, version: number): void {
    super.stored(sent, version);
    this.main = sent;
    this.isAnew = false;
    this.change = undefined;
  }

  /** What is recent of it is known, and stays. */
  override beginAnew(): void {
    super.beginAnew();
    this.main = null;
    this.isAnew = true;
    this.isUnread = false;
    this.change = this.recent.current.changes[this.name];
    this.current = withChange(this.current, this.change);
  }

  /** Takes up a whole document that a program before this one could not send, made from version `madeFrom` of `main`. */
  override resume(mine: DocumentOf<Kind>, madeFrom: number, newId: () => string): void {
    const wasLost = this.ownTrouble === "not_recovered";
    if (wasLost) this.beginAnew();
    const from = this.version === madeFrom ? this.main : null;
    const isAlone = wasLost
      ? this.change === undefined
      : !this.unsaved && (this.base === null || this.base === from);
    this.current = isAlone ? mine : this.merge(from, mine, this.current, newId);
  }

  /** Takes up what an earlier run could not send: as it is where what it was made from stands there still, else merged. */
  resumeUnsent({ change, base }: UnsentChange, newId: () => string): void {
    const from = withChange(this.blank, base);
    this.current = same(touchedOf(this.current, change), base)
      ? withChange(this.current, change)
      : this.merge(from, withChange(from, change), this.current, newId);
  }
}
