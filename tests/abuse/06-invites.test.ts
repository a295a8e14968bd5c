import { afterEach, expect, test, vi } from "vitest";
import { starterComfort } from "@/lib/domain/comfort/topics";
import { EMPTY_PAGE } from "@/lib/domain/sheet/page";
import { db } from "@/lib/server/db";
import { INVITE_LIFETIME_MS } from "@/lib/wire/limits";
import { newAccount, newId, newPair, sealed, signIn } from "../support/account";
import { type Answer, send } from "../support/http";
import { link, lockEveryTab, must, newPerson, type Person, shareParts } from "../support/person";
import { withServer } from "../support/server";

/* Invites as tests/server/links.test.ts leaves them: a third person, linking anew, and what an old link gives away. */
withServer();
vi.setConfig({ testTimeout: 180_000 });
afterEach(async () => {
  vi.useRealTimers();
  await lockEveryTab();
});

const told = ({ status, text, headers }: Answer) => ({ status, text, headers: [...headers] });
const urlOf = ({ tab }: Person) => {
  const { link: invited } = tab.vault;
  if (invited.state !== "invited") throw new Error(`No invite: ${invited.state}`);
  return invited.url;
};

test("a third person with the link gets nowhere once somebody accepted, and linking anew shows nothing old", async () => {
  const writer = await newPerson();
  const reader = await newPerson();
  const third = await newPerson();
  await must(writer.tab.engine.makeInvite());
  const url = urlOf(writer);
  await must(reader.tab.engine.acceptInvite(url));
  expect(await third.tab.engine.lookUpInvite(url)).toEqual({ ok: false, problem: "invite_used" });
  expect(await third.tab.engine.acceptInvite(url)).toEqual({ ok: false, problem: "invite_used" });
  expect(third.tab.vault.link).toEqual({ state: "none" });
  await writer.tab.engine.refreshLink();
  await must(writer.tab.engine.confirmLink());
  await reader.tab.engine.refreshLink();
  // Neither of the two can be drawn into another link meanwhile.
  expect(await reader.tab.engine.makeInvite()).toEqual({ ok: false, problem: "already_linked" });
  expect(reader.tab.vault.link.state).toBe("linked");
  expect(await third.tab.engine.acceptInvite(url)).toEqual({ ok: false, problem: "invite_used" });
  await must(third.tab.engine.makeInvite());
  expect(await writer.tab.engine.acceptInvite(urlOf(third))).toEqual({
    ok: false,
    problem: "already_linked",
  });
  expect([writer.tab.vault.link.state, third.tab.vault.link.state]).toEqual(["linked", "invited"]);
  await must(third.tab.engine.cancelInvite());

  const hug = { ...starterComfort("hug", Date.now()), note: "for the reader alone" };
  await shareParts(writer.tab, hug, ["note"]);
  await writer.tab.saved();
  await reader.tab.engine.refreshTheirPage();
  expect(reader.tab.vault.theirPage).toMatchObject({ page: { items: [{ note: "for the reader alone" }] } });
  const words = reader.tab.vault.link.state === "linked" ? reader.tab.vault.link.words : [];

  // The writer leaves, and shares nothing for a while; then the two link anew, under another key.
  await must(writer.tab.engine.unlink());
  await writer.tab.engine.stopAll();
  await must(reader.tab.engine.unlink());
  await link(reader, writer);
  expect(reader.tab.vault.link.state === "linked" && reader.tab.vault.link.words).not.toEqual(words);
  await reader.tab.engine.refreshTheirPage();
  expect(reader.tab.vault.theirPage).toEqual({ state: "shown", page: EMPTY_PAGE });
  expect(await third.tab.engine.acceptInvite(url)).toEqual({ ok: false, problem: "invite_used" });
});

test("what an old link answers depends on the time alone, not on whether anybody invites again", async () => {
  const { maker, inviteId } = await newPair();
  const [watcher, lapsed, waiting] = [await newAccount(), await newAccount(), await newAccount()];
  // Invites of the reader's own that nobody used, and one that they accepted themselves on a second account.
  const [own, accepted] = [newId(), newId()];
  await send("invites", { body: { id: own }, cookie: lapsed.cookie });
  await send("invites", { body: { id: accepted }, cookie: watcher.cookie });
  const body = { acceptance: sealed(), page: { effectiveFrom: Date.now(), sealed: sealed() } };
  await send(`invites/${accepted}/accept`, { body, cookie: waiting.cookie });

  for (const days of [2, 8]) {
    const at = Date.now() + (days - 2) * 24 * 3600_000 + INVITE_LIFETIME_MS + 1000;
    vi.useFakeTimers({ now: at, toFake: ["Date"] });
    const cookies = {
      watcher: await signIn(watcher),
      lapsed: await signIn(lapsed),
      waiting: await signIn(waiting),
    };
    const ask = async () =>
      [
        await send(`invites/${inviteId}`, { cookie: cookies.watcher }),
        await send(`invites/${own}`, { cookie: cookies.watcher }),
        await send(`invites/${accepted}`, { cookie: cookies.waiting }),
        await send("link", { body: { page: body.page }, cookie: cookies.lapsed }),
        await send("invites/mine", { cookie: cookies.lapsed }),
        await send(`invites/${accepted}/accept`, { method: "DELETE", cookie: cookies.waiting }),
      ].map(told);
    const before = await ask();
    // The writer has left, and invites somebody else.
    const other = { ...maker, cookie: await signIn(maker) };
    const page = { effectiveFrom: at + 1, sealed: sealed() };
    await send("link", { method: "DELETE", body: { page }, cookie: other.cookie });
    expect((await send("invites", { body: { id: newId() }, cookie: other.cookie })).status).toBe(201);
    expect([days, await ask()]).toEqual([days, before]);
    await send("invites/mine", { method: "DELETE", cookie: other.cookie });
    vi.useRealTimers();
  }
});

test("an invite gives no second way in: not by its id alone, not by making one under the same id", async () => {
  const { accepter: partner, inviteId } = await newPair();
  const second = await newAccount();
  const before = await db().linkSeat.findMany({ orderBy: [{ linkId: "asc" }, { seat: "asc" }] });
  const seen = (await send("sheet", { cookie: partner.cookie })).json;
  for (const person of [partner, second]) {
    expect((await send("invites", { body: { id: inviteId }, cookie: person.cookie })).status).toBe(409);
    const body = { acceptance: sealed(), page: { effectiveFrom: Date.now(), sealed: sealed() } };
    expect((await send(`invites/${inviteId}/accept`, { body, cookie: person.cookie })).status).toBe(409);
  }
  // Much later its id is free again; a link made of it is another one, and does not touch the one that stands.
  await db().invite.deleteMany({ where: { id: inviteId } });
  const third = await newAccount();
  expect((await send("invites", { body: { id: inviteId }, cookie: second.cookie })).status).toBe(201);
  const page = { effectiveFrom: Date.now(), sealed: sealed() };
  const accept = { body: { acceptance: sealed(), page }, cookie: third.cookie };
  expect((await send(`invites/${inviteId}/accept`, accept)).status).toBe(201);
  expect((await send("link", { body: { page }, cookie: second.cookie })).status).toBe(201);
  const seats = await db().linkSeat.findMany({ orderBy: [{ linkId: "asc" }, { seat: "asc" }] });
  expect(seats.filter(({ userId }) => userId !== second.ownerId && userId !== third.ownerId)).toEqual(before);
  expect((await send("sheet", { cookie: partner.cookie })).json).toEqual(seen);
  expect((await send("sheet", { cookie: second.cookie })).json).toEqual({ sealed: page.sealed });
});
