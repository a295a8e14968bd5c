import { type Field, type KindDefinition, type PartDirection, TAGGED, WAITS } from "../kind/definition";
import type { AnswersOf, ItemFrom } from "../kind/item";

/** Questions answered with one word of a list, in the order they are asked. The words are not a scale and are never added up. */
export const WORD_QUESTIONS = {
  today: ["good", "allRight", "mixed", "heavy", "veryHard"],
  energy: ["plenty", "enough", "little", "none"],
  bodySafety: ["atEase", "mostlyAtEase", "onGuard", "notSafe"],
  closeness: ["lots", "some", "aLittle", "none", "notSure"],
  crossedLine: ["no", "notSure", "yes"],
  holdingUp: ["steady", "stretched", "needAPause"],
} as const;
export type WordQuestion = keyof typeof WORD_QUESTIONS;
export const WORD_QUESTION_NAMES = Object.keys(WORD_QUESTIONS) as [WordQuestion, ...WordQuestion[]];

/** Questions answered in one's own words. */
export const TEXT_QUESTIONS = ["whatHelped", "wouldChange", "keptPledge", "need", "anythingElse"] as const;
export type TextQuestion = (typeof TEXT_QUESTIONS)[number];

export type Question = WordQuestion | TextQuestion;

/** The base set, in the order it is asked. Every question can be skipped. */
export const BASE_QUESTIONS = [
  "today",
  "energy",
  "bodySafety",
  "closeness",
  "crossedLine",
  "whatHelped",
  "wouldChange",
  "anythingElse",
] as const satisfies readonly Question[];

/** What the one who supports may add. Anybody may answer these. */
export const SUPPORTING_QUESTIONS = [
  "holdingUp",
  "keptPledge",
  "need",
] as const satisfies readonly Question[];

/** A day's closeness that is not told opens nothing at all, which is the tightest. */
const CLOSENESS: PartDirection = {
  is: "order",
  ranks: { none: 0, notSure: 1, aLittle: 2, some: 3, lots: 4 } satisfies Record<
    (typeof WORD_QUESTIONS)["closeness"][number],
    number
  >,
  unset: -1,
};

const word = <const Of extends readonly string[]>(of: Of) =>
  ({ is: "choice", of, inAnswers: true, direction: WAITS, holds: true }) as const satisfies Field;
const words = { is: "note", inAnswers: true, direction: WAITS, holds: true } as const satisfies Field;

/** How a day was, question by question. One that was skipped is missing, and leaves no mark. */
export const checkIn = {
  moment: "fromCheckIns",
  along: TAGGED,
  // `startedAt` orders the writer's own list. On a page the day would stand for the days on which nothing was written, too.
  own: { day: { is: "day" }, startedAt: { is: "moment" } },
  fields: {
    today: word(WORD_QUESTIONS.today),
    energy: word(WORD_QUESTIONS.energy),
    bodySafety: { ...word(WORD_QUESTIONS.bodySafety), holds: ["onGuard", "notSafe"] },
    closeness: { ...word(WORD_QUESTIONS.closeness), direction: CLOSENESS, holds: ["none"] },
    crossedLine: word(WORD_QUESTIONS.crossedLine),
    whatHelped: words,
    wouldChange: words,
    holdingUp: word(WORD_QUESTIONS.holdingUp),
    keptPledge: words,
    need: words,
    anythingElse: words,
  },
} as const satisfies KindDefinition<Question>;

export type CheckIn = ItemFrom<"checkIn", typeof checkIn>;
export type CheckInAnswers = AnswersOf<typeof checkIn>;
