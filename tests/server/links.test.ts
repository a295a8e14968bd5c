import { afterEach, expect, test, vi } from "vitest";
import { db } from "@/lib/server/db";
import { INVITE_LIFETIME_MS } from "@/lib/wire/limits";
import { createInviteResponse, linkResponse, myInviteResponse } from "@/lib/wire/link";
import { type Account, newAccount, newId, newPair, sealed, signIn } from "../support/account";
import { type Answer, send } from "../support/http";
import { withServer } from "../support/server";

withServer();
afterEach(() => {
  vi.useRealTimers();
});

const start = Date.now() - 1000;
const page = (effectiveFrom = start) => ({ effectiveFrom, sealed: sealed() });
const told = ({ status, json }: Answer) => [status, json.error ?? "ok"];

const invite = (maker: Account, id = newId()) => send("invites", { body: { id }, cookie: maker.cookie });
const open = (person: Account, id: string) => send(`invites/${id}`, { cookie: person.cookie });
const accept = (person: Account, id: string, acceptance = sealed()) =>
  send(`invites/${id}/accept`, { body: { acceptance, page: page() }, cookie: person.cookie });
const withdraw = (person: Account, id: string) =>
  send(`invites/${id}/accept`, { method: "DELETE", cookie: person.cookie });
const cancel = (person: Account) => send("invites/mine", { method: "DELETE", cookie: person.cookie });
const confirm = (person: Account) => send("link", { body: { page: page() }, cookie: person.cookie });
const leave = (person: Account, last = page(Date.now() + 1)) =>
  send("link", { method: "DELETE", body: { page: last }, cookie: person.cookie });
const state = async (person: Account) =>
  linkResponse.parse((await send("link", { cookie: person.cookie })).json);

async function invited() {
  const maker = await newAccount();
  const id = newId();
  expect((await invite(maker, id)).status).toBe(201);
  return { maker, id };
}

test("invite, accept, confirm: both are linked and see each other's first page", async () => {
  const { maker, id } = await invited();
  const accepter = await newAccount();
  expect(await state(maker)).toMatchObject({ state: "invited", inviteId: id, accepted: false });
  expect(await state(accepter)).toMatchObject({ state: "none" });
  const before = myInviteResponse.parse((await send("invites/mine", { cookie: maker.cookie })).json);
  expect(before).toMatchObject({ id, acceptance: null });
  expect(Math.abs(before.expiresAt - Date.now() - INVITE_LIFETIME_MS)).toBeLessThan(MINUTE);

  expect(Object.keys((await open(accepter, id)).json)).toEqual(["now"]);
  const acceptance = sealed(500);
  expect(told(await accept(accepter, id, acceptance))).toEqual([201, "ok"]);
  expect(await state(maker)).toMatchObject({ state: "invited", inviteId: id, accepted: true });
  expect(await state(accepter)).toMatchObject({ state: "waiting", inviteId: id });
  expect((await send("invites/mine", { cookie: maker.cookie })).json.acceptance).toBe(acceptance);
  for (const { cookie } of [maker, accepter]) expect((await send("sheet", { cookie })).status).toBe(404);

  expect(told(await confirm(maker))).toEqual([201, "ok"]);
  expect(await state(maker)).toMatchObject({ state: "linked", linkId: id, seat: "maker" });
  expect(await state(accepter)).toMatchObject({ state: "linked", linkId: id, seat: "accepter" });
  for (const { cookie } of [maker, accepter]) expect((await send("sheet", { cookie })).status).toBe(200);
  expect(told(await send("invites/mine", { cookie: maker.cookie }))).toEqual([404, "not_found"]);
});

const MINUTE = 60_000;

test("one open invite each; cancelled, it leaves nothing", async () => {
  const { maker, id } = await invited();
  const other = await newAccount();
  expect(told(await invite(maker))).toEqual([409, "invite_open"]);
  expect(told(await cancel(maker))).toEqual([200, "ok"]);
  expect(await db().invite.findUnique({ where: { id } })).toBeNull();
  expect(told(await open(other, id))).toEqual([404, "invite_unknown"]);
  expect(told(await accept(other, id))).toEqual([404, "invite_unknown"]);
  expect(told(await cancel(maker))).toEqual([404, "not_found"]);
  expect(createInviteResponse.parse((await invite(maker)).json).expiresAt).toBeGreaterThan(Date.now());
});

test("two invites made at once: one is", async () => {
  const maker = await newAccount();
  const answers = await Promise.all([1, 2, 3].map(() => invite(maker)));
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
  expect(answers.filter(({ json }) => json.error === "invite_open")).toHaveLength(2);
});

test("an id that another invite has is a conflict, and that invite stays", async () => {
  const { id } = await invited();
  expect(told(await invite(await newAccount(), id))).toEqual([409, "conflict"]);
  expect(told(await open(await newAccount(), id))).toEqual([200, "ok"]);
});

test("own, unknown and malformed invites are told apart from those that can be accepted", async () => {
  const { maker, id } = await invited();
  expect(told(await open(maker, id))).toEqual([409, "invite_own"]);
  expect(told(await accept(maker, id))).toEqual([409, "invite_own"]);
  for (const wrong of [newId(), "short", "..%2fmine"]) {
    expect(told(await open(maker, wrong))).toEqual([404, "invite_unknown"]);
    expect(told(await accept(maker, wrong))).toEqual([404, "invite_unknown"]);
  }
});

test("of several who accept at once one does, and the others are told that it is used", async () => {
  const people = await Promise.all(Array.from({ length: 6 }, newAccount));
  for (let round = 0; round < 3; round++) {
    const { maker, id } = await invited();
    const answers = await Promise.all(people.map((person) => accept(person, id)));
    const winner = answers.findIndex(({ status }) => status === 201);
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(answers.filter(({ json }) => json.error === "invite_used")).toHaveLength(5);
    await confirm(maker);
    const states = await Promise.all(people.map(state));
    expect(states.map(({ state }) => state === "linked")).toEqual(people.map((_, at) => at === winner));
    const [linked] = people.splice(winner, 1, await newAccount());
    expect(linked && (await state(linked))).toMatchObject({ linkId: id });
  }
});

test("a used invite is told as used until it would have expired, and names nobody", async () => {
  const { inviteId, maker, accepter } = await newPair();
  const third = await newAccount();
  for (const person of [maker, accepter, third])
    expect(told(await open(person, inviteId))).toEqual([409, "invite_used"]);
  expect(await db().invite.findUnique({ where: { id: inviteId } })).toMatchObject({
    makerId: null,
    acceptedById: null,
    acceptance: null,
    firstPage: null,
  });
  await db().invite.update({ where: { id: inviteId }, data: { expiresAt: new Date(Date.now() - 1) } });
  expect(told(await open(third, inviteId))).toEqual([404, "invite_unknown"]);
  await invite(third);
  expect(await db().invite.findUnique({ where: { id: inviteId } })).toBeNull();
});

test("after 48 hours it has expired, for the maker and everybody", async () => {
  const { maker, id } = await invited();
  const accepter = await newAccount();
  await accept(accepter, id);
  vi.useFakeTimers({ now: Date.now() + INVITE_LIFETIME_MS, toFake: ["Date"] });
  const [late, other] = [
    { ...maker, cookie: await signIn(maker) },
    { ...accepter, cookie: await signIn(accepter) },
  ];
  expect(told(await open(other, id))).toEqual([410, "invite_expired"]);
  expect(told(await confirm(late))).toEqual([410, "invite_expired"]);
  expect(told(await send("invites/mine", { cookie: late.cookie }))).toEqual([404, "not_found"]);
  expect(await state(late)).toMatchObject({ state: "none" });
  expect(await state(other)).toMatchObject({ state: "none" });
  // What was accepted goes with the next sweep, and both are free again.
  expect(told(await invite(other))).toEqual([201, "ok"]);
  expect(await db().invite.findUnique({ where: { id } })).toMatchObject({
    acceptedById: null,
    acceptance: null,
  });
  expect(told(await invite(late))).toEqual([201, "ok"]);
});

test("who accepted may withdraw, nobody else, and then another may accept", async () => {
  const { maker, id } = await invited();
  const [one, two] = [await newAccount(), await newAccount()];
  await accept(one, id);
  for (const person of [maker, two]) expect(told(await withdraw(person, id))).toEqual([404, "not_found"]);
  expect(told(await withdraw(one, id))).toEqual([200, "ok"]);
  expect(await state(one)).toMatchObject({ state: "none" });
  expect(told(await confirm(maker))).toEqual([409, "conflict"]);
  expect(told(await accept(two, id))).toEqual([201, "ok"]);
  expect(told(await confirm(maker))).toEqual([201, "ok"]);
  expect(await state(two)).toMatchObject({ state: "linked" });
});

test("a cancelled invite sets the one who waits free", async () => {
  const { maker, id } = await invited();
  const accepter = await newAccount();
  await accept(accepter, id);
  await cancel(maker);
  expect(await state(accepter)).toMatchObject({ state: "none" });
  expect(told(await confirm(maker))).toEqual([404, "invite_unknown"]);
});

test("one waits on one acceptance at a time, and does not invite meanwhile", async () => {
  const [first, second] = [await invited(), await invited()];
  const person = await newAccount();
  await accept(person, first.id);
  expect(told(await accept(person, second.id))).toEqual([409, "conflict"]);
  expect(told(await invite(person))).toEqual([409, "conflict"]);
  expect(await state(second.maker)).toMatchObject({ accepted: false });
});

test("nothing to confirm: no invite, or nobody accepted", async () => {
  expect(told(await confirm(await newAccount()))).toEqual([404, "invite_unknown"]);
  const { maker } = await invited();
  expect(told(await confirm(maker))).toEqual([409, "conflict"]);
});

test("one link each: who is linked neither invites nor accepts nor is accepted", async () => {
  const { maker, accepter } = await newPair();
  const { id, maker: free } = await invited();
  for (const person of [maker, accepter]) {
    expect(told(await invite(person))).toEqual([409, "already_linked"]);
    expect(told(await accept(person, id))).toEqual([409, "already_linked"]);
    expect(told(await confirm(person))).toEqual([409, "already_linked"]);
  }
  expect(await state(free)).toMatchObject({ state: "invited", accepted: false });
});

test("linking ends both people's other invites and acceptances", async () => {
  const { maker, id } = await invited();
  const own = await invited();
  expect(told(await accept(own.maker, id))).toEqual([201, "ok"]);
  expect(await state(own.maker)).toMatchObject({ state: "waiting", inviteId: id });
  expect(told(await confirm(maker))).toEqual([201, "ok"]);
  expect(told(await accept(await newAccount(), own.id))).toEqual([404, "invite_unknown"]);
});

test("two who accepted each other and confirm at once are linked once", async () => {
  for (let round = 0; round < 3; round++) {
    const [one, two] = [await invited(), await invited()];
    expect((await accept(one.maker, two.id)).status).toBe(201);
    expect((await accept(two.maker, one.id)).status).toBe(201);
    const answers = await Promise.all([confirm(one.maker), confirm(two.maker)]);
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    const states = [await state(one.maker), await state(two.maker)];
    expect(states.every(({ state }) => state === "linked")).toBe(true);
    expect(new Set(states.map((held) => held.state === "linked" && held.linkId)).size).toBe(1);
  }
});

test("confirming and withdrawing at once: linked or not, never half", async () => {
  for (let round = 0; round < 5; round++) {
    const { maker, id } = await invited();
    const accepter = await newAccount();
    await accept(accepter, id);
    const [confirmed] = await Promise.all([confirm(maker), withdraw(accepter, id)]);
    const linked = confirmed.status === 201;
    expect((await state(maker)).state).toBe(linked ? "linked" : "invited");
    expect((await state(accepter)).state).toBe(linked ? "linked" : "none");
    expect(await db().link.count({ where: { inviteId: id } })).toBe(linked ? 1 : 0);
  }
});

test("leaving is one person's act, and the other's answers keep their shape", async () => {
  const { maker, accepter, inviteId } = await newPair();
  const before = await send("link", { cookie: accepter.cookie });
  const sheetBefore = await send("sheet", { cookie: accepter.cookie });
  const last = page(Date.now() + 1);
  expect(told(await leave(maker, last))).toEqual([200, "ok"]);

  expect(await state(maker)).toMatchObject({ state: "none" });
  for (const path of ["sheet", "sheet/mine"]) {
    expect(told(await send(path, { cookie: maker.cookie }))).toEqual([404, "not_linked"]);
  }
  expect(told(await leave(maker))).toEqual([404, "not_linked"]);

  const after = await send("link", { cookie: accepter.cookie });
  expect({ ...after.json, now: 0 }).toEqual({ ...before.json, now: 0 });
  const sheetAfter = await send("sheet", { cookie: accepter.cookie });
  expect(sheetAfter.json).toEqual({ sealed: last.sealed });
  expect([...sheetAfter.headers.keys()]).toEqual([...sheetBefore.headers.keys()]);
  const own = await send("sheet/mine", { cookie: accepter.cookie });
  const write = { linkId: inviteId, revision: own.json.revision, current: page(Date.now() + 5), later: [] };
  expect((await send("sheet/mine", { method: "PUT", body: write, cookie: accepter.cookie })).status).toBe(
    200,
  );

  // Once both have left, nothing remains; and both can link anew, seeing nothing old.
  expect(told(await leave(accepter, page(Date.now() + 60_000)))).toEqual([200, "ok"]);
  expect(await db().link.count({ where: { inviteId } })).toBe(0);
  expect(await db().sheetPage.count({ where: { owner: { link: { inviteId } } } })).toBe(0);
  expect(told(await invite(maker))).toEqual([201, "ok"]);
});

test("of two who leave at once nothing remains", async () => {
  for (let round = 0; round < 5; round++) {
    const { maker, accepter, inviteId } = await newPair();
    const answers = await Promise.all([leave(maker), leave(accepter)]);
    expect(answers.map(told)).toEqual([
      [200, "ok"],
      [200, "ok"],
    ]);
    expect(await db().link.count({ where: { inviteId } })).toBe(0);
  }
});

test("leaving depends on no moment: the last page stands, however old or far ahead it says it is", async () => {
  for (const moment of [start - 86_400_000, start, Date.now() + 86_400_000, 7_258_118_400_000]) {
    const pair = await newPair();
    const last = page(moment);
    expect([moment, told(await leave(pair.maker, last))]).toEqual([moment, [200, "ok"]]);
    expect((await send("sheet", { cookie: pair.accepter.cookie })).json).toEqual({ sealed: last.sealed });
  }
});

test("an account that is gone leaves the other's view as it was", async () => {
  const { maker, accepter, pages } = await newPair();
  await db().user.delete({ where: { id: maker.ownerId } });
  expect((await send("sheet", { cookie: accepter.cookie })).json).toEqual({ sealed: pages.maker.sealed });
  expect(await state(accepter)).toMatchObject({ state: "linked" });
});

test("wrong shapes are refused and change nothing", async () => {
  const { maker, id } = await invited();
  const other = await newAccount();
  const good = { acceptance: sealed(), page: page() };
  for (const body of [
    {},
    { ...good, page: null },
    { ...good, more: 1 },
    { ...good, acceptance: "A" },
    { ...good, acceptance: sealed(20_000) },
  ]) {
    const answer = await send(`invites/${id}/accept`, { body, cookie: other.cookie });
    expect(told(answer)).toEqual([400, "bad_request"]);
  }
  for (const body of [{}, { id: "short" }, { id: newId(), more: 1 }]) {
    expect(told(await send("invites", { body, cookie: other.cookie }))).toEqual([400, "bad_request"]);
  }
  for (const method of ["POST", "DELETE"]) {
    expect(told(await send("link", { method, body: { page: {} }, cookie: maker.cookie }))).toEqual([
      400,
      "bad_request",
    ]);
  }
  expect(await state(maker)).toMatchObject({ state: "invited", accepted: false });
});

test("making and opening many invites waits, for its maker alone", async () => {
  const [busy, other] = [await newAccount(), await newAccount()];
  for (let i = 0; i < 20; i++) await invite(busy);
  expect(told(await invite(busy))).toEqual([429, "too_many"]);
  expect(told(await invite(other))).toEqual([201, "ok"]);
  const guesser = await newAccount();
  for (let i = 0; i < 60; i++) await open(guesser, newId());
  expect(told(await open(guesser, newId()))).toEqual([429, "too_many"]);
  expect(told(await accept(guesser, newId()))).toEqual([429, "too_many"]);
  expect(told(await open(other, newId()))).toEqual([404, "invite_unknown"]);
});
