import * as z from "zod/mini";
import { entryId, moment, periodId } from "../entry/base";
import { NAME_LENGTH } from "../entry/limits";
import type { AnyItem } from "../kinds";
import { anyItem, entryItem, monthlyItem } from "../kinds/schemas";
import { pagesSeen } from "../sheet/seen";
import { MONTH_NAME } from "./names";

/*
 * The documents of a vault, each sealed as one. `schema` is the version of its shape: an older one is migrated when it
 * is opened (lib/domain/migrations), since the server cannot. Times are milliseconds since 1970.
 */

/** Ids that were deleted, and when: without them another device would bring the entry back. */
const deleted = z.record(entryId, moment);

export const IDLE_MINUTES = [2, 5, 15, 30] as const;

const seat = z.enum(["maker", "accepter"]);
const key = z.string().check(z.length(43));

/** Settings of one's own. */
export const profileDocument = z.strictObject({
  schema: z.literal(2),
  /** Minutes without a touch after which everything locks. */
  idleMinutes: z.literal(IDLE_MINUTES),
  /** Whether the intimacy group has been opened. It starts closed. */
  intimacyOpened: z.boolean(),
  /** What the person calls the other, for themself. Never sent. */
  partnerName: z.string().check(z.maxLength(NAME_LENGTH)),
  /** Whether the browser may check spelling in fields: some send what is typed to their maker. */
  spellCheck: z.boolean(),
  /** What it takes to empty one's page, kept a second time, so that stopping works when the link document cannot be read. */
  linkCopy: z.nullable(z.strictObject({ linkId: z.string(), seat, pairKey: key })),
  editedAt: moment,
});
export type ProfileDocument = z.infer<typeof profileDocument>;

/** An edit that lost to a later one on another device, kept until the person has looked at it. */
export const setAside = z.strictObject({ id: entryId, setAsideAt: moment, item: anyItem });
export type SetAside = z.infer<typeof setAside>;

/** What every document of items holds. */
const holding = (item: z.ZodMiniType<AnyItem>) => ({
  schema: z.literal(3),
  items: z.record(entryId, item),
  deleted,
  setAside: z.array(setAside),
});

/** While paused, everything shared is empty for the other. */
const paused = z.strictObject({ on: z.boolean(), editedAt: moment });

/** Everything that is recorded, but what has a document for each month. */
export const entriesDocument = z.strictObject({ ...holding(entryItem), paused });
export type EntriesDocument = z.infer<typeof entriesDocument>;

/** Check-ins of one calendar month. */
export const checkInsDocument = z.strictObject(holding(monthlyItem));
export type CheckInsDocument = z.infer<typeof checkInsDocument>;

/** Any document of items. */
export type ItemsDocument = CheckInsDocument | EntriesDocument;

/** What differs of a document of items from how it was written last. */
export const itemsChange = z.strictObject({
  /** Added, changed or brought back. */
  items: z.record(entryId, anyItem),
  deleted,
  setAside: z.array(setAside),
  /** The edits that were set aside and are looked at, by their ids. */
  dismissed: z.array(entryId),
  /** Of the entries alone, where it changed. */
  paused: z.optional(paused),
});
export type ItemsChange = z.infer<typeof itemsChange>;

/** A document of items by its name. */
const itemsName = z.union([z.literal("entries"), z.string().check(z.regex(MONTH_NAME))]);

/**
 * What was edited since the documents of items were written last, by the document that it belongs to. An edit writes this
 * small one, whatever it is of.
 */
export const recentDocument = z.strictObject({
  schema: z.literal(1),
  changes: z.record(itemsName, itemsChange),
});
export type RecentDocument = z.infer<typeof recentDocument>;

/** What waits of a document of items on a device: its change, and what of the document that was made from. */
export const unsentDocument = z.strictObject({
  schema: z.literal(1),
  change: itemsChange,
  base: itemsChange,
});

/** Where linking stands, with the keys that belong to it. */
export const linkDocument = z.strictObject({
  schema: z.literal(2),
  editedAt: moment,
  link: z.discriminatedUnion("state", [
    z.strictObject({ state: z.literal("none") }),
    z.strictObject({
      state: z.literal("invited"),
      invite: z.strictObject({ id: z.string(), secret: key, identity: z.string(), recipient: z.string() }),
      /** Kept before the link is confirmed, since the server forgets the acceptance then. */
      pairKey: z.nullable(key),
    }),
    z.strictObject({ state: z.literal("waiting"), linkId: z.string(), pairKey: key }),
    z.strictObject({
      state: z.literal("linked"),
      linkId: z.string(),
      seat,
      pairKey: key,
      /** The period of sharing: parts of any other are seen by nobody. A new one stops everything at once. */
      period: periodId,
      /** The time of the edit that began the period, so that of two the newer is known. */
      periodSince: moment,
      /** The pages of theirs ever opened: an older one served again is found out. */
      theirPages: pagesSeen,
    }),
  ]),
});
export type LinkDocument = z.infer<typeof linkDocument>;
