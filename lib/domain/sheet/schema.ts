import * as z from "zod/mini";
import { pageItem } from "../kinds/schemas";

/**
 * A page: exactly what the other side sees. It has no id of the vault, no times and no places for what is missing: a part that is
 * not shared, or shared and empty, is absent. Its order follows from what it says and from nothing else.
 */
export const page = z.strictObject({ schema: z.literal(2), items: z.array(pageItem) });
export type Page = z.infer<typeof page>;
