/*
 * Whether somebody is signed in in this browser, open or locked, by what the browser keeps: one mark, which has no name, no
 * time and no value. It is made once an account is open or locked here, and is gone when one is signed out, when it is
 * found out that nobody is signed in, and on leaving. So a text, which asks the server nothing of anybody, can lead home
 * (docs/decisions/043). It opens nothing: home asks for what it asks for.
 */

const MARK = "here";

/** What was told last, for where the browser keeps nothing: within this page it holds all the same. */
let told = false;

const listeners = new Set<() => void>();

/** Only asked in the browser. */
export function isSignedInHere(): boolean {
  try {
    return localStorage.getItem(MARK) !== null;
  } catch {
    return told;
  }
}

/** Makes the mark or takes it away. */
export function tellSignedInHere(signedIn: boolean): void {
  const before = isSignedInHere();
  told = signedIn;
  try {
    if (!signedIn) localStorage.removeItem(MARK);
    else if (!before) localStorage.setItem(MARK, "");
  } catch {
    // Refused, or full: a text that is loaded anew leads to the start then.
  }
  if (isSignedInHere() !== before) for (const listener of listeners) listener();
}

/** Calls back when it may have changed, in this tab or another; gives the function that stops it. */
export function onSignedInHere(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener("storage", listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener("storage", listener);
  };
}
