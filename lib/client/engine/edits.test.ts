import { expect, test } from "vitest";
import { newVaultKey } from "@/lib/crypto";
import { starterComfort } from "@/lib/domain/comfort/make";
import type { Device } from "./device";
import { Edits } from "./edits";
import { createHttp, forAccount } from "./http";
import { Vault } from "./vault";

const NOW = Date.UTC(2026, 10, 21, 12);
const hug = () => ({ ...starterComfort("hug", NOW), note: "gently" });

/** The commands on a vault of which no network and no store takes anything. `less`: how often something was taken away. */
function room(period: string | null = "period") {
  const http = createHttp(() => Promise.reject(new TypeError("offline")));
  const tokens = { token: async () => ({ ok: false, failure: "offline" }) as const, drop: () => {} };
  const device: Pick<Device, "keepUnsent" | "dropUnsent" | "unsentOf"> = {
    keepUnsent: async () => false,
    dropUnsent: async () => {},
    unsentOf: async () => [],
  };
  const nothing = () => {};
  const vault = new Vault({
    http: forAccount(http, "owner", { tokens, onOther: nothing, onLocked: nothing }),
    device: {
      ...device,
      remember: async () => false,
      touch: async () => {},
      keeps: async () => false,
      recall: async () => null,
      forget: async () => {},
      wipe: async () => {},
    },
    ownerId: "owner",
    key: newVaultKey(),
    onChange: nothing,
    onContent: nothing,
    onSaved: nothing,
  });
  const count = { less: 0 };
  const edits = new Edits({
    vault,
    now: () => NOW,
    period: () => period,
    sheet: () => null,
    onLess: () => {
      count.less += 1;
    },
  });
  const held = () => vault.entries.current.entries[hug().id];
  return { vault, edits, count, held };
}

test("an edit takes hold at once, and waits where nothing can be saved or kept", async () => {
  const { vault, edits, held } = room();
  edits.saveEntry(hug());
  expect(held()).toMatchObject({ note: "gently", share: null });
  expect(await vault.save()).toEqual({ ok: false, reason: "offline" });
  expect([held()?.kind, vault.saveState]).toEqual(["comfort", { state: "notYet", problem: "offline" }]);
});

test("content and sharing are apart: an edit cannot share, nor take a share away", () => {
  const { edits, held, count } = room();
  const shared = {
    name: null,
    parts: { note: { period: "period", from: null, until: null, shown: "other words" } },
  };
  edits.saveEntry({ ...hug(), share: shared });
  expect(held()?.share).toBeNull();
  count.less = 0;
  edits.shareEntry(hug().id, { do: "tick", part: "note" });
  expect(held()).toMatchObject({ share: { parts: { note: { period: "period", shown: "gently" } } } });
  expect(count.less).toBe(1);
  edits.saveEntry({ ...hug(), note: "new words", share: null });
  expect(held()).toMatchObject({ note: "new words", share: { parts: { note: { shown: "gently" } } } });
  expect(count.less).toBe(1);
  edits.shareEntry(hug().id, { do: "stop" });
  expect([held()?.share, count.less]).toEqual([null, 2]);
});

test("a press on what is not there changes nothing; deleting always asks for the page to follow", () => {
  const { vault, edits, count } = room();
  const before = vault.entries.current;
  edits.shareEntry("nowhere", { do: "tick", part: "note" });
  edits.shareCheckIn("nowhere", { do: "stop" });
  edits.dismissSetAside("nowhere");
  edits.deleteCheckIn("nowhere");
  expect([vault.entries.current, count.less]).toEqual([before, 1]);
});

test("stopping and pausing press on where the documents that would note them cannot be opened", () => {
  const { vault, edits, count } = room();
  vault.link.trouble = "cannot_open";
  vault.entries.trouble = "cannot_open";
  expect(edits.stopAll()).toBeNull();
  edits.setPaused(true);
  edits.shareAgain("period");
  expect([vault.link.unsaved, vault.entries.unsaved, count.less]).toEqual([false, false, 2]);
  expect(() => edits.saveEntry(hug())).toThrow();
});
