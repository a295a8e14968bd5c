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

/** He asks for everything and writes his own sheet, over and over, until told to stop. */
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

test("she leaves while he floods, and while he publishes; all that is hers stays", {
  timeout: 180_000,
}, async () => {
  const she = await newPerson();
  const he = await newPerson();
  await link(she, he);
  await share(she);
  await she.tab.engine.saveItem(ownComfort("own-topic-000000000000", "mine alone", "talking", Date.now()));
  await she.tab.saved();
  const before = she.tab.vault.entries;
  const stop = flood(he);
  const publishing = shareParts(he.tab, { ...hug(), note: "his" }, ["note"]);
  await must(she.tab.engine.unlink());
  await stop();
  await publishing;
  expect(she.tab.vault.link).toEqual({ state: "none" });
  await she.tab.saved();
  expect(she.tab.vault.entries).toEqual(before);
  const phone = new TestBrowser().openTab();
  await must(phone.engine.signIn(she, () => {}));
  expect(phone.vault.entries).toEqual(before);
  expect([phone.vault.link, phone.vault.troubles]).toEqual([{ state: "none" }, []]);
  // Nothing he does afterwards brings her back: her seat is empty, and what he can fetch is an empty page.
  await he.tab.engine.refreshTheirPage();
  expect(he.tab.vault.theirPage).toEqual({ state: "shown", page: EMPTY_PAGE });
  for (const [path, method, body] of [
    ["link", "POST", { page: { effectiveFrom: Date.now(), sealed: sealed() } }],
    ["invites", "POST", { id: "A".repeat(22) }],
  ] as const) {
    await send(path, { method, body, cookie: he.browser.cookie });
  }
  expect((await send("link", { cookie: she.browser.cookie })).json.state).toBe("none");
  expect((await send("sheet", { cookie: she.browser.cookie })).status).toBe(404);
});

test("both leave at the same moment: both are free, and nothing of the link stays", {
  timeout: 120_000,
}, async () => {
  const she = await newPerson();
  const he = await newPerson();
  await link(she, he);
  await share(she);
  await Promise.all([she, he].map(({ tab }) => tab.saved()));
  const { linkId: inviteId } = (await send("link", { cookie: she.browser.cookie })).json;
  const pages = () => db().sheetPage.count({ where: { owner: { link: { inviteId } } } });
  expect(await pages()).toBe(2);
  await Promise.all([must(she.tab.engine.unlink()), must(he.tab.engine.unlink())]);
  expect([she.tab.vault.link, he.tab.vault.link]).toEqual([{ state: "none" }, { state: "none" }]);
  expect(await pages()).toBe(0);
  expect(await db().link.count({ where: { inviteId } })).toBe(0);
});

test("her own phone, publishing meanwhile, does not stand in the way", { timeout: 120_000 }, async () => {
  const she = await newPerson();
  const he = await newPerson();
  await link(she, he);
  const phone = she.browser.openTab();
  await phone.engine.restore();
  await phone.saved();
  await share({ tab: phone });
  const left = she.tab.engine.unlink();
  for (let i = 0; i < 4; i++) await shareParts(phone, { ...hug(), note: `gently ${i}` }, ["note"]);
  await must(left);
  await he.tab.engine.refreshTheirPage();
  expect(he.tab.vault.theirPage).toEqual({ state: "shown", page: EMPTY_PAGE });
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
  const she = await newPerson();
  const he = await newPerson();
  // A clock that jumps locks what is open: she opens again with it as it is.
  await she.tab.engine.lock();
  she.browser.now = () => Date.now() + 24 * 3600_000;
  she.tab = she.browser.openTab();
  await must(she.tab.engine.unlock(she.passphrase, () => {}));
  await link(she, he);
  she.browser.now = () => Date.now();
  // A device that opens a vault whose link document is blank.
  const ownerId = (await db().user.findUniqueOrThrow({ where: { handle: she.handle } })).id;
  await db().vaultDocument.deleteMany({ where: { ownerId } });
  const pocket = new TestBrowser();
  const phone = pocket.openTab();
  await must(phone.engine.signIn(she, () => {}));
  expect(phone.vault.link).toEqual({ state: "keyLost" });
  await must(phone.engine.unlink());
  expect(phone.vault.link).toEqual({ state: "none" });
  expect((await send("link", { cookie: pocket.cookie })).json.state).toBe("none");
});

test("an invite that is opened while linked, or a second one made, costs nobody the link", {
  timeout: 120_000,
}, async () => {
  const she = await newPerson();
  const he = await newPerson();
  const stranger = await newPerson();
  await link(she, he);
  await must(stranger.tab.engine.makeInvite());
  const { link: invited } = stranger.tab.vault;
  const url = invited.state === "invited" ? invited.url : "";
  for (const { tab } of [she, he]) {
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
