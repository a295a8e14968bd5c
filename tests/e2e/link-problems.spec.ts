import { expect } from "@playwright/test";
import { linkUp } from "./support/account";
import { Person } from "./support/person";
import { test } from "./support/test";
import { words } from "./support/words";

/*
 * Every way in which a link can be of no use has its own plain sentence, for the one who opens it and for the one who
 * pastes it; and whoever has stepped in can step out again. A link that has run out is told apart in tests/server.
 */

const { problems, link: linking } = words;

/** Opens a link as one that was given, and as one that was pasted, and looks for the sentence. */
async function expectProblem(person: Person, link: string, sentence: string): Promise<void> {
  const { page } = person;
  await page.goto("/en/home");
  await page.goto(link);
  await expect(page.getByText(sentence)).toBeVisible();
  expect(new URL(page.url()).hash).toBe("");
  await expect(person.button(linking.opened.accept)).toHaveCount(0);

  await person.open("/linking");
  const paste = page.getByLabel(linking.paste.label);
  if (await paste.isVisible()) {
    await paste.fill(link);
    await person.button(linking.paste.button).click();
    await expect(page.getByText(sentence)).toBeVisible();
  }
}

test("links that lead nowhere each say why, and a way back is always there", async ({ browser }) => {
  const she = await Person.arrive(browser);
  const he = await Person.arrive(browser);
  const third = await Person.arrive(browser);
  for (const person of [she, he, third]) await person.signUp();

  const first = await she.invite();
  const [start, fragment = ""] = first.split("#");
  const parts = fragment.split("~");

  await test.step("a link that is not whole", async () => {
    for (const broken of [
      first.slice(0, -7),
      `${start}#${parts.slice(0, 2).join("~")}`,
      `${start}#not-a-link`,
      `${start}#9${fragment.slice(1)}`,
    ]) {
      await expectProblem(he, broken, problems.invite_malformed);
    }
    const stranger = await browser.newContext();
    const page = await stranger.newPage();
    await page.goto(first.slice(0, -7));
    // Told before anyone is asked to sign in.
    await expect(page.getByText(problems.invite_malformed)).toBeVisible();
    await page.goto(first);
    await expect(page.getByText(linking.opened.signedOutTitle)).toBeVisible();
    expect(new URL(page.url()).hash).toBe("");
    await stranger.close();
  });

  await test.step("an empty field asks for the link", async () => {
    await he.open("/linking");
    await he.button(linking.paste.button).click();
    await expect(he.page.getByText(linking.paste.missing)).toBeVisible();
  });

  await test.step("one's own link", async () => {
    await she.page.goto(first);
    await expect(she.page.getByText(problems.invite_own)).toBeVisible();
  });

  await test.step("leaving an invite sends nothing", async () => {
    await he.page.goto("/en/home");
    await he.page.goto(first);
    await he.button(linking.opened.decline).click();
    await expect(he.page.getByText(linking.opened.declined)).toBeVisible();
  });

  await test.step("a cancelled link", async () => {
    await she.open("/linking");
    await she.button(linking.invited.cancel).click();
    await she.button(linking.invited.cancelYes).click();
    await expect(she.button(linking.make.button)).toBeVisible();
    await expectProblem(he, first, problems.invite_unknown);
  });

  const second = await she.invite();
  await test.step("accepted, then stepped back from: the invite is free again", async () => {
    await he.accept(second);
    await expect(she.button(linking.compare.same)).toBeVisible();
    await he.button(linking.waiting.withdraw).click();
    await he.button(linking.waiting.withdrawYes).click();
    await expect(he.page.getByRole("heading", { name: linking.waiting.title })).toHaveCount(0);
    await he.open("/linking");
    await expect(he.button(linking.make.button)).toBeVisible();
    await expect(she.page.getByText(linking.invited.title)).toBeVisible();
  });

  await test.step("the one who made it sees other words, and takes it back", async () => {
    await third.accept(second);
    await she.button(linking.compare.different).click();
    await expect(she.button(linking.make.button)).toBeVisible();
    await third.open("/linking");
    await expect(third.button(linking.make.button)).toBeVisible();
  });

  const last = await she.invite();
  await test.step("a link that somebody has used", async () => {
    await he.accept(last);
    await expect(she.button(linking.compare.same)).toBeVisible();
    await expectProblem(third, last, problems.invite_used);
    await she.button(linking.compare.same).click();
    await expect(she.page.getByRole("heading", { name: linking.linked.title })).toBeVisible();
    await expect(he.page.getByRole("heading", { name: linking.linked.title })).toBeVisible();
    await expectProblem(third, last, problems.invite_used);
  });

  await test.step("somebody who is linked, or has an invite out, takes up no other", async () => {
    const other = await third.invite();
    await he.page.goto("/en/home");
    await he.page.goto(other);
    await expect(he.page.getByText(problems.already_linked)).toBeVisible();
    await third.page.goto(other);
    await expect(third.page.getByText(problems.invite_own)).toBeVisible();
  });

  await test.step("unlinking: asked once, kept or done, and told to nobody", async () => {
    await he.open("/linking");
    await he.button(linking.unlink.button).click();
    await expect(he.button(linking.unlink.no)).toBeFocused();
    await he.button(linking.unlink.no).click();
    await expect(he.button(linking.unlink.button)).toBeFocused();
    await expect(he.page.getByRole("heading", { name: linking.linked.title })).toBeVisible();
    const before = await (await she.look()).innerText();

    await he.open("/linking");
    await he.button(linking.unlink.button).click();
    await he.button(linking.unlink.yes).click();
    await expect(he.page.getByText(linking.unlink.done)).toBeVisible();
    await he.open("/theirs");
    await expect(he.page.getByText(words.theirs.notLinked.title)).toBeVisible();
    expect(await (await she.look()).innerText()).toBe(before);
    await she.open("/linking");
    await expect(she.page.getByRole("heading", { name: linking.linked.title })).toBeVisible();
  });

  await test.step("and both can link anew", async () => {
    await she.button(linking.unlink.button).click();
    await she.button(linking.unlink.yes).click();
    await linkUp(she, he);
  });
  for (const person of [she, he, third]) await person.close();
});

test("an invite is out of the address before the program is there", async ({ browser }) => {
  const context = await browser.newContext();
  const page = await context.newPage();
  // The program does not come; the page alone has been read.
  await context.route("**/_next/static/**/*.js", (route) => route.abort());
  await page.goto("/link#1~not~whole~link");
  await page.waitForLoadState("domcontentloaded");
  expect(await page.evaluate(() => location.href)).toMatch(/\/en\/link$/);
  await context.unroute("**/_next/static/**/*.js");
  await context.close();
});
