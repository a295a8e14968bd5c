import { type Question, WORD_QUESTIONS } from "../check-in/options";
import { type Field, type KindDefinition, type PartDirection, WAITS } from "../kind/definition";

/** A day's closeness that is not told opens nothing at all, which is the tightest. */
const CLOSENESS: PartDirection = {
  is: "order",
  ranks: { none: 0, notSure: 1, aLittle: 2, some: 3, lots: 4 } satisfies Record<
    (typeof WORD_QUESTIONS)["closeness"][number],
    number
  >,
  unset: -1,
};

const word = (of: readonly string[]) =>
  ({ is: "choice", of, inAnswers: true, direction: WAITS, holds: true }) satisfies Field;
const words: Field = { is: "text", inAnswers: true, direction: WAITS, holds: true };

/** How a day was, question by question. */
export const checkIn = {
  along: { day: { is: "day" } },
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
} satisfies KindDefinition<Question>;
