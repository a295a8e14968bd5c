import { createHash, hkdfSync } from "node:crypto";
import { expect, test } from "vitest";
import { newKeyHalf, newVaultKey, parseKeyHalf, parseVaultKey } from "./keys";
import { reloadProof, verifierOf } from "./reload-proof";
import { proofOf } from "./wrapped-proof";

test("a proof is the same whoever makes it, and another for another key or half", () => {
  const [key, half] = [newVaultKey(), newKeyHalf()];
  const proof = reloadProof(key, half);
  expect(reloadProof(key, half)).toBe(proof);
  const others = [reloadProof(newVaultKey(), half), reloadProof(key, newKeyHalf()), key, half];
  expect(new Set([proof, ...others]).size).toBe(5);
  expect(proof).toMatch(/^[A-Za-z0-9_-]{43}$/);
});

test("it is what stands on devices and with servers: HKDF and SHA-256, as Node has them", () => {
  const [key, half] = [parseVaultKey("A".repeat(43)), parseKeyHalf(`${"_".repeat(42)}8`)];
  if (key === null || half === null) throw new Error("Keys were expected");
  const proof = reloadProof(key, half);
  const bytes = Buffer.from(hkdfSync("sha256", Buffer.alloc(32), "", `stile/v1/reload-proof/${half}`, 32));
  expect(proof).toBe(bytes.toString("base64url"));
  expect(verifierOf(proof)).toBe(createHash("sha256").update(bytes).digest("base64url"));
});

test("no other number of bytes than its own makes one", () => {
  for (const length of [31, 33]) expect(() => proofOf(new Uint8Array(length))).toThrow(RangeError);
});
