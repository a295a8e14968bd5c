import fc from "fast-check";
import { expect, test } from "vitest";
import { newRecoveryCode, normaliseRecoveryCode, recoveryAuth, recoveryKey } from "./recovery";

test("a code is 26 characters of Crockford's alphabet in fives", () => {
  expect(newRecoveryCode()).toMatch(/^([0-9A-HJKMNP-TV-Z]{5}-){5}[0-9A-HJKMNP-TV-Z]$/);
});

test("each of the 32 characters is as likely as the others, in each place", () => {
  const codes = Array.from({ length: 6400 }, () => newRecoveryCode().replaceAll("-", ""));
  for (const place of [0, 12, 25]) {
    const counts = new Map<string, number>();
    for (const code of codes) counts.set(code.charAt(place), (counts.get(code.charAt(place)) ?? 0) + 1);
    expect(counts.size).toBe(32);
    // 200 expected with a deviation of 14: this fails by chance once in many millions of runs.
    for (const count of counts.values()) expect(Math.abs(count - 200)).toBeLessThan(100);
  }
});

test("what a person types back is read kindly", () => {
  const code = "0123A-1BCDE-FGHJK-MNPQR-STVWX-Y";
  for (const typed of [
    code,
    code.toLowerCase(),
    code.replaceAll("-", ""),
    ` ${code.replaceAll("-", " ")}\n`,
    "o123a-lbcde-fghjk-mnpqr-stvwx-y",
    "OI23A IBCDE FGHJK MNPQR STVWX Y",
    "0123A–1BCDE—FGHJK‑MNPQR－STVWX-Y",
    "０１２３Ａ1BCDEFGHJKMNPQRSTVWXY",
  ]) {
    expect(normaliseRecoveryCode(typed), typed).toBe(code);
  }
});

test("any code comes back through any case and grouping", () => {
  fc.assert(
    fc.property(fc.array(fc.boolean(), { minLength: 31, maxLength: 31 }), (lower) => {
      const code = newRecoveryCode();
      const typed = Array.from(code, (character, at) =>
        lower[at] ? `${character.toLowerCase()} ` : character,
      );
      expect(normaliseRecoveryCode(typed.join(""))).toBe(code);
    }),
  );
});

test.each([
  "",
  "0123A",
  "0123A-1BCDE-FGHJK-MNPQR-STVWX-YY",
  "0123A-1BCDE-FGHJK-MNPQR-STVWX-U",
  "0123A-1BCDE-FGHJK-MNPQR-STVWX-!",
  "ж".repeat(26),
  "A".repeat(1_000_000),
])("what is no code is null (%#)", (typed) => {
  expect(normaliseRecoveryCode(typed)).toBeNull();
});

test("proof and key are unlike each other and belong to one code", () => {
  const code = newRecoveryCode();
  const other = newRecoveryCode();
  const all = [recoveryAuth(code), recoveryKey(code), recoveryAuth(other), recoveryKey(other)];
  expect(new Set(all).size).toBe(4);
  for (const one of all) expect(one).toMatch(/^[A-Za-z0-9_-]{43}$/);
  expect(recoveryAuth(code)).toBe(all[0]);
});
