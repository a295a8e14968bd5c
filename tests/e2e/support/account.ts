import { type Browser, expect, type Page } from "@playwright/test";
import { Person } from "./person";
import { words } from "./words";

/** What a person needs to sign in on another device. */
export type Account = Pick<Person, "handle" | "passphrase" | "recoveryCode">;

export const accountOf = ({ handle, passphrase, recoveryCode }: Person): Account => ({
  handle,
  passphrase,
  recoveryCode,
});

/** Somebody with an account on a new device, not signed in yet. */
export async function arriveAs(
  browser: Browser,
  account: Account,
  options?: Parameters<typeof Person.arrive>[1],
): Promise<Person> {
  return Object.assign(await Person.arrive(browser, options), account);
}

/** Goes to another page of the app by its link on the screen, so that nothing is loaded anew. */
export async function goBy(page: Page, link: keyof typeof words.shell.nav): Promise<void> {
  const links = page.getByRole("navigation", { name: words.ui.navigation }).getByRole("link", {
    name: words.shell.nav[link],
    exact: true,
  });
  await links.filter({ visible: true }).first().click();
}

/** Two people who are linked, at home; the first made the invite. */
export async function linkUp(writer: Person, reader: Person): Promise<void> {
  await reader.accept(await writer.invite());
  await writer.button(words.link.compare.same).click();
  for (const { page } of [writer, reader]) {
    await page.getByRole("heading", { name: words.link.linked.title }).waitFor();
  }
}

/** Two people who are linked; the second looks at the hard moment that the first shares: in the lift the stairs help. */
export async function readerOfTheLift(browser: Browser): Promise<{ writer: Person; reader: Person }> {
  const writer = await Person.arrive(browser);
  const reader = await Person.arrive(browser);
  await writer.signUp();
  await reader.signUp();
  await linkUp(writer, reader);
  await writer.addHardMoment({ name: "the lift", signs: ["I hold my breath"], helps: ["the stairs"] }, [
    "signs",
    "helps",
  ]);
  await writer.saved();
  await reader.look();
  await expect(reader.page.getByText("the stairs")).toBeVisible();
  return { writer, reader };
}
