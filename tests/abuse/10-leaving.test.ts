import { afterEach, expect, test, vi } from "vitest";
import { ownComfort, starterComfort } from "@/lib/domain/comfort/topics";
import { EMPTY_PAGE } from "@/lib/domain/sheet/page";
import { db } from "@/lib/server/db";
import { newAccount, newPair, sealed } from "../support/account";
import { send } from "../support/http";
import { link, lockEveryTab, must, newPerson, type Person, shareParts, TestBrowser } from "../support/person";
import { withServer } from "../support/server";

/* Leaving is one person's act: the other cannot block, delay or undo it, and nothing of the one who leaves is lost. */
withServer();
afterEach(async () => {
  vi.useRealTimers();
  await lockEveryTab();
});

const hug = () => ({ ...starterComfort("hug", Date.now()), note: "gently" });
const share = ({ tab }: Pick<Person, "tab">) => shareParts(tab, hug(), ["note"]);
const page = (at: number) => ({ effectiveFrom: at, sealed: sealed() });

/** The reader asks for everything and writes their own sheet, over and over, until told to stop. */
function flood({ browser }: Person) {
  let on = true;
  const cookie = browser.cookie;
  const one = async () => {
    const { linkId } = (await send("link", { cookie })).json;
    while (on) {
      await send("sheet", { cookie });
      const { json } = await send("sheet/mine", { cookie });
      const current = { effectiveFrom: Date.now() + 1, sealed: sealed(16_000) };
      const body = { linkId, revision: json.revision ?? 0, current, later: [] };
      await send("sheet/mine", { method: "PUT", body, cookie });
      await send("link", { cookie });
    }
  };
  const all = Promise.all(Array.from({ length: 8 }, one));
  return async () => {
    on = false;
    await all;
  };
}

test("the writer leaves while the reader floods, and while the reader publishes; all that is the writer's own stays", {
  timeout: 180_000,
}, async () => {
  const writer = await newPerson();
  const reader = await newPerson();
  await link(writer, reader);
  await share(writer);
  await writer.tab.engine.saveItem(ownComfort("own-topic-000000000000", "mine alone", "talking", Date.now()));
  await writer.tab.saved();
  const before = writer.tab.vault.entries;
  const stop = flood(reader);
  const publishing = shareParts(reader.tab, { ...hug(), note: "the reader's" }, ["note"]);
  await must(writer.tab.engine.unlink());
  await stop();
  await publishing;
  expect(writer.tab.vault.link).toEqual({ state: "none" });
  await writer.tab.saved();
  expect(writer.tab.vault.entries).toEqual(before);
  const phone = new TestBrowser().openTab();
  await must(phone.engine.signIn(writer, () => {}));
  expect(phone.vault.entries).toEqual(before);
  expect([phone.vault.link, phone.vault.troubles]).toEqual([{ state: "none" }, []]);
  // Nothing the reader does afterwards brings the writer back: the writer's seat is empty, and what can be fetched is an empty page.
  await reader.tab.engine.refreshTheirPage();
  expect(reader.tab.vault.theirPage).toEqual({ state: "shown", page: EMPTY_PAGE });
  for (const [path, method, body] of [
    ["link", "POST", { page: { effectiveFrom: Date.now(), sealed: sealed() } }],
    ["invites", "POST", { id: "A".repeat(22) }],
  ] as const) {
    await send(path, { method, body, cookie: reader.browser.cookie });
  }
  expect((await send("link", { cookie: writer.browser.cookie })).json.state).toBe("none");
  expect((await send("sheet", { cookie: writer.browser.cookie })).status).toBe(404);
});

test("both leave at the same moment: both are free, and nothing of the link stays", {
  timeout: 120_000,
}, async () => {
  const writer = await newPerson();
  const reader = await newPerson();
  await link(writer, reader);
  await share(writer);
  await Promise.all([writer, reader].map(({ tab }) => tab.saved()));
  const { linkId: inviteId } = (await send("link", { cookie: writer.browser.cookie })).json;
  const pages = () => db().sheetPage.count({ where: { owner: { link: { inviteId } } } });
  expect(await pages()).toBe(2);
  await Promise.all([must(writer.tab.engine.unlink()), must(reader.tab.engine.unlink())]);
  expect([writer.tab.vault.link, reader.tab.vault.link]).toEqual([{ state: "none" }, { state: "none" }]);
  expect(await pages()).toBe(0);
  expect(await db().link.count({ where: { inviteId } })).toBe(0);
});

test("the writer's own phone, publishing meanwhile, does not stand in the way", {
  timeout: 120_000,
}, async () => {
  const writer = await newPerson();
  const reader = await newPerson();
  await link(writer, reader);
  const phone = writer.browser.openTab();
  await phone.engine.restore();
  await phone.saved();
  await share({ tab: phone });
  const left = writer.tab.engine.unlink();
  for (let i = 0; i < 4; i++) await shareParts(phone, { ...hug(), note: `gently ${i}` }, ["note"]);
  await must(left);
  await reader.tab.engine.refreshTheirPage();
  expect(reader.tab.vault.theirPage).toEqual({ state: "shown", page: EMPTY_PAGE });
});

test("a page published between the look and the leaving does not stay behind", async () => {
  const { maker, accepter, start, pages, inviteId } = await newPair();
  const cookie = maker.cookie;
  const published = page(start + 1);
  const body = { linkId: inviteId, revision: 0, current: published, later: [page(start + 3600_000)] };
  expect((await send("sheet/mine", { method: "PUT", body, cookie })).status).toBe(200);
  // The revision at which the page was empty is not the one held any more.
  const stale = await send("link", { method: "DELETE", body: { revision: 0 }, cookie });
  expect([stale.status, stale.json]).toEqual([409, { error: "conflict" }]);
  expect((await send("sheet", { cookie: accepter.cookie })).json).toEqual({ sealed: published.sealed });
  // With the right one it goes, and what was to come goes with it.
  expect((await send("link", { method: "DELETE", body: { revision: 1 }, cookie })).status).toBe(200);
  expect((await send("sheet", { cookie: accepter.cookie })).json).toEqual({ sealed: published.sealed });
  vi.useFakeTimers({ now: start + 7200_000, toFake: ["Date"] });
  expect((await send("sheet", { cookie: accepter.cookie })).json).toEqual({ sealed: published.sealed });
  expect(pages.maker.sealed).not.toBe(published.sealed);
});

test("leaving works where the key is lost and a clock ran ahead when the page was made", {
  timeout: 120_000,
}, async () => {
  const writer = await newPerson();
  const reader = await newPerson();
  // A clock that jumps locks what is open: the writer opens again with it as it is.
  await writer.tab.engine.lock();
  writer.browser.now = () => Date.now() + 24 * 3600_000;
  writer.tab = writer.browser.openTab();
  await must(writer.tab.engine.unlock(writer.passphrase, () => {}));
  await link(writer, reader);
  writer.browser.now = () => Date.now();
  // A device that opens a vault whose link document is blank.
  const ownerId = (await db().user.findUniqueOrThrow({ where: { handle: writer.handle } })).id;
  await db().vaultDocument.deleteMany({ where: { ownerId } });
  const pocket = new TestBrowser();
  const phone = pocket.openTab();
  await must(phone.engine.signIn(writer, () => {}));
  expect(phone.vault.link).toEqual({ state: "keyLost" });
  await must(phone.engine.unlink());
  expect(phone.vault.link).toEqual({ state: "none" });
  expect((await send("link", { cookie: pocket.cookie })).json.state).toBe("none");
});

test("an invite that is opened while linked, or a second one made, costs nobody the link", {
  timeout: 120_000,
}, async () => {
  const writer = await newPerson();
  const reader = await newPerson();
  const stranger = await newPerson();
  await link(writer, reader);
  await must(stranger.tab.engine.makeInvite());
  const { link: invited } = stranger.tab.vault;
  const url = invited.state === "invited" ? invited.url : "";
  for (const { tab } of [writer, reader]) {
    expect(await tab.engine.acceptInvite(url)).toEqual({ ok: false, problem: "already_linked" });
    expect(await tab.engine.makeInvite()).toEqual({ ok: false, problem: "already_linked" });
    await tab.engine.refreshLink();
    expect(tab.vault.link.state).toBe("linked");
  }
  // Nor does one that is refused cost somebody their own open invite.
  expect(await stranger.tab.engine.makeInvite()).toEqual({ ok: false, problem: "invite_open" });
  await stranger.tab.engine.refreshLink();
  expect(stranger.tab.vault.link).toEqual(invited);
});

test("whoever has left cannot try, by linking two accounts of theirs under the same id, whether the other has left too", async () => {
  const answers = [];
  for (const otherLeaves of [false, true]) {
    const { maker, accepter, inviteId } = await newPair();
    const last = { page: page(Date.now() + 60_000) };
    const leave = (cookie: string) => send("link", { method: "DELETE", body: last, cookie });
    expect((await leave(maker.cookie)).status).toBe(200);
    if (otherLeaves) expect((await leave(accepter.cookie)).status).toBe(200);
    // The invite is forgotten two days later.
    await db().invite.deleteMany({ where: { id: inviteId } });
    const [spare, other] = [await newAccount(), await newAccount()];
    const body = { acceptance: sealed(), page: page(Date.now()) };
    const path = `invites/${inviteId}/accept`;
    answers.push([
      (await send("invites", { body: { id: inviteId }, cookie: spare.cookie })).status,
      (await send(path, { body, cookie: other.cookie })).status,
      (await send("link", { body: { page: page(Date.now()) }, cookie: spare.cookie })).status,
    ]);
  }
  const [stays, left] = answers;
  expect(stays?.at(-1)).toBeLessThan(300);
  expect(left).toEqual(stays);
});
