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

const isSequenceKey = (key: string): key is SequenceKey => key in RULES && Object.hasOwn(RULES, key);

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
