/** After which pause what is typed is handed on: long enough not to save in the middle of a word, short enough that nobody waits. */
export const PAUSE_MS = 600;
