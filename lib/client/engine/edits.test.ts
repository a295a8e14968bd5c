import { expect, test } from "vitest";
import { starterComfort } from "@/lib/domain/comfort/topics";
import { cutOffVault } from "@/tests/support/cut-off";
import { Edits } from "./edits";

const NOW = Date.UTC(2026, 10, 21, 12);
const hug = () => ({ ...starterComfort("hug", NOW), note: "gently" });

/** The commands on a vault of which no network and no store takes anything. `less`: how often something was taken away. */
function room(period: string | null = "period") {
  const vault = cutOffVault();
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
  const held = () => vault.entries.current.items[hug().id];
  return { vault, edits, count, held };
}

test("an edit takes hold at once, and waits where nothing can be saved or kept", async () => {
  const { vault, edits, held } = room();
  edits.saveItem(hug());
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
  edits.saveItem({ ...hug(), share: shared });
  expect(held()?.share).toBeNull();
  count.less = 0;
  edits.shareItem(hug().id, { do: "tick", part: "note" });
  expect(held()).toMatchObject({ share: { parts: { note: { period: "period", shown: "gently" } } } });
  expect(count.less).toBe(1);
  edits.saveItem({ ...hug(), note: "new words", share: null });
  expect(held()).toMatchObject({ note: "new words", share: { parts: { note: { shown: "gently" } } } });
  expect(count.less).toBe(1);
  edits.shareItem(hug().id, { do: "stop" });
  expect([held()?.share, count.less]).toEqual([null, 2]);
});

test("a press on what is not there changes nothing; deleting always asks for the page to follow", () => {
  const { vault, edits, count } = room();
  const before = vault.entries.current;
  edits.shareItem("nowhere", { do: "tick", part: "note" });
  edits.shareItem("nowhere", { do: "stop" });
  edits.dismissSetAside("nowhere");
  edits.deleteItem("nowhere");
  expect([vault.entries.current, count.less]).toEqual([before, 1]);
});

test("stopping and pausing press on where the documents that would note them cannot be opened", () => {
  const { vault, edits, count } = room();
  vault.link.ownTrouble = "cannot_open";
  vault.entries.ownTrouble = "cannot_open";
  expect(edits.stopAll()).toBeNull();
  edits.setPaused(true);
  edits.shareAgain("period");
  expect([vault.link.unsaved, vault.entries.unsaved, count.less]).toEqual([false, false, 2]);
  expect(() => edits.saveItem(hug())).toThrow();
});
