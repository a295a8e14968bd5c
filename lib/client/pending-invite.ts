/*
 * An invite that was opened before signing in. It waits in this tab's memory and nowhere else: not in storage, where
 * the next person at the device would find it, and not in the address bar. A reload forgets it.
 */
let held: string | null = null;

/** Holds the link, or only its fragment, until it is taken up or let go. */
export function holdInvite(link: string): void {
  held = link;
}

/** The invite that waits in this tab, if there is one. */
export const heldInvite = (): string | null => held;

/** Lets it go. */
export function dropInvite(): void {
  held = null;
}
