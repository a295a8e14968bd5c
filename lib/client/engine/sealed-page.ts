import * as z from "zod/mini";
import {
  fromBase64Url,
  isId,
  MIN_PAGE_BYTES,
  newId,
  open,
  type PairKey,
  parsePairKey,
  seal,
  seatOwner,
  toBase64Url,
} from "@/lib/crypto";
import { openDocument } from "@/lib/domain/migrations/open";
import type { ScheduledPage } from "@/lib/domain/sheet/compose";
import { EMPTY_PAGE } from "@/lib/domain/sheet/page";
import type { Page } from "@/lib/domain/sheet/schema";
import type { Seat } from "@/lib/wire/link";
import type { PageBytes, SealedPage } from "@/lib/wire/sheet";

/** One's own side of a link: what pages are sealed with, and for. */
export type Linked = { linkId: string; seat: Seat; pairKey: PairKey };

/** The keys of a link as the vault has them; null where there is none, or its key is none. */
export function linkedBy(keys: (Omit<Linked, "pairKey"> & { pairKey: string }) | null): Linked | null {
  const pairKey = keys && parsePairKey(keys.pairKey);
  return keys && pairKey ? { linkId: keys.linkId, seat: keys.seat, pairKey } : null;
}

export const otherSeat = (seat: Seat): Seat => (seat === "maker" ? "accepter" : "maker");

/**
 * Seals a page of one's own seat under a new random id. Neither a moment nor a number goes into it: whoever opens it
 * could read there when it was made, or how many there have been. An old one put back is known by its id.
 */
export async function sealPage(linked: Linked, { effectiveFrom, page }: ScheduledPage): Promise<PageBytes> {
  const context = contextOf(linked, "sheet-page");
  return { effectiveFrom, sealed: await seal(linked.pairKey, context, page, { minBytes: MIN_PAGE_BYTES }) };
}

/** An empty page that takes force at `effectiveFrom`, as text. */
export async function sealEmptyPage(linked: Linked, effectiveFrom: number): Promise<SealedPage> {
  const { sealed } = await sealPage(linked, { effectiveFrom, page: EMPTY_PAGE });
  return { effectiveFrom, sealed: toBase64Url(sealed) };
}

/** Seals what the rest of a schedule shows (rest.ts). */
export const sealRest = (linked: Linked, parts: ReadonlySet<string>): Promise<Uint8Array> =>
  seal(linked.pairKey, contextOf(linked, "sheet-rest"), { schema: 1, parts: [...parts] });

const rest = z.strictObject({ schema: z.literal(1), parts: z.array(z.string()) });

/** Opens it. Null for what is none, and where there is none. */
export async function openRest(linked: Linked, sealed: string | null): Promise<ReadonlySet<string> | null> {
  const bytes = sealed === null ? null : fromBase64Url(sealed);
  if (!bytes) return null;
  const { owner, kind } = contextOf(linked, "sheet-rest");
  const opened = await open(linked.pairKey, { owner, kind, name: isId, atLeast: 0 }, bytes);
  const read = rest.safeParse(opened.ok ? opened.body : null);
  return read.success ? new Set(read.data.parts) : null;
}

const contextOf = <Kind extends "sheet-page" | "sheet-rest">({ linkId, seat }: Linked, kind: Kind) => ({
  owner: seatOwner(linkId, seat),
  kind,
  name: newId(),
  version: 0,
});

type OpenedPage =
  | { ok: true; page: Page; id: string }
  | { ok: false; problem: "cannot_open" | "newer_program" };

export async function openPage({ linkId, pairKey }: Linked, seat: Seat, sealed: string): Promise<OpenedPage> {
  const bytes = fromBase64Url(sealed);
  if (!bytes) return { ok: false, problem: "cannot_open" };
  const expected = { owner: seatOwner(linkId, seat), kind: "sheet-page", name: isId, atLeast: 0 } as const;
  const opened = await open(pairKey, expected, bytes);
  if (!opened.ok) return { ok: false, problem: "cannot_open" };
  const document = openDocument("page", opened.body);
  if (!document.ok) {
    return {
      ok: false,
      problem: document.reason === "newer_than_this_program" ? "newer_program" : "cannot_open",
    };
  }
  return { ok: true, page: document.document, id: opened.name };
}
