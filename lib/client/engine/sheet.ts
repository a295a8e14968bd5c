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
import { pagesToSend } from "@/lib/domain/sheet/changes";
import { composeSheet, type ScheduledPage, type SheetSource } from "@/lib/domain/sheet/compose";
import { EMPTY_PAGE, isEmptyPage } from "@/lib/domain/sheet/empty";
import type { Page } from "@/lib/domain/sheet/schema";
import { isOvertaken, type PagesSeen } from "@/lib/domain/sheet/seen";
import type { Seat } from "@/lib/wire/link";
import {
  type MySchedule,
  myScheduleResponse,
  putScheduleResponse,
  type SealedPage,
  theirPageResponse,
} from "@/lib/wire/sheet";
import type { AccountHttp, Failure } from "./http";

/** One's own side of a link: what pages are sealed with, and for. */
export type Linked = { linkId: string; seat: Seat; pairKey: PairKey };

const otherSeat = (seat: Seat): Seat => (seat === "maker" ? "accepter" : "maker");

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

async function openPage({ linkId, pairKey }: Linked, seat: Seat, sealed: string): Promise<OpenedPage> {
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

/**
 * What is published of one's own, as last read or written: the pages, or none where one of them could not be opened and
 * all are to be written again; the moments at which they take force; the server's clock less this device's, milliseconds,
 * as it was when this device's said `readAt`.
 */
type Published = {
  revision: number;
  pages: ScheduledPage[];
  moments: number[];
  ahead: number;
  readAt: number;
};

/** How long the two clocks are taken to keep step, milliseconds. A device's clock can be set at any time. */
const CLOCKS_KEEP_STEP_MS = 60_000;

/** How often to begin again when another device publishes in between. */
export const MOST_TRIES = 5;

export type PublishOutcome = { ok: true } | { ok: false; failure: Failure };

/**
 * Keeps what the other can see equal to what is shared. [Note: Publishing]
 *
 * A page goes out only when its content differs from what is published, so an edit of something private sends nothing.
 * The schedule's revision is read before the vault is, and compared when writing: a device that composed from an older
 * vault cannot put back what another device has just stopped sharing.
 */
export class Publisher {
  private published: Published | null = null;

  constructor(
    private readonly http: AccountHttp,
    private readonly linked: Linked,
    private readonly now: () => number,
  ) {}

  /** Reads what is published. Call it before reading the vault. */
  async read(): Promise<PublishOutcome> {
    const answer = await this.http("/api/sheet/mine", { answer: myScheduleResponse });
    if (!answer.ok) return answer;
    this.published = {
      revision: answer.data.revision,
      ahead: answer.data.now - this.now(),
      readAt: this.now(),
      moments: answer.data.pages.map((page) => page.effectiveFrom),
      pages: await this.openOwn(answer.data),
    };
    return { ok: true };
  }

  /** When the newest page in force took force, server's clock: the next one comes after it. */
  nextMoment(): number {
    const now = this.now() + (this.published?.ahead ?? 0);
    const moments = this.published?.moments ?? [];
    return Math.max(now, (moments[indexInForce(moments, now)] ?? 0) + 1);
  }

  /**
   * The revision at which nothing is published but an empty page; null when there is more, or it is not known. A page
   * still to come counts as more: it could take force at the very moment at which the seat is given up.
   */
  emptyAt(): number | null {
    if (!this.published) return null;
    const { pages, moments, revision, ahead } = this.published;
    const [inForce, ...later] = pages.slice(indexInForce(moments, this.now() + ahead));
    return inForce && later.length === 0 && isEmptyPage(inForce.page) ? revision : null;
  }

  /**
   * Publishes what `source` shares where it differs. `refresh` reads the vault again, and is called when another device
   * has published meanwhile; `source` is asked anew after it.
   */
  async publish(source: () => SheetSource, refresh: () => Promise<PublishOutcome>): Promise<PublishOutcome> {
    for (let tries = 0; tries < MOST_TRIES; tries++) {
      const before = this.published;
      if (!before || !this.keepsStep(before)) {
        const read = await this.read();
        if (!read.ok) return read;
        if (this.published?.revision !== before?.revision) {
          const fresh = await refresh();
          if (!fresh.ok) return fresh;
        }
      }
      const outcome = await this.publishOnce(source());
      if (outcome.ok || outcome.failure !== "conflict") return outcome;
      this.published = null;
    }
    return { ok: false, failure: "conflict" };
  }

  /** Whether the server's clock can still be reckoned from this device's, which may have jumped since. */
  private keepsStep({ readAt }: Published): boolean {
    const elapsed = this.now() - readAt;
    return elapsed >= 0 && elapsed <= CLOCKS_KEEP_STEP_MS;
  }

  private async publishOnce(source: SheetSource): Promise<PublishOutcome> {
    const { published } = this;
    if (!published) return { ok: false, failure: "conflict" };
    const now = this.now() + published.ahead;
    const standing = published.pages.slice(indexInForce(published.moments, now));
    const changes = pagesToSend(standing, composeSheet(source, now));
    if (changes.unchanged) return { ok: true };

    const current = changes.current && { ...changes.current, effectiveFrom: this.nextMoment() };
    const first = current ?? standing[0];
    // A page to come that the new one overtakes, because the clock stood still or went back, waits its turn after it.
    let previous = first?.effectiveFrom ?? 0;
    const later = changes.later.map(({ effectiveFrom, page }) => {
      previous = Math.max(effectiveFrom, previous + 1);
      return { effectiveFrom: previous, page };
    });
    const answer = await this.http("/api/sheet/mine", {
      method: "PUT",
      body: {
        revision: published.revision,
        current: current && (await sealPage(this.linked, current)),
        later: await Promise.all(later.map((page) => sealPage(this.linked, page))),
      },
      answer: putScheduleResponse,
    });
    if (!answer.ok) return answer;
    const pages = first ? [first, ...later] : later;
    this.published = {
      ...published,
      revision: answer.data.revision,
      pages,
      moments: pages.map((page) => page.effectiveFrom),
    };
    return { ok: true };
  }

  private async openOwn({ pages }: MySchedule): Promise<ScheduledPage[]> {
    const opened: ScheduledPage[] = [];
    for (const { effectiveFrom, sealed } of pages) {
      const own = await openPage(this.linked, this.linked.seat, sealed);
      if (!own.ok) return [];
      opened.push({ effectiveFrom, page: own.page });
    }
    return opened;
  }
}

/** Which page is in force at `now`, as the server reckons it: the latest one not in the future, or else the earliest. */
const indexInForce = (moments: readonly number[], now: number): number =>
  Math.max(
    0,
    moments.findLastIndex((moment) => moment <= now),
  );

export type TheirPageRead =
  | { ok: true; page: Page; id: string }
  | { ok: false; problem: "cannot_open" | "older_than_seen" | "newer_program" }
  | { ok: false; failure: Failure };

/** Reads the other side's page. Asks with the ETag of the last one, so an unchanged page costs a line. */
export class Reader {
  private etag: string | null = null;

  constructor(
    private readonly http: AccountHttp,
    private readonly linked: Linked,
  ) {}

  /** The page in force. `seen`: the pages ever opened; `not_modified` when it is the one read last. */
  async read(seen: PagesSeen): Promise<TheirPageRead> {
    const answer = await this.http("/api/sheet", {
      headers: this.etag ? { "if-none-match": this.etag } : {},
      answer: theirPageResponse,
    });
    if (!answer.ok) return answer;
    this.etag = null;
    const opened = await openPage(this.linked, otherSeat(this.linked.seat), answer.data.sealed);
    if (opened.ok && isOvertaken(seen, opened.id)) return { ok: false, problem: "older_than_seen" };
    if (opened.ok) this.etag = answer.response.headers.get("etag");
    return opened;
  }
}
