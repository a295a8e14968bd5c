import { fingerprint } from "@/lib/crypto";
import { canonical } from "@/lib/domain/canonical";
import type { Share } from "@/lib/domain/entry/share";
import type { AnyItem } from "@/lib/domain/kinds";
import { sameSchedule } from "@/lib/domain/sheet/changes";
import type { SheetSource } from "@/lib/domain/sheet/compose";
import { type Granted, meetSchedule, shownBy } from "@/lib/domain/sheet/meet";
import { EMPTY_PAGE } from "@/lib/domain/sheet/page";
import type { Rest, Schedule } from "./publisher";

/*
 * A long schedule is written in two steps, so that what is taken away is gone with a small request: first the page in force, and
 * an empty page, the stopgap, from the next change on; then all pages to come. With the first step goes a list of what was let
 * through, a fingerprint for each part: whoever finds the second step missing makes up for it, with these parts as they stand in
 * the vault, and with no others. [Note: Two steps]
 */

/** A part of an item. */
export const key = (id: string, part: string): string => `${part} ${id}`;

/** What a press lets through: the part as it is shown, from when and until when, under the name that goes along. */
export const content = (share: Share, part: string): string =>
  canonical(
    part === "name" && !share?.parts.name ? (share?.name ?? null) : [share?.name, share?.parts[part]],
  );

const printOf = ({ id, share }: AnyItem, part: string): string =>
  fingerprint(`${key(id, part)} ${content(share, part)}`);

/** What of a source was let through in the words, and with the start and the end, that it has now. */
export function promised({ items }: SheetSource, rest: Rest | null): Granted {
  if (rest === null || rest.size === 0) return () => false;
  const byId = new Map(items.map((item) => [item.id, item]));
  const known = new Map<string, boolean>();
  return (id, part) => {
    const place = key(id, part);
    const item = byId.get(id);
    const isPromised = known.get(place) ?? (item !== undefined && rest.has(printOf(item, part)));
    known.set(place, isPromised);
    return isPromised;
  };
}

/** What to promise with the beginning of a schedule; null where not all of its rest would follow from that. */
export function restOf(source: SheetSource, schedule: Schedule): Rest | null {
  const [inForce, ...later] = schedule;
  const [next] = later;
  if (!next) return null;
  const byId = new Map(source.items.map((item) => [item.id, item]));
  const shown = new Map(shownBy(source, schedule).map((one) => [key(one.id, one.part), one]));
  const prints = [...shown.values()].flatMap(({ id, part }) => {
    const item = byId.get(id);
    return item ? [printOf(item, part)] : [];
  });
  const rest = new Set(prints);
  const beginning = [inForce, { effectiveFrom: next.effectiveFrom, page: EMPTY_PAGE }];
  const made = meetSchedule(source, inForce.effectiveFrom, beginning, promised(source, rest));
  return sameSchedule(made, schedule) ? rest : null;
}
