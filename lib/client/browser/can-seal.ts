/** What a browser can lack, each with words of its own: `guard` in messages/. */
export type Lack = "insecure" | "worker" | "wasm" | "cookies";

/** Whether this browser, at this address, can lock what is written. Only asked in the browser. */
export const canSeal = (): boolean =>
  window.isSecureContext && typeof crypto.subtle?.encrypt === "function" && typeof Worker === "function";

/**
 * What this browser lacks that nobody can sign up or in without; null when there is all of it. Only asked in the browser.
 * Browsers that forbid WebAssembly have no such object. Compiling something would tell more, but a page of ours may not:
 * its policy allows that in the worker alone.
 */
export function lacking(): Lack | null {
  if (typeof Worker !== "function") return "worker";
  if (!canSeal()) return "insecure";
  if (typeof WebAssembly !== "object") return "wasm";
  if (!navigator.cookieEnabled) return "cookies";
  return null;
}
