/** The engine's worker that a page's HTML has started before any script of the page was there, and its name (scripts/serve/ahead.mjs). */
type EarlyWorker = { readonly worker: Worker; readonly name: string };

declare global {
  interface Window {
    /** Absent in development, where it could not be started, once it has failed, and once it was taken. */
    stileWorker?: EarlyWorker | undefined;
  }
}

/** That worker, once, where it has this name; it has asked for nothing but what that name asks for, and waits. Null where there is none. */
export function takeEarlyWorker(name: string): Worker | null {
  const early = window.stileWorker;
  window.stileWorker = undefined;
  if (early?.name === name) return early.worker;
  early?.worker.terminate();
  return null;
}

/** Ends it where nobody has taken it. */
export function endEarlyWorker(): void {
  window.stileWorker?.worker.terminate();
  window.stileWorker = undefined;
}
