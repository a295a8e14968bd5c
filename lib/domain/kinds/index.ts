import { namedIn } from "../kind/content";
import type { KindDefinition } from "../kind/definition";
import type { ItemFrom, PageItemFrom } from "../kind/item";
import { checkIn } from "./check-in";
import { comfort } from "./comfort";
import { decision } from "./decision";
import { feelsGood } from "./feels-good";
import { hardMoment } from "./hard-moment";
import { mySide } from "./my-side";
import { noWords } from "./no-words";
import type { Kind } from "./places";
import { support } from "./support";
import { tenderTime } from "./tender-time";
import { words } from "./words";

/** The definition of every kind. */
export const KINDS = {
  comfort,
  mySide,
  feelsGood,
  noWords,
  hardMoment,
  support,
  words,
  decision,
  tenderTime,
  checkIn,
} as const satisfies Record<Kind, KindDefinition>;

export type { Kind };

type Definitions = typeof KINDS;

/** An item of one of these kinds, as its writer keeps it; of any kind where none is named. */
export type ItemOf<Of extends Kind = Kind> = { [One in Of]: ItemFrom<One, Definitions[One]> }[Of];

/** Anything that can be recorded, and shared part by part. */
export type AnyItem = ItemOf;

/** An item of one of these kinds, as it stands on a page; of any kind where none is named. */
export type PageItemOf<Of extends Kind = Kind> = { [One in Of]: PageItemFrom<One, Definitions[One]> }[Of];

/** The keys of the starter set by which items of a kind may go; never where they go by no name. */
export type StarterOf<Of extends Kind> = {
  [Name in keyof Definitions[Of]["along"]]: Definitions[Of]["along"][Name] extends {
    readonly is: "named";
    readonly starters: readonly (infer One extends string)[];
  }
    ? One
    : never;
}[keyof Definitions[Of]["along"]];

/** The parts of an item that are shared one by one. */
export type PartOf<Item extends AnyItem> = Item extends AnyItem
  ? keyof Definitions[Item["kind"]]["fields"]
  : never;

/** The starter set by which items of a kind may go; empty where they go by no name. */
export function startersOf<Of extends Kind>(kind: Of): readonly StarterOf<Of>[] {
  return (namedIn(KINDS[kind])?.starters ?? []) as readonly StarterOf<Of>[];
}
