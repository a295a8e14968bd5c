import type { DocumentOf } from "@/lib/domain/migrations/open";
import { isMonth, type MonthName } from "@/lib/domain/vault/names";
import { isQuiet } from "@/lib/domain/vault/quiet";
import type { VaultKind } from "./held-document";
import type { HeldItems } from "./held-items";
import type { Versions } from "./sealed-documents";

/*
 * Quiet months: those in which there is nothing that a page, a list of what is shared or a message could need. The entries say
 * which they are, since whatever writes a month writes them too, and in which version, since a program before this one says
 * nothing. An opening leaves them unread until somebody looks. [Note: Quiet months]
 */

/** An opened document, as far as it is asked here. */
type Opened = {
  readonly document: DocumentOf<VaultKind>;
  readonly seen: Readonly<Record<string, number>>;
  readonly quiet: readonly string[];
};

/** The quiet ones of these months, in the versions that are `seen`. Those of `together` are being written as they read now. */
export function quietMonths(
  months: readonly HeldItems<"checkIns">[],
  seen: Versions,
  together: Versions,
): MonthName[] {
  return months.flatMap(({ name, trouble, isUnread, main, current, version }) => {
    const written = together.has(name) ? { holds: current, as: version + 1 } : { holds: main, as: version };
    const holdsNothing = isUnread || (written.holds !== null && isQuiet(written.holds));
    const isAsSeen = seen.get(name) === written.as;
    return trouble === null && holdsNothing && isAsSeen && isMonth(name) ? [name] : [];
  });
}

/**
 * The quiet months by what was opened: in the very version in which the server lists them, without anything recent. The newest
 * one is always read, since each fold writes it. `known`: the names of all documents that anything vouches for.
 */
export function quietIn(
  read: readonly Opened[],
  known: readonly string[],
  listedAs: (name: MonthName) => number | undefined,
): MonthName[] {
  const newest = known.filter(isMonth).sort().at(-1);
  const changed = new Set(read.flatMap(({ document }) => changedIn(document)));
  return read.flatMap(({ quiet, seen }) =>
    quiet
      .filter(isMonth)
      .filter((name) => name !== newest && !changed.has(name) && listedAs(name) === seen[name]),
  );
}

/** The documents of which a document says what is recent. */
export const changedIn = (document: DocumentOf<VaultKind>): string[] =>
  "changes" in document ? Object.keys(document.changes) : [];
