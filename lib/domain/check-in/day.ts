/** The calendar day of a moment in the time zone of the device, YYYY-MM-DD. */
export function dayOf(now: Date): string {
  const pad = (value: number, length: number) => String(value).padStart(length, "0");
  return `${pad(now.getFullYear(), 4)}-${pad(now.getMonth() + 1, 2)}-${pad(now.getDate(), 2)}`;
}
