import type { ItemSink } from "@/components/entry/item-edits";
import { DRAWN_KINDS, type DrawnKind } from "@/components/kind/drawn";
import type { OpenVault } from "@/lib/client/engine/contract";
import { ownComfort } from "@/lib/domain/comfort/topics";
import { type AnyItem, type Kind, type PartOf, startersOf } from "@/lib/domain/kinds";
import { blankItem, blankNamed } from "@/lib/domain/kinds/blank";
import type { CheckIn } from "@/lib/domain/kinds/check-in";
import type { Comfort } from "@/lib/domain/kinds/comfort";
import type { HardMoment } from "@/lib/domain/kinds/hard-moment";
import type { Support } from "@/lib/domain/kinds/support";
import { contentOf, PARTS, partField, withContent } from "@/lib/domain/sharing/parts";
import { afterEdit, tick } from "@/lib/domain/sharing/verbs";
import { EMPTY_PAGE } from "@/lib/domain/sheet/page";
import { pageIfShown } from "@/lib/domain/sheet/preview";
import type { Page } from "@/lib/domain/sheet/schema";
import { type Samples, WRITTEN } from "./written";

/* Items as people may write them, of every kind, and what a vault is like around them. No clock is asked. */

export const PERIOD = "a period";
export const WORDS = ["river", "lamp", "seven", "moss"] as const;

/** The states that a vault may be in around one item. */
export const ALONE: Partial<OpenVault> = {};
export const LINKED: Partial<OpenVault> = { link: { state: "linked", words: WORDS }, period: PERIOD };
export const PAUSED: Partial<OpenVault> = { ...LINKED, paused: true };

/** One word that is wider than a small phone, for what has to break it. */
export const LONG_WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft";

/** The same of every kind there is; one that is drawn from its definition, and has none here, has them made from that. */
export const SAMPLES: { readonly [Of in Kind]: Samples<Of> } = { ...drawnSamples(), ...WRITTEN };

function drawnSamples(): { readonly [Of in DrawnKind]: Samples<Of> } {
  const samples = DRAWN_KINDS.map((kind) => {
    const [starter] = startersOf(kind);
    const blank = starter ? blankNamed(kind, kind, 0, { starter }) : blankItem(kind, kind, 0, {});
    const filled = (far: boolean) =>
      PARTS[kind].reduce<AnyItem>((item, part) => withContent(item, part, sampleOf(kind, part, far)), blank);
    return [kind, { blank, full: filled(false), changed: filled(true) }];
  });
  return Object.fromEntries(samples);
}

/** Something that a field may say; `far`: something else. */
function sampleOf(kind: Kind, part: string, far: boolean): unknown {
  const field = partField(kind, part);
  const text = far ? `${part}, written anew` : `${part}, as it was`;
  if (field === undefined) return null;
  switch (field.is) {
    case "line":
    case "note":
      return text;
    case "lines":
      return far ? [text] : [text, `${part}${LONG_WORD}`];
    case "flag":
      return true;
    case "choice":
      return field.of.at(far ? -1 : 0);
    case "choices":
      return far ? field.of.slice(1) : field.of.slice(0, 1);
    case "answer":
      return { is: "no" };
  }
}

/** A topic in words of one's own, answered with a no. */
export const OWN_COMFORT: Comfort = {
  ...ownComfort("own", `Being carried, ${LONG_WORD}`, "closeness", 0),
  answers: { whenTheyStart: { is: "no" }, whenIStart: { is: "no" } },
};

/** Small kindnesses, which have a place and words of their own. */
export const ANY_DAY: Support = {
  ...blankItem("support", "any-day", 0, { situation: { starter: "anyDay" } }),
  steps: ["A note on the table", "Ask how the walk was"],
};

/** A moment in words of one's own. */
export const OWN_SUPPORT: Support = {
  ...blankItem("support", "own-support", 0, {
    situation: { own: `When the phone rings late, ${LONG_WORD}` },
  }),
  steps: ["Pick it up for me"],
};

/** The item with every part of it ticked: for a period, or (null) while linked with nobody. */
export function ticked(item: Comfort, period?: string | null): Comfort;
export function ticked(item: HardMoment, period?: string | null): HardMoment;
export function ticked(item: Support, period?: string | null): Support;
export function ticked(item: AnyItem, period?: string | null): AnyItem;
export function ticked(item: AnyItem, period: string | null = PERIOD): AnyItem {
  const parts: readonly PartOf<AnyItem>[] = PARTS[item.kind];
  return parts.reduce((one, part) => tick(one, part, period, 0), item);
}

/** `changed` as it is while the other sees `full`. */
export const waitingSince = (full: AnyItem, changed: AnyItem): AnyItem =>
  afterEdit<AnyItem>(full, withContentOf(ticked(full), changed), PERIOD, 0);

/** The item as it is shared, with what another says. */
const withContentOf = (shared: AnyItem, changed: AnyItem): AnyItem =>
  PARTS[shared.kind].reduce<AnyItem>((one, part) => withContent(one, part, contentOf(changed, part)), shared);

/** The page with every part of these items on it. */
export const pageOf = (...items: readonly AnyItem[]): Page => ({
  ...EMPTY_PAGE,
  items: items.flatMap((item) => pageIfShown<AnyItem>(item, PARTS[item.kind]).items),
});

/** Keeps nothing: a specimen is looked at. */
export const NOWHERE: ItemSink<CheckIn> = {
  latest: () => null,
  period: () => PERIOD,
  save: async () => {},
  share: async () => {},
  remove: async () => {},
};
