/** No press takes longer than this to end, milliseconds; one that does is a drag, or ended outside of the window. */
const LONGEST_PRESS_MS = 1000;

/** What waits for the end of the press that is going on; null while none is. */
let waiting: (() => void)[] | null = null;
let tooLong: ReturnType<typeof setTimeout> | undefined;

function began(): void {
  ended();
  waiting = [];
  tooLong = setTimeout(ended, LONGEST_PRESS_MS);
}

function ended(): void {
  clearTimeout(tooLong);
  const now = waiting ?? [];
  waiting = null;
  for (const work of now) work();
}

/**
 * Watches for presses until the function that it gives is called. A press takes the focus out of a field with its first half.
 * What is drawn anew then must not move what is being pressed from under the finger before the second half: that press would
 * be lost.
 */
export function watchPresses(): () => void {
  window.addEventListener("mousedown", began, { capture: true });
  // Comes before the click, which goes to where the press began and ended.
  window.addEventListener("mouseup", ended, { capture: true });
  return () => {
    window.removeEventListener("mousedown", began, { capture: true });
    window.removeEventListener("mouseup", ended, { capture: true });
    ended();
  };
}

/** Runs at once, or with the end of the press that is going on, before what it presses hears of it. */
export function afterPress(work: () => void): void {
  if (waiting === null) work();
  else waiting.push(work);
}
