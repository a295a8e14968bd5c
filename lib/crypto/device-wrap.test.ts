import { expect, test } from "vitest";
import { unwrapForDevice, wrapForDevice } from "./device-wrap";
import { newKeyHalf, newVaultKey, parseKeyHalf, vaultKeyBytes } from "./keys";
import { reloadProof } from "./reload-proof";
import { proofOnDevice } from "./wrapped-proof";

test("a wrapped key comes back with its half, also from a structured clone as IndexedDB makes it", async () => {
  const [vaultKey, half] = [newVaultKey(), newKeyHalf()];
  const record = await wrapForDevice(vaultKey, half);
  expect(await unwrapForDevice(record, half)).toBe(vaultKey);
  expect(await unwrapForDevice(structuredClone(record), half)).toBe(vaultKey);
});

test("without its half a record opens nothing: no other half will do, and no bit of it can be left out", async () => {
  const half = newKeyHalf();
  const record = await wrapForDevice(newVaultKey(), half);
  expect(await unwrapForDevice(record, newKeyHalf())).toBeNull();
  for (const at of [0, 15, 31]) {
    const other = Buffer.from(half, "base64url");
    other.writeUInt8(other.readUInt8(at) ^ 1, at);
    const changed = parseKeyHalf(other.toString("base64url"));
    if (changed === null) throw new Error("A half was expected");
    expect(await unwrapForDevice(record, changed)).toBeNull();
  }
});

test("the device alone, with its own key in hand, finds no vault key in a record", async () => {
  const vaultKey = newVaultKey();
  const { wrappingKey, iv, wrapped } = await wrapForDevice(vaultKey, newKeyHalf());
  const additionalData = new TextEncoder().encode("stile/v2/device-wrap/device");
  const outer = await crypto.subtle.decrypt({ name: "AES-GCM", iv, additionalData }, wrappingKey, wrapped);
  expect(outer.byteLength).toBe(12 + 32 + 16);
  expect(Buffer.from(outer).includes(Buffer.from(vaultKeyBytes(vaultKey)))).toBe(false);
});

test("the proof beside it is of this key and half, and comes back without the half", async () => {
  const [vaultKey, half] = [newVaultKey(), newKeyHalf()];
  const record = await wrapForDevice(vaultKey, half);
  expect(await proofOnDevice(structuredClone(record))).toBe(reloadProof(vaultKey, half));
});

test("a record of an earlier program has no proof and opens; one that is changed or swapped gives none", async () => {
  const [vaultKey, half] = [newVaultKey(), newKeyHalf()];
  const { proof, ...earlier } = await wrapForDevice(vaultKey, half);
  expect([await unwrapForDevice(earlier, half), await proofOnDevice(earlier)]).toEqual([vaultKey, null]);
  if (proof === undefined) throw new Error("A proof was expected");
  const { iv, wrapped } = proof;
  const other = await wrapForDevice(vaultKey, half);
  for (const changed of [
    { iv, wrapped: wrapped.map((byte, at) => (at === 0 ? byte ^ 1 : byte)) },
    // Neither of the two can be taken for the other.
    { iv: earlier.iv, wrapped: earlier.wrapped },
    other.proof,
    {},
    null,
    "proof",
  ]) {
    expect(await proofOnDevice({ ...earlier, proof: changed })).toBeNull();
  }
  expect(await unwrapForDevice({ ...earlier, iv, wrapped }, half)).toBeNull();
  expect(await proofOnDevice(null)).toBeNull();
});

test("a record of the version before, which needed no half, opens nothing", async () => {
  const wrappingKey = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, [
    "encrypt",
    "decrypt",
  ]);
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const additionalData = new TextEncoder().encode("stile/v1/device-wrap");
  const wrapped = await crypto.subtle.encrypt(
    { name: "AES-GCM", iv, additionalData },
    wrappingKey,
    vaultKeyBytes(newVaultKey()),
  );
  const record = { wrappingKey, iv, wrapped: new Uint8Array(wrapped) };
  expect(await unwrapForDevice(record, newKeyHalf())).toBeNull();
});

test("the wrapping key cannot be read out", async () => {
  const { wrappingKey } = await wrapForDevice(newVaultKey(), newKeyHalf());
  expect(wrappingKey.extractable).toBe(false);
  await expect(crypto.subtle.exportKey("raw", wrappingKey)).rejects.toThrow();
  await expect(crypto.subtle.exportKey("jwk", wrappingKey)).rejects.toThrow();
});

test("the same key is never wrapped into the same bytes", async () => {
  const [vaultKey, half] = [newVaultKey(), newKeyHalf()];
  const [one, other] = [await wrapForDevice(vaultKey, half), await wrapForDevice(vaultKey, half)];
  expect(one.wrapped).not.toEqual(other.wrapped);
});

test("a changed, swapped or foreign record gives null", async () => {
  const half = newKeyHalf();
  const record = await wrapForDevice(newVaultKey(), half);
  const other = await wrapForDevice(newVaultKey(), half);
  for (const at of record.wrapped.keys()) {
    const wrapped = record.wrapped.map((byte, index) => (index === at ? byte ^ 1 : byte));
    expect(await unwrapForDevice({ ...record, wrapped }, half)).toBeNull();
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
    expect(await unwrapForDevice(foreign, half)).toBeNull();
  }
});
