import { expect, test } from "vitest";
import { isId, newId, newPairKey, newVaultKey, parsePairKey, parseVaultKey } from "./keys";

test("keys and ids have their length and are never the same twice", () => {
  const keys = Array.from({ length: 100 }, newVaultKey);
  const ids = Array.from({ length: 100 }, newId);
  expect(new Set(keys).size).toBe(100);
  expect(new Set(ids).size).toBe(100);
  for (const key of keys) expect(key).toMatch(/^[A-Za-z0-9_-]{43}$/);
  for (const id of ids) expect(id).toMatch(/^[A-Za-z0-9_-]{22}$/);
  expect(ids.every(isId)).toBe(true);
});

test("a stored key is parsed back, and nothing else becomes one", () => {
  const vaultKey = newVaultKey();
  const pairKey = newPairKey();
  expect(parseVaultKey(vaultKey)).toBe(vaultKey);
  expect(parsePairKey(JSON.parse(JSON.stringify({ pairKey })).pairKey)).toBe(pairKey);
  for (const other of [
    null,
    undefined,
    7,
    {},
    "",
    "correct horse battery staple",
    vaultKey.slice(1),
    `${vaultKey}A`,
  ]) {
    expect(parseVaultKey(other)).toBeNull();
  }
  expect(isId(vaultKey)).toBe(false);
});
