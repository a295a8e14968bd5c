/** What an entry is about: something of the starter set by its key, or the person's own words. */
type Name<Key extends string> = { starter: Key } | { own: string };

/** The name as it stands on a page; null when it has no words yet, and then nothing of the entry can be shown. */
export function shownName<Key extends string>(name: Name<Key>): Name<Key> | null {
  if ("starter" in name) return { starter: name.starter };
  const own = name.own.trim();
  return own === "" ? null : { own };
}
