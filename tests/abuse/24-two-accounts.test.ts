import { afterEach, expect, test, vi } from "vitest";
import { starterComfort } from "@/lib/domain/comfort/topics";
import { sharedParts } from "@/lib/domain/sharing/standing";
import { isEmptyPage } from "@/lib/domain/sheet/page";
import { db } from "@/lib/server/db";
import { newAccount, newId, newName, newPair, sealed } from "../support/account";
import { writeOfNew } from "../support/documents";
import { type Options, send } from "../support/http";
import {
  link,
  lockEveryTab,
  must,
  newPerson,
  type Person,
  shareParts,
  type Tab,
  type TestBrowser,
} from "../support/person";
import { withServer } from "../support/server";
import { stored } from "../support/stored";

/*
 * A second account signs in, up or recovers in another tab of a browser, while the first one is open, offline, or has words
 * that are not saved yet. `heard`: the tabs hear each other. Where they do not, it is the server that refuses.
 */
withServer();
vi.setConfig({ testTimeout: 180_000 });
afterEach(lockEveryTab);

const hug = () => ({ ...starterComfort("hug", Date.now()), note: "not from behind" });
const WAYS = [{ heard: true }, { heard: false }];

/** Whether nothing of the writer's is on the reader's page. */
async function readsNothing({ tab }: Person): Promise<boolean> {
  await tab.engine.refreshTheirPage();
  const { theirPage } = tab.vault;
  return theirPage.state === "shown" && isEmptyPage(theirPage.page);
}

const idOf = async ({ handle }: { handle: string }) =>
  (await db().user.findUniqueOrThrow({ where: { handle }, select: { id: true } })).id;

/** Somebody new signs up in another tab of that browser. */
async function signUpBeside(browser: TestBrowser, heard: boolean): Promise<Person> {
  browser.tabsTalk = heard;
  const tab = browser.openTab();
  const [handle, passphrase, recoveryCode] = await Promise.all([
    tab.engine.suggestHandle(),
    tab.engine.suggestPassphrase(),
    tab.engine.newRecoveryCode(),
  ]);
  await must(tab.engine.signUp({ handle, passphrase, recoveryCode }, () => {}));
  return { browser, tab, handle, passphrase, recoveryCode };
}

/** What is stored of somebody, by the owner's id. */
async function heldOf(owner: string) {
  const { documents, invites, seats } = await stored();
  return {
    documents: documents.filter(({ ownerId }) => ownerId === owner),
    invites: invites.filter(({ makerId, acceptedById }) => makerId === owner || acceptedById === owner),
    seats: seats.filter(({ userId }) => userId === owner),
  };
}
const NOTHING = { documents: [], invites: [], seats: [] };

/** The tab shows what any signed-out one does, has ended, and nothing of the account comes up in it again. */
async function expectEmptied(tab: Tab): Promise<void> {
  await tab.until(({ status }) => status !== "open");
  expect(tab.snapshot).toEqual({ status: "signedOut" });
  await expect.poll(() => [tab.ended, tab.taken]).toEqual([true, true]);
}

async function comesBack({ browser, handle, passphrase }: Person): Promise<Tab> {
  const tab = browser.openTab();
  await must(tab.engine.signIn({ handle, passphrase }, () => {}));
  await tab.saved();
  return tab;
}

test.each(WAYS)(
  "the writer stops everything after somebody else signed up beside them (heard: $heard)",
  async ({ heard }) => {
    const [writer, reader] = [await newPerson(), await newPerson()];
    await link(writer, reader);
    await shareParts(writer.tab, hug(), ["note"]);
    await writer.tab.saved();
    expect(await readsNothing(reader)).toBe(false);

    // The writer has pressed it already, or presses it now: the one is on its way, the other meets the server's refusal.
    if (heard) {
      writer.tab.offline = true;
      await writer.tab.engine.stopAll();
      await writer.tab.until((now) => now.status === "open" && now.vault.saving.state === "notYet");
    }
    const other = await signUpBeside(writer.browser, heard);
    if (!heard) await writer.tab.engine.stopAll();
    await expectEmptied(writer.tab);
    await other.tab.saved();

    expect(await heldOf(await idOf(other))).toEqual(NOTHING);
    expect(other.tab.vault.link).toEqual({ state: "none" });
    expect(Object.keys(other.tab.vault.entries)).toEqual([]);
    const writerId = await idOf(writer);
    expect([...writer.browser.unsent.values()].map(({ owner }) => owner)).toEqual([writerId]);
    // The other's account is theirs alone: it keeps, shares and recovers.
    await other.tab.engine.saveItem(hug());
    await other.tab.saved();
    const passphrase = await other.tab.engine.suggestPassphrase();
    const newCode = await other.tab.engine.newRecoveryCode();
    const recovery = { handle: other.handle, code: other.recoveryCode, newPassphrase: passphrase, newCode };
    await must(other.tab.engine.recover(recovery, () => {}));
    expect(Object.keys(other.tab.vault.entries)).toEqual([hug().id]);

    const back = await comesBack(writer);
    const { entries, period } = back.vault;
    expect(period).not.toBeNull();
    for (const entry of Object.values(entries)) expect(sharedParts(entry, period, Date.now())).toEqual([]);
    expect(back.vault.link.state).toBe("linked");
    expect(await readsNothing(reader)).toBe(true);
    expect(writer.browser.unsent.size).toBe(0);
  },
);

test("what the writer stopped in a tab that was emptied is said to be perhaps still shown, until that is published", async () => {
  const [writer, reader] = [await newPerson(), await newPerson()];
  await link(writer, reader);
  await shareParts(writer.tab, hug(), ["note"]);
  await writer.tab.saved();
  writer.tab.offline = true;
  await writer.tab.engine.stopAll();
  await writer.tab.until((now) => now.status === "open" && now.vault.saving.state === "notYet");
  const other = await signUpBeside(writer.browser, true);
  await expectEmptied(writer.tab);
  await other.tab.saved();

  let arrive = () => {};
  const arrives = new Promise<void>((done) => {
    arrive = done;
  });
  writer.browser.onRequest = (request) => {
    if (request === "PUT /api/sheet/mine") writer.browser.held = arrives;
  };
  const back = writer.browser.openTab();
  await must(back.engine.signIn(writer, () => {}));
  const said = () => back.vault.saving;
  for (let turns = 0; turns < 50; turns++) {
    expect(said()).toEqual({ state: "saving", sharing: true });
    await new Promise((done) => setTimeout(done, 10));
  }
  expect(await readsNothing(reader)).toBe(false);
  arrive();
  await back.saved();
  expect(await readsNothing(reader)).toBe(true);
  writer.browser.onRequest = () => {};
  writer.browser.held = Promise.resolve();

  // Opened once more, with nothing undone: nothing is said of it at any moment.
  await back.engine.lock();
  const again = writer.browser.openTab();
  const told: unknown[] = [];
  again.engine.subscribe(
    (message) => {
      // A slice comes where it has changed.
      if (message.status === "open" && message.changed.saving) told.push(message.changed.saving);
    },
    () => {},
  );
  await must(again.engine.signIn(writer, () => {}));
  await expect.poll(() => told.at(-1)).toEqual({ state: "saved" });
  expect(told).not.toContainEqual(expect.objectContaining({ sharing: true }));
});

test.each(WAYS)(
  "words that wait when somebody signs in beside the writer are kept for them (heard: $heard)",
  async ({ heard }) => {
    const [writer, other] = [await newPerson(), await newPerson()];
    const before = await heldOf(await idOf(other));
    writer.tab.offline = true;
    await writer.tab.engine.saveItem({ ...hug(), note: "not yet sent" });
    await writer.tab.until((now) => now.status === "open" && now.vault.saving.state === "notYet");
    writer.browser.tabsTalk = heard;
    const theirs = await comesBack({ ...other, browser: writer.browser });
    writer.tab.offline = false;
    if (!heard) void writer.tab.engine.retrySaving();
    await expectEmptied(writer.tab);
    // What the other's tab has put on the device is still theirs.
    expect(writer.browser.stored.unlocked?.owner).toBe(await idOf(other));
    expect(Object.keys(theirs.vault.entries)).toEqual([]);
    expect(await heldOf(await idOf(other))).toEqual(before);

    const back = await comesBack(writer);
    expect(Object.values(back.vault.entries)).toMatchObject([{ note: "not yet sent" }]);
    await expectEmptied(theirs.ended ? theirs : await pressed(theirs));
  },
);

/** Does something that asks the server. */
async function pressed(tab: Tab): Promise<Tab> {
  await tab.engine.refreshLink();
  return tab;
}

test.each(WAYS)(
  "an invite that the writer makes after another account recovered beside them is nobody's (heard: $heard)",
  async ({ heard }) => {
    const [writer, other] = [await newPerson(), await newPerson()];
    await writer.tab.saved();
    writer.browser.tabsTalk = heard;
    const tab = writer.browser.openTab();
    const newPassphrase = await tab.engine.suggestPassphrase();
    const newCode = await tab.engine.newRecoveryCode();
    const recovery = { handle: other.handle, code: other.recoveryCode, newPassphrase, newCode };
    await must(tab.engine.recover(recovery, () => {}));
    await tab.saved();
    expect(await writer.tab.engine.makeInvite()).toEqual({ ok: false, problem: "signed_out" });
    await expectEmptied(writer.tab);
    expect((await heldOf(await idOf(other))).invites).toEqual([]);
    expect((await heldOf(await idOf(writer))).invites).toEqual([]);
    expect(tab.vault.link).toEqual({ state: "none" });
  },
);

test("the writer's own recovery in the tab beside: the tab with the old key empties itself, and writes nothing under it", async () => {
  const writer = await newPerson();
  await writer.tab.engine.saveItem(hug());
  await writer.tab.saved();
  const tab = writer.browser.openTab();
  const newPassphrase = await tab.engine.suggestPassphrase();
  const newCode = await tab.engine.newRecoveryCode();
  await must(
    tab.engine.recover(
      { handle: writer.handle, code: writer.recoveryCode, newPassphrase, newCode },
      () => {},
    ),
  );
  await tab.saved();
  await expectEmptied(writer.tab);
  expect(tab.vault.troubles).toEqual([]);
  // A reload beside it opens with the key that is kept now.
  const reloaded = writer.browser.openTab();
  await reloaded.engine.restore();
  await reloaded.saved();
  expect(Object.keys(reloaded.vault.entries)).toEqual([hug().id]);
});

test("a locked tab does not tell the newcomer whose it was; one of the same account stays open", async () => {
  const [writer, other] = [await newPerson(), await newPerson()];
  const second = await comesBack(writer);
  expect(writer.tab.snapshot.status).toBe("open");
  await second.engine.lock();
  const locked = writer.browser.openTab();
  await locked.engine.restore();
  expect(locked.snapshot).toEqual({ status: "locked", handle: writer.handle, stillShown: false });
  await comesBack({ ...other, browser: writer.browser });
  expect(locked.snapshot).toEqual({ status: "signedOut" });
});

test("every personal route refuses a request that is meant for somebody else, or for nobody, before all else", async () => {
  const { maker, accepter, inviteId: linkId } = await newPair();
  const inviting = await newAccount();
  const inviteId = newId();
  await send("invites", { body: { id: inviteId }, cookie: inviting.cookie });
  const page = () => ({ effectiveFrom: Date.now() + 1, sealed: sealed() });
  const requests: [path: string, options: Options, cookie: string][] = [
    ["vault", {}, maker.cookie],
    ["vault/versions", {}, maker.cookie],
    ["vault/read", { body: { names: [newName()] } }, maker.cookie],
    ["vault", writeOfNew(newName(), sealed()), maker.cookie],
    [`vault/${newName()}`, { method: "DELETE", body: { version: 1 } }, maker.cookie],
    ["sheet", {}, maker.cookie],
    ["sheet/mine", {}, maker.cookie],
    [
      "sheet/mine",
      { method: "PUT", body: { linkId, revision: 0, current: page(), later: [] } },
      maker.cookie,
    ],
    ["link", {}, maker.cookie],
    ["link", { method: "DELETE", body: { page: page() } }, maker.cookie],
    ["link", { method: "POST", body: { page: page() } }, inviting.cookie],
    ["invites", { body: { id: newId() } }, (await newAccount()).cookie],
    ["invites/mine", {}, inviting.cookie],
    ["invites/mine", { method: "DELETE" }, inviting.cookie],
    [`invites/${inviteId}`, {}, (await newAccount()).cookie],
    [
      `invites/${inviteId}/accept`,
      { body: { acceptance: sealed(), page: page() } },
      (await newAccount()).cookie,
    ],
    [`invites/${inviteId}/accept`, { method: "DELETE" }, (await newAccount()).cookie],
  ];
  const before = await stored();
  // The writer's partner, a stranger, nobody, no id at all, none: the same answer byte for byte, whatever the body is.
  const stranger = await newAccount();
  const after = { ...before, users: (await stored()).users };
  for (const [path, options, cookie] of requests) {
    for (const account of [accepter.ownerId, stranger.ownerId, newId(), "x", "", null]) {
      for (const body of options.body === undefined ? [undefined] : [options.body, "{", "[".repeat(5000)]) {
        const answer = await send(path, { ...options, body, cookie, account });
        const { status, text, headers } = answer;
        expect([path, account, status, text, headers.get("etag")]).toEqual([
          path,
          account,
          409,
          '{"error":"other_account"}',
          null,
        ]);
      }
    }
    // Without a session there is nobody to be another than.
    expect((await send(path, { ...options, account: stranger.ownerId })).text).toBe('{"error":"signed_out"}');
  }
  expect(await stored()).toEqual(after);
  // And named rightly, each is more than refused for that.
  for (const [path, options, cookie] of requests) {
    expect([path, (await send(path, { ...options, cookie })).json.error]).not.toEqual([
      path,
      "other_account",
    ]);
  }
});
