import { canonical, same } from "../canonical";
import type { PartShare, Share } from "../entry/share";
import type { PartDirection } from "../kind/definition";
import type { AnyItem } from "../kinds";
import { bothLimits, changeOf, directionOf, rankOf } from "../sharing/direction";
import { contentOf } from "../sharing/parts";
import { normal } from "../sharing/verbs";

/**
 * The share of an item that two devices changed, part by part. `taken` is the side whose content stands, `base` what both
 * started from (undefined when unknown). [Note: Merging]
 * - ticked, unticked or shown anew on one side only: that side is taken;
 * - changed on both: the part stays ticked only where both tick it for one period, while both do;
 * - shown otherwise on both: the tighter of the two, both limits, or nothing, which waits for a press;
 * - a part is never shown under a name under which neither showed as much;
 * - an answer that opens does not stay beside content that was tightened on the other side.
 * So merging shows nothing that neither showed, and loosens nothing.
 */
export function mergeShares(base: AnyItem | undefined, taken: AnyItem, other: AnyItem): Share {
  const [start, mine, theirs]: Share[] = [base?.share ?? null, taken.share, other.share];
  if (same(mine, theirs)) return mine ?? null;
  const name = mergeNames(base && (start ?? null), mine ?? null, theirs ?? null);
  const merged: [string, PartShare][] = [];
  for (const part of new Set([mine, theirs].flatMap((share) => Object.keys(share?.parts ?? {})))) {
    const direction = directionOf(taken.kind, part);
    const [my, their] = [mine?.parts[part], theirs?.parts[part]];
    const both = mergeParts(direction, base && (start?.parts[part] ?? null), my, their);
    if (!both) continue;
    const named = underName(direction, both, name, [mine ?? null, theirs ?? null], part);
    const contentsDiffer = !same(contentOf(taken, part), contentOf(other, part));
    const fromOther = contentsDiffer && !same(both, my);
    merged.push([part, fromOther ? besideContent(direction, named, contentOf(taken, part)) : named]);
  }
  return normal({ name, parts: Object.fromEntries(merged) });
}

/** The name that goes along; null, which shows nothing, where both sides gave it another one. */
function mergeNames(base: Share | undefined, mine: Share, theirs: Share): object | null {
  if (mine === null || theirs === null) return (mine ?? theirs)?.name ?? null;
  if (same(mine.name, theirs.name) || (base && same(base.name, theirs.name))) return mine.name;
  return base && same(base.name, mine.name) ? theirs.name : null;
}

/** `base`: undefined when it is not known, null when the part was not ticked there. */
function mergeParts(
  direction: PartDirection,
  base: PartShare | null | undefined,
  mine: PartShare | undefined,
  theirs: PartShare | undefined,
): PartShare | undefined {
  if (same(mine, theirs)) return mine;
  if (base !== undefined && same(base ?? undefined, theirs)) return mine;
  if (base !== undefined && same(base ?? undefined, mine)) return theirs;
  if (!mine || !theirs || mine.period !== theirs.period) return undefined;
  const limited = whileBoth(mine, theirs);
  return limited && { ...limited, shown: mergeShown(direction, base?.shown, mine.shown, theirs.shown) };
}

/** `first`, from the later start to the earlier end of the two; undefined where that is never. */
function whileBoth(first: PartShare, second: PartShare): PartShare | undefined {
  const starts = [first.from, second.from].filter((time) => time !== null);
  const ends = [first.until, second.until].filter((time) => time !== null);
  const from = starts.length > 0 ? Math.max(...starts) : null;
  const until = ends.length > 0 ? Math.min(...ends) : null;
  return from !== null && until !== null && from >= until ? undefined : { ...first, from, until };
}

function mergeShown(direction: PartDirection, base: unknown, mine: unknown, theirs: unknown): unknown {
  if (same(mine, theirs) || (base !== undefined && same(base, theirs))) return mine;
  if (base !== undefined && same(base, mine)) return theirs;
  // Lines come in an order that is the same on every device.
  const [first, second] = canonical(mine) >= canonical(theirs) ? [mine, theirs] : [theirs, mine];
  switch (direction.is) {
    case "order": {
      const [a, b] = [rankOf(direction, first), rankOf(direction, second)];
      return a === b ? null : a < b ? first : second;
    }
    case "limits":
      return bothLimits(first, second) ?? first;
    case "waits":
      return null;
  }
}

/** The part as it may be shown under this name: no more, and no longer, than a side that gave this name showed. */
function underName(
  direction: PartDirection,
  merged: PartShare,
  name: object | null,
  sides: readonly Share[],
  part: string,
): PartShare {
  const held = sides.flatMap((share) => (share && same(share.name, name) ? [share.parts[part]] : []));
  if (held.length === sides.filter((share) => share !== null).length) return merged;
  if (held.some((one) => same(one, merged))) return merged;
  for (const one of held) {
    const showsAsMuch =
      one?.period === merged.period && changeOf(direction, one.shown, merged.shown) !== "loosens";
    const limited = showsAsMuch ? whileBoth(merged, one) : undefined;
    if (limited) return limited;
  }
  return { ...merged, shown: null };
}

/** The part beside content that came from the other side: an answer that opens more than the content now says is not shown. */
function besideContent(direction: PartDirection, merged: PartShare, content: unknown): PartShare {
  const opens =
    direction.is === "order" &&
    rankOf(direction, merged.shown) > direction.unset &&
    changeOf(direction, merged.shown, content) === "tightens";
  return opens ? { ...merged, shown: null } : merged;
}
