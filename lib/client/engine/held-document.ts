import type { DOCUMENT_KINDS, DocumentOf } from "@/lib/domain/migrations/open";
import {
  BLANK_CHECK_INS,
  BLANK_ENTRIES,
  BLANK_LINK,
  BLANK_PROFILE,
  BLANK_RECENT,
} from "@/lib/domain/vault/blank";
import { mergeEntries, mergeItems, mergeLink, mergeProfile } from "@/lib/domain/vault/merge";
import { type DocumentName, isMonth } from "@/lib/domain/vault/names";
import type { Trouble } from "./contract";

/** The kinds of document that a vault holds. */
export type VaultKind = Exclude<keyof typeof DOCUMENT_KINDS, "page" | "unsent">;

/** What there is to know of each kind. */
const BLANK: { [Kind in VaultKind]: DocumentOf<Kind> } = {
  profile: BLANK_PROFILE,
  entries: BLANK_ENTRIES,
  checkIns: BLANK_CHECK_INS,
  link: BLANK_LINK,
  recent: BLANK_RECENT,
};

type Merge<Kind extends VaultKind> = (
  base: DocumentOf<Kind> | null,
  mine: DocumentOf<Kind>,
  theirs: DocumentOf<Kind>,
  newId: () => string,
) => DocumentOf<Kind>;

const MERGE: { [Kind in VaultKind]: Merge<Kind> } = {
  profile: (_, mine, theirs) => mergeProfile(mine, theirs),
  entries: mergeEntries,
  checkIns: mergeItems,
  link: (_, mine, theirs) => mergeLink(mine, theirs),
  // Made anew from the items whenever it is written: of two, the server's says what the other device has.
  recent: (_, __, theirs) => theirs,
};

/** The kind of document that a name stands for; null for a name that no release has used. */
export function kindOfName(name: string): VaultKind | null {
  if (name === "profile" || name === "entries" || name === "link" || name === "recent") return name;
  return isMonth(name) ? "checkIns" : null;
}

/**
 * One document as this device holds it. `base` is what the server holds at `version` (0: nothing yet), `current` what
 * the person sees; they differ while an edit waits to be saved.
 */
export class HeldDocument<Kind extends VaultKind = VaultKind> {
  current: DocumentOf<Kind>;
  base: DocumentOf<Kind> | null = null;
  version = 0;
  /** Set when the server's copy of this very document cannot be opened. */
  ownTrouble: Trouble["problem"] | null = null;

  constructor(
    readonly kind: Kind,
    readonly name: DocumentName,
  ) {
    this.current = BLANK[kind];
  }

  /** What a document of its kind holds before anything was written. */
  protected get blank(): DocumentOf<Kind> {
    return BLANK[this.kind];
  }

  /** Why it cannot be read. It is then neither edited nor written over. */
  get trouble(): Trouble["problem"] | null {
    return this.ownTrouble;
  }

  /** Whether an edit waits to be saved. */
  get unsaved(): boolean {
    return this.trouble === null && this.current !== (this.base ?? this.blank);
  }

  /** Merges two versions of it. `base`: what both were made from, where it is known. */
  protected merge(
    base: DocumentOf<Kind> | null,
    mine: DocumentOf<Kind>,
    theirs: DocumentOf<Kind>,
    newId: () => string,
  ): DocumentOf<Kind> {
    return MERGE[this.kind](base, mine, theirs, newId);
  }

  /** Takes what the server holds; an edit of one's own that waits is merged with it. */
  receive(theirs: DocumentOf<Kind>, version: number, newId: () => string): void {
    this.current = this.unsaved ? this.merge(this.base, this.current, theirs, newId) : theirs;
    this.base = theirs;
    this.version = version;
    this.ownTrouble = null;
  }

  /** Begins with nothing again, in the place of what recovery could not read. */
  beginAnew(): void {
    this.ownTrouble = null;
    this.base = null;
    // Not the blank itself: this one is to be stored.
    this.current = { ...this.blank };
  }

  /** The server has stored this as that version. What was edited since waits. */
  stored(sent: DocumentOf<Kind>, version: number): void {
    this.base = sent;
    this.version = version;
  }

  /**
   * Takes an edit that an earlier run of this program could not send, made from the server's version `madeFrom`. Where several
   * tabs left one, all are merged. It takes the place of what recovery could not read.
   */
  resume(mine: DocumentOf<Kind>, madeFrom: number, newId: () => string): void {
    if (this.ownTrouble === "not_recovered") this.ownTrouble = null;
    if (this.unsaved) {
      const base = this.version === madeFrom ? this.base : null;
      this.current = this.merge(base, this.current, mine, newId);
    } else if (this.base === null) this.current = mine;
    else if (this.version === madeFrom) this.current = mine;
    else this.current = this.merge(null, mine, this.base, newId);
  }
}
