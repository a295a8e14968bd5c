import type { ItemSink } from "@/components/entry/item-edits";
import { DRAWN_KINDS, type DrawnKind } from "@/components/kind/drawn";
import type { OpenVault } from "@/lib/client/engine/contract";
import { ownComfort, starterComfort } from "@/lib/domain/comfort/topics";
import type { AnyItem, ItemOf, Kind, PartOf } from "@/lib/domain/kinds";
import { blankItem } from "@/lib/domain/kinds/blank";
import type { CheckIn } from "@/lib/domain/kinds/check-in";
import type { Comfort } from "@/lib/domain/kinds/comfort";
import type { HardMoment } from "@/lib/domain/kinds/hard-moment";
import type { Support } from "@/lib/domain/kinds/support";
import { contentOf, PARTS, partField, withContent } from "@/lib/domain/sharing/parts";
import { afterEdit, tick } from "@/lib/domain/sharing/verbs";
import { EMPTY_PAGE } from "@/lib/domain/sheet/page";
import { pageIfShown } from "@/lib/domain/sheet/preview";
import type { Page } from "@/lib/domain/sheet/schema";

/* Items as people may write them, of every kind, and what a vault is like around them. No clock is asked. */

export const PERIOD = "a period";
export const WORDS = ["river", "lamp", "seven", "moss"] as const;

/** The states that a vault may be in around one item. */
export const ALONE: Partial<OpenVault> = {};
export const LINKED: Partial<OpenVault> = { link: { state: "linked", words: WORDS }, period: PERIOD };
export const PAUSED: Partial<OpenVault> = { ...LINKED, paused: true };

/** One word that is wider than a small phone, for what has to break it. */
export const LONG_WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft";

type Samples<Of extends Kind> = Readonly<Record<"blank" | "full" | "changed", ItemOf<Of>>>;

/** Of each kind: nothing filled in, everything filled in, and that once changed so that something waits wherever it can. */
const WRITTEN = {
  comfort: comforts(),
  hardMoment: hardMoments(),
  support: supports(),
  words: words(),
  checkIn: checkIns(),
} satisfies { readonly [Of in Exclude<Kind, DrawnKind>]: Samples<Of> } & {
  readonly [Of in DrawnKind]?: Samples<Of>;
};

/** The same of every kind there is; one that is drawn from its definition, and has none here, has them made from that. */
export const SAMPLES: { readonly [Of in Kind]: Samples<Of> } = { ...drawnSamples(), ...WRITTEN };

function drawnSamples(): { readonly [Of in DrawnKind]: Samples<Of> } {
  const samples = DRAWN_KINDS.map((kind) => {
    const blank = blankItem(kind, kind, 0, {});
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
      return far ? [text] : [text, LONG_WORD];
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

function comforts() {
  const blank = starterComfort("hug", 0);
  const full: Comfort = {
    ...blank,
    answers: {
      whenTheyStart: { is: "onlyIf", condition: "I can see you coming" },
      whenIStart: { is: "welcome" },
    },
    notALeadUp: true,
    dontAsk: true,
    note: "In the kitchen it is easy. In a crowd I need a word first.",
  };
  const changed: Comfort = {
    ...full,
    answers: { ...full.answers, whenTheyStart: { is: "welcome" } },
    notALeadUp: false,
    dontAsk: false,
    note: "In the kitchen it is easy.",
  };
  return { blank, full, changed };
}

/** A topic in words of one's own, answered with a no. */
export const OWN_COMFORT: Comfort = {
  ...ownComfort("own", `Being carried, ${LONG_WORD}`, "closeness", 0),
  answers: { whenTheyStart: { is: "no" }, whenIStart: { is: "no" } },
};

function hardMoments() {
  const blank = blankItem("hardMoment", "moment", 0, {});
  const full: HardMoment = {
    ...blank,
    name: "The cellar",
    signs: ["I go very still", "I stop in the middle of a sentence"],
    helps: ["Say where we are", "Put the light on", "Wait with me"],
    pleaseDont: ["Please do not hold my wrists"],
    nearness: "stay",
    lasts: "Ten minutes, sometimes an hour",
    afterwards: "Tea, and no talk about it that day.",
  };
  const changed: HardMoment = {
    ...full,
    name: "The cellar stairs",
    signs: ["I go very still"],
    helps: ["Say where we are", "Open a window"],
    pleaseDont: [],
    nearness: "askMe",
    lasts: "Ten minutes",
    afterwards: "Tea.",
  };
  return { blank, full, changed };
}

function words() {
  const blank = blankItem("words", "words", 0, {});
  const full: ItemOf<"words"> = {
    ...blank,
    help: ["Take all the time you need", "I am here"],
    hurt: ["Calm down", "That was long ago"],
    names: ["My chest, and no other word", "That year"],
    welcome: ["How was the night?"],
    pleaseNot: ["Why did you not say so?"],
  };
  const changed: ItemOf<"words"> = {
    ...full,
    help: ["I am here"],
    hurt: ["That was long ago"],
    names: ["My chest"],
    welcome: ["How was the night?", "Shall I come?"],
    pleaseNot: [],
  };
  return { blank, full, changed };
}

function supports() {
  const blank = blankItem("support", "support", 0, { situation: { starter: "goQuiet" } });
  const full: Support = {
    ...blank,
    wants: ["company", "practical"],
    touch: "askFirst",
    steps: ["Sit where I can see you", "Make tea"],
    wordsThatHelp: ["Take your time"],
    wordsToLeaveOut: ["Calm down"],
    othersToCall: ["Mira, in the evening"],
  };
  const changed: Support = {
    ...full,
    wants: ["space"],
    touch: "welcome",
    steps: ["Make tea"],
    wordsThatHelp: [],
    wordsToLeaveOut: [],
    othersToCall: ["Mira, at any time"],
  };
  return { blank, full, changed };
}

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

function checkIns() {
  const blank = blankItem("checkIn", "check-in", 0, { day: "2026-03-14", startedAt: 0 });
  const full: CheckIn = {
    ...blank,
    answers: {
      today: "mixed",
      energy: "little",
      bodySafety: "mostlyAtEase",
      closeness: "aLittle",
      crossedLine: "no",
      holdingUp: "stretched",
      whatHelped: "The walk by the river.",
      wouldChange: "An evening without plans.",
      keptPledge: "I knocked each time.",
      need: "An hour for myself.",
      anythingElse: "Thank you for the soup.",
    },
  };
  const changed: CheckIn = {
    ...full,
    answers: { ...full.answers, today: "good", closeness: "lots", whatHelped: "The walk." },
  };
  return { blank, full, changed };
}

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
