import { z } from "zod";
import { comfort } from "../comfort/schema";
import { hardMoment } from "../hard-moment/schema";
import { support } from "../support/schema";

/** Anything a person records about themselves. Private until its `share` says otherwise. */
export const entry = z.discriminatedUnion("kind", [comfort, hardMoment, support]);
export type Entry = z.infer<typeof entry>;
