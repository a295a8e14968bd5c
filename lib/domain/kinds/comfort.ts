import { type AnswerKind, GROUPS, STARTER_TOPIC_KEYS } from "../comfort/options";
import { type Field, type KindDefinition, LIMITS, type PartDirection, WAITS } from "../kind/definition";

/** Unset reads as "ask first", and so does an answer that is not sure yet. */
const ANSWER: PartDirection = {
  is: "order",
  ranks: { no: 0, notNow: 1, askFirst: 2, notSure: 2, onlyIf: 3, welcome: 4 } satisfies Record<
    AnswerKind,
    number
  >,
  unset: 2,
};

const answer: Field = { is: "answer", inAnswers: true, direction: ANSWER, holds: ["no", "notNow"] };
const limit: Field = { is: "flag", direction: LIMITS, holds: true };

/** What is welcome and what is not, on one topic. */
export const comfort = {
  along: { topic: { is: "words", starters: STARTER_TOPIC_KEYS }, group: { is: "choice", of: GROUPS } },
  fields: {
    whenTheyStart: answer,
    whenIStart: answer,
    either: answer,
    notALeadUp: limit,
    dontAsk: limit,
    // Words beside an answer may open it.
    note: { is: "text", direction: WAITS, holds: false },
  },
} satisfies KindDefinition;
export type ComfortPart = keyof typeof comfort.fields;
