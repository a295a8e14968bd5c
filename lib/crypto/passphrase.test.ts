import { wordlist } from "@scure/bip39/wordlists/english.js";
import fc from "fast-check";
import { expect, test } from "vitest";
import { isSuggested, normalisePassphrase, signInSpellings, suggestPassphrase } from "./passphrase";
import { randomWords, wordsFromBytes } from "./words";

test("six different words of the list, long enough for the sign-up's rule", () => {
  for (let round = 0; round < 1000; round++) {
    const passphrase = suggestPassphrase();
    const words = passphrase.split(" ");
    expect(words).toHaveLength(6);
    expect(new Set(words).size, passphrase).toBe(6);
    expect(words.every((word) => wordlist.includes(word))).toBe(true);
    expect(passphrase.length).toBeGreaterThanOrEqual(15);
  }
});

test("every word is used about as often, and no hurtful one ever", () => {
  const counts = new Map<string, number>();
  for (let round = 0; round < 180; round++) {
    for (const word of randomWords(1000)) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  expect(counts.size).toBe(1809);
  // About 100 expected with a deviation of 10.
  for (const [word, count] of counts) expect(Math.abs(count - 99.5), word).toBeLessThan(75);
  for (const word of ["abuse", "obey", "weapon", "assault", "wife", "husband", "panic"]) {
    expect(wordlist).toContain(word);
    expect(counts.has(word)).toBe(false);
  }
});

test("words follow the bytes alone, at whatever offset they lie", () => {
  const bytes = new Uint8Array(24).map((_, at) => at * 11);
  const shifted = new Uint8Array(27);
  shifted.set(bytes, 3);
  expect(wordsFromBytes(shifted.subarray(3))).toEqual(wordsFromBytes(bytes));
  expect(wordsFromBytes(new Uint8Array(8))).toEqual(["ability"]);
});

test("the two ways to write an é are one passphrase; spaces and case stay", () => {
  expect(normalisePassphrase("cafe\u0301 ")).toBe("café ");
  expect(normalisePassphrase("Ｓtile")).toBe("Stile");
});

const suggested = fc.nat(999).map(() => suggestPassphrase());
const gap = fc.stringMatching(/^[ \t\n\u00a0\u3000]{1,3}$/);
const edge = fc.stringMatching(/^[ \t\n]{0,2}$/);

test("suggested words are what they were, however they were copied or typed", () => {
  const mark = fc.constantFrom("", ".", ")");
  const copied = fc.record({
    passphrase: suggested,
    gaps: fc.array(gap, { minLength: 6, maxLength: 6 }),
    ends: fc.tuple(edge, edge),
    capital: fc.array(fc.constantFrom("none", "first", "all"), { minLength: 6, maxLength: 6 }),
    numbers: fc.option(fc.tuple(mark, fc.constantFrom("", " ", "\n\n")), { nil: null }),
  });
  fc.assert(
    fc.property(copied, ({ passphrase, gaps, ends, capital, numbers }) => {
      const typed = passphrase.split(" ").map((word, at) => {
        const cased =
          capital[at] === "all"
            ? word.toUpperCase()
            : capital[at] === "first"
              ? `${word.charAt(0).toUpperCase()}${word.slice(1)}`
              : word;
        const numbered = numbers === null ? cased : `${at + 1}${numbers.join("")}${cased}`;
        return `${at === 0 ? "" : gaps[at]}${numbered}`;
      });
      expect(normalisePassphrase(`${ends[0]}${typed.join("")}${ends[1]}`)).toBe(passphrase);
    }),
    { numRuns: 500 },
  );
});

test("as they were suggested they change nothing, and there is one way to sign in with them", () => {
  for (let round = 0; round < 1000; round++) {
    const passphrase = suggestPassphrase();
    expect(normalisePassphrase(passphrase)).toBe(passphrase);
    expect(isSuggested(passphrase)).toBe(true);
    expect(signInSpellings(passphrase)).toEqual([passphrase]);
  }
});

test("a passphrase of one's own is what was typed, to the letter", () => {
  const [one = "", two = "", three = "", four = "", five = "", six = ""] = suggestPassphrase().split(" ");
  const own = [
    `${one} ${two} ${three} ${four} ${five}`,
    `${one} ${two} ${three} ${four} ${five} ${one}`,
    `${one} ${two} ${three} ${four} ${five} ${six}7`,
    `${one}-${two}-${three}-${four}-${five}-${six}`,
    `7 ${one} 8 ${two} 9 ${three} 10 ${four} 11 ${five} 12 ${six}`,
    `1 ${one} ${two} ${three} ${four} ${five} ${six}`,
    ` ${one} ${two} ${three} ${four} ${five} Rosengarten `,
    `${one} ${two} ${three} ${four} ${five} ${six} and more`,
    // Left out of the list for what it says.
    `${one} ${two} ${three} ${four} ${five} Abuse`,
  ];
  for (const typed of own) {
    expect(normalisePassphrase(typed)).toBe(typed);
    expect(isSuggested(typed)).toBe(false);
    expect(signInSpellings(typed)).toEqual([typed]);
  }
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 60 }), (typed) => {
      expect(normalisePassphrase(typed)).toBe(typed.normalize("NFKC"));
    }),
  );
});

test("six words of the list in somebody's own spelling are tried both ways", () => {
  const passphrase = suggestPassphrase();
  const loud = passphrase.toUpperCase();
  expect(signInSpellings(loud)).toEqual([passphrase, loud]);
});
