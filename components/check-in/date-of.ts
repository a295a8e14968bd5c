/** A moment within a calendar day (YYYY-MM-DD), for telling it in words: noon on this device's clock, whatever its zone. */
export const dateOf = (day: string): Date => new Date(`${day}T12:00:00`);
