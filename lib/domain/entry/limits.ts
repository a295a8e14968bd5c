/** Longest single line a person may write, in UTF-16 code units: a name, a step, a sign. */
export const LINE_LENGTH = 300;
/** Longest name for the other, in UTF-16 code units. */
export const NAME_LENGTH = 80;
/** Longest note, in UTF-16 code units. */
export const NOTE_LENGTH = 4000;
/** Most lines in one list. */
export const LIST_LENGTH = 40;
