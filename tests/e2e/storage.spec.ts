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

const HERS = {
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
const HIS = { helped: "an hour alone in the workshop" };

test("nothing readable is left in the browser after a day of use", async ({ browser }) => {
  const she = await Person.arrive(browser);
  const he = await Person.arrive(browser);
  const looked: { where: string; found: string; secrets: string[] }[] = [];
  const titles = new Set<string>();
  const addresses: string[] = [];
  const watch = (page: Page) =>
    page.on("framenavigated", (frame) => {
      if (frame === page.mainFrame()) addresses.push(frame.url());
    });
  watch(she.page);
  watch(he.page);

  let secrets: string[] = Object.values({ ...HERS, ...HIS });
  /** Notes what can be found in a browser at this moment of the day. */
  const look = async (person: Person, where: string) => {
    titles.add(await person.page.title());
    looked.push({ where, found: await traces(person.page), secrets });
  };

  await she.signUp();
  await he.signUp();
  // Each of the six words alone is an ordinary word; together, or the end of it, they are the passphrase.
  const keysOf = ({ handle, passphrase, recoveryCode }: Person) => [
    handle,
    passphrase,
    passphrase.split(" ").slice(0, 3).join(" "),
    recoveryCode,
    recoveryCode.replaceAll("-", ""),
    recoveryCode.slice(0, 9),
  ];
  secrets = [...secrets, ...keysOf(she), ...keysOf(he)];
  await look(she, "after signing up");

  await test.step("she writes", async () => {
    await she.noteOn("hug", HERS.note);
    await she.answer("backTouched", "whenTheyStart", "onlyIf", HERS.condition);
    await look(she, "while writing");
    await she.saved();
    await she.addHardMoment({ name: HERS.moment, signs: [HERS.sign], helps: [HERS.help] });
    await she.addSupport("goQuiet", { steps: [HERS.step] });
    await look(she, "after writing");
  });

  await test.step("she writes while the server is away, and what waits is kept sealed", async () => {
    await she.open("/check-in");
    await she.button(words.checkIn.new).click();
    await she.context.route("**/api/vault{,/*}", (route) => route.abort("connectionrefused"));
    await she.page.getByLabel(words.kinds.checkIn.parts.whatHelped.label, { exact: true }).fill(HERS.helped);
    await expect(she.page.getByText(words.shell.saving.notYet).first()).toBeVisible();
    await look(she, "with something unsent");
    await she.context.unroute("**/api/vault{,/*}");
    await she.button(words.shell.saving.tryAgain).click();
    await she.saved();
    await look(she, "after sending it");
  });

  await test.step("they link, share and read", async () => {
    const link = await she.invite();
    const [, ...parts] = new URL(link).hash.slice(1).split("~");
    secrets = [...secrets, ...parts.filter((part) => part.length > 12), new URL(link).hash];
    await look(she, "with an open invite");
    await he.page.goto(link);
    await expect(he.button(words.link.opened.accept)).toBeVisible();
    await look(he, "with the invite opened");
    await he.button(words.link.opened.accept).click();
    const theirs = await he.pairWords();
    secrets = [...secrets, theirs.join(" ")];
    await she.button(words.link.compare.same).click();
    await expect(she.page.getByRole("heading", { name: words.link.linked.title })).toBeVisible();
    await she.page.getByLabel(words.link.linked.label).fill(HERS.partner);
    await she.page.getByLabel(words.link.linked.label).blur();
    await she.saved();
    await look(she, "after linking");
    await look(he, "after linking, his");
    await she.open("/hard-moments");
    await she.tick(HERS.moment, ["name", "signs", "helps"]);
    await she.saved();
    await he.open("/check-in");
    await he.checkIn([{ question: "whatHelped", text: HIS.helped, share: true }]);
    await expect((await he.look()).getByText(HERS.sign)).toBeVisible();
    await look(he, "on her page");
    await he.button(new RegExp(words.theirs.helpNow)).click();
    await look(he, "on the help now card");
    await expect((await she.look()).getByText(HIS.helped)).toBeVisible();
    await look(she, "on his page");
  });

  await test.step("she goes through every page, and locks", async () => {
    for (const link of ["home", "mine", "sharing", "theirs", "checkIn"] as const) {
      await goBy(she.page, link);
      await look(she, `on ${link}`);
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
      await she.open(path);
      await look(she, `on ${path}`);
    }
    await she.open("/home");
    await she.button(words.home.lock).click();
    await expect(she.button(words.account.locked.unlock)).toBeVisible();
    await look(she, "locked");
    await she.page.getByLabel(words.account.passphrase.label, { exact: true }).fill(she.passphrase);
    await she.button(words.account.locked.unlock).click();
    await she.atHome();
    await look(she, "unlocked");
  });

  await test.step("she recovers on another device, and signs out", async () => {
    const phone = await arriveAs(browser, accountOf(she));
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
  await he.page.goBack();
  expect(he.page.url()).not.toContain("~");
  await she.close();
  await he.close();
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
