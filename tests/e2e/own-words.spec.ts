import { expect, type Page } from "@playwright/test";
import { goBy } from "./support/account";
import { Person } from "./support/person";
import { test } from "./support/test";
import { words } from "./support/words";

/*
 * Page translation and spell check send what they work on to a company. So a person's own words, their names and keys are under
 * `translate="no"` wherever they are drawn, in fields and outside of them, and no field has its spelling checked.
 */

const OWN = "quokka";

/**
 * Where words of the person's own stand for a translator to take, or in a field for a spell checker. Those are all that hold
 * the one word that the test writes everywhere, and texts that are exactly one of `also`: common words are among them.
 * Fails where none is on the page, since a look at nothing shows nothing.
 */
async function expectLeftAlone(page: Page, also: readonly string[] = []): Promise<void> {
  const found = () =>
    page.evaluate(
      ({ own, whole }) => {
        const all: { what: string; open: boolean }[] = [];
        const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
        while (walker.nextNode() !== null) {
          const { parentElement: parent, nodeValue } = walker.currentNode;
          const text = nodeValue ?? "";
          if (parent === null || parent.localName === "script") continue;
          if (text.includes(own) || whole.includes(text.trim())) {
            all.push({ what: `${parent.localName}: ${text}`, open: parent.translate });
          }
        }
        for (const element of document.body.querySelectorAll<HTMLElement>("*")) {
          for (const { name, value } of element.attributes) {
            if (value.includes(own)) all.push({ what: `${name}: ${value}`, open: element.translate });
          }
          if (!(element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement)) continue;
          if (["checkbox", "radio"].includes(element.type)) continue;
          all.push({ what: `field: ${element.value}`, open: element.translate || element.spellcheck });
        }
        return all;
      },
      { own: OWN, whole: also },
    );
  const shown = also.length === 0 ? [OWN] : also;
  await expect
    .poll(async () => (await found()).filter(({ what }) => shown.some((one) => what.includes(one))))
    .not.toEqual([]);
  expect.soft((await found()).filter(({ open }) => open).map(({ what }) => what)).toEqual([]);
}

const own = (what: string) => `${OWN} ${what}`;

test("own words, names and keys are left alone by translators and spell checkers on every screen", async ({
  browser,
}) => {
  const writer = await Person.arrive(browser);
  const reader = await Person.arrive(browser);
  const { page } = writer;
  const { comfort, kinds, checkIn, sharing, link, ui } = words;
  const look = (at: Page = page, also?: readonly string[]) => expectLeftAlone(at, also);

  // Signing up: the handle, the passphrase and the code.
  await writer.open("/sign-up");
  const handle = page.getByLabel(words.account.handle.label, { exact: true });
  await expect(handle).not.toHaveValue("");
  const six = page.getByRole("list", { name: words.account.choose.words }).getByRole("listitem");
  await expect(six).toHaveCount(6);
  await look(page, [await handle.inputValue(), ...(await six.locator("span:last-child").allInnerTexts())]);
  await writer.button(words.account.choose.own).click();
  await page.getByLabel(words.account.passphrase.label, { exact: true }).fill(own("passphrase"));
  await writer.button(words.ui.showPassphrase).click();
  await look();
  await writer.button(words.account.choose.useSuggested).click();
  await writer.button(words.account.next).click();
  const code = page.getByTestId("recovery-code").locator("span");
  await expect(code.first()).toBeVisible();
  await look(page, await code.allInnerTexts());

  await writer.signUp();
  await reader.signUp();
  const invite = await writer.invite();
  await look(page, [invite]);
  await reader.accept(invite);
  await look(reader.page, await pairWords(reader.page));
  await writer.button(link.compare.same).click();
  await expect(page.getByRole("heading", { name: link.linked.title })).toBeVisible();
  await look(page, await pairWords(page));

  // A name for the other.
  const name = page.getByLabel(link.linked.label);
  await name.fill(own("name"));
  await name.blur();
  await writer.saved();
  await look();
  await goBy(page, "theirs");
  await look();

  // Comfort.
  await goBy(page, "mine");
  await writer.button(comfort.addOwn).first().click();
  await page.getByLabel(comfort.ownName).fill(own("topic"));
  await look();
  await writer.button(ui.add).click();
  const topic = page.getByRole("listitem").filter({ has: page.locator("bdi", { hasText: own("topic") }) });
  const answers = topic.getByRole("group", { name: comfort.whenTheyStart });
  await answers.getByRole("radio", { name: words.answers.onlyIf, exact: true }).check();
  await topic.getByLabel(comfort.condition).fill(own("condition"));
  await topic.getByLabel(comfort.note, { exact: true }).fill(own("note"));
  await writer.tick(own("topic"), ["whenTheyStart", "note"]);
  await writer.button(sharing.preview, topic).click();
  await look();
  await writer.saved();

  // Hard moments, with every field.
  await writer.addHardMoment({ name: own("moment"), signs: [own("sign")], helps: [own("help")] }, [
    "name",
    "signs",
    "helps",
    "pleaseDont",
    "lasts",
    "afterwards",
  ]);
  await writer.fillList(kinds.hardMoment.parts.pleaseDont.label, kinds.hardMoment.parts.pleaseDont.add, [
    own("dont"),
  ]);
  await page.getByLabel(kinds.hardMoment.parts.lasts.label, { exact: true }).fill(own("lasts"));
  await page.getByLabel(kinds.hardMoment.parts.afterwards.label, { exact: true }).fill(own("afterwards"));
  await page.getByLabel(kinds.hardMoment.parts.afterwards.label, { exact: true }).blur();
  await writer.button(sharing.preview).click();
  await look();
  await writer.saved();

  // Support, for a moment with a name of one's own.
  await goBy(page, "mine");
  await page.getByRole("link", { name: kinds.support.title, exact: true }).first().click();
  await writer.button(kinds.support.pickOwn).click();
  await page.getByLabel(kinds.support.ownName).fill(own("situation"));
  await look();
  await writer.button(ui.add).click();
  const { steps, wordsThatHelp, wordsToLeaveOut, othersToCall } = kinds.support.parts;
  await writer.fillList(steps.label, steps.add, [own("step")]);
  await writer.fillList(wordsThatHelp.label, wordsThatHelp.add, [own("good words")]);
  await writer.fillList(wordsToLeaveOut.label, wordsToLeaveOut.add, [own("bad words")]);
  await writer.fillList(othersToCall.label, othersToCall.add, [own("person")]);
  await writer.tick(own("situation"), ["steps", "wordsThatHelp", "wordsToLeaveOut", "othersToCall"]);
  await writer.button(sharing.preview).click();
  await look();
  await writer.saved();

  // Words, in all five lists.
  await writer.go("/words");
  const lists = ["help", "hurt", "names", "welcome", "pleaseNot"] as const;
  for (const list of lists) {
    const { label, add } = kinds.words.parts[list];
    await writer.fillList(label, add, [own(list)]);
  }
  await writer.tickIn(page, lists);
  await writer.button(sharing.preview).click();
  await look();
  await writer.saved();

  // A check-in.
  await writer.checkIn(
    (["whatHelped", "wouldChange", "anythingElse"] as const).map((question) => ({
      question,
      text: own(question),
      share: true,
    })),
  );
  await page.getByRole("heading", { name: checkIn.past.title }).waitFor();
  await page.locator("main li button").first().click();
  await look();

  // What is shared, for the writer and for the reader.
  await goBy(page, "sharing");
  await writer.button(sharing.preview).click();
  await look();
  await writer.saved();
  await reader.look();
  await look(reader.page);
  await reader.button(new RegExp(words.theirs.helpNow)).click();
  await look(reader.page);
  await reader.page
    .getByRole("main")
    .getByRole("button", { name: own("moment") })
    .click();
  await look(reader.page);

  // The messages that name what was stopped or deleted.
  const message = page.getByRole("dialog").or(page.locator(".toast"));
  await writer.button(sharing.stopLabel.replace("{name}", own("topic"))).click();
  await expect(message.filter({ hasText: own("topic") }).first()).toBeVisible();
  await look();
  await writer.go("/hard-moments");
  await page
    .locator("button[aria-expanded]")
    .filter({ hasText: own("moment") })
    .click();
  await writer.button(kinds.hardMoment.delete).click();
  await expect(message.filter({ hasText: own("moment") }).first()).toBeVisible();
  await look();

  // Settings, and what the host holds.
  await writer.go("/settings");
  await look(page, [writer.handle]);
  await page.getByRole("link", { name: words.settings.held }).click();
  await look();
  await writer.close();
  await reader.close();
});

test("spell check is off until it is switched on, for fields of own words and for no others", async ({
  browser,
}) => {
  const person = await Person.arrive(browser);
  await person.signUp();
  const { page } = person;
  /** What the fields on the page let the browser do. */
  const checked = () =>
    page.evaluate(() =>
      [...document.querySelectorAll("main input, main textarea")]
        .filter((field): field is HTMLInputElement | HTMLTextAreaElement =>
          ["text", "textarea"].includes((field as HTMLInputElement).type),
        )
        .map((field) => field.spellcheck),
    );
  const option = page.getByRole("switch", { name: words.settings.spelling.label });
  for (const on of [false, true, false]) {
    await person.go("/settings");
    await option.setChecked(on);
    await person.saved();
    await person.go("/comfort");
    await person.button(words.comfort.addOwn).first().click();
    await person.noteField("hug");
    expect(await checked()).toEqual([on, on]);
    await person.button(words.ui.cancel).click();
    await person.go("/hard-moments");
    await person.button(words.kinds.hardMoment.add).click();
    await person.button(words.kinds.hardMoment.parts.signs.add).click();
    expect(await checked()).toEqual([on, on, on, on]);
    // The link of an invite is nobody's own words.
    await person.go("/linking");
    await expect(page.getByLabel(words.link.paste.label)).toBeVisible();
    expect(await checked()).toEqual([false]);
  }
  await person.close();
});

async function pairWords(page: Page): Promise<string[]> {
  const row = page.getByRole("list", { name: words.link.compare.wordsLabel }).getByRole("listitem");
  await expect(row).toHaveCount(4);
  return row.locator("span:last-child").allInnerTexts();
}
