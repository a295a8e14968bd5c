import { blankCheckIn } from "../check-in/make";
import { QUESTIONS, type Question } from "../check-in/options";
import type { CheckIn } from "../check-in/schema";
import { hasTwoWays, starterComfort } from "../comfort/make";
import { COMFORT_PARTS, type ComfortPart, DIRECTIONS } from "../comfort/options";
import type { Answer, Comfort } from "../comfort/schema";
import { shownName } from "../entry/name";
import type { Entry } from "../entry/schema";
import { blankHardMoment } from "../hard-moment/make";
import { HARD_MOMENT_PARTS, type HardMomentPart } from "../hard-moment/options";
import type { HardMoment } from "../hard-moment/schema";
import { blankSupport } from "../support/make";
import { SUPPORT_PARTS, type SupportPart } from "../support/options";
import type { Support } from "../support/schema";

/** Anything that can be shared part by part. */
export type Shareable = Entry | CheckIn;

type Parts<Item extends Shareable> = NonNullable<Item["share"]>["parts"];
export type PartOf<Item extends Shareable> = Item extends Shareable ? keyof Parts<Item> & string : never;

/** What each part of an item says; null for a part that says nothing. */
type Reading<Item extends Shareable, Part extends keyof Parts<Item>> = {
  readonly [P in Part]: NonNullable<Parts<Item>[P]> extends { shown: infer Shown } ? Shown : never;
};

/** Every part that an item of this kind can share, in the order in which a form shows them. */
export const PARTS = {
  comfort: COMFORT_PARTS,
  hardMoment: HARD_MOMENT_PARTS,
  support: SUPPORT_PARTS,
  checkIn: QUESTIONS,
} as const satisfies { [Kind in Shareable["kind"]]: readonly PartOf<Extract<Shareable, { kind: Kind }>>[] };

/** The parts that this item offers to share, in the order in which a form shows them. */
export function partsOffered(item: Shareable): readonly PartOf<Shareable>[] {
  if (item.kind !== "comfort") return PARTS[item.kind];
  return PARTS.comfort.filter((part) =>
    hasTwoWays(item) ? part !== "either" : part !== "whenTheyStart" && part !== "whenIStart",
  );
}

/** Whether the item has something under this part, so that sharing it would show something. */
export const isFilled = (item: Shareable, part: PartOf<Shareable>): boolean =>
  nameGoingAlong(item) !== null && showable(contentOf(item, part)) !== null;

/** What a page tells besides, whichever part is shared; null when there are no words for it, and nothing can be shown. */
export function nameGoingAlong(item: Shareable): object | null {
  switch (item.kind) {
    case "comfort": {
      const topic = shownName(item.topic);
      return topic && { topic, group: item.group };
    }
    case "hardMoment":
      return {};
    case "support": {
      const situation = shownName(item.situation);
      return situation && { situation };
    }
    case "checkIn":
      return { day: item.day };
  }
}

/** What the item says under a part, without blanks around it; null when that is nothing. */
export const contentOf = (item: Shareable, part: string): unknown => {
  const said: Readonly<Record<string, unknown>> = contents(item);
  return said[part] ?? null;
};

/** What the item says under every part. An `onlyIf` that has no words yet is among it: see showable. */
function contents(item: Shareable) {
  switch (item.kind) {
    case "comfort":
      return comfortSays(item);
    case "hardMoment":
      return hardMomentSays(item);
    case "support":
      return supportSays(item);
    case "checkIn":
      return checkInSays(item);
  }
}

/** The content as it can be shown: an answer that waits for its condition says nothing yet. */
export const showable = (content: unknown): unknown => (waitsForCondition(content) ? null : content);

/** Whether this content is an `onlyIf` whose condition has no words yet. */
export const waitsForCondition = (content: unknown): boolean =>
  isOnlyIf(content) && "condition" in content && content.condition === "";

/** Whether this content is an answer "only if …". */
export const isOnlyIf = (content: unknown): content is object =>
  typeof content === "object" && content !== null && "is" in content && content.is === "onlyIf";

/** The item with `shown`, something it said under this part before, written there again; null empties the part. */
export function withContent<Item extends Shareable>(item: Item, part: string, shown: unknown): Item {
  const inAnswers = item.kind === "checkIn" || DIRECTIONS.some((direction) => direction === part);
  if (inAnswers && "answers" in item) {
    const { [part]: _, ...others }: Readonly<Record<string, unknown>> = item.answers;
    return { ...item, answers: shown === null ? others : { ...others, [part]: shown } };
  }
  const blank: Readonly<Record<string, unknown>> = BLANKS[item.kind];
  return { ...item, [part]: shown ?? blank[part] };
}

const BLANKS = {
  comfort: starterComfort("hug", 0),
  hardMoment: blankHardMoment("blank", 0),
  support: blankSupport("blank", { starter: "anyDay" }, 0),
  checkIn: blankCheckIn("blank", "1970-01-01", 0),
} as const satisfies Record<Shareable["kind"], Shareable>;

const comfortSays = (comfort: Comfort): Reading<Comfort, ComfortPart> => ({
  whenTheyStart: answerIn(comfort.answers.whenTheyStart),
  whenIStart: answerIn(comfort.answers.whenIStart),
  either: answerIn(comfort.answers.either),
  notALeadUp: comfort.notALeadUp || null,
  dontAsk: comfort.dontAsk || null,
  note: textIn(comfort.note),
});

const hardMomentSays = (moment: HardMoment): Reading<HardMoment, HardMomentPart> => ({
  name: textIn(moment.name),
  signs: linesIn(moment.signs),
  helps: linesIn(moment.helps),
  pleaseDont: linesIn(moment.pleaseDont),
  nearness: moment.nearness,
  lasts: textIn(moment.lasts),
  afterwards: textIn(moment.afterwards),
});

const supportSays = (support: Support): Reading<Support, SupportPart> => ({
  wants: support.wants.length > 0 ? [...new Set(support.wants)].sort() : null,
  touch: support.touch,
  steps: linesIn(support.steps),
  wordsThatHelp: linesIn(support.wordsThatHelp),
  wordsToLeaveOut: linesIn(support.wordsToLeaveOut),
  othersToCall: linesIn(support.othersToCall),
});

const checkInSays = ({ answers }: CheckIn): Reading<CheckIn, Question> => ({
  today: answers.today ?? null,
  energy: answers.energy ?? null,
  bodySafety: answers.bodySafety ?? null,
  closeness: answers.closeness ?? null,
  crossedLine: answers.crossedLine ?? null,
  holdingUp: answers.holdingUp ?? null,
  whatHelped: textIn(answers.whatHelped),
  wouldChange: textIn(answers.wouldChange),
  keptPledge: textIn(answers.keptPledge),
  need: textIn(answers.need),
  anythingElse: textIn(answers.anythingElse),
});

function answerIn(answer: Answer | undefined): Answer | null {
  if (answer?.is !== "onlyIf") return answer ?? null;
  return { is: "onlyIf", condition: answer.condition.trim() };
}

const textIn = (text: string | undefined): string | null => text?.trim() || null;

function linesIn(lines: readonly string[]): string[] | null {
  const filled = lines.map((line) => line.trim()).filter((line) => line !== "");
  return filled.length > 0 ? filled : null;
}
