import { expect, test } from "vitest";
import { fromBase64Url, newId, newPairKey, open, seatOwner } from "@/lib/crypto";
import { EMPTY_PAGE } from "@/lib/domain/sheet/page";
import { type Linked, sealEmptyPage } from "./sealed-page";

test("what is sealed into a page says neither when it was made nor how many there were", async () => {
  const linked: Linked = { linkId: newId(), seat: "maker", pairKey: newPairKey() };
  const ids = [];
  for (const moment of [1_700_000_000_000, 1_700_000_000_001, 1_800_000_000_000]) {
    const { sealed } = await sealEmptyPage(linked, moment);
    const expected = { owner: seatOwner(linked.linkId, "maker"), kind: "sheet-page" } as const;
    const opened = await open(
      linked.pairKey,
      { ...expected, name: () => true, atLeast: 0 },
      fromBase64Url(sealed) ?? new Uint8Array(),
    );
    if (!opened.ok) throw new Error(opened.reason);
    expect(opened).toEqual({ ok: true, name: expect.any(String), version: 0, body: EMPTY_PAGE });
    ids.push(opened.name);
  }
  expect(new Set(ids).size).toBe(3);
  for (const id of ids) expect(fromBase64Url(id)).toHaveLength(16);
});
