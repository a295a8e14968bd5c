import { expect, test } from "vitest";
import { unwrapForDevice, wrapForDevice } from "./device-wrap";
import { newVaultKey } from "./keys";

test("a wrapped key comes back, also from a structured clone as IndexedDB makes it", async () => {
  const vaultKey = newVaultKey();
  const record = await wrapForDevice(vaultKey);
  expect(await unwrapForDevice(record)).toBe(vaultKey);
  expect(await unwrapForDevice(structuredClone(record))).toBe(vaultKey);
});

test("the wrapping key cannot be read out", async () => {
  const { wrappingKey } = await wrapForDevice(newVaultKey());
  expect(wrappingKey.extractable).toBe(false);
  await expect(crypto.subtle.exportKey("raw", wrappingKey)).rejects.toThrow();
  await expect(crypto.subtle.exportKey("jwk", wrappingKey)).rejects.toThrow();
});

test("the same key is never wrapped into the same bytes", async () => {
  const vaultKey = newVaultKey();
  expect((await wrapForDevice(vaultKey)).wrapped).not.toEqual((await wrapForDevice(vaultKey)).wrapped);
});

test("a changed, swapped or foreign record gives null", async () => {
  const record = await wrapForDevice(newVaultKey());
  const other = await wrapForDevice(newVaultKey());
  for (const at of record.wrapped.keys()) {
    const wrapped = record.wrapped.map((byte, index) => (index === at ? byte ^ 1 : byte));
    expect(await unwrapForDevice({ ...record, wrapped })).toBeNull();
  }
  for (const foreign of [
    null,
    undefined,
    "record",
    {},
    { ...record, iv: other.iv },
    { ...record, wrappingKey: other.wrappingKey },
    { ...record, wrappingKey: "key" },
    { ...record, wrapped: new Uint8Array() },
    JSON.parse(JSON.stringify(record)),
  ]) {
    expect(await unwrapForDevice(foreign)).toBeNull();
  }
});
