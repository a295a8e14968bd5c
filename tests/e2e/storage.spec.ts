import { expect, type Page } from "@playwright/test";
import { accountOf, arriveAs, goBy } from "./support/account";
import { Person } from "./support/person";
import { test } from "./support/test";
import { expectNone, traces } from "./support/traces";
import { words } from "./support/words";

/*
 * After a whole day of use nothing that was typed and nothing that opens it can be read from what the browser keeps, and
 * neither a tab's title nor an address tells what is on the page.
 */

const WRITERS = {
  note: "because of the stairs at night",
  condition: "while the radio plays softly",
  moment: "keys dropped on the tiles",
  sign: "I count the tiles out loud",
  help: "say that the day is over",
  step: "bring the heavy blanket",
  helped: "the walk along the river wall",
  own: "being called by my old name",
  partner: "my bear of a person",
};
const READERS = { helped: "an hour alone in the workshop" };

test("nothing readable is left in the browser after a day of use", async ({ browser }) => {
  const writer = await Person.arrive(browser);
  const reader = await Person.arrive(browser);
  const looked: { where: string; found: string; secrets: string[] }[] = [];
  const titles = new Set<string>();
  const addresses: string[] = [];
  const watch = (page: Page) =>
    page.on("framenavigated", (frame) => {
      if (frame === page.mainFrame()) addresses.push(frame.url());
    });
  watch(writer.page);
  watch(reader.page);

  let secrets: string[] = Object.values({ ...WRITERS, ...READERS });
  /** Notes what can be found in a browser at this moment of the day. */
  const look = async (person: Person, where: string) => {
    titles.add(await person.page.title());
    looked.push({ where, found: await traces(person.page), secrets });
  };

  await writer.signUp();
  await reader.signUp();
  // Each of the six words alone is an ordinary word; together, or the end of it, they are the passphrase.
  const keysOf = ({ handle, passphrase, recoveryCode }: Person) => [
    handle,
    passphrase,
    passphrase.split(" ").slice(0, 3).join(" "),
    recoveryCode,
    recoveryCode.replaceAll("-", ""),
    recoveryCode.slice(0, 9),
  ];
  secrets = [...secrets, ...keysOf(writer), ...keysOf(reader)];
  await look(writer, "after signing up");

  await test.step("the writer writes", async () => {
    await writer.noteOn("hug", WRITERS.note);
    await writer.answer("backTouched", "whenTheyStart", "onlyIf", WRITERS.condition);
    await look(writer, "while writing");
    await writer.saved();
    await writer.addHardMoment({ name: WRITERS.moment, signs: [WRITERS.sign], helps: [WRITERS.help] });
    await writer.addSupport("goQuiet", { steps: [WRITERS.step] });
    await look(writer, "after writing");
  });

  await test.step("the writer writes while the server is away, and what waits is kept sealed", async () => {
    await writer.open("/check-in");
    await writer.button(words.checkIn.new).click();
    await writer.context.route("**/api/vault{,/*}", (route) => route.abort("connectionrefused"));
    await writer.page
      .getByLabel(words.kinds.checkIn.parts.whatHelped.label, { exact: true })
      .fill(WRITERS.helped);
    await expect(writer.page.getByText(words.shell.saving.notYet).first()).toBeVisible();
    await look(writer, "with something unsent");
    await writer.context.unroute("**/api/vault{,/*}");
    await writer.button(words.shell.saving.tryAgain).click();
    await writer.saved();
    await look(writer, "after sending it");
  });

  await test.step("they link, share and read", async () => {
    const link = await writer.invite();
    const [, ...parts] = new URL(link).hash.slice(1).split("~");
    secrets = [...secrets, ...parts.filter((part) => part.length > 12), new URL(link).hash];
    await look(writer, "with an open invite");
    await reader.page.goto(link);
    await expect(reader.button(words.link.opened.accept)).toBeVisible();
    await look(reader, "with the invite opened");
    await reader.button(words.link.opened.accept).click();
    const theirs = await reader.pairWords();
    secrets = [...secrets, theirs.join(" ")];
    await writer.button(words.link.compare.same).click();
    await expect(writer.page.getByRole("heading", { name: words.link.linked.title })).toBeVisible();
    await writer.page.getByLabel(words.link.linked.label).fill(WRITERS.partner);
    await writer.page.getByLabel(words.link.linked.label).blur();
    await writer.saved();
    await look(writer, "after linking");
    await look(reader, "after linking, the reader's");
    await writer.open("/hard-moments");
    await writer.tick(WRITERS.moment, ["name", "signs", "helps"]);
    await writer.saved();
    await reader.open("/check-in");
    await reader.checkIn([{ question: "whatHelped", text: READERS.helped, share: true }]);
    await expect((await reader.look()).getByText(WRITERS.sign)).toBeVisible();
    await look(reader, "on the writer's page");
    await reader.button(new RegExp(words.theirs.helpNow)).click();
    await look(reader, "on the help now card");
    await expect((await writer.look()).getByText(READERS.helped)).toBeVisible();
    await look(writer, "on the reader's page");
  });

  await test.step("the writer goes through every page, and locks", async () => {
    for (const link of ["home", "mine", "sharing", "theirs", "checkIn"] as const) {
      await goBy(writer.page, link);
      await look(writer, `on ${link}`);
    }
    for (const path of [
      "/settings",
      "/linking",
      "/limits",
      "/help",
      "/before-linking",
      "/support",
      "/words",
      "",
    ]) {
      await writer.open(path);
      await look(writer, `on ${path}`);
    }
    await writer.open("/home");
    await writer.button(words.home.lock).click();
    await expect(writer.button(words.account.locked.unlock)).toBeVisible();
    await look(writer, "locked");
    await writer.page.getByLabel(words.account.passphrase.label, { exact: true }).fill(writer.passphrase);
    await writer.button(words.account.locked.unlock).click();
    await writer.atHome();
    await look(writer, "unlocked");
  });

  await test.step("the writer recovers on another device, and signs out", async () => {
    const phone = await arriveAs(browser, accountOf(writer));
    watch(phone.page);
    await phone.recover();
    secrets = [...secrets, ...keysOf(phone)];
    await look(phone, "after recovering");
    await phone.open("/settings");
    await phone.button(words.settings.signOut.button).click();
    await phone.button(words.settings.signOut.yes).click();
    await expect(phone.page.getByRole("heading", { name: words.shell.signedOut.title })).toBeVisible();
    await look(phone, "signed out");
    await phone.close();
  });

  expect(looked.length).toBeGreaterThan(20);
  for (const { where, found } of looked) {
    // Every secret of the day, also those that came later.
    await test.step(where, () => expectNone(found, secrets));
  }
  // Between two pages there is none for a moment.
  titles.delete("");
  expect([...titles]).toEqual([words.meta.title]);
  // An address names a page of Stile and nothing on it. The fragment of an invite is the one exception, for the moment
  // that it takes to be read: what is kept of it in the history is the address without it.
  const paths =
    /^\/en(\/(home|comfort|hard-moments|support|words|sharing|theirs|check-in|linking|settings|limits|help|before-linking|sign-up|sign-in|recover|link))?$/;
  for (const address of addresses.filter((one) => one.startsWith("http"))) {
    const url = new URL(address);
    expect(url.pathname).toMatch(paths);
    expect(url.search).toBe("");
    if (url.hash.length > 1) expect(url.pathname).toBe("/en/link");
  }
  await reader.page.goBack();
  expect(reader.page.url()).not.toContain("~");
  await writer.close();
  await reader.close();
});

test("what is looked for would be found", async ({ page }) => {
  await page.goto("/en/help");
  await page.evaluate(async () => {
    sessionStorage.setItem("a", "planted in the session");
    localStorage.setItem("b", "planted in local storage");
    history.replaceState({ deep: [{ c: "planted in the history" }] }, "");
    const cache = await caches.open("d");
    await cache.put("/d", new Response("planted in a cache"));
    await new Promise<void>((resolve, reject) => {
      const opening = indexedDB.open("e", 1);
      opening.onupgradeneeded = () => opening.result.createObjectStore("e");
      opening.onerror = () => reject(opening.error);
      opening.onsuccess = () => {
        const change = opening.result.transaction("e", "readwrite");
        change.objectStore("e").put({ in: [new TextEncoder().encode("planted in bytes")] }, "e");
        change.oncomplete = () => {
          opening.result.close();
          resolve();
        };
      };
    });
  });
  const found = await traces(page);
  for (const place of ["the session", "local storage", "the history", "a cache", "bytes"]) {
    expect(found).toContain(`planted in ${place}`);
    expect(() => expectNone(found, [`PLANTED in ${place}`])).toThrow();
  }
});
