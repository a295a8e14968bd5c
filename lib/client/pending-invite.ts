/*
 * An invite that was opened before signing in. It waits in this tab's memory and nowhere else: not in storage, where
 * the next person at the device would find it, and not in the address bar. A reload forgets it.
 */
let held: string | null = null;

declare global {
  interface Window {
    /** Set by TAKE_OUT_INVITE, for as long as nobody has taken it up. */
    takenOutInvite?: string;
  }
}

/**
 * The first script of the page that an invite's link leads to: takes the invite out of the address bar and of this tab's
 * history while the page is still being read, before the program is there.
 */
export const TAKE_OUT_INVITE =
  'if(location.hash.length>1){window.takenOutInvite=location.hash;history.replaceState(null,"",location.pathname)}';

/** What stands in the address, or was taken out of it, once; null where there is none. */
export function inviteFromAddress(): string | null {
  const early = window.takenOutInvite;
  delete window.takenOutInvite;
  if (location.hash.length <= 1) return early ?? null;
  const { hash, pathname } = location;
  history.replaceState(null, "", pathname);
  return hash;
}

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
