import { same } from "../canonical";
import type { PartShare, Share } from "../entry/share";
import { isOnlyIf, waitsForCondition, withAlong } from "../kind/content";
import type { PartDirection } from "../kind/definition";
import { type AnyItem, KINDS, type PartOf } from "../kinds";
import { bothLimits, changeOf, directionOf, linesMore } from "./direction";
import { alwaysShown, contentOf, showable, withContent } from "./parts";
import { isShared, type PartOrName, sharedParts, shownOf, tickOf } from "./standing";

/*
 * What a person does with sharing. Each verb gives a new item and leaves the old one as it was. `period` is the one that
 * stands in the link document, null while linked with nobody: parts of another period are never touched but by `tick` and
 * `untick`. `now` is milliseconds since 1970.
 */

type Parts = Readonly<Record<string, PartShare | undefined>>;

/**
 * `after`, an edit of `before`'s content, with what the edit tightens shown at once. Whatever else was changed waits, and
 * the other goes on seeing what they saw. [Note: Tightening] To be called with every edit, and with whole lines: a line
 * that is added to a shared list of limits is shown, so it must not be half-written.
 */
export function afterEdit<Item extends AnyItem>(
  before: AnyItem,
  after: Item,
  period: string | null,
  now: number,
): Item {
  return withParts(after, tightened(before, after, sharedParts(after, period, now)), period, now);
}

/**
 * The item with a part shared as it reads now. One that is shared already keeps its start and its end. Linked with
 * nobody, nothing of it is shown: the tick waits under what is ready to share.
 */
export function tick<Item extends AnyItem>(
  item: Item,
  part: PartOf<Item>,
  period: string | null,
  now: number,
): Item {
  const held = tickOf(item, part, now);
  const { from, until } = held?.period === period ? held : { from: null, until: null };
  const shown = period === null ? null : shownByPress(item, part, period, now);
  return edited(withParts(item, { [part]: { period, from, until, shown } }, period, now), now);
}

/** The item with exactly this part not shared, in whichever period. */
export function untick<Item extends AnyItem>(item: Item, part: PartOf<Item>, now: number): Item {
  const share: Share = item.share;
  if (share === null) return item;
  const { [part]: _, ...others } = share.parts;
  return edited({ ...item, share: normal({ ...share, parts: others }) }, now);
}

/** The item with nothing shared and nothing ticked. */
export const stopItem = <Item extends AnyItem>(item: Item, now: number): Item =>
  edited({ ...item, share: null }, now);

/**
 * The press "Show them": what waits is shown as it reads now. "name" is the name that goes along. What has no words yet
 * (an `onlyIf`, a name) cannot be shown, and stays as the other sees it.
 */
export function showNow<Item extends AnyItem>(
  item: Item,
  what: PartOrName | "all",
  period: string | null,
  now: number,
): Item {
  const parts = sharedParts(item, period, now).filter((part) => what === "all" || what === part);
  const shown: [string, PartShare][] = parts.flatMap((part): [string, PartShare][] => {
    const held = tickOf(item, part, now);
    return held ? [[part, { ...held, shown: shownByPress(item, part, period, now) }]] : [];
  });
  const changed = withParts(item, Object.fromEntries(shown), period, now);
  const name = alwaysShown(item);
  const showsName = (what === "all" || what === "name") && name !== null && changed.share !== null;
  return edited(showsName ? { ...changed, share: { ...changed.share, name } } : changed, now);
}

/**
 * The undo of `showNow`, with the item as it was before: of what that press showed, the other sees again exactly what they saw.
 * The content stays as it is now, and waits again. What was shown otherwise, tightened or stopped since is left as it is.
 */
export function undoShow<Item extends AnyItem>(
  item: Item,
  earlier: Item,
  what: PartOrName | "all",
  period: string | null,
  now: number,
): Item {
  const pressed: Share = showNow(earlier, what, period, now).share;
  const [share, before]: [Share, Share] = [item.share, earlier.share];
  if (share === null || pressed === null || before === null) return item;
  const back = Object.entries(share.parts).flatMap(([part, held]): [string, PartShare][] => {
    const [was, showed] = [before.parts[part], pressed.parts[part]];
    const isAsPressed =
      held?.period === period && showed?.period === period && same(held.shown, showed.shown);
    return held && was && isAsPressed ? [[part, { ...held, shown: was.shown }]] : [];
  });
  const name = same(share.name, pressed.name) ? before.name : share.name;
  return edited({ ...item, share: { name, parts: { ...share.parts, ...Object.fromEntries(back) } } }, now);
}

/** Whether `undoShow` leaves the other with nothing that they do not see after the press: only less, or a tighter answer. */
export function undoShowsLess(
  earlier: AnyItem,
  what: PartOrName | "all",
  period: string | null,
  now: number,
): boolean {
  const pressed: AnyItem = showNow(earlier, what, period, now);
  const changed = sharedParts(earlier, period, now).map((part) => {
    const [was, showed] = [shownOf(earlier, part, period, now), shownOf(pressed, part, period, now)];
    return was === null ? "tightens" : changeOf(directionOf(earlier.kind, part), showed, was);
  });
  return !changed.includes("loosens") && same(earlier.share?.name ?? null, pressed.share?.name ?? null);
}

/** The item with a change that waits taken back: its content is what the other sees. */
export function putBack<Item extends AnyItem>(
  item: Item,
  what: PartOrName,
  period: string | null,
  now: number,
): Item {
  if (isShared(item, what, period, now)) {
    return edited(withContent(item, what, shownOf(item, what, period, now)), now);
  }
  return what === "name" && item.share !== null
    ? edited(withAlong(KINDS[item.kind], item, { ...item.share.name }), now)
    : item;
}

/**
 * The undo of an untick or a stop: the item with the share of `earlier`, and its content as it is now. What was ticked
 * since stays. What was tightened since is not shown looser again, and what stood under another name waits.
 */
export function withShareOf<Item extends AnyItem>(
  item: Item,
  earlier: Item,
  period: string | null,
  now: number,
): Item {
  const [share, before]: [Share, Share] = [item.share, earlier.share];
  if (before === null) return item;
  const name = share !== null && showsSomething(item, period, now) ? share.name : before.name;
  const gone = Object.entries(before.parts).filter(([part]) => share?.parts[part] === undefined);
  const back = gone.flatMap(([part, one]): [string, PartShare][] =>
    one ? [[part, same(name, before.name) ? one : { ...one, shown: null }]] : [],
  );
  const given: Item = {
    ...item,
    share: normal({ name, parts: { ...share?.parts, ...Object.fromEntries(back) } }),
  };
  const returned = sharedParts(given, period, now).filter((part) => back.some(([name]) => name === part));
  return edited(withParts(given, tightened(earlier, given, returned), period, now), now);
}

/** Of these parts those whose shown content an edit tightens, as they are to be shown. */
function tightened(before: AnyItem, after: AnyItem, parts: readonly string[]): Parts {
  const share: Share = after.share;
  const changed = parts.flatMap((part): [string, PartShare][] => {
    const held = share?.parts[part];
    if (!held) return [];
    const [was, is] = [contentOf(before, part), contentOf(after, part)];
    const shown = shownAfter(directionOf(after.kind, part), was, is, held.shown);
    return same(shown, held.shown) ? [] : [[part, { ...held, shown }]];
  });
  return Object.fromEntries(changed);
}

function shownAfter(direction: PartDirection, was: unknown, is: unknown, shown: unknown): unknown {
  if (same(was, is)) return shown;
  if (direction.is === "limits" && Array.isArray(is)) {
    const added = linesMore(was, is);
    if (!added || added.length === 0) return shown;
    const inPlace = same(linesMore(shown, is), added);
    return inPlace ? is : (bothLimits(shown ?? [], added) ?? shown);
  }
  if (changeOf(direction, shown, is) !== "tightens") return shown;
  // The words of a condition are new, so that they wait. Until then it is "ask first".
  return isOnlyIf(is) ? { is: "askFirst" } : is;
}

function shownByPress(item: AnyItem, part: string, period: string | null, now: number): unknown {
  const content = contentOf(item, part);
  return waitsForCondition(content) ? shownOf(item, part, period, now) : showable(content);
}

/**
 * The item with these parts in place of what was there. While nothing is shown, the name that goes along is today's. While
 * that has no words, what is ticked waits: words for the name must not show what was ticked long before.
 */
function withParts<Item extends AnyItem>(item: Item, parts: Parts, period: string | null, now: number): Item {
  if (Object.keys(parts).length === 0) return item;
  const share: Share = item.share;
  const name = share !== null && showsSomething(item, period, now) ? share.name : alwaysShown(item);
  const named = Object.entries(parts).map(([part, one]) => [
    part,
    one && name === null ? { ...one, shown: null } : one,
  ]);
  return { ...item, share: { name, parts: { ...share?.parts, ...Object.fromEntries(named) } } };
}

const showsSomething = (item: AnyItem, period: string | null, now: number): boolean =>
  item.share?.name != null &&
  sharedParts(item, period, now).some((part) => shownOf(item, part, period, now) !== null);

const edited = <Item extends AnyItem>(item: Item, now: number): Item => ({ ...item, editedAt: now });

/** A share without any part is none. */
export const normal = (share: Share): Share =>
  share === null || Object.keys(share.parts).length === 0 ? null : share;
