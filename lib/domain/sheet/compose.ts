import { canonical, same } from "../canonical";
import { type Question, TEXT_QUESTIONS, WORD_QUESTION_NAMES, type WordQuestion } from "../check-in/options";
import type { CheckIn, CheckInAnswers } from "../check-in/schema";
import { type ComfortPart, DIRECTIONS } from "../comfort/options";
import type { Answer, Answers, Comfort } from "../comfort/schema";
import { shownName } from "../entry/name";
import type { Entry } from "../entry/schema";
import { partsInForce, turningPoints } from "../entry/share";
import type { HardMomentPart } from "../hard-moment/options";
import type { HardMoment } from "../hard-moment/schema";
import type { SupportPart } from "../support/options";
import type { Support } from "../support/schema";
import { EMPTY_PAGE, isEmptyPage } from "./empty";
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
export const MOST_PAGES = 64;

/**
 * The whole schedule of what the other side sees, from `now` on: the page in force first, then one for each moment at
 * which it changes by itself. Neighbours differ. Pure: the same source and `now` give the same schedule.
 *
 * A schedule too long to publish at once is cut with an empty page, so that a share is never in force past its end
 * because nobody was there to publish what follows.
 */
export function composeSheet(source: SheetSource, now: number): readonly [ScheduledPage, ...ScheduledPage[]] {
  let last: ScheduledPage = { effectiveFrom: now, page: composePage(source, now) };
  const schedule: [ScheduledPage, ...ScheduledPage[]] = [last];
  for (const effectiveFrom of momentsOfChange(source, now)) {
    const page = composePage(source, effectiveFrom);
    if (samePage(last.page, page)) continue;
    last = { effectiveFrom, page };
    schedule.push(last);
    if (schedule.length > MOST_PAGES) return cut(schedule);
  }
  return schedule;
}

/** The pages that fit but one, and from there on an empty page, unless the last of them is empty already. */
function cut(schedule: readonly [ScheduledPage, ...ScheduledPage[]]): [ScheduledPage, ...ScheduledPage[]] {
  const [first, ...rest] = schedule;
  const kept = rest.slice(0, MOST_PAGES - 2);
  const firstLeftOut = rest[MOST_PAGES - 2];
  const alreadyEmpty = isEmptyPage((kept.at(-1) ?? first).page);
  return firstLeftOut && !alreadyEmpty
    ? [first, ...kept, { effectiveFrom: firstLeftOut.effectiveFrom, page: EMPTY_PAGE }]
    : [first, ...kept];
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

/** Whether two pages say the same. One that was published and opened again may have its keys in another order. */
export function samePage(a: Page, b: Page): boolean {
  return same(a, b);
}

function momentsOfChange(source: SheetSource, now: number): number[] {
  if (source.paused) return [];
  const moments = [...source.entries, ...source.checkIns].flatMap((item) => turningPoints(item.share, now));
  return [...new Set(moments)].sort((a, b) => a - b);
}

/** An order that follows what is said alone: never the order of writing, which would tell of what was written between. */
function byContent<Item>(items: readonly Item[]): Item[] {
  return items
    .map((item) => ({ item, text: canonical(item) }))
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
  const topic = shownName(comfort.topic);
  return shown && topic && { topic, group: comfort.group, ...shown };
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
    wants: parts.has("wants") && support.wants.length > 0 ? [...new Set(support.wants)].sort() : undefined,
    touch: parts.has("touch") ? (support.touch ?? undefined) : undefined,
    steps: parts.has("steps") ? linesOrNothing(support.steps) : undefined,
    wordsThatHelp: parts.has("wordsThatHelp") ? linesOrNothing(support.wordsThatHelp) : undefined,
    wordsToLeaveOut: parts.has("wordsToLeaveOut") ? linesOrNothing(support.wordsToLeaveOut) : undefined,
    othersToCall: parts.has("othersToCall") ? linesOrNothing(support.othersToCall) : undefined,
  });
  const situation = shownName(support.situation);
  return shown && situation && { situation, ...shown };
}

function shownCheckIn(checkIn: CheckIn, parts: ReadonlySet<Question>): SharedCheckIn | null {
  const answers: CheckInAnswers = {};
  for (const question of WORD_QUESTION_NAMES) {
    if (parts.has(question)) copyWord(checkIn.answers, answers, question);
  }
  for (const question of TEXT_QUESTIONS) {
    const text = parts.has(question) ? textOrNothing(checkIn.answers[question] ?? "") : undefined;
    if (text) answers[question] = text;
  }
  return Object.keys(answers).length > 0 ? { day: checkIn.day, answers } : null;
}

function copyWord<Q extends WordQuestion>(from: CheckInAnswers, to: CheckInAnswers, question: Q): void {
  if (from[question] !== undefined) to[question] = from[question];
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
