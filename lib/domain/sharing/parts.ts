import { QUESTIONS } from "../check-in/options";
import type { CheckIn } from "../check-in/schema";
import { hasTwoWays } from "../comfort/make";
import { COMFORT_PARTS, DIRECTIONS, type Direction } from "../comfort/options";
import type { Answer } from "../comfort/schema";
import { shownName } from "../entry/name";
import type { Entry } from "../entry/schema";
import { HARD_MOMENT_PARTS } from "../hard-moment/options";
import { SUPPORT_PARTS } from "../support/options";

/** Anything that can be shared part by part. */
export type Shareable = Entry | CheckIn;
export type PartOf<Item extends Shareable> = NonNullable<Item["share"]>["parts"][number];

/** The parts that this item offers to share, in the order in which a form shows them. */
export function partsOffered(item: Shareable): readonly PartOf<Shareable>[] {
  switch (item.kind) {
    case "comfort":
      return COMFORT_PARTS.filter((part) =>
        hasTwoWays(item) ? part !== "either" : part !== "whenTheyStart" && part !== "whenIStart",
      );
    case "hardMoment":
      return HARD_MOMENT_PARTS;
    case "support":
      return SUPPORT_PARTS;
    case "checkIn":
      return QUESTIONS;
  }
}

/** Whether the item has something under this part, so that sharing it would show something. */
export function isFilled(item: Shareable, part: PartOf<Shareable>): boolean {
  if (nameGoingAlong(item) === null) return false;
  if (item.kind === "comfort" && isDirection(part)) return saysSomething(item.answers[part]);
  return hasContent(contentOf(item, part));
}

/** What the item holds under a part, as it was written. */
export function contentOf(item: Shareable, part: string): unknown {
  const inAnswers = item.kind === "checkIn" || (item.kind === "comfort" && isDirection(part));
  return Object.entries(inAnswers ? item.answers : item).find(([name]) => name === part)?.[1];
}

/** What a page tells besides, whichever part is shared; null when there are no words for it, and nothing can be shown. */
export function nameGoingAlong(item: Shareable): object | null {
  switch (item.kind) {
    case "comfort": {
      const topic = shownName(item.topic);
      return topic && { topic, group: item.group };
    }
    case "hardMoment":
      return {};
    case "support":
      return shownName(item.situation);
    case "checkIn":
      return { day: item.day };
  }
}

const isDirection = (part: string): part is Direction => DIRECTIONS.some((direction) => direction === part);

function hasContent(value: unknown): boolean {
  if (typeof value === "string") return value.trim() !== "";
  if (Array.isArray(value)) return value.some(hasContent);
  return value === true;
}

const saysSomething = (answer: Answer | undefined): boolean =>
  answer?.is === "onlyIf" ? hasContent(answer.condition) : answer !== undefined;
