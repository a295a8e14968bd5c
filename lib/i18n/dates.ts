/*
 * The one way a date is told: the month in words and the year said, so that it is the same date to everyone. English is
 * written as in Britain, like the rest of the words.
 */
const format = (locale: string, options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat(locale === "en" ? "en-GB" : locale, options);

const known = new Map<string, Intl.DateTimeFormat>();

/** A format for days, which are told in UTC. Making one costs some forty times its use, and a list of days needs it for each. */
function dayFormat(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify([locale, options]);
  const made = known.get(key) ?? format(locale, { ...options, timeZone: "UTC" });
  known.set(key, made);
  return made;
}

/** A day (YYYY-MM-DD) written out: "21 November 2026". The same on every device and in every time zone. */
export const longDate = (locale: string, day: string): string =>
  dayFormat(locale, { dateStyle: "long" }).format(new Date(`${day}T00:00:00Z`));

/** A month (YYYY-MM) written out: "November 2026". */
export const longMonth = (locale: string, month: string): string =>
  dayFormat(locale, { month: "long", year: "numeric" }).format(new Date(`${month}-01T00:00:00Z`));

/** A moment (milliseconds since 1970) on the clock of a time zone: "21 November 2026 at 23:05". */
export const longMoment = (locale: string, moment: number, timeZone: string | undefined): string =>
  format(locale, { dateStyle: "long", timeStyle: "short", timeZone }).format(new Date(moment));
