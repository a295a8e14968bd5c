import { expect, test } from "vitest";
import type { HeldByHost } from "@/lib/client/engine/contract";
import messages from "@/messages/en.json";
import { drawOpen } from "@/tests/support/open-vault";
import { HeldDocument } from "./held-document";

const { held } = messages;
const STRAY: HeldByHost = {
  document: null,
  blindedName: "x".repeat(43),
  removable: true,
  version: 1,
  bytes: 5000,
  excerpt: "abc",
};

const draw = (one: HeldByHost) => drawOpen(<HeldDocument held={one} onRemove={() => {}} />);

test("a stray can be taken away, after a question; what may be one's own cannot", () => {
  const drawn = draw(STRAY);
  expect(drawn).toContain(held.stray);
  expect(drawn).toContain(`>${held.remove}</button>`);
  expect(drawn).not.toContain(held.removeQuestion);
  const kept = draw({ ...STRAY, removable: false });
  expect([kept.includes(held.stray), kept.includes(held.remove)]).toEqual([false, false]);
});
