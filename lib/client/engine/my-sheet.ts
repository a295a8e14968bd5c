import { canonical } from "@/lib/domain/canonical";
import type { Share } from "@/lib/domain/entry/share";
import type { Shareable } from "@/lib/domain/sharing/parts";
import { composeWithSources, type ScheduledPage, type SheetSource } from "@/lib/domain/sheet/compose";
import { EMPTY_PAGE } from "@/lib/domain/sheet/empty";
import { beyond, type Granted, meetSchedule } from "@/lib/domain/sheet/meet";
import type { Page } from "@/lib/domain/sheet/schema";
import type { MyPage, PublishedRow } from "./contract";
import type { Publisher, PublishOutcome, Schedule, Target } from "./publisher";

type Surroundings = {
  publisher: Publisher;
  /** Everything that a sheet is made from; null while a document that could hold some of it cannot be opened. */
  source: () => SheetSource | null;
  /** Reads the vault again. */
  refresh: () => Promise<PublishOutcome>;
};

/** What is let through for a source. */
type Grants = (source: SheetSource) => Granted;
const NONE: Grants = () => () => false;

/**
 * One's own sheet: decides what may be published. By itself it only takes away; what the vault would show beyond what is
 * published goes out where a press of this session allowed it, in exactly the words of that press. [Note: Publishing]
 */
export class MySheet {
  /** What presses of this session let through: for each part the share that was pressed, name and all. */
  private readonly granted = new Map<string, string>();
  /** Items taken off the published page while a document cannot be opened. */
  private readonly takenOff = new Set<string>();
  private emptied = false;

  constructor(private readonly around: Surroundings) {}

  /** A press changed the sharing of an item: what it shows now is let through, what it shows no more is not any longer. */
  pressed(before: Shareable | undefined, after: Shareable): void {
    this.emptied = false;
    const [was, is]: [Share, Share] = [before?.share ?? null, after.share];
    for (const part of Object.keys(was?.parts ?? {})) {
      if (!is?.parts[part]) this.granted.delete(key(after.id, part));
    }
    for (const part of Object.keys(is?.parts ?? {})) {
      if (content(was, part) !== content(is, part)) this.grant(after, part);
    }
    if (is && canonical(was?.name ?? null) !== canonical(is.name)) this.grant(after, "name");
  }

  /** The press that shows everything that these items share. */
  letThrough(items: readonly Shareable[]): void {
    this.emptied = false;
    for (const item of items) {
      for (const part of ["name", ...Object.keys(item.share?.parts ?? {})]) this.grant(item, part);
    }
  }

  /**
   * Nothing is let through any more. `emptied`: the page is to be empty whatever can be composed. It is so too where nothing
   * can be composed: what stands would stay otherwise.
   */
  stopped({ emptied }: { emptied: boolean }): void {
    this.granted.clear();
    this.emptied ||= emptied || this.around.source() === null;
  }

  /** Takes one item off the published page. False where it is not there. */
  takeOff({ section, at }: PublishedRow): boolean {
    const item = this.around.publisher.standing()?.pages[0]?.page[section][at];
    if (!item) return false;
    this.takenOff.add(canonical(item));
    return true;
  }

  /** Takes away what is shared no more, before anything else and with nothing read for it. */
  takeAway(): Promise<PublishOutcome> {
    return this.around.publisher.publishAtOnce(this.target(NONE), this.around.refresh);
  }

  /** Whether something is still shown that is to be shown no more, or it is not known. */
  get owes(): boolean {
    return this.around.publisher.owes(this.target(NONE));
  }

  /** Publishes what may be. */
  publish(): Promise<PublishOutcome> {
    return this.around.publisher.publish(this.target(this.grants), this.around.refresh);
  }

  /** What the other can fetch, and what waits for a press. */
  view(): MyPage {
    const standing = this.around.publisher.standing();
    if (!standing) return { state: "unknown" };
    const page = standing.pages[0]?.page ?? EMPTY_PAGE;
    const source = this.around.source();
    if (!source) return { state: "known", page, beyond: [] };
    const isGranted = this.grants(source);
    const waits = beyond(composeWithSources(source, standing.now), page);
    return { state: "known", page, beyond: waits.filter(({ id, part }) => !isGranted(id, part)) };
  }

  private target(grants: Grants): Target {
    return (standing, now) => {
      const source = this.emptied ? null : this.around.source();
      if (source) return meetSchedule(source, now, standing, grants(source));
      return this.withoutSource(standing, now);
    };
  }

  /** Where nothing can be composed what stands stays, without what was taken off. */
  private withoutSource(standing: readonly ScheduledPage[], now: number): Schedule {
    const [first, ...later] = standing;
    if (this.emptied || !first) return [{ effectiveFrom: now, page: EMPTY_PAGE }];
    const left = ({ effectiveFrom, page }: ScheduledPage) => ({ effectiveFrom, page: this.leftOf(page) });
    return [left(first), ...later.map(left)];
  }

  private leftOf(page: Page): Page {
    const stays = (item: object) => !this.takenOff.has(canonical(item));
    return {
      schema: 1,
      comforts: page.comforts.filter(stays),
      hardMoments: page.hardMoments.filter(stays),
      supports: page.supports.filter(stays),
      checkIns: page.checkIns.filter(stays),
    };
  }

  private grant(item: Shareable, part: string): void {
    this.granted.set(key(item.id, part), content(item.share, part));
  }

  private readonly grants: Grants = (source) => {
    const items = new Map([...source.entries, ...source.checkIns].map((item) => [item.id, item]));
    return (id, part) => {
      const held = this.granted.get(key(id, part));
      const item = held === undefined ? undefined : items.get(id);
      return item !== undefined && content(item.share, part) === held;
    };
  };
}

const key = (id: string, part: string): string => `${part} ${id}`;

/** What a press lets through: the part as it is shown, under the name that goes along. */
const content = (share: Share, part: string): string =>
  canonical(
    part === "name" && !share?.parts.name ? (share?.name ?? null) : [share?.name, share?.parts[part]],
  );
