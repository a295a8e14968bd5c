import { QUESTIONS, type Question } from "../check-in/options";
import type { CheckIn, CheckInAnswers } from "../check-in/schema";
import { type ComfortPart, DIRECTIONS } from "../comfort/options";
import type { Answer, Answers, Comfort } from "../comfort/schema";
import type { Entry } from "../entry/schema";
import { partsInForce, turningPoints } from "../entry/share";
import type { HardMomentPart } from "../hard-moment/options";
import type { HardMoment } from "../hard-moment/schema";
import type { SupportPart } from "../support/options";
import type { Support } from "../support/schema";
import { EMPTY_PAGE } from "./empty";
import type { Page, SharedCheckIn, SharedComfort, SharedHardMoment, SharedSupport } from "./schema";

/** All that a sheet is made from. Everything else in a vault is none of its business. */
export type SheetSource = {
  readonly entries: readonly Entry[];
  readonly checkIns: readonly CheckIn[];
  readonly paused: boolean;
};

/** A page and the moment it takes force, milliseconds since 1970. */
export type ScheduledPage = { readonly effectiveFrom: number; readonly page: Page };

/** As many pages as the server keeps for one seat (lib/wire/limits.ts). */
const MOST_PAGES = 64;

/**
 * The whole schedule of what the other side sees, from `now` on: the page in force first, then one for each moment at
 * which it changes by itself. Neighbours differ. Pure: the same source and `now` give the same schedule.
 *
 * A schedule too long to publish at once is cut with an empty page, so that a share is never in force past its end
 * because nobody was there to publish what follows.
 */
export function composeSheet(source: SheetSource, now: number): readonly [ScheduledPage, ...ScheduledPage[]] {
  const first = { effectiveFrom: now, page: composePage(source, now) };
  const schedule: [ScheduledPage, ...ScheduledPage[]] = [first];
  let last = first;
  for (const effectiveFrom of momentsOfChange(source, now)) {
    const next = { effectiveFrom, page: composePage(source, effectiveFrom) };
    if (samePage(last.page, next.page)) continue;
    if (schedule.length === MOST_PAGES - 1) {
      schedule.push({ effectiveFrom, page: EMPTY_PAGE });
      break;
    }
    schedule.push(next);
    last = next;
  }
  return schedule;
}

/** Exactly what is shared at time `at`. */
export function composePage(source: SheetSource, at: number): Page {
  if (source.paused) return EMPTY_PAGE;
  const page = {
    schema: 1 as const,
    comforts: [] as SharedComfort[],
    hardMoments: [] as SharedHardMoment[],
    supports: [] as SharedSupport[],
    checkIns: [] as SharedCheckIn[],
  };
  for (const entry of source.entries) {
    switch (entry.kind) {
      case "comfort":
        page.comforts.push(...present(shownComfort(entry, partsInForce(entry.share, at))));
        break;
      case "hardMoment":
        page.hardMoments.push(...present(shownHardMoment(entry, partsInForce(entry.share, at))));
        break;
      case "support":
        page.supports.push(...present(shownSupport(entry, partsInForce(entry.share, at))));
        break;
    }
  }
  for (const checkIn of source.checkIns) {
    page.checkIns.push(...present(shownCheckIn(checkIn, partsInForce(checkIn.share, at))));
  }
  return {
    schema: 1,
    comforts: byContent(page.comforts),
    hardMoments: byContent(page.hardMoments),
    supports: byContent(page.supports),
    checkIns: byContent(page.checkIns),
  };
}

/** Whether two pages say the same. Pages are built with their keys in one order, so their JSON can be compared. */
export function samePage(a: Page, b: Page): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function momentsOfChange(source: SheetSource, now: number): number[] {
  if (source.paused) return [];
  const moments = [...source.entries, ...source.checkIns].flatMap((item) => turningPoints(item.share, now));
  return [...new Set(moments)].sort((a, b) => a - b);
}

/** An order that follows what is said alone: never the order of writing, which would tell of what was written between. */
function byContent<Item>(items: readonly Item[]): Item[] {
  return items
    .map((item) => ({ item, text: JSON.stringify(item) }))
    .sort((a, b) => (a.text < b.text ? -1 : a.text > b.text ? 1 : 0))
    .map(({ item }) => item);
}

const present = <Item>(item: Item | null): Item[] => (item === null ? [] : [item]);

/** An answer that can stand on a page: one that waits for its condition says nothing yet. */
function shownAnswer(answer: Answer | undefined): Answer | undefined {
  if (answer?.is !== "onlyIf") return answer;
  const condition = answer.condition.trim();
  return condition === "" ? undefined : { is: "onlyIf", condition };
}

function shownComfort(comfort: Comfort, parts: ReadonlySet<ComfortPart>): SharedComfort | null {
  const answers: Answers = {};
  for (const direction of DIRECTIONS) {
    const answer = parts.has(direction) ? shownAnswer(comfort.answers[direction]) : undefined;
    if (answer) answers[direction] = answer;
  }
  const shown = withoutEmpty({
    answers: Object.keys(answers).length > 0 ? answers : undefined,
    notALeadUp: parts.has("notALeadUp") && comfort.notALeadUp ? (true as const) : undefined,
    dontAsk: parts.has("dontAsk") && comfort.dontAsk ? (true as const) : undefined,
    note: parts.has("note") ? textOrNothing(comfort.note) : undefined,
  });
  return shown && { topic: comfort.topic, group: comfort.group, ...shown };
}

function shownHardMoment(moment: HardMoment, parts: ReadonlySet<HardMomentPart>): SharedHardMoment | null {
  return withoutEmpty({
    name: parts.has("name") ? textOrNothing(moment.name) : undefined,
    signs: parts.has("signs") ? linesOrNothing(moment.signs) : undefined,
    helps: parts.has("helps") ? linesOrNothing(moment.helps) : undefined,
    pleaseDont: parts.has("pleaseDont") ? linesOrNothing(moment.pleaseDont) : undefined,
    nearness: parts.has("nearness") ? (moment.nearness ?? undefined) : undefined,
    lasts: parts.has("lasts") ? textOrNothing(moment.lasts) : undefined,
    afterwards: parts.has("afterwards") ? textOrNothing(moment.afterwards) : undefined,
  });
}

function shownSupport(support: Support, parts: ReadonlySet<SupportPart>): SharedSupport | null {
  const shown = withoutEmpty({
    wants: parts.has("wants") && support.wants.length > 0 ? [...support.wants].sort() : undefined,
    touch: parts.has("touch") ? (support.touch ?? undefined) : undefined,
    steps: parts.has("steps") ? linesOrNothing(support.steps) : undefined,
    wordsThatHelp: parts.has("wordsThatHelp") ? linesOrNothing(support.wordsThatHelp) : undefined,
    wordsToLeaveOut: parts.has("wordsToLeaveOut") ? linesOrNothing(support.wordsToLeaveOut) : undefined,
    othersToCall: parts.has("othersToCall") ? linesOrNothing(support.othersToCall) : undefined,
  });
  return shown && { situation: support.situation, ...shown };
}

function shownCheckIn(checkIn: CheckIn, parts: ReadonlySet<Question>): SharedCheckIn | null {
  const answers: CheckInAnswers = {};
  for (const question of QUESTIONS) {
    if (parts.has(question)) copyAnswer(checkIn.answers, answers, question);
  }
  return Object.keys(answers).length > 0 ? { day: checkIn.day, answers } : null;
}

function copyAnswer<Q extends Question>(from: CheckInAnswers, to: CheckInAnswers, question: Q): void {
  const answer = from[question];
  if (answer !== undefined && answer.trim() !== "") to[question] = answer;
}

const textOrNothing = (text: string): string | undefined => text.trim() || undefined;

function linesOrNothing(lines: readonly string[]): string[] | undefined {
  const filled = lines.map((line) => line.trim()).filter((line) => line !== "");
  return filled.length > 0 ? filled : undefined;
}

/** The object without its undefined fields, or null when nothing is left. */
function withoutEmpty<Shape extends Record<string, unknown>>(shape: Shape): WithoutUndefined<Shape> | null {
  const filled = Object.entries(shape).filter(([, value]) => value !== undefined);
  return filled.length > 0 ? (Object.fromEntries(filled) as WithoutUndefined<Shape>) : null;
}
type WithoutUndefined<Shape> = { [Key in keyof Shape]?: Exclude<Shape[Key], undefined> };
