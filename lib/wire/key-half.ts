import { z } from "zod";
import { MAX_IDLE_MINUTES } from "./limits";

/*
 * What a reload opens with lies on the device, wrapped under two keys. One is the device's own. The other is this half: 32
 * random bytes that rest with the server, one for each session, and that it gives out while by its own clock somebody was at
 * an open vault within the idle time. By themselves they open nothing.
 */

/** 256 random bits in base64url. */
const half = z.string().regex(/^[A-Za-z0-9_-]{43}$/);

/**
 * PUT /api/key-half, with a token: somebody is at the open vault. `half` is a new one, always; it is taken where none is in
 * force for this session, and answered is the one that is.
 */
export const keyHalfRequest = z.strictObject({
  half,
  idleMinutes: z.number().int().min(1).max(MAX_IDLE_MINUTES),
});
/**
 * The answer to PUT; and to POST /api/key-half, which takes the session alone: a vault that is to be opened has no
 * token yet. `locked` once the idle time is over, and where there is none. POST prolongs nothing.
 * DELETE /api/key-half takes the session alone too: the lock must not fail for want of a token.
 */
export const keyHalfResponse = z.object({ half });
