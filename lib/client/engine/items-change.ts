/** What can be told of by its id. */
type Known = { readonly id: string };

/**
 * How a list of items differs from the one that was told last: what is new in it or changed, and the ids of all in their order
 * where those are others than before. So an edit costs what it changes, and not what there is besides.
 */
export type ItemsChange<Item extends Known> = {
  readonly items: readonly Item[];
  readonly order: readonly string[] | null;
};

/** Null where nothing differs. `isSame`: of two items with one id, and not one and the same, whether they hold the same. */
export function changeOf<Item extends Known>(
  before: readonly Item[],
  now: readonly Item[],
  isSame: (one: Item, other: Item) => boolean,
): ItemsChange<Item> | null {
  if (before === now) return null;
  const held = new Map(before.map((item) => [item.id, item]));
  const items = now.filter((item) => {
    const was = held.get(item.id);
    return was === undefined || !(was === item || isSame(was, item));
  });
  const isInOrder = before.length === now.length && now.every(({ id }, at) => id === before[at]?.id);
  if (isInOrder && items.length === 0) return null;
  return { items, order: isInOrder ? null : now.map(({ id }) => id) };
}

/** The list after a change. What the change does not tell of is what it was, to the very object. */
export function withChange<Item extends Known>(
  before: readonly Item[],
  { items, order }: ItemsChange<Item>,
): readonly Item[] {
  const told = new Map(items.map((item) => [item.id, item]));
  if (order === null) return before.map((item) => told.get(item.id) ?? item);
  const held = new Map(before.map((item) => [item.id, item]));
  return order.flatMap((id) => told.get(id) ?? held.get(id) ?? []);
}
