import { pagesToSend } from "@/lib/domain/sheet/changes";
import type { ScheduledPage } from "@/lib/domain/sheet/compose";
import { inForceAt } from "@/lib/domain/sheet/in-force";
import { EMPTY_PAGE, isEmptyPage } from "@/lib/domain/sheet/page";
import { pack } from "@/lib/wire/packed";
import {
  type Beginning,
  type MySchedule,
  myScheduleResponse,
  packedSchedule,
  putScheduleResponse,
  type Whole,
} from "@/lib/wire/sheet";
import { type AccountHttp, type Failure, mayBeDone } from "./http";
import { type Linked, openPage, openRest, sealPage, sealRest } from "./sealed-page";

/** Fingerprints of what the rest of a schedule shows (my-sheet.ts). */
export type Rest = ReadonlySet<string>;

/**
 * What is published of one's own, as last read or written: the pages, or none where one of them could not be opened and
 * all are to be written again; the moments at which they take force; what is still to follow, where only the beginning is there;
 * whether the server holds a stopgap; the server's clock less this device's, milliseconds, as it was when this device's said
 * `readAt`.
 */
type Published = {
  revision: number;
  pages: ScheduledPage[];
  moments: number[];
  rest: Rest | null;
  hasStopgap: boolean;
  ahead: number;
  readAt: number;
};

/** What stands from `now` on (the server's clock): the page in force first; no page where one could not be opened. */
export type Standing = {
  readonly pages: readonly ScheduledPage[];
  readonly now: number;
  readonly rest: Rest | null;
  readonly hasStopgap: boolean;
};

export type Schedule = readonly [ScheduledPage, ...ScheduledPage[]];

/**
 * A schedule that is to stand, and what all of it shows, for its beginning to promise: `rest` gives null where that cannot be told
 * in this way, and is null itself where not everything can be read.
 */
export type Goal = { readonly pages: Schedule; readonly rest: (() => Rest | null) | null };
export type Target = (standing: Standing) => Goal;

/** Reads the vault again. `revision`: of the schedule, as it was read just before. */
export type Refresh = (revision: number) => Promise<PublishOutcome>;

/** How long the two clocks are taken to keep step, milliseconds. A device's clock can be set at any time. */
const CLOCKS_KEEP_STEP_MS = 60_000;

/** How often to begin again when another device publishes in between. */
export const MOST_TRIES = 5;

/** With so many pages to come a schedule is small enough for a request that outlives its page. A longer one takes two steps. */
export const MOST_AT_ONCE = 2;

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
      rest: await openRest(this.linked, answer.data.rest),
      hasStopgap: answer.data.hasStopgap,
    };
    return { ok: true, revision: answer.data.revision };
  }

  /** What stands from now on, as far as it is known: the page in force first. Null before the first read. */
  standing(): Standing | null {
    if (!this.published) return null;
    const { pages, moments, ahead, rest, hasStopgap } = this.published;
    const now = this.now() + ahead;
    // Where a page cannot be opened, what it held waits for a press.
    const promised = pages.length > 0 ? rest : null;
    return { pages: pages.slice(inForceAt(moments, now)), now, rest: promised, hasStopgap };
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
    return this.untilWritten(target, "whole", async () => {
      const before = this.published;
      if (before && this.keepsStep(before)) return DONE;
      const read = await this.read();
      return read.ok && read.revision !== before?.revision ? refresh(read.revision) : read;
    });
  }

  /**
   * The same from what was read last, with nothing read before: for what may not wait. Where that is too old the server says
   * `conflict`; then it is read and the vault too, as far as that can be had: to show less needs nothing of it. Of a long schedule
   * only the beginning is written; the rest is for `publish`.
   */
  publishAtOnce(target: Target, refresh: Refresh): Promise<PublishOutcome> {
    return this.untilWritten(target, "beginning", async () => {
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
    upTo: "beginning" | "whole",
    prepare: () => Promise<PublishOutcome>,
  ): Promise<PublishOutcome> {
    for (let tries = 0; tries < MOST_TRIES; tries++) {
      const ready = await prepare();
      if (!ready.ok) return ready;
      const outcome = await this.write(target, upTo);
      if (outcome === "begun") continue;
      if (outcome.ok || outcome.failure !== "conflict") return outcome;
      this.published = null;
    }
    return { ok: false, failure: "conflict" };
  }

  /** Whether what stands is more than the beginning of what `target` gives, or what stands is not known. */
  owes(target: Target): boolean {
    const standing = this.standing();
    return !standing || nextStep(standing, target(standing), "beginning") !== null;
  }

  /** Whether the server's clock can still be reckoned from this device's, which may have jumped since. */
  private keepsStep({ readAt }: Published): boolean {
    const elapsed = this.now() - readAt;
    return elapsed >= 0 && elapsed <= CLOCKS_KEEP_STEP_MS;
  }

  /** Writes one step. `begun`: another one is to follow. */
  private async write(target: Target, upTo: "beginning" | "whole"): Promise<PublishOutcome | "begun"> {
    const { published } = this;
    const standing = this.standing();
    if (!published || !standing) return { ok: false, failure: "conflict" };
    const step = nextStep(standing, target(standing), upTo);
    if (step === null) return { ok: true };

    const { current, later, rest } = step;
    const answer = await this.http("/api/sheet/mine", {
      method: "PUT",
      body: pack(...packedSchedule(await this.sealed(step, standing, published))),
      // A tab that is closed meanwhile does not take the request with it, where it is small enough for that.
      keepalive: true,
      answer: putScheduleResponse,
    });
    if (!answer.ok) {
      // Whether it was written is not known when the answer was lost: what stands is read before the next try.
      if (mayBeDone(answer.failure)) this.published = null;
      return answer;
    }
    const first = current ?? standing.pages[0];
    const pages = first ? [first, ...later] : [...later];
    const moments = pages.map((page) => page.effectiveFrom);
    const hasStopgap = rest === null && holdsStopgap(standing);
    this.published = { ...published, ...answer.data, pages, moments, rest, hasStopgap };
    return rest && upTo === "whole" ? "begun" : { ok: true };
  }

  private async sealed(
    { current, later, rest }: Step,
    standing: Standing,
    { revision }: Published,
  ): Promise<Whole | Beginning> {
    const { linked } = this;
    const written = {
      linkId: linked.linkId,
      revision,
      current: current && (await sealPage(linked, current)),
    };
    const [stopgap] = later;
    if (!rest || !stopgap)
      return { ...written, later: await Promise.all(later.map((page) => sealPage(linked, page))) };
    return {
      ...written,
      emptyFrom: stopgap.effectiveFrom,
      rest: await sealRest(linked, rest),
      empty: holdsStopgap(standing) ? null : (await sealPage(linked, stopgap)).sealed,
    };
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

/** What is to be written next. With `rest` it is the beginning of a schedule, and all that is to come is its stopgap. */
type Step = {
  readonly current: ScheduledPage | null;
  readonly later: readonly ScheduledPage[];
  readonly rest: Rest | null;
};

/** The next step towards a goal; null where nothing is left to do. */
function nextStep(standing: Standing, goal: Goal, upTo: "beginning" | "whole"): Step | null {
  const { current, later, unchanged } = pagesToSend(standing.pages, goal.pages);
  // A promise that is kept, or not wanted any more, does not stay.
  if (unchanged && (standing.rest === null || goal.rest === null)) return null;
  const whole = { current, later, rest: null };
  const [next] = later;
  if (!next || later.length <= MOST_AT_ONCE) return whole;
  const rest = goal.rest?.() ?? null;
  if (rest === null) return whole;
  const { effectiveFrom } = next;
  const hasBegun =
    current === null &&
    standing.rest !== null &&
    standing.pages[1]?.effectiveFrom === effectiveFrom &&
    sameSet(standing.rest, rest);
  if (!hasBegun) return { current, later: [{ effectiveFrom, page: EMPTY_PAGE }], rest };
  return upTo === "whole" ? whole : null;
}

/** Whether the server holds an empty page that was never in force: apart, or as the stopgap that stands. */
const holdsStopgap = ({ pages, rest, hasStopgap }: Standing): boolean =>
  hasStopgap || (rest !== null && pages.length > 1);

const sameSet = (a: Rest, b: Rest): boolean => a.size === b.size && [...a].every((one) => b.has(one));
