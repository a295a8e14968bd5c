import { pagesToSend } from "@/lib/domain/sheet/changes";
import type { ScheduledPage } from "@/lib/domain/sheet/compose";
import { inForceAt } from "@/lib/domain/sheet/in-force";
import { isEmptyPage } from "@/lib/domain/sheet/page";
import { type MySchedule, myScheduleResponse, putScheduleResponse } from "@/lib/wire/sheet";
import { type AccountHttp, type Failure, mayBeDone } from "./http";
import { type Linked, openPage, sealPage } from "./sealed-page";

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

export type Schedule = readonly [ScheduledPage, ...ScheduledPage[]];

/**
 * The schedule that is to stand from `now` on (the server's clock). `standing`: the one that is published, its first page in
 * force; empty where it could not be opened.
 */
export type Target = (standing: readonly ScheduledPage[], now: number) => Schedule;

/** Reads the vault again. `revision`: of the schedule, as it was read just before. */
export type Refresh = (revision: number) => Promise<PublishOutcome>;

/** How long the two clocks are taken to keep step, milliseconds. A device's clock can be set at any time. */
const CLOCKS_KEEP_STEP_MS = 60_000;

/** How often to begin again when another device publishes in between. */
export const MOST_TRIES = 5;

export type PublishOutcome = { ok: true } | { ok: false; failure: Failure };
const DONE: PublishOutcome = { ok: true };

/**
 * Writes one's own schedule. [Note: Publishing]
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
  async read(): Promise<{ ok: true; revision: number } | { ok: false; failure: Failure }> {
    const answer = await this.http("/api/sheet/mine", { answer: myScheduleResponse });
    if (!answer.ok) return answer;
    this.published = {
      revision: answer.data.revision,
      ahead: answer.data.now - this.now(),
      readAt: this.now(),
      moments: answer.data.pages.map((page) => page.effectiveFrom),
      pages: await this.openOwn(answer.data),
    };
    return { ok: true, revision: answer.data.revision };
  }

  /** What stands from now on, as far as it is known: the page in force first. Null before the first read. */
  standing(): { pages: readonly ScheduledPage[]; now: number } | null {
    if (!this.published) return null;
    const { pages, moments, ahead } = this.published;
    const now = this.now() + ahead;
    return { pages: pages.slice(inForceAt(moments, now)), now };
  }

  /**
   * The revision at which nothing is published but an empty page; null when there is more, or it is not known. A page
   * still to come counts as more: it could take force at the very moment at which the seat is given up.
   */
  emptyAt(): number | null {
    const standing = this.standing();
    if (!this.published || !standing) return null;
    const [inForce, ...later] = standing.pages;
    return inForce && later.length === 0 && isEmptyPage(inForce.page) ? this.published.revision : null;
  }

  /**
   * Makes the published schedule the one that `target` gives, where it differs. `refresh` reads the vault again, and is called
   * when another device has published meanwhile; `target` is asked anew after it.
   */
  publish(target: Target, refresh: Refresh): Promise<PublishOutcome> {
    return this.untilWritten(target, async () => {
      const before = this.published;
      if (before && this.keepsStep(before)) return DONE;
      const read = await this.read();
      return read.ok && read.revision !== before?.revision ? refresh(read.revision) : read;
    });
  }

  /**
   * The same from what was read last, with nothing read before: for what may not wait. Where that is too old the server says
   * `conflict`; then it is read and the vault too, as far as that can be had: to show less needs nothing of it.
   */
  publishAtOnce(target: Target, refresh: Refresh): Promise<PublishOutcome> {
    return this.untilWritten(target, async () => {
      if (this.published) return DONE;
      const read = await this.read();
      if (!read.ok) return read;
      const fresh = await refresh(read.revision);
      return !fresh.ok && fresh.failure === "not_linked" ? fresh : DONE;
    });
  }

  /** Writes what `target` gives, and begins again when another device was faster. `prepare`: what is read before each try. */
  private async untilWritten(
    target: Target,
    prepare: () => Promise<PublishOutcome>,
  ): Promise<PublishOutcome> {
    for (let tries = 0; tries < MOST_TRIES; tries++) {
      const ready = await prepare();
      if (!ready.ok) return ready;
      const outcome = await this.write(target);
      if (outcome.ok || outcome.failure !== "conflict") return outcome;
      this.published = null;
    }
    return { ok: false, failure: "conflict" };
  }

  /** Whether what stands is not what `target` gives, or what stands is not known. */
  owes(target: Target): boolean {
    const standing = this.standing();
    return !standing || !pagesToSend(standing.pages, target(standing.pages, standing.now)).unchanged;
  }

  /** Whether the server's clock can still be reckoned from this device's, which may have jumped since. */
  private keepsStep({ readAt }: Published): boolean {
    const elapsed = this.now() - readAt;
    return elapsed >= 0 && elapsed <= CLOCKS_KEEP_STEP_MS;
  }

  private async write(target: Target): Promise<PublishOutcome> {
    const { published } = this;
    const standing = this.standing();
    if (!published || !standing) return { ok: false, failure: "conflict" };
    const changes = pagesToSend(standing.pages, target(standing.pages, standing.now));
    if (changes.unchanged) return { ok: true };

    const { current, later } = changes;
    const first = current ?? standing.pages[0];
    const answer = await this.http("/api/sheet/mine", {
      method: "PUT",
      body: {
        linkId: this.linked.linkId,
        revision: published.revision,
        current: current && (await sealPage(this.linked, current)),
        later: await Promise.all(later.map((page) => sealPage(this.linked, page))),
      },
      // A tab that is closed meanwhile does not take the request with it, where it is small enough for that.
      keepalive: later.length === 0,
      answer: putScheduleResponse,
    });
    if (!answer.ok) {
      // Whether it was written is not known when the answer was lost: what stands is read before the next try.
      if (mayBeDone(answer.failure)) this.published = null;
      return answer;
    }
    const pages = first ? [first, ...later] : [...later];
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
