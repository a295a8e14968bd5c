import { expect } from "@playwright/test";
import { Person } from "./support/person";
import { test } from "./support/test";
import { expectNone, onScreen } from "./support/traces";
import { words } from "./support/words";

/*
 * Somebody else signs up in another tab of a browser: the open tab empties itself, and stays empty while the other writes.
 * What it never does is told by tests/abuse/24-two-accounts.test.ts.
 */

const HERS = "the bench under the lime tree";
const THEIRS = "the kettle with the loose lid";

/** The tab shows what any signed-out one does, and nothing of either. */
async function expectEmptied({ page }: Person, secrets: string[]): Promise<void> {
  await expect(page.getByRole("heading", { level: 1, name: words.shell.signedOut.title })).toBeVisible();
  expectNone(await onScreen(page), [HERS, THEIRS, ...secrets]);
}

test("a tab beside which somebody else signs up empties itself, and opens nothing until its owner signs in", async ({
  browser,
}) => {
  const she = await Person.arrive(browser);
  await she.signUp();
  await she.noteOn("hug", HERS);
  await she.saved();
  const other = await she.beside();
  await other.signUp();
  await expectEmptied(she, [she.handle, other.handle]);
  await other.noteOn("hug", THEIRS);
  await other.saved();
  await expectEmptied(she, [she.handle, other.handle]);

  await she.page.getByRole("link", { name: words.shell.signedOut.signIn, exact: true }).click();
  await she.typeAccount();
  await she.atHome();
  await expectEmptied(other, [she.handle, other.handle]);
  await she.go("/comfort");
  await expect(await she.noteField("hug")).toHaveValue(HERS);
  await she.close();
});
