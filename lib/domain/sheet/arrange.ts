import type { Answers } from "../comfort/schema";
import type { Page, SharedCheckIn, SharedComfort, SharedHardMoment, SharedSupport } from "./schema";

/** A page arranged by the moment that the reader is in. A moment of which nothing is shared is an empty list. */
export type Arranged = {
  readonly beforeTouch: readonly SharedComfort[];
  readonly hardMoments: readonly SharedHardMoment[];
  readonly ifThey: readonly SharedSupport[];
  readonly kindnesses: readonly SharedSupport[];
  readonly talking: readonly SharedComfort[];
  readonly dayToDay: readonly SharedComfort[];
  readonly fromCheckIns: readonly SharedCheckIn[];
};

/**
 * Arranges a page for reading: a topic with a "no" stands before the others of its moment, check-ins stand newest day
 * first, and the rest keeps the page's own order. Takes nothing but the page, so it cannot tell what the page does not.
 */
export function arrangeByMoment(page: Page): Arranged {
  const inGroups = (...groups: SharedComfort["group"][]) =>
    noFirst(page.comforts.filter((comfort) => groups.includes(comfort.group)));
  const isAnyDay = (support: SharedSupport) =>
    "starter" in support.situation && support.situation.starter === "anyDay";
  return {
    beforeTouch: inGroups("closeness", "intimacy"),
    hardMoments: page.hardMoments,
    ifThey: page.supports.filter((support) => !isAnyDay(support)),
    kindnesses: page.supports.filter(isAnyDay),
    talking: inGroups("talking"),
    dayToDay: inGroups("dailyLife"),
    fromCheckIns: [...page.checkIns].sort((a, b) => (a.day < b.day ? 1 : a.day > b.day ? -1 : 0)),
  };
}

/** Whether any shown answer is a "no": it stands above everything else on the topic. */
export function saysNo(answers: Answers | undefined): boolean {
  return Object.values(answers ?? {}).some((answer) => answer?.is === "no");
}

const noFirst = (comforts: readonly SharedComfort[]): SharedComfort[] => [
  ...comforts.filter((comfort) => saysNo(comfort.answers)),
  ...comforts.filter((comfort) => !saysNo(comfort.answers)),
];
