import { afterEach, expect, test } from "vitest";
import { link, lockEveryTab, must, newPerson, type Person, TestBrowser } from "../support/person";
import { withServer } from "../support/server";

/* What an opening asks the server beside the read of the vault, and what it leaves for later. */
withServer();
afterEach(lockEveryTab);

const looks = (browser: TestBrowser) =>
  browser.requests.filter((request) => request === "GET /api/link").length;

/** The words of her link as her screens have them; undefined where she is not linked. */
const wordsOf = ({ link: standing }: { link: Person["tab"]["vault"]["link"] }) =>
  standing.state === "linked" ? standing.words : undefined;

async function newPair() {
  const [she, he] = [await newPerson(), await newPerson()];
  await link(she, he);
  return { she, he };
}

test("the words of a link wait for a page that shows them", async () => {
  const { she } = await newPair();
  const before = wordsOf(she.tab.vault);
  expect(before).toHaveLength(4);
  const tab = she.browser.openTab();
  await tab.engine.restore();
  await tab.saved();
  expect(wordsOf(tab.vault)).toEqual([]);
  await must(tab.engine.refreshLink());
  expect(wordsOf(tab.vault)).toEqual(before);
});

test.each([
  ["is linked", true],
  ["is linked with nobody", false],
])("where the link stands is asked once, beside the vault, by whoever %s", async (_, linked) => {
  const she = linked ? (await newPair()).she : await newPerson();
  await she.tab.saved();
  she.browser.requests.length = 0;
  // The vault's answer waits for that of the link: nothing would come of it if the one were asked for after the other.
  let answered = () => {};
  const answer = new Promise<void>((resolve) => {
    answered = resolve;
  });
  she.browser.between = {
    ...she.browser.between,
    fetch: (send) => async (path, init) => {
      const response = await send(path, init);
      if (path === "/api/link") answered();
      if (path.startsWith("/api/vault")) await answer;
      return response;
    },
  };
  const tab = she.browser.openTab();
  await tab.engine.restore();
  expect(tab.vault.link.state).toBe(linked ? "linked" : "none");
  expect(looks(she.browser)).toBe(1);
});

test("an answer from before another device linked is not held against the vault that has the key", async () => {
  const [she, he] = [await newPerson(), await newPerson()];
  await she.tab.saved();
  const phone = new TestBrowser();
  let linked: Promise<void> | null = null;
  phone.between = {
    ...phone.between,
    fetch: (send) => async (path, init) => {
      // On the phone the server says that she is linked with nobody; before it reads her vault, she links on the other device.
      if (path.startsWith("/api/vault")) {
        linked ??= link(she, he);
        await linked;
      }
      return send(path, init);
    },
  };
  const tab = phone.openTab();
  await must(tab.engine.signIn(she, () => {}));
  expect(tab.vault.link.state).toBe("linked");
  await tab.saved();
  await must(she.tab.engine.refreshLink());
  await must(tab.engine.refreshLink());
  expect([she.tab.vault.link, tab.vault.link]).toEqual([he.tab.vault.link, he.tab.vault.link]);
});
