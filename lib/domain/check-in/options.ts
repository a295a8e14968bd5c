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

/** Answers after which grounding and help lines are offered, and never pressed. */
export function asksForCare(answers: { today?: string; bodySafety?: string; crossedLine?: string }): boolean {
  return (
    answers.today === "veryHard" ||
    answers.bodySafety === "notSafe" ||
    answers.crossedLine === "yes" ||
    answers.crossedLine === "notSure"
  );
}
