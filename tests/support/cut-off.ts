import type { Device } from "@/lib/client/engine/device";
import type { Unsent } from "@/lib/client/engine/device-store";
import { createHttp, forAccount } from "@/lib/client/engine/http";
import { sturdy } from "@/lib/client/engine/sturdy-device";
import { Vault } from "@/lib/client/engine/vault";
import { newVaultKey, type VaultKey } from "@/lib/crypto";

/** What a call does that is refused. */
export const fails = (): Promise<never> => Promise.reject(new Error("refused"));

/** A device's store of which every call does this, such as to reject, or to be never answered. */
export const brokenStore = (call: () => Promise<never> = fails): Device => ({
  remember: call,
  touch: call,
  keeps: call,
  keptFor: call,
  recall: call,
  forget: call,
  keepUnsent: call,
  dropUnsent: call,
  unsentOf: call,
  wipe: call,
});

const nothing = () => {};

/** A store of which what waits is kept in this map, and nothing else. */
export const storeOf = (unsent: Map<string, Unsent>): Device => ({
  ...brokenStore(),
  async keepUnsent(one) {
    unsent.set(one.name, one);
    return true;
  },
  async dropUnsent(_, name) {
    unsent.delete(name);
  },
  async unsentOf() {
    return [...unsent.values()];
  },
});

/** A blank vault of which no store takes anything unless `device` does, nor any network unless `send` does. */
export function cutOffVault({
  send = fails,
  key = newVaultKey(),
  device = brokenStore(),
  now = Date.now,
  onContent = nothing,
}: {
  send?: typeof fetch;
  key?: VaultKey;
  device?: Device;
  now?: () => number;
  onContent?: () => void;
} = {}): Vault {
  const tokens = { token: async () => ({ ok: true, token: "token" }) as const, drop: nothing };
  return new Vault({
    http: forAccount(createHttp(send), "owner", { tokens, onOther: nothing, onLocked: nothing }),
    device: sturdy(device),
    ownerId: "owner",
    key,
    now,
    onChange: nothing,
    onContent,
    onSaved: nothing,
  });
}
