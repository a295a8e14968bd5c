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
  const writer = await Person.arrive(browser);
  const reader = await Person.arrive(browser);
  const third = await Person.arrive(browser);
  for (const person of [writer, reader, third]) await person.signUp();

  const first = await writer.invite();
  const [start, fragment = ""] = first.split("#");
  const parts = fragment.split("~");

  await test.step("a link that is not whole", async () => {
    for (const broken of [
      first.slice(0, -7),
      `${start}#${parts.slice(0, 2).join("~")}`,
      `${start}#not-a-link`,
      `${start}#9${fragment.slice(1)}`,
    ]) {
      await expectProblem(reader, broken, problems.invite_malformed);
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
    await reader.open("/linking");
    await reader.button(linking.paste.button).click();
    await expect(reader.page.getByText(linking.paste.missing)).toBeVisible();
  });

  await test.step("one's own link", async () => {
    await writer.page.goto(first);
    await expect(writer.page.getByText(problems.invite_own)).toBeVisible();
  });

  await test.step("leaving an invite sends nothing", async () => {
    await reader.page.goto("/en/home");
    await reader.page.goto(first);
    await reader.button(linking.opened.decline).click();
    await expect(reader.page.getByText(linking.opened.declined)).toBeVisible();
  });

  await test.step("a cancelled link", async () => {
    await writer.open("/linking");
    await writer.button(linking.invited.cancel).click();
    await writer.button(linking.invited.cancelYes).click();
    await expect(writer.button(linking.make.button)).toBeVisible();
    await expectProblem(reader, first, problems.invite_unknown);
  });

  const second = await writer.invite();
  await test.step("accepted, then stepped back from: the invite is free again", async () => {
    await reader.accept(second);
    await expect(writer.button(linking.compare.same)).toBeVisible();
    await reader.button(linking.waiting.withdraw).click();
    await reader.button(linking.waiting.withdrawYes).click();
    await expect(reader.page.getByRole("heading", { name: linking.waiting.title })).toHaveCount(0);
    await reader.open("/linking");
    await expect(reader.button(linking.make.button)).toBeVisible();
    await expect(writer.page.getByText(linking.invited.title)).toBeVisible();
  });

  await test.step("the one who made it sees other words, and takes it back", async () => {
    await third.accept(second);
    await writer.button(linking.compare.different).click();
    await expect(writer.button(linking.make.button)).toBeVisible();
    await third.open("/linking");
    await expect(third.button(linking.make.button)).toBeVisible();
  });

  const last = await writer.invite();
  await test.step("a link that somebody has used", async () => {
    await reader.accept(last);
    await expect(writer.button(linking.compare.same)).toBeVisible();
    await expectProblem(third, last, problems.invite_used);
    await writer.button(linking.compare.same).click();
    await expect(writer.page.getByRole("heading", { name: linking.linked.title })).toBeVisible();
    await expect(reader.page.getByRole("heading", { name: linking.linked.title })).toBeVisible();
    await expectProblem(third, last, problems.invite_used);
  });

  await test.step("somebody who is linked, or has an invite out, takes up no other", async () => {
    const other = await third.invite();
    await reader.page.goto("/en/home");
    await reader.page.goto(other);
    await expect(reader.page.getByText(problems.already_linked)).toBeVisible();
    await third.page.goto(other);
    await expect(third.page.getByText(problems.invite_own)).toBeVisible();
  });

  await test.step("unlinking: asked once, kept or done, and told to nobody", async () => {
    await reader.open("/linking");
    await reader.button(linking.unlink.button).click();
    await expect(reader.button(linking.unlink.no)).toBeFocused();
    await reader.button(linking.unlink.no).click();
    await expect(reader.button(linking.unlink.button)).toBeFocused();
    await expect(reader.page.getByRole("heading", { name: linking.linked.title })).toBeVisible();
    const before = await (await writer.look()).innerText();

    await reader.open("/linking");
    await reader.button(linking.unlink.button).click();
    await reader.button(linking.unlink.yes).click();
    await expect(reader.page.getByText(linking.unlink.done)).toBeVisible();
    await reader.open("/theirs");
    await expect(reader.page.getByText(words.theirs.notLinked.title)).toBeVisible();
    expect(await (await writer.look()).innerText()).toBe(before);
    await writer.open("/linking");
    await expect(writer.page.getByRole("heading", { name: linking.linked.title })).toBeVisible();
  });

  await test.step("and both can link anew", async () => {
    await writer.button(linking.unlink.button).click();
    await writer.button(linking.unlink.yes).click();
    await linkUp(writer, reader);
  });
  for (const person of [writer, reader, third]) await person.close();
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
