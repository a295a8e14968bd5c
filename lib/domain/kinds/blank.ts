import { blankFrom } from "../kind/blank";
import { namedIn } from "../kind/content";
import type { Name } from "../kind/item";
import { type ItemOf, KINDS, type Kind, type StarterOf } from ".";

/** What an item of a kind cannot be without: what goes along with its parts, and what stays with its writer. */
export type Given<Of extends Kind> = Pick<
  ItemOf<Of>,
  (keyof (typeof KINDS)[Of]["along"] | OwnNames<Of>) & keyof ItemOf<Of>
>;
type OwnNames<Of extends Kind> = (typeof KINDS)[Of] extends { readonly own: infer Own } ? keyof Own : never;

/** An item with nothing filled in and nothing shared. `id` is new and random, `now` milliseconds since 1970. */
export const blankItem = <Of extends Kind>(kind: Of, id: string, now: number, given: Given<Of>): ItemOf<Of> =>
  blankFrom(kind, KINDS[kind], { id, editedAt: now, ...given }) as ItemOf<Of>;

/** The same of a kind whose items go by a name and nothing else: with this one. */
export function blankNamed<Of extends Kind>(
  kind: Of,
  id: string,
  now: number,
  name: Name<StarterOf<Of>>,
): ItemOf<Of> {
  const field = namedIn(KINDS[kind])?.field;
  return blankFrom(kind, KINDS[kind], { id, editedAt: now, ...(field && { [field]: name }) }) as ItemOf<Of>;
}
