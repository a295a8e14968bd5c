import { createHash, hkdfSync } from "node:crypto";
import { expect, test } from "vitest";
import { newKeyHalf, newVaultKey, parseKeyHalf, parseVaultKey } from "./keys";
import { reloadProof, reloadProofBytes, reloadProofFromBytes, verifierOf } from "./reload-proof";

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

test("its bytes make it again, and no other number of bytes makes one", () => {
  const proof = reloadProof(newVaultKey(), newKeyHalf());
  const bytes = reloadProofBytes(proof);
  expect(reloadProofFromBytes(bytes)).toBe(proof);
  expect([reloadProofFromBytes(bytes.slice(1)), reloadProofFromBytes(new Uint8Array(33))]).toEqual([
    null,
    null,
  ]);
});
