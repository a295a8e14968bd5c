import { expect } from "@playwright/test";
import { Person } from "./support/person";
import { test } from "./support/test";
import { expectNone, onScreen } from "./support/traces";
import { words } from "./support/words";

/*
 * Somebody else signs up in another tab of a browser: the open tab empties itself, and stays empty while the other writes.
 * What it never does is told by tests/abuse/24-two-accounts.test.ts.
 */

const WRITERS = "the bench under the lime tree";
const THEIRS = "the kettle with the loose lid";

/** The tab shows what any signed-out one does, and nothing of either. */
async function expectEmptied({ page }: Person, secrets: string[]): Promise<void> {
  await expect(page.getByRole("heading", { level: 1, name: words.shell.signedOut.title })).toBeVisible();
  expectNone(await onScreen(page), [WRITERS, THEIRS, ...secrets]);
}

test("a tab beside which somebody else signs up empties itself, and opens nothing until its owner signs in", async ({
  browser,
}) => {
  const writer = await Person.arrive(browser);
  await writer.signUp();
  await writer.noteOn("hug", WRITERS);
  await writer.saved();
  const other = await writer.beside();
  await other.signUp();
  await expectEmptied(writer, [writer.handle, other.handle]);
  await other.noteOn("hug", THEIRS);
  await other.saved();
  await expectEmptied(writer, [writer.handle, other.handle]);

  await writer.page.getByRole("link", { name: words.shell.signedOut.signIn, exact: true }).click();
  await writer.typeAccount();
  await writer.atHome();
  await expectEmptied(other, [writer.handle, other.handle]);
  await writer.go("/comfort");
  await expect(await writer.noteField("hug")).toHaveValue(WRITERS);
  await writer.close();
});
