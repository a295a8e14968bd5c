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
/** A schedule travels in base64: four characters for three bytes, and the envelope. */
export const BODY_LIMIT_SCHEDULE = Math.ceil((MAX_DOCUMENT_BYTES * 4) / 3) + 4096;
/** Documents that are written in one request. */
export const MAX_WRITES = 128;
/** Documents that are written in one request, all together: the largest one, and as much beside it. */
export const MAX_WRITE_BYTES = 2 * MAX_DOCUMENT_BYTES;
/** The same with the list of them. */
export const BODY_LIMIT_WRITE = MAX_WRITE_BYTES + 64 * 1024;
/** The names of all documents of an account. */
export const BODY_LIMIT_NAMES = 64 * MAX_DOCUMENTS;
/** Recovery sends every document again in one request. */
export const BODY_LIMIT_REKEY = 64 * 1024 * 1024;
/** All documents of one account together: as much as recovery can send again in one request. */
export const MAX_VAULT_BYTES = (BODY_LIMIT_REKEY / 4) * 3 - 2 * 1024 * 1024;
/** How deep JSON may nest: the deepest message here needs 4. */
export const BODY_MAX_DEPTH = 8;
/** How many marks (strings, opening brackets, commas) JSON may have: the longest message of single values needs 15. */
export const BODY_MARKS_SMALL = 64;
/** The same as bytes. */
export const BODY_LIMIT_PACKED_SCHEDULE = MAX_DOCUMENT_BYTES + 4096;
/** A page of a schedule needs 6 marks. */
export const BODY_MARKS_SCHEDULE = 8 * MAX_PAGES;
/** A document that is written needs 10 marks. */
export const BODY_MARKS_WRITE = BODY_MARKS_SMALL + 10 * MAX_WRITES;
/** A name needs 2 marks. */
export const BODY_MARKS_NAMES = BODY_MARKS_SMALL + 2 * MAX_DOCUMENTS;
/** A document in a recovery needs 15 marks: as what is stored, and as what it replaces. */
export const BODY_MARKS_REKEY = 16 * MAX_DOCUMENTS;
/** How long a body may take to arrive, milliseconds; as it comes in, what its bytes may take on the slowest line is added. */
export const BODY_TIMEOUT_MS = 10_000;
/** How long nothing of a body may come in once it has begun, milliseconds: a phone between two cells takes its time. */
export const BODY_STALL_MS = 30_000;
/**
 * The slowest line that is waited for, bytes a second: on GPRS a phone sends in two slots at most, and in bad reception each
 * carries 9.05 kbit/s (coding scheme CS-1, 3GPP TS 43.064), which is 2,260 bytes a second together.
 */
const SLOWEST_LINE = 2_000;
/** How long so many bytes may take, milliseconds. */
export const transferMs = (bytes: number): number => (bytes / SLOWEST_LINE) * 1000;

/** An invitation may be used for 48 hours, milliseconds. */
export const INVITE_LIFETIME_MS = 48 * 60 * 60 * 1000;
/** A session lasts 8 hours, seconds. */
export const SESSION_LIFETIME_S = 8 * 60 * 60;
/** The longest idle time, minutes. */
export const MAX_IDLE_MINUTES = 30;
