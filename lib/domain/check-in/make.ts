import type { CheckIn } from "./schema";

/** A check-in with nothing answered. `day`: YYYY-MM-DD in the person's calendar; `now`: milliseconds since 1970. */
export function blankCheckIn(id: string, day: string, now: number): CheckIn {
  return { kind: "checkIn", id, editedAt: now, startedAt: now, day, answers: {}, share: null };
}

/** The calendar day of a moment in the time zone of the device, YYYY-MM-DD. */
export function dayOf(now: Date): string {
  const pad = (value: number, length: number) => String(value).padStart(length, "0");
  return `${pad(now.getFullYear(), 4)}-${pad(now.getMonth() + 1, 2)}-${pad(now.getDate(), 2)}`;
}
