import { keepInSight } from "./in-sight";
import { countsToLeave, type KeySequence, noSequence, pressKey } from "./key-sequence";
import { coverScreen, followOtherTabs, hasLeft, leave } from "./leave";

let installed = false;

/**
 * Listens for the ways out, on the window and before anything on the page can swallow the event: keys, and a press on
 * any element marked `data-leave`. Does nothing on the server or the second time. Never taken down: it must
 * outlive whatever goes wrong in the page.
 */
export function installExit(): void {
  if (installed || typeof window === "undefined") return;
  installed = true;

  let sequence: KeySequence = noSequence;

  /** After leaving, Esc would stop the neutral page from loading: the browser's own action is prevented. */
  const swallowAfterLeaving = (event: KeyboardEvent): boolean => {
    if (!hasLeft()) return false;
    if (event.key === "Escape") event.preventDefault();
    event.stopImmediatePropagation();
    return true;
  };

  window.addEventListener(
    "keydown",
    (event) => {
      // A key held down goes on after leaving too, so this comes first.
      if (swallowAfterLeaving(event)) return;
      // A key held down is one press.
      if (event.repeat) return;
      if (!countsToLeave(event, isTextField(event.target))) {
        sequence = noSequence;
        return;
      }
      const pressed = pressKey(sequence, event.key, event.timeStamp);
      sequence = pressed.sequence;
      if (!pressed.leave) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      leave();
    },
    { capture: true },
  );
  window.addEventListener("keyup", swallowAfterLeaving, { capture: true });

  // A pointer, or text that arrives between two presses, breaks a sequence: a screen keyboard shifts for each capital.
  for (const type of ["pointerdown", "beforeinput", "input", "compositionstart"]) {
    window.addEventListener(type, () => (sequence = noSequence), { capture: true, passive: true });
  }

  window.addEventListener(
    "click",
    (event) => {
      if (!(event.target instanceof Element) || event.target.closest("[data-leave]") === null) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      leave();
    },
    { capture: true },
  );

  // "You have unsaved work" must not stand between a person and the door.
  window.addEventListener(
    "beforeunload",
    (event) => {
      if (hasLeft()) event.stopImmediatePropagation();
    },
    { capture: true },
  );

  // A page brought back whole by Back or Forward may show what was on it: cover it and fetch it anew.
  window.addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    coverScreen();
    location.reload();
  });

  followOtherTabs();
  keepInSight();
}

const isTextField = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.matches("input, textarea") || target.isContentEditable);
