import * as z from "zod/mini";
import { LINE_LENGTH, LIST_LENGTH, NOTE_LENGTH } from "./limits";

/** One line of text; empty means not filled in. */
export const line = z.string().check(z.maxLength(LINE_LENGTH));
/** A note of several lines; empty means not filled in. */
export const note = z.string().check(z.maxLength(NOTE_LENGTH));
/** A list of short lines, such as steps, in the order the person gave them. */
export const lines = z.array(line).check(z.maxLength(LIST_LENGTH));
