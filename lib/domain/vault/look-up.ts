/** The record's own value under `key`: an id such as "constructor" must not find what every object inherits. */
export const lookUp = <Value>(record: Readonly<Record<string, Value>>, key: string): Value | undefined =>
  Object.hasOwn(record, key) ? record[key] : undefined;
