import { expect, test, vi } from "vitest";
import { suggestPassphrase } from "@/lib/crypto";
import { advisePassphrase } from "./strength";

const handle = "amber-fern-07";
const why = async (passphrase: string) => {
  const advice = await advisePassphrase(passphrase, handle);
  return advice.ok ? "fine" : advice.why;
};

test("fewer than 15 characters are too short, however strange", async () => {
  expect(await why("x7#Kq!9zPw@2Lm")).toBe("short");
  // Counted as people count: an emoji is one character.
  expect(await why("\u{1F33F}".repeat(14))).toBe("short");
});

test.each([
  "password password",
  "iloveyou iloveyou",
  "to be or not to be",
  "aaaaaaaaaaaaaaaaaaaa",
  "qwertyuiopasdfgh",
  "1234567890123456",
  `${handle} ${handle}`,
])("%s is guessable", async (passphrase) => {
  expect(await why(passphrase)).toBe("guessable");
});

test("unrelated words are fine, and so is whatever is suggested", async () => {
  expect(await why("lantern otter gravel sunday")).toBe("fine");
  expect(await why("Der Hund frisst keine Zitronen gern")).toBe("fine");
  for (let time = 0; time < 20; time++) expect(await why(suggestPassphrase())).toBe("fine");
});

test("where the word lists cannot be fetched it throws, suggested words pass, and the next call fetches anew", async () => {
  vi.resetModules();
  let reachable = false;
  vi.doMock("@zxcvbn-ts/core", async (original) => {
    if (!reachable) throw new Error("offline");
    return original();
  });
  const { advisePassphrase: advise } = await import("./strength");
  await expect(advise("lantern otter gravel sunday", handle)).rejects.toThrow();
  expect(await advise("too short", handle)).toEqual({ ok: false, why: "short" });
  expect(await advise(suggestPassphrase(), handle)).toEqual({ ok: true });
  reachable = true;
  expect(await advise("lantern otter gravel sunday", handle)).toEqual({ ok: true });
  vi.doUnmock("@zxcvbn-ts/core");
});
