import { DEVICE_DATABASE } from "../browser/device-database";
import { endEarlyWorker } from "../browser/early-worker";
import { openChannel } from "../browser/open-channel";
import { EXIT_URL } from "./exit-url";

/*
 * Leaving at once. In this order, none waiting for the network: the screen is covered, keys and what was opened are
 * wiped, the other tabs are told, the server is asked to sign out, the page in the history is replaced.
 * If the neutral page cannot be reached the screen stays blank.
 */

const CHANNEL = "stile";
const LEFT = "left";
/** Deleting stored data takes a moment and the screen is blank by then; no longer than this is spent on it. */
const WIPE_AT_MOST_MS = 250;
/** When to ask for the neutral page again if this page is still there, milliseconds; each time twice as long. */
const AGAIN_AFTER_MS = 4_000;
/** A navigation that fails sooner than this after it was asked for is not asked for again at once, milliseconds. */
const NOT_SOONER_MS = 300;

type LeaveHandler = () => void;

const handlers = new Set<LeaveHandler>();
let left = false;

/**
 * Registers what must be wiped when someone leaves: worker to end, keys to forget, databases to delete.
 * The handler runs at once and its promise, if any, is not awaited; an error in it stops nothing.
 * Returns a function that takes the registration back.
 */
export function onLeave(handler: LeaveHandler): () => void {
  handlers.add(handler);
  return () => handlers.delete(handler);
}

/** Whether this page was left; nothing may be drawn or saved any more. */
export const hasLeft = (): boolean => left;

const attempt = (action: () => void): void => {
  try {
    action();
  } catch {
    // Leaving goes on whatever fails.
  }
};

/** Puts a blank page in place of everything. The old tree is detached whole, so that nothing readable stays. */
export function coverScreen(): void {
  const cover = document.createElement("div");
  cover.className = "leave-cover";
  cover.setAttribute("popover", "manual");
  cover.setAttribute("aria-hidden", "true");
  // Said here too, in case the style sheet never came. Set by script, which the policy allows.
  cover.style.cssText =
    "display:block;position:fixed;inset:0;z-index:2147483647;width:100vw;height:100vh;margin:0;border:0;background:Canvas";
  const body = document.createElement("body");
  body.append(cover);
  document.documentElement.replaceChild(body, document.body);
  // Above dialogs and anything else in the browser's top layer.
  attempt(() => cover.showPopover());
}

const deleteDatabase = (name: string): Promise<void> =>
  new Promise((done) => {
    const deleting = indexedDB.deleteDatabase(name);
    deleting.onsuccess = deleting.onerror = () => done();
  });

async function deleteStoredData(): Promise<void> {
  const databases = async () => {
    // By name first: some browsers cannot list what is there.
    const known = deleteDatabase(DEVICE_DATABASE);
    const listed = (await indexedDB.databases?.()) ?? [];
    await Promise.all([known, ...listed.map(({ name }) => name !== undefined && deleteDatabase(name))]);
  };
  const copies = async () => {
    for (const name of await caches.keys()) await caches.delete(name);
  };
  await Promise.allSettled([databases(), copies()]);
}

function wipe(): void {
  attempt(endEarlyWorker);
  for (const handler of handlers) attempt(handler);
  attempt(() => sessionStorage.clear());
  attempt(() => localStorage.clear());
}

function goAway(): void {
  // Next.js watches history.replaceState and would draw a page for it; the browser's own does not.
  attempt(() => History.prototype.replaceState.call(history, null, "", "/"));
  let askedAt = 0;
  const ask = () => {
    askedAt = performance.now();
    location.replace(EXIT_URL);
  };
  const again = (wait: number) => {
    setTimeout(() => {
      ask();
      again(wait * 2);
    }, wait);
  };
  // Whatever stops the neutral page from loading, such as the browser's own Stop, it is asked for again. At once where
  // the browser tells, and ever more seldom where it does not, so that a slow network has its time.
  attempt(() =>
    window.navigation?.addEventListener("navigateerror", () => {
      if (performance.now() - askedAt > NOT_SOONER_MS) ask();
    }),
  );
  again(AGAIN_AFTER_MS);
  ask();
}

/** Tells the server to end the session, and does not wait for an answer. */
function signOut(): void {
  void fetch("/api/auth/signout", {
    method: "POST",
    keepalive: true,
    headers: { "content-type": "application/json" },
    body: "{}",
  }).catch(() => undefined);
}

function leaveThisTab(): void {
  left = true;
  attempt(coverScreen);
  wipe();
  let gone = false;
  const once = () => {
    if (gone) return;
    gone = true;
    goAway();
  };
  setTimeout(once, WIPE_AT_MOST_MS);
  void deleteStoredData().then(once, once);
}

/** Leaves: this tab and every other tab of this site. Safe to call twice. */
export function leave(): void {
  if (left) return;
  leaveThisTab();
  attempt(() => openChannel(CHANNEL)?.postMessage(LEFT));
  attempt(signOut);
}

/** Follows another tab that left. That tab signs out. */
export function followOtherTabs(): void {
  openChannel(CHANNEL)?.addEventListener("message", ({ data }) => {
    if (data === LEFT && !left) leaveThisTab();
  });
}
