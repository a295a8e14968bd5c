import type { AnyItem } from "../kinds";
import { monthlyBy } from "../kinds/places";
import { type MonthName, monthOf } from "./names";

/** The name of the document in which an item is kept: that of all entries, or that of the month of its day. */
export function documentOf(item: AnyItem): "entries" | MonthName {
  const monthly = monthlyBy(item.kind);
  const fields: Readonly<Record<string, unknown>> = { ...item };
  return monthly === undefined ? "entries" : monthOf(String(fields[monthly]));
}
