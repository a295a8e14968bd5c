import { expect, it } from "vitest";
import { GROUPS } from "@/lib/domain/help/groups";
import { audience, confidence } from "@/lib/domain/help/schema";
import messages from "@/messages/en/screens";

it("has words for every audience, every group of them and every degree of sureness", () => {
  expect(Object.keys(messages.help.audience).sort()).toEqual([...audience.options].sort());
  expect(Object.keys(messages.help.groups).sort()).toEqual(GROUPS.map(({ group }) => group).sort());
  expect(Object.keys(messages.help.confidence).sort()).toEqual([...confidence.options].sort());
});
