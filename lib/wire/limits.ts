/** Sizes, lengths and times that both sides hold to. Bytes unless said otherwise. */

/** What sealing adds to a padded body: an age header, and 16 bytes for each 64 KiB. Ample. */
const SEALING = 64 * 1024;
/** A sealed vault document: a padding bucket of 4 MiB. 1,000 entries of ordinary length need about 1 MiB. */
export const MAX_DOCUMENT_BYTES = 4 * 1024 * 1024 + SEALING;
/** A sealed page of a sheet: a padding bucket of 2 MiB. */
export const MAX_PAGE_BYTES = 2 * 1024 * 1024 + SEALING;
/** Pages in one schedule: the one in force and those to come. */
export const MAX_PAGES = 64;
/**
 * How far ahead a page may take force, milliseconds: 400 days, so that a share can end a year from now and be made before that.
 * The same as MOST_AHEAD_MS (lib/domain/sheet/compose.ts), where the client ends its schedules.
 */
export const MAX_AHEAD_MS = 400 * 24 * 60 * 60 * 1000;
/** A sealed key slot or an invite's acceptance: one padding block of 4 KiB and age's header, with room to spare. */
export const MAX_SMALL_SEALED_BYTES = 16 * 1024;
/** Documents that one account may keep. */
export const MAX_DOCUMENTS = 1024;

/** The body of an ordinary request. */
export const BODY_LIMIT_SMALL = 64 * 1024;
/** A document or schedule travels in base64: four characters for three bytes, and the envelope. */
export const BODY_LIMIT_DOCUMENT = Math.ceil((MAX_DOCUMENT_BYTES * 4) / 3) + 4096;
/** Recovery sends every document again in one request. */
export const BODY_LIMIT_REKEY = 64 * 1024 * 1024;
/** All documents of one account together: as much as recovery can send again in one request. */
export const MAX_VAULT_BYTES = (BODY_LIMIT_REKEY / 4) * 3 - 2 * 1024 * 1024;
/** How deep JSON may nest: the deepest message here needs 4. */
export const BODY_MAX_DEPTH = 8;
/** How many marks (strings, opening brackets, commas) JSON may have: the longest message of single values needs 15. */
export const BODY_MARKS_SMALL = 64;
/** A page of a schedule needs 6 marks. */
export const BODY_MARKS_SCHEDULE = 8 * MAX_PAGES;
/** A document in a recovery needs 15 marks: as what is stored, and as what it replaces. */
export const BODY_MARKS_REKEY = 16 * MAX_DOCUMENTS;
/** How long a body may take to arrive, milliseconds; a large one gets more as it comes in at 64 KB a second or faster. */
export const BODY_TIMEOUT_MS = 10_000;

/** An invitation may be used for 48 hours, milliseconds. */
export const INVITE_LIFETIME_MS = 48 * 60 * 60 * 1000;
/** A session lasts 8 hours, seconds. */
export const SESSION_LIFETIME_S = 8 * 60 * 60;
/** The longest idle time, minutes. */
export const MAX_IDLE_MINUTES = 30;
