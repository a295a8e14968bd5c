import type { PageItemOf } from "../kinds";
import { type ComfortAnswer, DIRECTIONS, type Group } from "../kinds/comfort";
import type { Page } from "./schema";

type SharedComfort = PageItemOf<"comfort">;

/** A page arranged by the moment that the reader is in. A moment of which nothing is shared is an empty list. */
export type Arranged = {
  readonly beforeTouch: readonly SharedComfort[];
  readonly hardMoments: readonly PageItemOf<"hardMoment">[];
  readonly ifThey: readonly PageItemOf<"support">[];
  readonly kindnesses: readonly PageItemOf<"support">[];
  readonly talking: readonly SharedComfort[];
  readonly dayToDay: readonly SharedComfort[];
  readonly fromCheckIns: readonly PageItemOf<"checkIn">[];
};

/**
 * Arranges a page for reading: a topic with a "no" stands before the others of its moment, and the rest keeps the page's own
 * order. Takes nothing but the page, so it cannot tell what the page does not.
 */
export function arrangeByMoment(page: Page): Arranged {
  const comforts = ofKind(page, "comfort");
  const supports = ofKind(page, "support");
  const inGroups = (...groups: Group[]) => noFirst(comforts.filter(({ group }) => groups.includes(group)));
  const isAnyDay = ({ situation }: PageItemOf<"support">) =>
    "starter" in situation && situation.starter === "anyDay";
  return {
    beforeTouch: inGroups("closeness", "intimacy"),
    hardMoments: ofKind(page, "hardMoment"),
    ifThey: supports.filter((support) => !isAnyDay(support)),
    kindnesses: supports.filter(isAnyDay),
    talking: inGroups("talking"),
    dayToDay: inGroups("dailyLife"),
    fromCheckIns: ofKind(page, "checkIn"),
  };
}

/** The items of one kind on a page, in its order. */
export const ofKind = <Of extends PageItemOf["kind"]>(page: Page, kind: Of): PageItemOf<Of>[] =>
  page.items.filter((item): item is PageItemOf<Of> & typeof item => item.kind === kind);

/** The answers that a topic shows, a "no" before any other. */
export function answersOn(
  comfort: SharedComfort,
): { direction: (typeof DIRECTIONS)[number]; answer: ComfortAnswer }[] {
  const all = DIRECTIONS.flatMap((direction) => {
    const answer = comfort[direction];
    return answer ? [{ direction, answer }] : [];
  });
  return [
    ...all.filter(({ answer }) => answer.is === "no"),
    ...all.filter(({ answer }) => answer.is !== "no"),
  ];
}

/** Whether any shown answer is a "no": it stands above everything else on the topic. */
const saysNo = (comfort: SharedComfort): boolean => answersOn(comfort)[0]?.answer.is === "no";

const noFirst = (comforts: readonly SharedComfort[]): SharedComfort[] => [
  ...comforts.filter(saysNo),
  ...comforts.filter((comfort) => !saysNo(comfort)),
];
