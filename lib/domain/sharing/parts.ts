import { QUESTIONS } from "../check-in/options";
import type { CheckIn } from "../check-in/schema";
import { hasTwoWays } from "../comfort/make";
import { COMFORT_PARTS } from "../comfort/options";
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
  switch (item.kind) {
    case "comfort": {
      if (part === "whenTheyStart" || part === "whenIStart" || part === "either") {
        const answer = item.answers[part];
        return answer !== undefined && (answer.is !== "onlyIf" || answer.condition.trim() !== "");
      }
      return hasContent(item, part);
    }
    case "checkIn":
      return hasContent(item.answers, part);
    default:
      return hasContent(item, part);
  }
}

function hasContent(holder: object, part: string): boolean {
  const value = Object.entries(holder).find(([name]) => name === part)?.[1];
  if (typeof value === "string") return value.trim() !== "";
  if (Array.isArray(value)) return value.some((line) => typeof line === "string" && line.trim() !== "");
  return value === true;
}
