import { wordlist } from "@scure/bip39/wordlists/english.js";
import { expect, test } from "vitest";
import { normalisePassphrase, suggestPassphrase } from "./passphrase";
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
