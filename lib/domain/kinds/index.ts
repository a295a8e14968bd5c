import type { KindDefinition } from "../kind/definition";
import type { ItemFrom, PageItemFrom } from "../kind/item";
import { checkIn } from "./check-in";
import { comfort } from "./comfort";
import { hardMoment } from "./hard-moment";
import { support } from "./support";
import { words } from "./words";

/** Every kind of item that there is. */
export const KINDS = { comfort, hardMoment, support, words, checkIn } as const;
export type Kind = keyof typeof KINDS;

type Definitions = typeof KINDS;

/** Whether items of a kind are kept in a document for each month. */
export const isMonthly = (kind: Kind): boolean => {
  const { monthly }: KindDefinition = KINDS[kind];
  return monthly !== undefined;
};

/** The kinds of which all items are kept in one document. */
export const ENTRY_KINDS = (Object.keys(KINDS) as Kind[]).filter((kind) => !isMonthly(kind));

/** An item of one of these kinds, as its writer keeps it; of any kind where none is named. */
export type ItemOf<Of extends Kind = Kind> = { [One in Of]: ItemFrom<One, Definitions[One]> }[Of];

/** Anything that can be recorded, and shared part by part. */
export type AnyItem = ItemOf;

/** An item of one of these kinds, as it stands on a page; of any kind where none is named. */
export type PageItemOf<Of extends Kind = Kind> = { [One in Of]: PageItemFrom<One, Definitions[One]> }[Of];

/** The parts of an item that are shared one by one. */
export type PartOf<Item extends AnyItem> = Item extends AnyItem
  ? keyof Definitions[Item["kind"]]["fields"]
  : never;
