import { checkIn } from "./check-in";
import { comfort } from "./comfort";
import { hardMoment } from "./hard-moment";
import { support } from "./support";

/** Every kind of item that there is. */
export const KINDS = { comfort, hardMoment, support, checkIn };
export type Kind = keyof typeof KINDS;
