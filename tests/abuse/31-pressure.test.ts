import { expect, test, vi } from "vitest";
import { db } from "@/lib/server/db";
import { newAccount, newName } from "../support/account";
import { send } from "../support/http";
import { withServer } from "../support/server";

/* Floods that cost the server more than the sender: documents of very many keys. */
withServer();

/** The longest time for which nothing else ran while the work was done, milliseconds. */
async function longestStall(work: () => Promise<void>): Promise<number> {
  let longest = 0;
  let last = performance.now();
  const tick = setInterval(() => {
    longest = Math.max(longest, performance.now() - last);
    last = performance.now();
  }, 1);
  try {
    await work();
    await new Promise((resolve) => setTimeout(resolve, 2));
  } finally {
    clearInterval(tick);
  }
  return longest;
}

/** A text of about five million characters, which is as much as a document's request may be. */
const filled = (start: string, part: (at: number) => string, end: string) => {
  let text = start;
  for (let at = 0; text.length < 5_000_000; at++) text += part(at);
  return text + end;
};

test.each([
  ["keys", filled('{"baseVersion":0,"sealed":"AAAA"', (at) => `,"k${at}":0`, "}")],
  ["keys within keys", filled('{"baseVersion":0,"sealed":{"a":0', (at) => `,"k${at}":0`, "}}")],
  ["items", filled('{"baseVersion":0,"sealed":[0', () => ",0", "]}")],
  ["strings", filled('{"baseVersion":0,"sealed":["a"', () => ',"a"', "]}")],
  ["lists", filled('{"baseVersion":0,"sealed":[[]', () => ",[]", "]}")],
  ["quotes in a text", filled('{"baseVersion":0,"sealed":"', () => '\\"', '"}')],
  ["brackets that close nothing", filled('{"baseVersion":0,"sealed":0}', () => "]", "")],
])("a document of five million characters of %s is refused before it is parsed", async (_, body) => {
  const { cookie, ownerId } = await newAccount();
  const parse = vi.spyOn(JSON, "parse");
  const stall = await longestStall(async () => {
    const answer = await send(`vault/${newName()}`, { method: "PUT", body, cookie });
    expect([answer.status, answer.json]).toEqual([400, { error: "bad_request" }]);
  });
  expect(Math.max(...parse.mock.calls.map(([text]) => text.length))).toBeLessThan(1000);
  parse.mockRestore();
  // A guard against hanging, far above what a busy machine takes for it.
  expect(stall).toBeLessThan(1000);
  expect(await db().vaultDocument.count({ where: { ownerId } })).toBe(0);
});
