/** JSON with the keys of every object sorted, so that equal values give equal text whatever order they were built in. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    inner !== null && typeof inner === "object" && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))
      : inner,
  );
}

/** Whether two values hold the same. A field that is undefined counts as absent. */
export const same = (a: unknown, b: unknown): boolean => canonical(a) === canonical(b);
