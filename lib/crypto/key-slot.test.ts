import { expect, test } from "vitest";
import { openSlot, type SlotHolder, sealSlot } from "./key-slot";
import { deriveSlotKey, newVaultKey } from "./keys";
import { newRecoveryCode, recoveryKey } from "./recovery";
import { seal } from "./seal";

const passphrase: SlotHolder = { name: "passphrase", key: deriveSlotKey(new Uint8Array(64).fill(7)) };
const recovery: SlotHolder = { name: "recovery", key: recoveryKey(newRecoveryCode()) };
const vaultKey = newVaultKey();

test.each([passphrase, recovery])("the $name slot gives the vault key back", async (holder) => {
  expect(await openSlot(holder, "Ana", await sealSlot(holder, "Ana", vaultKey))).toEqual({
    ok: true,
    vaultKey,
  });
});

test("another holder, owner or name does not", async () => {
  const slot = await sealSlot(passphrase, "Ana", vaultKey);
  expect(await openSlot(recovery, "Ana", slot)).toEqual({ ok: false, reason: "cannot_open" });
  expect(await openSlot(passphrase, "Ben", slot)).toEqual({ ok: false, reason: "wrong_context" });
});

test.each([null, {}, { vaultKey: "short" }, { vaultKey: 1 }])(
  "a slot that holds %j is not opened",
  async (body) => {
    const context = { owner: "Ana", kind: "key-slot", name: "passphrase", version: 1 } as const;
    const slot = await seal(passphrase.key, context, body);
    expect(await openSlot(passphrase, "Ana", slot)).toEqual({ ok: false, reason: "cannot_open" });
  },
);
