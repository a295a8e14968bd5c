import { generateHybridIdentity, identityToRecipient } from "age-encryption";
import { expect, test } from "vitest";

test("tests go without what is left out of age, as the program does", async () => {
  await expect(identityToRecipient(await generateHybridIdentity())).rejects.toThrow(TypeError);
});
