import { z } from "zod";

/** Longest single line a person may write, in UTF-16 code units: a name, a step, a sign. */
export const LINE_LENGTH = 300;
/** Longest note, in UTF-16 code units. */
export const NOTE_LENGTH = 4000;
/** Most lines in one list. */
export const LIST_LENGTH = 40;

/** One line of text; empty means not filled in. */
export const line = z.string().max(LINE_LENGTH);
/** A note of several lines; empty means not filled in. */
export const note = z.string().max(NOTE_LENGTH);
/** A list of short lines, such as steps, in the order the person gave them. */
export const lines = z.array(line).max(LIST_LENGTH);
