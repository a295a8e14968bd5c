import type { ItemsDocument } from "./schema";

/**
 * Whether a document holds nothing that a page, a list of what is shared or a message could ever need: nothing in it was ever
 * ticked, or all of it was taken back, and no edit in it was set aside. A tick that has ended counts as one: clocks can jump.
 */
export const isQuiet = ({ items, setAside }: ItemsDocument): boolean =>
  setAside.length === 0 && Object.values(items).every(({ share }) => share === null);
