import * as z from "zod/mini";
import { accessFinishRequest, accessToken } from "./access";
import { MAX_IDLE_MINUTES } from "./limits";
import { bits256 } from "./primitives";

/*
 * What a reload opens with lies on the device, wrapped under two keys. One is the device's own. The other is this half: 32
 * random bytes that rest with the server, one for each session, and that it gives out while by its own clock somebody was at
 * an open vault within the idle time. By themselves they open nothing.
 */

/**
 * PUT /api/key-half, with a token: somebody is at the open vault. `half` is a new one, always; it is taken where none is in
 * force for this session, and answered is the one that is. `proven`: whether the proof for it is known for a good while yet.
 */
export const keyHalfRequest = z.strictObject({
  half: bits256,
  idleMinutes: z.int().check(z.gte(1), z.lte(MAX_IDLE_MINUTES)),
});
export const keyHalfKept = z.object({ half: bits256, proven: z.boolean() });

/**
 * POST /api/key-half takes the session alone: a vault that is to be opened has no token yet. `locked` once the idle time is over,
 * and where there is none. It prolongs nothing. With the half comes a token where `proof` is the one that the server knows the
 * verifier of; with none, or any other, the half alone.
 * DELETE /api/key-half takes the session alone too: the lock must not fail for want of a token.
 */
export const keyHalfAsked = z.strictObject({ proof: z.optional(bits256) });
export const keyHalfGiven = z.object({ half: bits256, token: z.nullable(accessToken) });

/**
 * PUT /api/key-half/verifier, with the session and an exchange of access that was not used yet: the SHA-256 of the proof for this
 * half. It is taken while that half is in force, and nothing is said of whether it was. `locked` as for a token.
 */
export const keyHalfVerifierRequest = z.extend(accessFinishRequest, { half: bits256, verifier: bits256 });
