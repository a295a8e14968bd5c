import { canonical, same } from "@/lib/domain/canonical";
import type { Share } from "@/lib/domain/entry/share";
import type { AnyItem, PageItemOf } from "@/lib/domain/kinds";
import { composeWithSources, type ScheduledPage, type SheetSource } from "@/lib/domain/sheet/compose";
import { beyond, type Granted, meetSchedule, only, type Stays } from "@/lib/domain/sheet/meet";
import { EMPTY_PAGE } from "@/lib/domain/sheet/page";
import type { Page } from "@/lib/domain/sheet/schema";
import type { MyPage } from "./contract";
import type { Goal, Publisher, PublishOutcome, Refresh, Schedule, Standing, Target } from "./publisher";
import { content, key, promised, restOf } from "./rest";

type Surroundings = {
  publisher: Publisher;
  /** What can be read of that which a sheet is made from; null where none of it can be told apart. */
  source: () => Readable | null;
  /** Reads the vault again, but where it was read when the schedule had this revision. */
  refresh: (unlessAt: number | null) => Promise<PublishOutcome>;
};

/** What can be read to make a sheet from. `stays`: what of a page was made from what cannot be; null while all can be read. */
export type Readable = { readonly source: SheetSource; readonly stays: Stays | null };

/** What is to be gone from what stands, whatever can be read, until it is: all of it, or items as they are published. */
type Going = { readonly all: boolean; readonly items: ReadonlySet<string> };
const NOTHING_GOES: Going = { all: false, items: new Set() };

/** What is let through for a source. */
type Grants = (source: SheetSource) => Granted;
const NONE: Granted = () => false;
const either =
  (one: Granted, other: Granted): Granted =>
  (id, part) =>
    one(id, part) || other(id, part);

/**
 * One's own sheet: decides what may be published. By itself it only takes away; what the vault would show beyond what is
 * published goes out where a press of this session allowed it, in exactly the words of that press. [Note: Publishing]
 */
export class MySheet {
  /** What presses of this session let through: for each part the share that was pressed, name and all. */
  private readonly granted = new Map<string, string>();
  private going = NOTHING_GOES;
  /** Whether what was stopped before this opening has been taken away. */
  private settled = false;

  constructor(private readonly deps: Surroundings) {}

  /** A press changed the sharing of an item: what it shows now is let through, what it shows no more is not any longer. */
  pressed(before: AnyItem | undefined, after: AnyItem): void {
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
  letThrough(items: readonly AnyItem[]): void {
    for (const item of items) {
      for (const part of ["name", ...Object.keys(item.share?.parts ?? {})]) this.grant(item, part);
    }
  }

  /** The undo of `stopped`: shows everything that these items share. */
  resumed(items: readonly AnyItem[]): void {
    this.going = NOTHING_GOES;
    this.letThrough(items);
  }

  /** Nothing is let through any more, and the page is to be empty, whatever can be composed. */
  stopped(): void {
    this.granted.clear();
    this.going = { ...this.going, all: true };
  }

  /** Takes an item off the published page. False where it is not there. */
  takeOff(item: PageItemOf): boolean {
    const { standing: page } = this;
    if (!page?.items.some((one) => same(one, item))) return false;
    // Once its document can be read again, no earlier press brings it back.
    this.granted.clear();
    this.going = { ...this.going, items: new Set([...this.going.items, canonical(item)]) };
    return true;
  }

  /** Takes away what is shared no more, before anything else and with nothing read for it. */
  async takeAway(): Promise<PublishOutcome> {
    const { going } = this;
    const outcome = await this.deps.publisher.publishAtOnce(this.less, this.refresh);
    if (outcome.ok) this.settled = true;
    // It is gone now: what another device shows from here on is shown by a press of its own.
    if (outcome.ok && this.going === going) this.going = NOTHING_GOES;
    return outcome;
  }

  /** Whether something that was stopped before this opening may still be shown. `undone`: an earlier run left something unsent. */
  mayStillShow(undone: boolean): boolean {
    return !this.settled && (undone || (this.deps.publisher.standing() !== null && this.owes));
  }

  /** Whether something is still shown that is to be shown no more, or it is not known. */
  get owes(): boolean {
    return this.deps.publisher.owes(this.less);
  }

  /** Publishes what may be. */
  publish(): Promise<PublishOutcome> {
    return this.deps.publisher.publish((standing) => this.goal(standing, this.grants), this.refresh);
  }

  /** The page in force, the very object until another is; undefined where it was not read yet, or cannot be opened. */
  get standing(): Page | undefined {
    return this.deps.publisher.standing()?.pages[0]?.page;
  }

  /** What the other can fetch, and what waits for a press. */
  view(): MyPage {
    const standing = this.deps.publisher.standing();
    const page = standing?.pages[0]?.page;
    // Not read yet, or not to be opened: nothing is said of it.
    if (!page) return { state: "unknown" };
    const readable = this.deps.source();
    if (!readable || readable.stays) return { state: "known", page, beyond: [] };
    const isGranted = either(this.grants(readable.source), promised(readable.source, standing.rest));
    const waits = beyond(composeWithSources(readable.source, standing.now), page);
    return { state: "known", page, beyond: waits.filter(({ id, part }) => !isGranted(id, part)) };
  }

  /** At an opening the vault was read just before. Later on other devices may have written what moves no page. */
  private readonly refresh: Refresh = (revision) => this.deps.refresh(this.settled ? null : revision);

  /** What stands with nothing let through. */
  private readonly less: Target = (standing) => {
    // A stopgap that is in force shows nothing, and nothing is taken away from that.
    const hasLess = standing.rest !== null && standing.pages.length === 1;
    const goal = this.goal(hasLess ? { ...standing, rest: null } : standing, () => NONE);
    return hasLess ? { ...goal, rest: null } : goal;
  };

  /** What is to stand. What was to follow on the beginning of a schedule is let through like what was pressed. */
  private goal(standing: Standing, grants: Grants): Goal {
    const { now } = standing;
    const stands = this.going.all ? [] : standing.pages.map((one) => this.withoutGoing(one));
    const readable = this.deps.source();
    if (!readable) return { pages: asItStands(stands, now), rest: null };
    const { source, stays } = readable;
    if (source.anyPeriod || stays) {
      const granted = source.anyPeriod ? NONE : grants(source);
      return { pages: meetSchedule(source, now, stands, granted, stays ?? undefined), rest: null };
    }
    // What is to be gone is not brought back by what was promised before.
    const rest = this.going === NOTHING_GOES ? standing.rest : null;
    const pages = meetSchedule(source, now, stands, either(grants(source), promised(source, rest)));
    return { pages, rest: () => restOf(source, pages) };
  }

  private withoutGoing({ effectiveFrom, page }: ScheduledPage): ScheduledPage {
    const { items } = this.going;
    return { effectiveFrom, page: only(page, (item) => !items.has(canonical(item))) };
  }

  private grant(item: AnyItem, part: string): void {
    this.granted.set(key(item.id, part), content(item.share, part));
  }

  private readonly grants: Grants = (source) => {
    const items = new Map(source.items.map((item) => [item.id, item]));
    return (id, part) => {
      const held = this.granted.get(key(id, part));
      const item = held === undefined ? undefined : items.get(id);
      return item !== undefined && content(item.share, part) === held;
    };
  };
}

/** Where nothing can be composed what stands stays; where nothing does, an empty page. */
const asItStands = ([first, ...later]: readonly ScheduledPage[], now: number): Schedule =>
  first ? [first, ...later] : [{ effectiveFrom: now, page: EMPTY_PAGE }];
