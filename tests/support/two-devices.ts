import fc from "fast-check";
import { starterComfort } from "@/lib/domain/comfort/topics";
import type { PartShare, Share } from "@/lib/domain/entry/share";
import type { AnyItem, PartOf } from "@/lib/domain/kinds";
import { PARTS } from "@/lib/domain/sharing/parts";
import { afterEdit, showNow, stopItem, tick, untick } from "@/lib/domain/sharing/verbs";
import { BLANK_ENTRIES } from "@/lib/domain/vault/blank";
import { deleteItem, dismissSetAside, putItem, setPaused } from "@/lib/domain/vault/edit";
import { type EntriesDocument, entriesDocument } from "@/lib/domain/vault/schema";
import { comfort, HOUR, hardMoment, NOW, PERIOD, support } from "./arbitraries";

const DAY = 24 * HOUR;

/*
 * What one device does while it is alone: edits of a few entries, so that two devices often meet at the same one, and
 * a clock that may be a day off, may stutter, and may go back.
 */

export const comfortA = comfort.map((one) => ({ ...one, id: "a" }));
export const comfortB = comfort.map((one) => ({ ...one, id: "constructor" }));
export const hardMomentC = hardMoment.map((one) => ({ ...one, id: "c" }));
export const supportD = support.map((one) => ({ ...one, id: "d" }));
const entryOfFew: fc.Arbitrary<AnyItem> = fc.oneof(comfortA, comfortB, hardMomentC, supportD);

type Edit =
  | { does: "write" | "writeAndShare" | "share" | "tick" | "untick" | "show"; entry: AnyItem }
  | { does: "stopSharing" | "delete" | "bringBack"; id: string }
  | { does: "pause" | "resume" | "dismiss" };

const edit: fc.Arbitrary<Edit> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      does: fc.constantFrom("write", "write", "writeAndShare", "share", "tick", "untick", "show"),
      entry: entryOfFew,
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      does: fc.constantFrom("stopSharing", "delete", "bringBack"),
      id: fc.constantFrom("a", "constructor", "c", "d"),
    }),
  },
  { weight: 1, arbitrary: fc.record({ does: fc.constantFrom("pause", "resume", "dismiss") }) },
);

type Script = { edits: { edit: Edit; wait: number }[]; clock: number };
const script = (longest: number): fc.Arbitrary<Script> =>
  fc.record({
    edits: fc.array(fc.record({ edit, wait: fc.constantFrom(-HOUR, 0, 0, 1, 2, HOUR) }), {
      maxLength: longest,
    }),
    clock: fc.constantFrom(0, 0, 1, -DAY, DAY),
  });

function play(start: EntriesDocument, { edits, clock }: Script): EntriesDocument {
  let document = start;
  let now = NOW + clock;
  const gone: Record<string, AnyItem> = {};
  for (const { edit: step, wait } of edits) {
    now += wait;
    if ("entry" in step) document = putItem(document, written(document, step.does, step.entry), now);
    else if ("id" in step) {
      const held = Object.hasOwn(document.items, step.id) ? document.items[step.id] : undefined;
      const before = Object.hasOwn(gone, step.id) ? gone[step.id] : undefined;
      if (step.does === "delete") {
        if (held) gone[step.id] = held;
        document = deleteItem(document, step.id, now);
      } else if (step.does === "stopSharing") {
        if (held) document = putItem(document, stopItem(held, now), now);
      } else if (before && !held) document = putItem(document, before, now);
    } else if (step.does === "dismiss") {
      document = dismissSetAside(document, document.setAside[0]?.id ?? "");
    } else document = setPaused(document, step.does === "pause", now);
  }
  return document;
}

/** The entry to write: `given`, with the content or the sharing that is held already kept as it is. */
function written(document: EntriesDocument, does: Edit["does"], given: AnyItem): AnyItem {
  const held = Object.hasOwn(document.items, given.id) ? document.items[given.id] : undefined;
  if (!held) return does === "write" ? { ...given, share: null } : given;
  const chosen = PARTS[held.kind].filter((part: PartOf<AnyItem>) => partOf(given, part) !== undefined);
  switch (does) {
    case "write":
      return afterEdit(held, parsed({ ...given, share: held.share }), PERIOD, NOW);
    case "share":
      return parsed({ ...held, share: given.share });
    case "tick":
      return chosen.reduce<AnyItem>((one, part) => tick(one, part, PERIOD, NOW), held);
    case "untick":
      return chosen.reduce<AnyItem>((one, part) => untick(one, part, NOW), held);
    case "show":
      return showNow(held, "all", PERIOD, NOW);
    default:
      return given;
  }
}
export const partOf = (item: AnyItem | undefined, part: string): PartShare | undefined => {
  const share: Share = item?.share ?? null;
  return share?.parts[part];
};
const parsed = (value: object): AnyItem => {
  const { one } = entriesDocument.parse({ ...BLANK_ENTRIES, items: { one: value } }).items;
  if (!one) throw new Error("nothing parsed");
  return one;
};

/** Two devices that started from one document. */
export const meeting = fc
  .record({ before: script(8), mine: script(4), theirs: script(4) })
  .map(({ before, mine, theirs }) => {
    const base: EntriesDocument = {
      ...play(BLANK_ENTRIES, before),
      setAside: [
        { id: "kept1", setAsideAt: 1, item: starterComfort("hug", 1) },
        { id: "kept2", setAsideAt: 2, item: starterComfort("jokes", 1) },
      ],
    };
    return { base, mine: play(base, mine), theirs: play(base, theirs) };
  });
