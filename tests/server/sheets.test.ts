import { afterEach, expect, test, vi } from "vitest";
import { inForceAt } from "@/lib/domain/sheet/in-force";
import { db } from "@/lib/server/db";
import { MAX_AHEAD_MS, MAX_PAGES } from "@/lib/wire/limits";
import { myScheduleResponse, type SealedPage } from "@/lib/wire/sheet";
import { newAccount, newId, newName, newPair, sealed } from "../support/account";
import { putDocument } from "../support/documents";
import { type Answer, send } from "../support/http";
import { withServer } from "../support/server";

withServer();
afterEach(() => {
  vi.useRealTimers();
});

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

const page = (effectiveFrom: number): SealedPage => ({ effectiveFrom, sealed: sealed() });
/** Moves the server's clock; sessions outlive a few hours, not days. */
const clock = (now: number) => vi.useFakeTimers({ now, toFake: ["Date"] });
const look = (cookie: string, headers = {}) => send("sheet", { cookie, headers });
const mine = async (cookie: string) => myScheduleResponse.parse((await send("sheet/mine", { cookie })).json);
const linkOf = async (cookie: string) => (await send("link", { cookie })).json.linkId ?? newId();
const write = async (
  cookie: string,
  revision: number,
  current: SealedPage | null,
  later: SealedPage[] = [],
) =>
  send("sheet/mine", {
    method: "PUT",
    body: { linkId: await linkOf(cookie), revision, current, later },
    cookie,
  });
/** All that somebody can tell of an answer. */
const seen = ({ status, text, headers }: Answer) => ({ status, text, headers: [...headers] });
const heldMoments = async (inviteId: string, seat: string) =>
  (
    await db().sheetPage.findMany({
      where: { seat, owner: { link: { inviteId } } },
      orderBy: { effectiveFrom: "asc" },
    })
  ).map((held) => Number(held.effectiveFrom));

test("each sees the other's page and nothing else", async () => {
  const { maker, accepter, pages } = await newPair();
  for (const [person, other] of [
    [maker, pages.accepter],
    [accepter, pages.maker],
  ] as const) {
    const answer = await look(person.cookie);
    expect(answer.status).toBe(200);
    expect(answer.json).toEqual({ sealed: other.sealed });
    expect([...answer.headers.keys()].sort()).toEqual(["cache-control", "content-type", "etag"]);
  }
});

test("nobody linked: not_linked, for reading and writing alike", async () => {
  const { cookie } = await newAccount();
  for (const answer of [
    await look(cookie),
    await send("sheet/mine", { cookie }),
    await write(cookie, 0, page(Date.now())),
  ]) {
    expect([answer.status, answer.json]).toEqual([404, { error: "not_linked" }]);
  }
});

test("a schedule for another link is refused, and nothing changes: a device that has not heard of the new one", async () => {
  const { maker, accepter, inviteId, start } = await newPair();
  const other = await newPair();
  const before = seen(await look(accepter.cookie));
  for (const linkId of [newId(), other.inviteId]) {
    for (const [current, later] of [
      [page(start + 1), []],
      [null, [page(start + DAY)]],
    ] as const) {
      const body = { linkId, revision: 0, current, later };
      const answer = await send("sheet/mine", { method: "PUT", body, cookie: maker.cookie });
      expect([answer.status, answer.json]).toEqual([404, { error: "not_linked" }]);
    }
  }
  expect((await mine(maker.cookie)).revision).toBe(0);
  expect(await heldMoments(inviteId, "maker")).toEqual([start]);
  expect(seen(await look(accepter.cookie))).toEqual(before);
});

test("a new current page takes the place of all others, also where clocks disagree", async () => {
  const { maker, accepter, inviteId, start } = await newPair();
  const far = page(start + DAY);
  const current = page(start + 5 * MINUTE);
  expect((await write(maker.cookie, 0, null, [page(start + MINUTE), far])).json).toEqual({ revision: 1 });
  const written = await write(maker.cookie, 1, current, [page(start + 2 * DAY)]);
  expect([written.status, written.json]).toEqual([200, { revision: 2 }]);
  // Its moment has not come by the server's clock, and still it is what there is.
  expect((await look(accepter.cookie)).json).toEqual({ sealed: current.sealed });
  const [since = Number.POSITIVE_INFINITY, ...later] = await heldMoments(inviteId, "maker");
  expect(since).toBeLessThanOrEqual(Date.now());
  expect(later).toEqual([start + 2 * DAY]);
  expect((await mine(maker.cookie)).pages.map(({ effectiveFrom }) => effectiveFrom)).toEqual([
    since,
    ...later,
  ]);
});

/** As far ahead as a moment may be at all. */
const FAR = 7_258_118_400_000;

test("a page to come is refused further ahead than a schedule needs, and nothing changes", async () => {
  const { maker, accepter, inviteId, start } = await newPair();
  const before = seen(await look(accepter.cookie));
  for (const at of [Date.now() + MAX_AHEAD_MS + MINUTE, FAR]) {
    for (const current of [null, page(start + MINUTE)]) {
      const answer = await write(maker.cookie, 0, current, [page(start + DAY), page(at)]);
      expect([answer.status, answer.json]).toEqual([409, { error: "conflict" }]);
    }
  }
  expect((await mine(maker.cookie)).revision).toBe(0);
  expect(await heldMoments(inviteId, "maker")).toEqual([start]);
  expect(seen(await look(accepter.cookie))).toEqual(before);
  expect((await write(maker.cookie, 0, null, [page(Date.now() + MAX_AHEAD_MS - MINUTE)])).status).toBe(200);
});

/** Far pages that somebody with a session put there before they were refused: one to come, or the one in force itself. */
const farPages = (inviteId: string, which: "to come" | "in force") =>
  which === "to come"
    ? db()
        .link.findFirstOrThrow({ where: { inviteId } })
        .then(({ id }) =>
          db().sheetPage.create({
            data: { linkId: id, seat: "maker", effectiveFrom: BigInt(FAR), sealed: Buffer.from("far") },
          }),
        )
    : db().sheetPage.updateMany({
        where: { seat: "maker", owner: { link: { inviteId } } },
        data: { effectiveFrom: BigInt(FAR) },
      });

test.each(["to come", "in force"] as const)(
  "far pages that lie there from before, %s: emptying, scheduling and leaving take them away",
  async (which) => {
    for (const moment of [Date.now(), Date.now() - DAY, FAR]) {
      const { maker, accepter, inviteId } = await newPair();
      await farPages(inviteId, which);
      const current = page(moment);
      expect((await write(maker.cookie, 0, current)).json).toEqual({ revision: 1 });
      expect((await look(accepter.cookie)).json).toEqual({ sealed: current.sealed });
      const held = await heldMoments(inviteId, "maker");
      expect(held).toHaveLength(1);
      expect(held[0]).toBeLessThanOrEqual(Date.now());

      await farPages(inviteId, which);
      const last = page(moment);
      const left = await send("link", { method: "DELETE", body: { page: last }, cookie: maker.cookie });
      expect([left.status, left.json]).toEqual([200, {}]);
      expect((await look(accepter.cookie)).json).toEqual({ sealed: last.sealed });
      expect(await heldMoments(inviteId, "maker")).toHaveLength(1);
    }
    const { maker, accepter, inviteId, pages } = await newPair();
    await farPages(inviteId, which);
    // What is in force stays as it is, and a page to come still comes.
    const next = page(Date.now() + 5 * MINUTE);
    expect((await write(maker.cookie, 0, null, [next])).json).toEqual({ revision: 1 });
    expect((await look(accepter.cookie)).json).toEqual({ sealed: pages.maker.sealed });
    clock(next.effectiveFrom);
    expect((await look(accepter.cookie)).json).toEqual({ sealed: next.sealed });
  },
);

test("the first pages of a link are in force at once, whatever clock their moments came from", async () => {
  const [maker, accepter] = [await newAccount(), await newAccount()];
  const id = newId();
  await send("invites", { body: { id }, cookie: maker.cookie });
  const acceptance = { acceptance: sealed(), page: page(FAR) };
  await send(`invites/${id}/accept`, { body: acceptance, cookie: accepter.cookie });
  expect((await send("link", { body: { page: page(FAR) }, cookie: maker.cookie })).status).toBe(201);
  for (const seat of ["maker", "accepter"]) {
    const [since = FAR] = await heldMoments(id, seat);
    expect([seat, since <= Date.now()]).toEqual([seat, true]);
  }
});

test("what is to come is never served before its moment, and what is past is destroyed", async () => {
  const { maker, accepter, inviteId, start, pages } = await newPair();
  const later = [page(start + 10 * MINUTE), page(start + 20 * MINUTE)];
  await write(maker.cookie, 0, null, later);
  expect((await look(accepter.cookie)).json).toEqual({ sealed: pages.maker.sealed });
  for (const [at, next] of later.entries()) {
    clock(next.effectiveFrom - 1);
    expect((await look(accepter.cookie)).json).toEqual({ sealed: [pages.maker, ...later][at]?.sealed });
    clock(next.effectiveFrom);
    expect((await look(accepter.cookie)).json).toEqual({ sealed: next.sealed });
    expect((await heldMoments(inviteId, "maker"))[0]).toBe(next.effectiveFrom);
  }
});

test("reading one's own schedule destroys what is past too", async () => {
  const { maker, inviteId, start } = await newPair();
  await write(maker.cookie, 0, null, [page(start + 10 * MINUTE), page(start + 20 * MINUTE)]);
  clock(start + 15 * MINUTE);
  const schedule = await mine(maker.cookie);
  expect(schedule.now).toBe(start + 15 * MINUTE);
  expect(schedule.pages.map(({ effectiveFrom }) => effectiveFrom)).toEqual([
    start + 10 * MINUTE,
    start + 20 * MINUTE,
  ]);
  expect(await heldMoments(inviteId, "maker")).toEqual([start + 10 * MINUTE, start + 20 * MINUTE]);
});

test("a clock that jumps back brings no past page again, and the earliest stays in force", async () => {
  const { maker, accepter, start } = await newPair();
  const next = page(start + 30 * MINUTE);
  await write(maker.cookie, 0, null, [next, page(start + DAY)]);
  clock(start + 30 * MINUTE);
  expect((await look(accepter.cookie)).json).toEqual({ sealed: next.sealed });
  clock(start - 30 * MINUTE);
  expect((await look(accepter.cookie)).json).toEqual({ sealed: next.sealed });
  expect((await mine(maker.cookie)).pages[0]?.effectiveFrom).toBe(next.effectiveFrom);
  // And it can still be replaced.
  const after = page(next.effectiveFrom + 1);
  expect((await write(maker.cookie, 1, after)).status).toBe(200);
  expect((await look(accepter.cookie)).json).toEqual({ sealed: after.sealed });
});

test("a schedule without a current page leaves the one in force alone and replaces what is to come", async () => {
  const { maker, accepter, inviteId, start } = await newPair();
  const before = seen(await look(accepter.cookie));
  await write(maker.cookie, 0, null, [page(start + DAY), page(start + 2 * DAY)]);
  expect(seen(await look(accepter.cookie))).toEqual(before);
  await write(maker.cookie, 1, null, [page(start + 3 * DAY)]);
  expect(seen(await look(accepter.cookie))).toEqual(before);
  expect(await heldMoments(inviteId, "maker")).toEqual([start, start + 3 * DAY]);
  await write(maker.cookie, 2, null, []);
  expect(seen(await look(accepter.cookie))).toEqual(before);
  expect(await heldMoments(inviteId, "maker")).toEqual([start]);
});

test("a page that came into force on its way to us overtakes the one before", async () => {
  const { maker, accepter, inviteId, start } = await newPair();
  const passed = page(start + 1);
  expect((await write(maker.cookie, 0, null, [passed])).status).toBe(200);
  expect(await heldMoments(inviteId, "maker")).toEqual([passed.effectiveFrom]);
  expect((await look(accepter.cookie)).json).toEqual({ sealed: passed.sealed });
});

test("pages to come that do not come after the one in force are a conflict, out of order a bad request; nothing changes", async () => {
  const { maker, accepter, inviteId, start } = await newPair();
  const before = seen(await look(accepter.cookie));
  const wrong: [SealedPage | null, SealedPage[], string][] = [
    [null, [page(start)], "conflict"],
    [null, [page(start - 1), page(start + DAY)], "conflict"],
    [page(start + DAY), [page(start + DAY)], "bad_request"],
    [page(start + DAY), [page(start + 5)], "bad_request"],
    [null, [page(start + DAY), page(start + DAY)], "bad_request"],
    [page(0), [], "bad_request"],
    [page(8e15), [], "bad_request"],
    [page(start + 0.5), [], "bad_request"],
    [null, Array.from({ length: MAX_PAGES }, (_, i) => page(start + DAY + i)), "bad_request"],
  ];
  for (const [current, later, error] of wrong) {
    expect((await write(maker.cookie, 0, current, later)).json).toEqual({ error });
  }
  expect((await mine(maker.cookie)).revision).toBe(0);
  expect(await heldMoments(inviteId, "maker")).toEqual([start]);
  expect(seen(await look(accepter.cookie))).toEqual(before);
});

test("the vault is given with the revision of one's own schedule at that moment, and nothing of the other's", async () => {
  const { maker, accepter, start } = await newPair();
  const revision = async (cookie: string) => (await send("vault", { cookie })).json.sheetRevision;
  expect([await revision(maker.cookie), await revision(accepter.cookie)]).toEqual([0, 0]);
  await write(maker.cookie, 0, page(start + 1));
  await putDocument(newName(), { baseVersion: 0, sealed: sealed() }, { cookie: maker.cookie });
  expect([await revision(maker.cookie), await revision(accepter.cookie)]).toEqual([1, 0]);
});

test("of several schedules written at once one wins", async () => {
  const { maker, accepter, start } = await newPair();
  const schedules = Array.from({ length: 5 }, (_, i) => page(start + 1 + i));
  const answers = await Promise.all(schedules.map((current) => write(maker.cookie, 0, current)));
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  expect(answers.filter(({ json }) => json.error === "conflict")).toHaveLength(4);
  const winner = schedules[answers.findIndex(({ status }) => status === 200)];
  expect((await look(accepter.cookie)).json).toEqual({ sealed: winner?.sealed });
  for (const revision of [0, 2, 2 ** 31, Number.MAX_SAFE_INTEGER]) {
    expect((await write(maker.cookie, revision, page(start + DAY))).json).toEqual({ error: "conflict" });
  }
});

test("the page in force is the same for the domain, for one's own schedule and for the query of the other", async () => {
  const { maker, accepter, inviteId, start } = await newPair();
  const { id: linkId } = await db().link.findFirstOrThrow({ where: { inviteId } });
  const seat = { linkId, seat: "maker" };
  for (const [moments, at] of [
    [[0], 0],
    [[0], -1],
    [[5, 9], 4],
    [[5, 9], 5],
    [[5, 9], 8],
    [[0, 5, 9, 20], 9],
    [[0, 5, 9, 20], 19],
    [[0, 5, 9, 20], 21],
  ] as const) {
    const pages = moments.map((minute) => page(start + minute * MINUTE));
    // Whoever reads destroys what is over, so that each is asked about all of them.
    const put = async () => {
      await db().sheetPage.deleteMany({ where: seat });
      const data = pages.map((one) => ({
        ...seat,
        effectiveFrom: BigInt(one.effectiveFrom),
        sealed: Buffer.from(one.sealed, "base64url"),
      }));
      await db().sheetPage.createMany({ data });
    };
    clock(start + at * MINUTE);
    const place = inForceAt(
      pages.map(({ effectiveFrom }) => effectiveFrom),
      Date.now(),
    );
    const said = `${moments} at ${at}`;
    await put();
    expect((await mine(maker.cookie)).pages, said).toEqual(pages.slice(place));
    await put();
    expect((await look(accepter.cookie)).json.sealed, said).toBe(pages[place]?.sealed);
  }
});

test("private work changes nothing that the other can fetch: not a byte, not a header", async () => {
  const { maker, accepter, start } = await newPair();
  const before = seen(await look(accepter.cookie));
  const etag = (await look(accepter.cookie)).headers.get("etag") ?? "";
  expect(etag).toMatch(/^"[A-Za-z0-9_-]{43}"$/);
  const name = newName();
  for (const [baseVersion, bytes] of [
    [0, 9000],
    [1, 90_000],
  ] as const) {
    const written = await putDocument(name, { baseVersion, sealed: sealed(bytes) }, { cookie: maker.cookie });
    expect(written.status).toBe(200);
  }
  // A share that was to begin tomorrow, and was taken back.
  await write(maker.cookie, 0, null, [page(start + DAY)]);
  await write(maker.cookie, 1, null, []);
  await mine(maker.cookie);
  await look(maker.cookie);
  await send("auth/signout", { body: {}, cookie: maker.cookie });
  expect(seen(await look(accepter.cookie))).toEqual(before);
  const held = await look(accepter.cookie, { "if-none-match": etag });
  expect([held.status, held.text, held.headers.get("etag"), held.headers.get("cache-control")]).toEqual([
    304,
    "",
    etag,
    "no-store",
  ]);
});

test("the ETag follows the bytes alone", async () => {
  const { maker, accepter, start } = await newPair();
  const first = await look(accepter.cookie);
  const etag = first.headers.get("etag") ?? "";
  for (const given of [etag, `W/${etag}`, `"other", ${etag}`]) {
    expect((await look(accepter.cookie, { "if-none-match": given })).status).toBe(304);
  }
  expect((await look(accepter.cookie, { "if-none-match": '"other"' })).status).toBe(200);
  await write(maker.cookie, 0, { effectiveFrom: start + 1, sealed: first.json.sealed });
  expect((await look(accepter.cookie)).headers.get("etag")).toBe(etag);
  await write(maker.cookie, 1, page(start + 2));
  const changed = await look(accepter.cookie, { "if-none-match": etag });
  expect(changed.status).toBe(200);
  expect(changed.headers.get("etag")).not.toBe(etag);
});

test("too many writes wait, and only the writer's", async () => {
  const { maker, accepter, start } = await newPair();
  clock(Date.now());
  let last = await write(maker.cookie, 9, page(start + 1));
  for (let i = 0; i < 240; i++) last = await write(maker.cookie, 9, page(start + 1));
  expect([last.status, last.json]).toEqual([429, { error: "too_many" }]);
  expect((await mine(maker.cookie)).revision).toBe(0);
  expect((await write(accepter.cookie, 0, page(start + 1))).status).toBe(200);
});
