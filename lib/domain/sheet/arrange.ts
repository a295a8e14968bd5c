import { type KindDefinition, MOMENTS, type Moment } from "../kind/definition";
import { KINDS, type Kind, type PageItemOf } from "../kinds";
import { type ComfortAnswer, DIRECTIONS, type Direction } from "../kinds/comfort";
import { KIND_NAMES } from "../kinds/places";
import type { Page } from "./schema";

/** One moment of a page with what is shared for it: something. */
export type Arranged = { readonly moment: Moment; readonly items: readonly PageItemOf[] };

const isFirst = (kind: Kind): boolean => {
  const { first }: KindDefinition = KINDS[kind];
  return first === true;
};
const IN_ORDER = [...KIND_NAMES.filter(isFirst), ...KIND_NAMES.filter((kind) => !isFirst(kind))];

/**
 * Arranges a page by the moment that the reader is in; a moment of which nothing is shared is not there. Within one, kinds
 * stand in their order, those that come first before the others, what says "no" before the rest of its kind, and otherwise the page's own order stays. Takes nothing
 * but the page, so it cannot tell what the page does not.
 */
export function arrangeByMoment(page: Page): readonly Arranged[] {
  const inOrder = IN_ORDER.flatMap((kind) => noFirst(ofKind(page, kind)));
  return MOMENTS.flatMap((moment) => {
    const items = inOrder.filter((item) => momentOf(item) === moment);
    return items.length > 0 ? [{ moment, items }] : [];
  });
}

/** The moment under which an item stands. */
function momentOf(item: PageItemOf): Moment {
  const { moment }: KindDefinition = KINDS[item.kind];
  if (typeof moment === "string") return moment;
  const fields: Readonly<Record<string, unknown>> = { ...item };
  const along = fields[moment.by];
  const key = typeof along === "object" && along !== null && "starter" in along ? along.starter : along;
  return (typeof key === "string" && Object.hasOwn(moment.of, key) && moment.of[key]) || moment.others;
}

/** The items of one kind on a page, in its order. */
export const ofKind = <Of extends Kind>(page: Page, kind: Of): PageItemOf<Of>[] =>
  page.items.filter((item): item is PageItemOf<Of> & typeof item => item.kind === kind);

/** The answers that a topic shows, a "no" before any other. */
export function answersOn(comfort: PageItemOf<"comfort">): { direction: Direction; answer: ComfortAnswer }[] {
  const all = DIRECTIONS.flatMap((direction) => {
    const answer = comfort[direction];
    return answer ? [{ direction, answer }] : [];
  });
  return [
    ...all.filter(({ answer }) => answer.is === "no"),
    ...all.filter(({ answer }) => answer.is !== "no"),
  ];
}

/** Whether any answer that an item shows is a "no": it stands above everything else on the topic. */
export const saysNo = (item: PageItemOf): boolean =>
  item.kind === "comfort" && answersOn(item)[0]?.answer.is === "no";

const noFirst = <Item extends PageItemOf>(items: readonly Item[]): Item[] => [
  ...items.filter(saysNo),
  ...items.filter((item) => !saysNo(item)),
];
