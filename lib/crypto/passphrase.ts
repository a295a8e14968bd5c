import { randomWords } from "./words";

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

/**
 * The one spelling of a passphrase that keys are derived from: NFKC, because keyboards differ in how they compose an
 * é and OPAQUE would silently call it a wrong passphrase. Nothing is trimmed or folded.
 */
export const normalisePassphrase = (typed: string): string => typed.normalize("NFKC");
