/*
 * The keys that mean "leave now": Shift three times, or Esc twice. Pure: the clock is handed in.
 *
 * Presses count while each comes within 5 s (Shift) or 3 s (Esc) of the one before and nothing else, key or
 * pointer, is pressed between. Esc has the shorter time because it also closes dialogs, and two dialogs closed
 * in a row should not send anyone away; yet Esc that closes a dialog and Esc again right after does leave, since
 * a person who is frightened presses whatever they remember.
 */
const RULES = {
  Shift: { presses: 3, withinMs: 5000 },
  Escape: { presses: 2, withinMs: 3000 },
} as const;

type SequenceKey = keyof typeof RULES;

export type KeySequence = { readonly key: SequenceKey; readonly count: number; readonly at: number } | null;

/** Before anything was pressed, and after anything that breaks a sequence. */
export const noSequence: KeySequence = null;

/** A text has none of what Next.js adds to an older browser, such as Object.hasOwn. */
const isSequenceKey = (key: string): key is SequenceKey => Object.keys(RULES).includes(key);

/** What a keydown says of where it comes from. */
export type KeyOrigin = Pick<KeyboardEvent, "key" | "code" | "keyCode" | "isComposing">;

/** The keyCode of a key that an input method handles (UI Events, appendix on legacy key attributes). */
const HANDLED_BY_INPUT_METHOD = 229;

/**
 * Whether this press is one of a person who may want to leave. Not so while an input method composes, where Esc and
 * Shift choose between candidates; nor in a text field from a key without a `code`, which is how a screen keyboard
 * reports its own Shift.
 */
export function countsToLeave(origin: KeyOrigin, inTextField: boolean): boolean {
  if (origin.isComposing || origin.keyCode === HANDLED_BY_INPUT_METHOD) return false;
  if (origin.key === "Process" || origin.key === "Unidentified") return false;
  return !inTextField || origin.code !== "";
}

/**
 * Takes one key press at a moment in milliseconds and says whether it completes a sequence.
 * A clock that stands still, goes back or gives no number never makes leaving harder: only a gap that is
 * plainly too long starts the count again.
 */
export function pressKey(
  before: KeySequence,
  key: string,
  at: number,
): { leave: boolean; sequence: KeySequence } {
  if (!isSequenceKey(key)) return { leave: false, sequence: noSequence };
  const rule = RULES[key];
  const goesOn = before !== null && before.key === key && !(at - before.at > rule.withinMs);
  const count = goesOn ? before.count + 1 : 1;
  if (count >= rule.presses) return { leave: true, sequence: noSequence };
  return { leave: false, sequence: { key, count, at } };
}
