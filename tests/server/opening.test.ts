import { afterEach, expect, test } from "vitest";
import { link, lockEveryTab, must, newPerson, type Person, TestBrowser } from "../support/person";
import { withServer } from "../support/server";

/* What an opening asks the server beside the read of the vault, and what it leaves for later. */
withServer();
afterEach(lockEveryTab);

const looks = (browser: TestBrowser) =>
  browser.requests.filter((request) => request === "GET /api/link").length;

/** The words of the writer's link as their screens have them; undefined where they are not linked. */
const wordsOf = ({ link: standing }: { link: Person["tab"]["vault"]["link"] }) =>
  standing.state === "linked" ? standing.words : undefined;

async function newPair() {
  const [writer, reader] = [await newPerson(), await newPerson()];
  await link(writer, reader);
  return { writer, reader };
}

test("the words of a link wait for a page that shows them", async () => {
  const { writer } = await newPair();
  const before = wordsOf(writer.tab.vault);
  expect(before).toHaveLength(4);
  const tab = writer.browser.openTab();
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
  const writer = linked ? (await newPair()).writer : await newPerson();
  await writer.tab.saved();
  writer.browser.requests.length = 0;
  // The vault's answer waits for that of the link: nothing would come of it if the one were asked for after the other.
  let answered = () => {};
  const answer = new Promise<void>((resolve) => {
    answered = resolve;
  });
  writer.browser.between = {
    ...writer.browser.between,
    fetch: (send) => async (path, init) => {
      const response = await send(path, init);
      if (path === "/api/link") answered();
      if (path.startsWith("/api/vault")) await answer;
      return response;
    },
  };
  const tab = writer.browser.openTab();
  await tab.engine.restore();
  expect(tab.vault.link.state).toBe(linked ? "linked" : "none");
  expect(looks(writer.browser)).toBe(1);
});

test("an answer from before another device linked is not held against the vault that has the key", async () => {
  const [writer, reader] = [await newPerson(), await newPerson()];
  await writer.tab.saved();
  const phone = new TestBrowser();
  let linked: Promise<void> | null = null;
  phone.between = {
    ...phone.between,
    fetch: (send) => async (path, init) => {
      // On the phone the server says that the writer is linked with nobody; before the vault is read there, they link on the other
      // device.
      if (path.startsWith("/api/vault")) {
        linked ??= link(writer, reader);
        await linked;
      }
      return send(path, init);
    },
  };
  const tab = phone.openTab();
  await must(tab.engine.signIn(writer, () => {}));
  expect(tab.vault.link.state).toBe("linked");
  await tab.saved();
  await must(writer.tab.engine.refreshLink());
  await must(tab.engine.refreshLink());
  expect([writer.tab.vault.link, tab.vault.link]).toEqual([reader.tab.vault.link, reader.tab.vault.link]);
});
