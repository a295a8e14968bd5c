import {
  fromBase64Url,
  isId,
  MIN_PAGE_BYTES,
  newId,
  open,
  type PairKey,
  seal,
  seatOwner,
  toBase64Url,
} from "@/lib/crypto";
import { openDocument } from "@/lib/domain/migrations/open";
import type { ScheduledPage } from "@/lib/domain/sheet/compose";
import { EMPTY_PAGE } from "@/lib/domain/sheet/page";
import type { Page } from "@/lib/domain/sheet/schema";
import type { Seat } from "@/lib/wire/link";
import type { SealedPage } from "@/lib/wire/sheet";

/** One's own side of a link: what pages are sealed with, and for. */
export type Linked = { linkId: string; seat: Seat; pairKey: PairKey };

export const otherSeat = (seat: Seat): Seat => (seat === "maker" ? "accepter" : "maker");

/**
 * Seals a page of one's own seat under a new random id. Neither a moment nor a number goes into it: whoever opens it
 * could read there when it was made, or how many there have been. An old one put back is known by its id.
 */
export async function sealPage(
  { linkId, seat, pairKey }: Linked,
  { effectiveFrom, page }: ScheduledPage,
): Promise<SealedPage> {
  const context = {
    owner: seatOwner(linkId, seat),
    kind: "sheet-page",
    name: newId(),
    version: 0,
  } as const;
  const sealed = await seal(pairKey, context, page, { minBytes: MIN_PAGE_BYTES });
  return { effectiveFrom, sealed: toBase64Url(sealed) };
}

/** An empty page that takes force at `effectiveFrom`. */
export const sealEmptyPage = (linked: Linked, effectiveFrom: number): Promise<SealedPage> =>
  sealPage(linked, { effectiveFrom, page: EMPTY_PAGE });

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
