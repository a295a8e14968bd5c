import { expect, it } from "vitest";
import messages from "../../messages/en/screens";
import { errorWords } from "./error-words";

it("a page that broke has the same way out, and the same tab, as every other", () => {
  expect(errorWords("en").exit).toEqual(messages.exit);
  expect(errorWords("en").tab).toBe(messages.meta.title);
  expect(errorWords("nowhere")).toBe(errorWords("en"));
});
