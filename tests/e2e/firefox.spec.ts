import { expect } from "@playwright/test";
import { EXIT_URL } from "@/lib/client/exit/exit-url";
import { type FirefoxWindow, openFirefox } from "./support/firefox";
import { test } from "./support/test";
import { words } from "./support/words";

/*
 * What another engine does otherwise: keys and stores in Firefox, in its private windows, and where it blocks all cookies.
 */

const { account: said, comfort, guard } = words;
const NOTE = "the lamp with the green shade";

async function signUp(firefox: FirefoxWindow): Promise<string> {
  await firefox.open("/sign-up");
  const passphrase = (await firefox.wordsIn(said.choose.words)).join(" ");
  await firefox.press(said.next);
  const groups = await firefox.texts('[data-testid="recovery-code"] span');
  await firefox.press(said.code.written);
  await firefox.fill(said.code.confirmLabel, groups.join("-"));
  await firefox.press(said.signUp.submit);
  await firefox.atHome();
  return passphrase;
}

async function openTopic(firefox: FirefoxWindow): Promise<void> {
  await firefox.open("/comfort");
  await firefox.sees(words.topics.hug);
  await firefox.press(words.topics.hug);
}

for (const choice of ["asItComes", "privateWindows"] as const) {
  test(`signs up, writes, reloads, locks and unlocks (${choice})`, async ({ origin }) => {
    const firefox = await openFirefox(choice, origin);
    const passphrase = await signUp(firefox);
    await openTopic(firefox);
    await firefox.fill(comfort.note, NOTE);
    await firefox.page.keyboard.press("Tab");
    await firefox.sees(words.shell.saving.saved);

    // A reload opens without the passphrase: this browser keeps a key that cannot be taken out.
    await openTopic(firefox);
    expect(await firefox.value(comfort.note)).toBe(NOTE);

    await firefox.open("/home");
    await firefox.press(words.home.lock);
    await firefox.sees(said.locked.title);
    await firefox.page.reload();
    await firefox.sees(said.locked.title);
    await firefox.fill(said.passphrase.label, passphrase);
    await firefox.press(said.locked.unlock);
    await firefox.atHome();
    await openTopic(firefox);
    expect(await firefox.value(comfort.note)).toBe(NOTE);

    expect(firefox.complaints).toEqual([]);
    await firefox.close();
  });
}

test("with all cookies blocked it says so before anything is written down; help and the way out work", async ({
  origin,
}) => {
  const firefox = await openFirefox("cookiesBlocked", origin);
  const { page } = firefox;
  for (const path of ["/sign-up", "/sign-in", "/recover"]) {
    await firefox.open(path);
    await firefox.sees(guard.cookiesTitle);
  }
  await firefox.press(words.site.help);
  await firefox.sees(words.help.title);
  expect(firefox.complaints).toEqual([]);

  await page.setRequestInterception(true);
  page.on("request", (request) =>
    request.url().startsWith(new URL(EXIT_URL).origin)
      ? request.respond({ contentType: "text/html", body: "<title>Neutral</title><p>An ordinary page" })
      : request.continue(),
  );
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  await expect.poll(() => page.url()).toBe(EXIT_URL);
  await firefox.close();
});
