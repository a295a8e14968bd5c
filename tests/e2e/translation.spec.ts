import { expect, type Page } from "@playwright/test";
import { goBy, linkUp } from "./support/account";
import { SIGNED_IN_PATHS } from "./support/paths";
import { Person } from "./support/person";
import { test } from "./support/test";
import { translated, translatePages, type Way } from "./support/translator";
import { errorWords, words } from "./support/words";

/*
 * Page translation rewrites the page under the program's hands. Every screen goes on working, and what is said of saving and
 * sharing is so at every moment.
 */

const VAULT = "**/api/vault{,/*}";
const { saving } = words.shell;

const saveLine = (page: Page) => page.locator("header").getByRole("status");
const bar = (page: Page) => page.getByRole("region", { name: saving.notYet });

async function stands(page: Page): Promise<void> {
  await expect(page.getByRole("heading", { level: 1 }).filter({ visible: true })).toHaveCount(1);
  await expect(page.getByRole("heading", { name: errorWords.title })).toHaveCount(0);
}

for (const way of ["wraps", "replaces"] satisfies Way[]) {
  test(`a translator that ${way} every text: what is said of saving is so, and all screens work`, async ({
    browser,
  }) => {
    const person = await Person.arrive(browser);
    const { page, context } = person;
    await translatePages(context, way);
    await person.signUp();
    await person.open("/home");
    await person.atHome();
    await translated(page);

    await person.answer("hug", "whenTheyStart", "welcome");
    await expect(saveLine(page)).toHaveText(saving.saved);
    for (const [fails, works] of [
      ["no", "notNow"],
      ["askFirst", "no"],
    ] as const) {
      await context.route(VAULT, (route) =>
        route.request().method() === "PUT" ? route.abort("connectionrefused") : route.continue(),
      );
      await person.answer("hug", "whenTheyStart", fails);
      await expect(bar(page)).toContainText(saving.kept);
      await expect(saveLine(page)).toContainText(saving.notYet);
      await expect(saveLine(page)).not.toContainText(saving.saved);
      await context.unroute(VAULT);
      await person.button(saving.tryAgain).click();
      await expect(bar(page)).toHaveCount(0);
      await expect(saveLine(page)).toHaveText(saving.saved);
      await person.answer("hug", "whenTheyStart", works);
      await expect(saveLine(page)).toHaveText(saving.saved);
    }
    await person.answer("hug", "whenIStart", "onlyIf", "it is daytime");
    await person.noteOn("hug", "a note");
    await person.tick(words.topics.hug, ["whenIStart"]);
    await expect(
      page.getByText(
        words.sharedField.readyParts.replace("{parts}", words.kinds.comfort.parts.whenIStart.name),
      ),
    ).toBeVisible();
    await person.tick(words.topics.hug, ["whenIStart"], false);
    await expect(
      page.getByText(
        words.sharedField.readyParts.replace("{parts}", words.kinds.comfort.parts.whenIStart.name),
      ),
    ).toHaveCount(0);
    await stands(page);

    await person.addHardMoment({ name: "the lift", signs: ["I hold my breath"], helps: ["the stairs"] }, [
      "helps",
    ]);
    await person.addSupport("goQuiet", { steps: ["a cup of tea"] }, ["steps"]);
    await person.checkIn([
      { question: "today", word: words.kinds.checkIn.parts.today.choices.veryHard.mine },
      { question: "whatHelped", text: "the sea" },
    ]);
    await stands(page);

    await person.go("/sharing");
    await person.button(words.sharing.pause).click();
    await expect(page.getByText(words.sharing.pausedTitle)).toBeVisible();
    await person.button(words.sharing.resume).click();
    await person.button(words.sharing.resumeYes).click();
    await expect(page.getByText(words.sharing.pausedTitle)).toHaveCount(0);
    await expect(page.getByText(words.sharing.ready.title, { exact: true })).toBeVisible();
    await expect(saveLine(page)).toHaveText(saving.saved);

    for (const path of SIGNED_IN_PATHS) {
      await person.go(path);
      await stands(page);
    }
    await person.go("/settings");
    await person.button(words.settings.lock.now).click();
    await expect(page.getByRole("heading", { level: 1, name: words.account.locked.title })).toBeVisible();
    await page.getByLabel(words.account.passphrase.label, { exact: true }).fill(person.passphrase);
    await person.button(words.account.locked.unlock).click();
    await expect(page.getByRole("heading", { level: 1, name: words.settings.title })).toBeVisible();
    await person.close();
  });
}

test("two who link, share and part while both pages are translated", async ({ browser }) => {
  const writer = await Person.arrive(browser);
  const reader = await Person.arrive(browser);
  await translatePages(writer.context, "replaces");
  await translatePages(reader.context, "wraps");
  await writer.signUp();
  await reader.signUp();
  await linkUp(writer, reader);
  await writer.addHardMoment({ name: "the lift", signs: ["I hold my breath"], helps: ["the stairs"] }, [
    "helps",
  ]);
  await writer.saved();
  await reader.look();
  await expect(reader.page.getByText("the stairs")).toBeVisible();
  await goBy(writer.page, "sharing");
  await writer.button(words.sharing.pause).click();
  await expect(saveLine(writer.page)).toHaveText(saving.saved);
  await expect(writer.page.getByText(words.sharing.pausedTitle)).toBeVisible();
  await goBy(reader.page, "home");
  await goBy(reader.page, "theirs");
  // Which page is read asks for nothing: every screen looks from time to time.
  await expect(reader.page.getByText(words.sheet.empty)).toBeVisible();
  await expect(reader.page.getByText("the stairs")).toHaveCount(0);
  await writer.go("/linking");
  await writer.button(words.link.unlink.button).click();
  await writer.button(words.link.unlink.yes).click();
  await expect(writer.page.getByText(words.link.unlink.done)).toBeVisible();
  await stands(writer.page);
  await writer.close();
  await reader.close();
});

for (const way of ["wraps", "replaces"] satisfies Way[]) {
  test(`texts that change, go and come beside others while a translator ${way} them`, async ({
    page,
    context,
  }) => {
    await translatePages(context, way);
    // A text has no React, and the three are as the browser made them.
    await page.goto("/en/sign-in");
    await translated(page);
    // React holds on to text nodes that stand beside one another and works on them by these three operations alone.
    const texts = page.evaluate(async () => {
      const box = document.createElement("p");
      const [kept, sharing, last] = ["kept ", "not shared ", "last "].map((text) => new Text(text));
      if (kept === undefined || sharing === undefined || last === undefined) return [];
      box.append(kept, sharing, last);
      document.querySelector("main")?.append(box);
      const steps: (() => void)[] = [
        () => undefined,
        () => (kept.nodeValue = "changed "),
        () => box.removeChild(sharing),
        () => box.insertBefore(new Text("new "), last),
        () => (last.nodeValue = "end "),
        () => (last.nodeValue = "very end "),
        () => box.insertBefore(box.appendChild(new Text("moved ")), kept),
      ];
      const seen: string[] = [];
      for (const step of steps) {
        step();
        // The translator comes to it before the next step.
        await new Promise((done) => setTimeout(done));
        seen.push(`${box.innerText.trim()}, ${box.querySelectorAll("p > font > font").length}`);
      }
      return seen;
    });
    expect(await texts).toEqual([
      "kept not shared last, 3",
      "changed not shared last, 3",
      "changed last, 2",
      "changed new last, 3",
      "changed new end, 3",
      "changed new very end, 3",
      "moved changed new very end, 4",
    ]);
  });
}
