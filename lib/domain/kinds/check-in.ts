import type { Question, WORD_QUESTIONS } from "../check-in/options";
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

const choice = { is: "choice", inAnswers: true, direction: WAITS, holds: true } as const satisfies Field;
const words = { is: "text", inAnswers: true, direction: WAITS, holds: true } as const satisfies Field;

/** How a day was, question by question. */
export const checkIn = {
  along: { day: { is: "fixed" } },
  fields: {
    today: choice,
    energy: choice,
    bodySafety: { ...choice, holds: ["onGuard", "notSafe"] },
    closeness: { ...choice, direction: CLOSENESS, holds: ["none"] },
    crossedLine: choice,
    whatHelped: words,
    wouldChange: words,
    holdingUp: choice,
    keptPledge: words,
    need: words,
    anythingElse: words,
  },
} satisfies KindDefinition<Question>;
