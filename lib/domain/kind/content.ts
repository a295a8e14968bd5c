import { same } from "../canonical";
import { blankOf } from "./blank";
import type { Field, KindDefinition } from "./definition";

type Held = Readonly<Record<string, unknown>>;

/** The parts of a kind, in the order in which a form shows them. */
export const partsOf = <Part extends string>({ fields }: KindDefinition<Part>): readonly Part[] =>
  Object.keys(fields).filter((part): part is Part => part in fields);

/** The field of a part; undefined for a name that is no part of this kind. */
export const fieldOf = ({ fields }: KindDefinition, part: string): Field | undefined =>
  Object.hasOwn(fields, part) ? fields[part] : undefined;

/** What an item holds in a field, as it was written. */
export const heldIn = (item: Held, name: string, field: Field): unknown =>
  field.inAnswers ? asHeld(item.answers)[name] : item[name];

/**
 * What an item says in a field, without blanks around it; null when that is nothing. An "only if" that has no words yet is not
 * nothing: whether it can be shown is another question.
 */
export function contentIn(item: Held, name: string, field: Field): unknown {
  const held = heldIn(item, name, field);
  switch (field.is) {
    case "line":
    case "note":
      return typeof held === "string" ? held.trim() || null : null;
    case "lines":
      return linesIn(held);
    case "choices":
      return Array.isArray(held) && held.length > 0 ? [...new Set(held)].sort() : null;
    case "flag":
      return held === true ? true : null;
    case "choice":
      return held ?? null;
    case "answer":
      return answerIn(held);
  }
}

/** Whether this is typed, and not chosen. */
const isTyped = ({ is }: Field): boolean => is === "line" || is === "note" || is === "lines";

/** Whether two versions of an item differ in nothing but what is typed into its fields. */
export const differsInWords = (definition: KindDefinition, one: Held, other: Held): boolean =>
  same(chosen(definition, one), chosen(definition, other));

/** An item without what is typed into its fields, and without the moment of the edit. */
function chosen(definition: KindDefinition, item: Held): object {
  return Object.entries(definition.fields)
    .filter(([, field]) => isTyped(field))
    .reduce<object>((left, [part, field]) => withContentIn(left, part, field, null), {
      ...item,
      editedAt: 0,
    });
}

/** The item with `shown`, something it said in this field before, written there again; null empties the field. */
export function withContentIn<Item extends object>(
  item: Item,
  name: string,
  field: Field,
  shown: unknown,
): Item {
  if (!field.inAnswers) return { ...item, [name]: shown ?? blankOf(field) };
  const { [name]: _, ...others } = "answers" in item ? asHeld(item.answers) : {};
  return { ...item, answers: shown === null ? others : { ...others, [name]: shown } };
}

/**
 * What goes along with every part of an item; null while there are no words for it, and nothing of it can be shown. A tag stays
 * the one under which the item is shared.
 */
export function alongIn({ along }: KindDefinition, item: Held): object | null {
  const found: Record<string, unknown> = {};
  for (const [name, { is }] of Object.entries(along)) {
    const value = is === "named" ? nameIn(item[name]) : is === "tag" ? tagOf(item, name) : item[name];
    if (value === null) return null;
    found[name] = value;
  }
  return found;
}

/** Whether what goes along with two versions of an item is one and the same. */
export const isAlongSame = ({ along }: KindDefinition, one: Held, other: Held): boolean =>
  Object.keys(along).every((name) => one[name] === other[name]);

/** The item with what goes along written there again, from what it is shown under. A tag is no field of an item. */
export const withAlong = <Item extends object>({ along }: KindDefinition, item: Item, shown: Held): Item => ({
  ...item,
  ...Object.fromEntries(Object.entries(shown).filter(([name]) => along[name] && along[name].is !== "tag")),
});

/** The tag of an item, or of the name under which one is shared. */
function tagOf(item: Held, name: string): string {
  const held = item[name] ?? asHeld(asHeld(item.share).name)[name];
  // Backwards: the id itself appears on no page.
  return typeof held === "string" ? held : [...String(item.id)].reverse().join("");
}

/** What an item goes by: a name of the starter set or one's own; null where it has none. */
export function ownNameIn(
  { along, title, fields }: KindDefinition,
  item: Held,
): { starter: string } | { own: string } | null {
  for (const [name, { is }] of Object.entries(along)) {
    const { starter, own } = is === "named" ? asHeld(item[name]) : {};
    if (typeof starter === "string") return { starter };
    if (typeof own === "string") return { own };
  }
  const field = title === undefined ? undefined : fields[title];
  const words = title === undefined || !field ? null : contentIn(item, title, field);
  return typeof words === "string" ? { own: words } : null;
}

/** What items of a kind may go by: the field of their name, and the starter set. Undefined where they go by no name. */
export function namedIn({
  along,
}: KindDefinition): { readonly field: string; readonly starters: readonly string[] } | undefined {
  for (const [field, one] of Object.entries(along)) {
    if (one.is === "named") return { field, starters: one.starters };
  }
  return undefined;
}

/** The words of one's own that go along with an item, and the field that has them; undefined where no words of one's own do. */
export function ownAlongIn(
  { along }: KindDefinition,
  item: Held,
): { field: string; own: string } | undefined {
  for (const [field, { is }] of Object.entries(along)) {
    const { own } = is === "named" ? asHeld(item[field]) : {};
    if (typeof own === "string") return { field, own };
  }
  return undefined;
}

/** The part that an item is before all, and the starter by which it is; undefined where its parts are alike. */
export function mainIn(
  definition: KindDefinition,
  item: Held,
): { readonly part: string; readonly starter: string } | undefined {
  const name = ownNameIn(definition, item);
  if (name === null || !("starter" in name)) return undefined;
  const part = definition.mainly?.[name.starter];
  return part === undefined ? undefined : { part, starter: name.starter };
}

/** Whether this content is an `onlyIf` whose condition has no words yet. */
export const waitsForCondition = (content: unknown): boolean =>
  isOnlyIf(content) && "condition" in content && content.condition === "";

/** Whether this content is an answer "only if …". */
export const isOnlyIf = (content: unknown): content is object =>
  typeof content === "object" && content !== null && "is" in content && content.is === "onlyIf";

function linesIn(held: unknown): string[] | null {
  if (!Array.isArray(held)) return null;
  const filled = held.map((line: string) => line.trim()).filter((line) => line !== "");
  return filled.length > 0 ? filled : null;
}

function answerIn(held: unknown): unknown {
  const { is, condition } = asHeld(held);
  return is === "onlyIf" && typeof condition === "string"
    ? { is, condition: condition.trim() }
    : (held ?? null);
}

/** A name as it stands on a page; null while it has no words. */
function nameIn(held: unknown): object | null {
  const { starter, own } = asHeld(held);
  if (typeof starter === "string") return { starter };
  const words = typeof own === "string" ? own.trim() : "";
  return words === "" ? null : { own: words };
}

const asHeld = (value: unknown): Held => (typeof value === "object" && value !== null ? { ...value } : {});
