import { isListed, randomWords } from "./words";

const WORDS = 6;

/**
 * Six random words with spaces between them: about 65 bits. No word stands twice, which would look like a mistake: they are
 * drawn again then, for a hundredth of a bit. How strong a person's own passphrase is, is judged elsewhere.
 */
export function suggestPassphrase(): string {
  for (;;) {
    const words = randomWords(WORDS);
    if (new Set(words).size === WORDS) return words.join(" ");
  }
}

/** Six words in a row, or each behind its number as in a numbered list that was copied whole. */
const SPELLINGS = [
  Array.from({ length: WORDS }, () => "([a-z]+)"),
  Array.from({ length: WORDS }, (_, at) => `${at + 1}[.)]?\\s*([a-z]+)`),
].map((words) => new RegExp(`^\\s*${words.join("\\s+")}\\s*$`));

/** A passphrase letter for letter. NFKC alone, because keyboards differ in how they compose an é. */
export const asTyped = (typed: string): string => typed.normalize("NFKC");

/** The words of a suggested passphrase, whatever became of case, white space and numbers; null for every other one. */
function suggestedWords(typed: string): string[] | null {
  const text = asTyped(typed).toLowerCase();
  for (const spelling of SPELLINGS) {
    const words = spelling.exec(text)?.slice(1);
    if (words && new Set(words).size === WORDS && words.every(isListed)) return words;
  }
  return null;
}

/** Whether it is six different words of the list, as `suggestPassphrase` makes them. */
export const isSuggested = (typed: string): boolean => suggestedWords(typed) !== null;

/**
 * The one spelling of a passphrase that keys are derived from: OPAQUE would silently call any other a wrong passphrase. A
 * suggested one is spelled as it was suggested. One's own is kept as typed: nothing is trimmed or folded.
 */
export const normalisePassphrase = (typed: string): string =>
  suggestedWords(typed)?.join(" ") ?? asTyped(typed);

/**
 * The spellings to sign in with, in turn: the one that keys are derived from, then, where it differs, the letters as typed.
 * Before suggested words were recognised, six words of the list that somebody had chosen were registered as typed.
 */
export const signInSpellings = (typed: string): string[] => [
  ...new Set([normalisePassphrase(typed), asTyped(typed)]),
];
