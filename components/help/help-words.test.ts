import { expect, it } from "vitest";
import { audience, confidence } from "@/lib/domain/help/schema";
import messages from "@/messages/en.json";

it("has words for every audience and every degree of sureness", () => {
  expect(Object.keys(messages.help.audience).sort()).toEqual([...audience.options].sort());
  expect(Object.keys(messages.help.confidence).sort()).toEqual([...confidence.options].sort());
});
