/** A day (YYYY-MM-DD) written out: "21 November 2026". The same on every device and in every time zone. */
export const longDate = (locale: string, day: string): string =>
  new Intl.DateTimeFormat(locale === "en" ? "en-GB" : locale, { dateStyle: "long", timeZone: "UTC" }).format(
    new Date(`${day}T00:00:00Z`),
  );
