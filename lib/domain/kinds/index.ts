import type { KindDefinition } from "../kind/definition";
import type { ItemFrom, PageItemFrom } from "../kind/item";
import { checkIn } from "./check-in";
import { comfort } from "./comfort";
import { hardMoment } from "./hard-moment";
import type { Kind } from "./places";
import { support } from "./support";
import { words } from "./words";

/** The definition of every kind. */
export const KINDS = { comfort, hardMoment, support, words, checkIn } as const satisfies Record<
  Kind,
  KindDefinition
>;

export type { Kind };

type Definitions = typeof KINDS;

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
