import { expect, test } from "vitest";
import type { HeldByHost } from "@/lib/client/engine/contract";
import messages from "@/messages/en/screens";
import { drawOpen } from "@/tests/support/open-vault";
import { HeldDocument } from "./held-document";

const { held } = messages;
const STRAY: HeldByHost = {
  document: null,
  items: [],
  blindedName: "x".repeat(43),
  removable: true,
  lost: false,
  version: 1,
  bytes: 5000,
  excerpt: "abc",
};

const draw = (one: HeldByHost) =>
  drawOpen(<HeldDocument held={one} onRemove={() => {}} onBegin={() => {}} />);

test("a stray can be taken away, after a question; what may be one's own cannot", () => {
  const drawn = draw(STRAY);
  expect([drawn.includes(held.stray), drawn.includes(held.document.stray)]).toEqual([true, true]);
  expect(drawn).toContain(`>${held.remove}</button>`);
  expect(drawn).not.toContain(held.removeQuestion);
  const kept = draw({ ...STRAY, removable: false });
  expect([kept.includes(held.stray), kept.includes(held.remove)]).toEqual([false, false]);
});

test("what recovery could not read can be begun anew, after a question", () => {
  const lost = draw({ ...STRAY, document: "entries", removable: false, lost: true });
  expect(lost).toContain(held.lost);
  expect(lost).toContain(`>${held.begin}</button>`);
  expect([lost.includes(held.beginQuestion), draw(STRAY).includes(held.begin)]).toEqual([false, false]);
});
