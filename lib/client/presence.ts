import { openChannel } from "./browser/open-channel";
import type { EngineHandle } from "./engine/worker-client";

/*
 * Whether somebody is at the page, as the page itself can tell. The engine in its worker decides when to lock, and it
 * takes a moment to answer; a page that was frozen, or a device that slept, would show what is on it meanwhile. So the page
 * keeps its own account, covers itself when in doubt, and uncovers only once the engine has said that it is still open.
 */

/** One moment by both clocks: one that never goes back but may stand still in sleep, and one that goes on but can be set. */
export type Moment = { readonly steady: number; readonly wall: number };

/** How often to look at the clock while the page runs, milliseconds. It asks nobody. */
const LOOK_EVERY_MS = 1_000;
/** A touch is told to the engine this often at most, milliseconds: the shortest idle time is two minutes. */
const TELL_EVERY_MS = 1_000;
/** How long before the lock it is said: a minute, or a quarter of the idle time where that is shorter. */
const WARN_AT_MOST_MS = 60_000;

/**
 * Whether it is longer than the idle time since somebody was here, by either clock. A clock that went back, or gives no
 * number, cannot tell, and that counts as too long.
 */
export function awayTooLong(last: Moment, now: Moment, idleMs: number): boolean {
  const wall = now.wall - last.wall;
  return !(wall >= 0 && wall <= idleMs && now.steady - last.steady <= idleMs);
}

/** Whether the lock is near enough to say so. */
export function locksSoon(last: Moment, now: Moment, idleMs: number): boolean {
  const away = Math.max(now.wall - last.wall, now.steady - last.steady);
  return away >= idleMs - Math.min(WARN_AT_MOST_MS, idleMs / 4);
}

/** A touch in another tab, told by the wall clock that all tabs share. Null where it cannot be placed. */
export function heardOf(at: number, now: Moment): Moment | null {
  const ago = now.wall - at;
  return ago >= 0 ? { wall: at, steady: now.steady - ago } : null;
}

const thisMoment = (): Moment => ({ steady: performance.now(), wall: Date.now() });

let soon = false;
const listeners = new Set<() => void>();

const setSoon = (next: boolean): void => {
  if (next === soon) return;
  soon = next;
  for (const listener of listeners) listener();
};

/** Whether the page is about to lock, for useSyncExternalStore. */
export const lockIsNear = (): boolean => soon;

/** Calls back when that changes; gives the function that stops it. */
export function onLockIsNear(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

const isCovered = () => document.documentElement.hasAttribute("data-covered");
let focused: Element | null = null;
const coverListeners = new Set<() => void>();

/**
 * Calls back when the page has covered itself, before the engine is asked whether it is still open: what is handed to it then
 * reaches it before the lock. Gives the function that stops it.
 */
export function onCover(listener: () => void): () => void {
  coverListeners.add(listener);
  return () => coverListeners.delete(listener);
}

/** Hides everything but the way out (app/globals.css), in the same moment. Nothing on the page is lost by it. */
function cover(): void {
  if (isCovered()) return;
  focused = document.activeElement;
  document.documentElement.setAttribute("data-covered", "");
  for (const listener of coverListeners) listener();
}

/** Shows the page again, with the focus where it was. */
export function uncover(): void {
  if (!isCovered()) return;
  document.documentElement.removeAttribute("data-covered");
  if (document.activeElement === document.body && focused instanceof HTMLElement) {
    focused.focus({ preventScroll: true });
  }
  focused = null;
}

/**
 * Watches an open page until the function that it gives is called; the moment of the call counts as somebody being there.
 * Touches, keys and scrolling are told to the engine, so that it locks only when nobody is there. On coming back, and every
 * second, the page looks at its own account: it covers itself and asks when that was too long ago.
 */
export function watchPresence(handle: EngineHandle): () => void {
  let last = thisMoment();
  let toldAt = Number.NEGATIVE_INFINITY;
  let asking = false;
  let watching = true;

  const idleMs = (): number | null => {
    const snapshot = handle.snapshot();
    return "vault" in snapshot ? snapshot.vault.profile.idleMinutes * 60_000 : null;
  };

  const coverAndAsk = async () => {
    cover();
    setSoon(false);
    if (asking) return;
    asking = true;
    const open = await handle.stillOpen();
    asking = false;
    // Where it is not open, what is drawn in its place takes the cover away.
    if (!open || !watching) return;
    last = thisMoment();
    uncover();
  };

  /** Whether the page may be seen. `grace`: how far past the idle time it may be, milliseconds. */
  const look = (grace = 0): boolean => {
    const idle = idleMs();
    if (idle === null) return true;
    const now = thisMoment();
    if (awayTooLong(last, now, idle + grace)) {
      void coverAndAsk();
      return false;
    }
    if (!asking) uncover();
    setSoon(locksSoon(last, now, idle));
    return !asking;
  };

  const here = () => {
    // The touch of whoever comes back must not keep open what should have locked by now.
    if (idleMs() === null || !look()) return;
    last = thisMoment();
    setSoon(false);
    if (last.steady - toldAt < TELL_EVERY_MS) return;
    toldAt = last.steady;
    void handle.engine.stillHere();
  };

  const inView = () => {
    if (document.visibilityState === "visible" && look()) void handle.engine.backInView();
    // Once the fields have handed on what stands in them.
    if (document.visibilityState === "hidden") setTimeout(() => void handle.engine.outOfView());
  };
  const comeBack = () => void look();
  // A page that is frozen is drawn once more before any of its script runs.
  const frozen = () => {
    if (idleMs() !== null) cover();
  };

  // The engine looks every few seconds; by a second after the idle time it too finds that it has passed.
  const looking = setInterval(() => look(LOOK_EVERY_MS), LOOK_EVERY_MS);
  const otherTabs = openChannel("notes");
  otherTabs?.addEventListener("message", ({ data }: MessageEvent<unknown>) => {
    const at = momentTold(data);
    const heard = at === null ? null : heardOf(at, thisMoment());
    if (heard !== null && heard.wall > last.wall) last = heard;
  });
  // "click" for those whose screen reader presses without a key or a pointer.
  const touches = ["pointerdown", "keydown", "scroll", "click"] as const;
  for (const touch of touches) window.addEventListener(touch, here, { passive: true, capture: true });
  document.addEventListener("visibilitychange", inView, { capture: true });
  document.addEventListener("freeze", frozen);
  document.addEventListener("resume", comeBack);
  window.addEventListener("focus", comeBack);
  window.addEventListener("pageshow", comeBack);

  return () => {
    watching = false;
    clearInterval(looking);
    otherTabs?.close();
    for (const touch of touches) window.removeEventListener(touch, here, { capture: true });
    document.removeEventListener("visibilitychange", inView, { capture: true });
    document.removeEventListener("freeze", frozen);
    document.removeEventListener("resume", comeBack);
    window.removeEventListener("focus", comeBack);
    window.removeEventListener("pageshow", comeBack);
    setSoon(false);
  };
}

/** When somebody was last here, where that is what another tab's engine says (engine/tabs.ts). */
function momentTold(data: unknown): number | null {
  if (typeof data !== "object" || data === null || !("say" in data) || !("at" in data)) return null;
  return data.say === "here" && typeof data.at === "number" ? data.at : null;
}
