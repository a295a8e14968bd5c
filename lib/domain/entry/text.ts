import { z } from "zod";
import { LINE_LENGTH, LIST_LENGTH, NOTE_LENGTH } from "./limits";

/** One line of text; empty means not filled in. */
export const line = z.string().max(LINE_LENGTH);
/** A note of several lines; empty means not filled in. */
export const note = z.string().max(NOTE_LENGTH);
/** A list of short lines, such as steps, in the order the person gave them. */
export const lines = z.array(line).max(LIST_LENGTH);
