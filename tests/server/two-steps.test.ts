import { afterEach, expect, test, vi } from "vitest";
import { fromBase64Url } from "@/lib/crypto";
import { db } from "@/lib/server/db";
import { MAX_AHEAD_MS, MAX_SMALL_SEALED_BYTES } from "@/lib/wire/limits";
import { PACKED_TYPE, pack } from "@/lib/wire/packed";
import {
  type Beginning,
  myScheduleResponse,
  type PageBytes,
  packedSchedule,
  type Whole,
} from "@/lib/wire/sheet";
import { newPair, sealed } from "../support/account";
import { send } from "../support/http";
import { withServer } from "../support/server";

/*
 * A schedule that comes in two steps: first the page in force and a stopgap, with a list of what is to follow; then all of it.
 */
withServer();
afterEach(() => {
  vi.useRealTimers();
});

const HOUR = 60 * 60 * 1000;
const text = (bytes: Uint8Array) => Buffer.from(bytes).toString("base64url");
const bytes = () => fromBase64Url(sealed()) ?? new Uint8Array();
const page = (effectiveFrom: number): PageBytes => ({ effectiveFrom, sealed: bytes() });
const clock = (now: number) => vi.useFakeTimers({ now, toFake: ["Date"] });
const look = async (cookie: string) => (await send("sheet", { cookie })).json.sealed;
const mine = async (cookie: string) => myScheduleResponse.parse((await send("sheet/mine", { cookie })).json);
const seatOf = (inviteId: string) =>
  db().linkSeat.findFirstOrThrow({ where: { link: { inviteId }, seat: "maker" }, include: { pages: true } });

/** Two who are linked, and what the one of them who makes pages can do. */
async function pair() {
  const { maker, accepter, inviteId, pages, start } = await newPair();
  const { cookie } = maker;
  const write = (head: object, pieces: readonly Uint8Array[]) =>
    send("sheet/mine", {
      method: "PUT",
      headers: { "content-type": PACKED_TYPE },
      body: pack(head, pieces),
      cookie,
    });
  const put = (one: Omit<Whole, "linkId"> | Omit<Beginning, "linkId">) =>
    write(...packedSchedule({ ...one, linkId: inviteId }));
  return { maker, accepter, inviteId, cookie, pages, start, write, put };
}

test("the first step takes all that was to come away, and the second leaves the page in force as it is", async () => {
  const { accepter, cookie, start, put } = await pair();
  await put({ revision: 0, current: page(start), later: [1, 2, 3].map((hour) => page(start + hour * HOUR)) });
  const [current, empty, rest] = [page(start), bytes(), bytes()];
  const begun = await put({ revision: 1, current, emptyFrom: start + HOUR, rest, empty });
  expect([begun.status, begun.json]).toEqual([200, { revision: 2 }]);
  const standing = await mine(cookie);
  expect(standing.pages.map(({ sealed }) => sealed)).toEqual([text(current.sealed), text(empty)]);
  expect([standing.rest, standing.hasStopgap]).toEqual([text(rest), false]);
  expect(await look(accepter.cookie)).toBe(text(current.sealed));

  const later = [1, 2, 3].map((hour) => page(start + hour * HOUR));
  expect((await put({ revision: 2, current: null, later })).json).toEqual({ revision: 3 });
  const whole = await mine(cookie);
  expect(whole.pages.map(({ sealed }) => sealed)).toEqual([current, ...later].map((one) => text(one.sealed)));
  expect([whole.rest, whole.hasStopgap]).toEqual([null, true]);
  expect(await look(accepter.cookie)).toBe(text(current.sealed));
});

test("a stopgap that was not in force serves again, and one that was does not", async () => {
  const { accepter, cookie, inviteId, start, put } = await pair();
  const [empty, later] = [bytes(), [page(start + HOUR), page(start + 2 * HOUR)]];
  const step = { current: page(start), rest: bytes(), empty: null };
  // None is held.
  const refused = await put({ ...step, revision: 0, emptyFrom: start + HOUR });
  expect([refused.status, refused.json]).toEqual([409, { error: "conflict" }]);
  await put({ ...step, revision: 0, emptyFrom: start + HOUR, empty });
  // In the place of the one that stands: no other is needed.
  const moved = await put({ ...step, revision: 1, emptyFrom: start + 2 * HOUR });
  expect(moved.json).toEqual({ revision: 2 });
  await put({ revision: 2, current: null, later });
  expect(text((await seatOf(inviteId)).stopgap ?? new Uint8Array())).toBe(text(empty));
  await put({ ...step, revision: 3, emptyFrom: start + HOUR });
  expect((await mine(cookie)).pages.at(-1)).toEqual({ effectiveFrom: start + HOUR, sealed: text(empty) });
  expect((await seatOf(inviteId)).stopgap).toBeNull();

  clock(start + HOUR + 1);
  expect(await look(accepter.cookie)).toBe(text(empty));
  // The list stands for as long as what is to follow is missing.
  expect((await mine(cookie)).rest).toBe(text(step.rest));
  await put({ revision: 4, current: page(start + HOUR + 1), later: [page(start + 2 * HOUR)] });
  expect([(await mine(cookie)).hasStopgap, (await seatOf(inviteId)).stopgap]).toEqual([false, null]);
});

test("whatever is written after the first step ends what it promised: as JSON too, and where the stopgap stays in force", async () => {
  for (const how of ["json", "packed", "in force"] as const) {
    const { cookie, inviteId, start, put } = await pair();
    await put({ revision: 0, current: page(start), emptyFrom: start + HOUR, rest: bytes(), empty: bytes() });
    if (how === "in force") clock(start + HOUR + 1);
    const later = [page(start + 2 * HOUR)];
    const asJson = later.map((one) => ({ ...one, sealed: text(one.sealed) }));
    const body = { linkId: inviteId, revision: 1, current: null, later: asJson };
    const written =
      how === "json"
        ? await send("sheet/mine", { method: "PUT", body, cookie })
        : await put({ revision: 1, current: null, later });
    expect([how, written.json]).toEqual([how, { revision: 2 }]);
    expect([(await mine(cookie)).rest, (await mine(cookie)).hasStopgap]).toEqual([null, how !== "in force"]);
    expect((await seatOf(inviteId)).pages.every(({ rest }) => rest === null)).toBe(true);
    vi.useRealTimers();
  }
});

test("nobody else is given what is to follow, and leaving keeps nothing of it", async () => {
  for (const isInForce of [false, true]) {
    const { accepter, cookie, inviteId, start, put } = await pair();
    const [rest, empty] = [bytes(), bytes()];
    await put({ revision: 0, current: page(start), emptyFrom: start + HOUR, rest, empty: bytes() });
    await put({ revision: 1, current: null, emptyFrom: start + HOUR, rest, empty });
    // One stands, and the other is kept.
    expect((await mine(cookie)).hasStopgap).toBe(true);
    if (isInForce) clock(start + HOUR + 1);
    const seen = await send("sheet", { cookie: accepter.cookie });
    expect(Object.keys(seen.json)).toEqual(["sealed"]);
    expect((await mine(accepter.cookie)).rest).toBeNull();
    const left = await send("link", { method: "DELETE", body: { revision: 2 }, cookie });
    expect(left.status).toBe(200);
    const { stopgap, pages } = await seatOf(inviteId);
    expect([stopgap, pages.map((one) => one.rest)]).toEqual([null, [null]]);
    vi.useRealTimers();
  }
});

test("a first step that does not fit is refused, and nothing changes", async () => {
  const { accepter, cookie, inviteId, start, put, write } = await pair();
  await put({ revision: 0, current: page(start), later: [page(start + HOUR)] });
  const before = [await look(accepter.cookie), { ...(await mine(cookie)), now: 0 }];
  const step = { revision: 1, current: null, emptyFrom: start + HOUR, rest: bytes(), empty: bytes() };
  const conflicts: Partial<Beginning>[] = [
    { revision: 0 },
    { emptyFrom: start - 1 },
    { emptyFrom: start + 2 * MAX_AHEAD_MS },
  ];
  for (const wrong of conflicts)
    expect((await put({ ...step, ...wrong })).json).toEqual({ error: "conflict" });
  for (const wrong of [
    { current: page(start + 2 * HOUR) },
    { emptyFrom: 1 },
    { rest: new Uint8Array() },
    { rest: new Uint8Array(MAX_SMALL_SEALED_BYTES + 1) },
    { empty: new Uint8Array() },
  ])
    expect((await put({ ...step, ...wrong })).json).toEqual({ error: "bad_request" });
  const head = { linkId: inviteId, revision: 1, current: null, emptyFrom: start + HOUR };
  for (const [odd, pieces] of [
    [head, []],
    [head, [bytes(), bytes(), bytes()]],
    [{ ...head, later: [] }, [bytes()]],
    [{ ...head, more: 1 }, [bytes()]],
    [{ linkId: inviteId, revision: 1, current: start, later: [start + HOUR] }, [bytes()]],
    [{ linkId: inviteId, revision: 1, current: null, later: [] }, [bytes()]],
  ] as const)
    expect((await write(odd, pieces)).json).toEqual({ error: "bad_request" });
  expect([await look(accepter.cookie), { ...(await mine(cookie)), now: 0 }]).toEqual(before);
});
