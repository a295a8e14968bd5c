import { afterEach, expect, test, vi } from "vitest";
import { starterComfort } from "@/lib/domain/comfort/topics";
import { lockEveryTab, must, newPerson, type Person, TestBrowser } from "../support/person";
import { withServer } from "../support/server";

/*
 * Words in a field that no document holds yet: they outlive a lock and a browser that is killed, on this device and sealed, for
 * the one who typed them and nobody else; the server never gets them.
 */
withServer();
vi.setConfig({ testTimeout: 120_000 });
afterEach(lockEveryTab);

const PLACE = "add-closeness";
const half = { words: ["the smell of"], from: [] };

/** Opens the person's account in a new tab of this browser, as after a lock or a reload. */
async function openAgain({ handle, passphrase }: Person, browser: TestBrowser) {
  const tab = browser.openTab();
  await must(tab.engine.signIn({ handle, passphrase }, () => {}));
  return tab;
}

test("they are there after a lock, and after the browser was killed, until they are used", async () => {
  const writer = await newPerson();
  const { browser, tab } = writer;
  await tab.engine.keepUnfinished(PLACE, half);
  expect(tab.vault.unfinished).toEqual({ [PLACE]: half });
  // The lock follows at once, with no network to wait for, and ends the worker: it waits until they are sealed.
  browser.network = "offline";
  await tab.engine.lock();
  tab.close();
  browser.network = "up";
  const unlocked = await openAgain(writer, browser);
  expect(unlocked.vault.unfinished).toEqual({ [PLACE]: half });

  const more = { words: ["the smell of rain"], from: ["snow"] };
  await unlocked.engine.keepUnfinished(PLACE, more);
  await expect.poll(() => browser.unsent.size).toBe(1);
  await new Promise((done) => setTimeout(done, 300));
  unlocked.close();
  const killed = await openAgain(writer, browser);
  expect(killed.vault.unfinished).toEqual({ [PLACE]: more });

  await killed.engine.keepUnfinished(PLACE, null);
  await killed.engine.lock();
  expect((await openAgain(writer, browser)).vault.unfinished).toEqual({});
  expect(browser.unsent.size).toBe(0);
});

test("they are sealed, sent to nobody, shown to no other account, and gone with what they belong to", async () => {
  const [writer, other] = [await newPerson(), await newPerson()];
  const { browser, tab } = writer;
  await tab.engine.saveItem(starterComfort("hug", Date.now()));
  await tab.saved();
  const before = browser.requests.length;
  await tab.engine.keepUnfinished(PLACE, half);
  await tab.engine.keepUnfinished("comfort-hug/note", { words: ["x".repeat(5000)], from: [] });
  await expect.poll(() => browser.unsent.size).toBe(2);
  expect(browser.requests.length).toBe(before);
  for (const { name, sealed } of browser.unsent.values()) {
    expect(name).toMatch(/^[\w-]{43}$/);
    expect(Buffer.from(sealed).toString("latin1")).not.toContain("smell");
  }

  await tab.engine.deleteItem("comfort-hug");
  expect(Object.keys(tab.vault.unfinished)).toEqual([PLACE]);
  await tab.engine.lock();
  const strange = await openAgain(other, browser);
  expect(strange.vault.unfinished).toEqual({});
  await strange.engine.signOut();
  const again = await openAgain(writer, browser);
  expect(again.vault.unfinished).toEqual({ [PLACE]: half });
  expect(again.vault.lostWords).toBe(false);
});

test("after a recovery elsewhere it is said that they cannot be opened", async () => {
  const writer = await newPerson();
  await writer.tab.engine.keepUnfinished(PLACE, half);
  await writer.tab.engine.lock();
  const phone = new TestBrowser().openTab();
  const newPassphrase = await phone.engine.suggestPassphrase();
  const newCode = await phone.engine.newRecoveryCode();
  const { handle, recoveryCode: code } = writer;
  await must(phone.engine.recover({ handle, code, newPassphrase, newCode }, () => {}));
  const again = await openAgain({ ...writer, passphrase: newPassphrase }, writer.browser);
  expect(again.vault.unfinished).toEqual({});
  expect(again.vault.lostWords).toBe(true);
});

test("after a recovery on the same device they stand where they stood", async () => {
  const writer = await newPerson();
  await writer.tab.engine.keepUnfinished(PLACE, half);
  await writer.tab.engine.lock();
  const { engine } = writer.browser.openTab();
  const newPassphrase = await engine.suggestPassphrase();
  const newCode = await engine.newRecoveryCode();
  const { handle, recoveryCode: code } = writer;
  await must(engine.recover({ handle, code, newPassphrase, newCode }, () => {}));
  const again = await openAgain({ ...writer, passphrase: newPassphrase }, writer.browser);
  expect(again.vault.unfinished).toEqual({ [PLACE]: half });
  expect(again.vault.lostWords).toBe(false);
});
