import type { Snapshot, SnapshotMessage } from "./contract";

/** What a listener knows: the snapshot, and the revision that it was told in. */
export type Known = { readonly snapshot: Snapshot; readonly revision: number };

/** Before the engine has said anything. */
export const NOTHING_KNOWN: Known = { snapshot: { status: "starting" }, revision: 0 };

/** Takes a message in. One that does not follow on what is known changes nothing. */
export function takeIn(known: Known, message: SnapshotMessage): Known {
  if (message.status !== "open") return { snapshot: message, revision: 0 };
  const { revision, changed } = message;
  if (message.whole) return { snapshot: { status: "open", vault: message.changed }, revision };
  if (known.snapshot.status !== "open" || revision !== known.revision + 1) return known;
  return { snapshot: { status: "open", vault: { ...known.snapshot.vault, ...changed } }, revision };
}
