import { expect, test, vi } from "vitest";
import { newId, newPairKey } from "@/lib/crypto";
import { MOST_AHEAD_MS, MOST_PAGES } from "@/lib/domain/sheet/compose";
import { EMPTY_PAGE } from "@/lib/domain/sheet/page";
import type { Page } from "@/lib/domain/sheet/schema";
import { MAX_AHEAD_MS, MAX_PAGES } from "@/lib/wire/limits";
import { putScheduleRequest, type SealedPage } from "@/lib/wire/sheet";
import { createHttp, forAccount } from "./http";
import { MySheet } from "./my-sheet";
import { MOST_TRIES, Publisher, type PublishOutcome, type Target } from "./publisher";
import { sealPage } from "./sealed-page";

const NOW = Date.UTC(2026, 10, 21, 12);
const HUG: Page = {
  ...EMPTY_PAGE,
  items: [{ kind: "comfort", topic: { starter: "hug" }, group: "closeness", note: "gently" }],
};
const DONE = async (): Promise<PublishOutcome> => ({ ok: true });

/** A seat as the server keeps it, and what is asked of it. `meanwhile`: what another device does just before each write. */
function seat() {
  const linked = { linkId: newId(), seat: "maker", pairKey: newPairKey() } as const;
  const held = { revision: 0, pages: [] as SealedPage[] };
  const asked: string[] = [];
  const network = { fails: (_: string): "offline" | "lost" | null => null, meanwhile: () => {} };
  const answer = (method: string, body: unknown): Response => {
    if (method === "GET") return Response.json({ now: NOW, ...held });
    network.meanwhile();
    const { linkId, revision, current, later } = putScheduleRequest.parse(body);
    if (linkId !== linked.linkId) return Response.json({ error: "not_linked" }, { status: 404 });
    if (revision !== held.revision) return Response.json({ error: "conflict" }, { status: 409 });
    held.pages = [...(current ? [current] : held.pages.slice(0, 1)), ...later];
    held.revision += 1;
    return Response.json({ revision: held.revision });
  };
  const http = createHttp(async (_, { method = "GET", body } = {}) => {
    asked.push(method);
    const fails = network.fails(method);
    if (fails === "offline") throw new TypeError("offline");
    const answered = answer(method, typeof body === "string" ? JSON.parse(body) : undefined);
    if (fails === "lost") throw new TypeError("the answer was lost");
    return answered;
  });
  const tokens = { token: async () => ({ ok: true, token: "t" }) as const, drop: () => {} };
  const bound = forAccount(http, "owner", { tokens, onOther: () => {}, onLocked: () => {} });
  const put = async (page: Page) => {
    held.pages = [await sealPage(linked, { effectiveFrom: NOW - 1, page })];
    held.revision += 1;
  };
  return { linked, held, asked, network, put, publisher: new Publisher(bound, linked, () => NOW) };
}

const only =
  (page: Page): Target =>
  (_, now) => [{ effectiveFrom: now, page }];

test("the client's limits of a schedule are the server's", () => {
  expect([MOST_PAGES, MOST_AHEAD_MS]).toEqual([MAX_PAGES, MAX_AHEAD_MS]);
});

test("what stands already is sent again by neither way", async () => {
  const { publisher, asked, put } = seat();
  await put(HUG);
  expect(await publisher.publish(only(HUG), DONE)).toEqual({ ok: true });
  expect(await publisher.publishAtOnce(only(HUG), DONE)).toEqual({ ok: true });
  expect(asked).toEqual(["GET"]);
});

test.each(["publish", "publishAtOnce"] as const)(
  "%s: another device that is faster each time is given way to, and the vault read again, so often and no more",
  async (way) => {
    const { publisher, asked, held, network, put } = seat();
    await put(HUG);
    network.meanwhile = () => {
      held.revision += 1;
    };
    const refresh = vi.fn(DONE);
    expect(await publisher[way](only(EMPTY_PAGE), refresh)).toEqual({ ok: false, failure: "conflict" });
    expect(asked).toEqual(Array.from({ length: MOST_TRIES }, () => ["GET", "PUT"]).flat());
    expect(refresh).toHaveBeenCalledTimes(MOST_TRIES);
    network.meanwhile = () => {};
    expect(await publisher[way](only(EMPTY_PAGE), refresh)).toEqual({ ok: true });
    expect(publisher.emptyAt()).toBe(held.revision);
  },
);

test("to take away needs no vault, unless that says that the link is another; to show needs it", async () => {
  for (const failure of ["offline", "server_error", "not_linked"] as const) {
    const { publisher, put, asked } = seat();
    await put(HUG);
    const refresh = async (): Promise<PublishOutcome> => ({ ok: false, failure });
    expect([failure, await publisher.publish(only(EMPTY_PAGE), refresh)]).toEqual([
      failure,
      { ok: false, failure },
    ]);
    expect([failure, asked]).toEqual([failure, ["GET"]]);
    const other = seat();
    await other.put(HUG);
    const taken = await other.publisher.publishAtOnce(only(EMPTY_PAGE), refresh);
    expect([failure, taken]).toEqual([
      failure,
      failure === "not_linked" ? { ok: false, failure } : { ok: true },
    ]);
  }
});

test("a write whose answer was lost is looked at before the next try, and then sends nothing", async () => {
  const { publisher, asked, network, put, held } = seat();
  await put(HUG);
  network.fails = (method) => (method === "PUT" ? "lost" : null);
  expect(await publisher.publishAtOnce(only(EMPTY_PAGE), DONE)).toEqual({ ok: false, failure: "offline" });
  expect(publisher.owes(only(EMPTY_PAGE))).toBe(true);
  const { revision } = held;
  network.fails = () => null;
  expect(await publisher.publishAtOnce(only(EMPTY_PAGE), DONE)).toEqual({ ok: true });
  expect([held.revision, asked]).toEqual([revision, ["GET", "PUT", "GET"]]);
  expect(publisher.owes(only(EMPTY_PAGE))).toBe(false);
});

test("one's own page that does not open is not known to be empty, and is written anew", async () => {
  const { publisher, held, linked, network } = seat();
  const other = { ...linked, pairKey: newPairKey() };
  held.pages = [await sealPage(other, { effectiveFrom: NOW - 1, page: HUG })];
  const source = { items: [], paused: false, period: "p" };
  const sheet = new MySheet({ publisher, source: () => ({ source, stays: null }), refresh: DONE });
  expect(sheet.view()).toEqual({ state: "unknown" });
  network.fails = (method) => (method === "PUT" ? "offline" : null);
  expect(await sheet.takeAway()).toEqual({ ok: false, failure: "offline" });
  await publisher.read();
  expect(sheet.view()).toEqual({ state: "unknown" });
  expect([sheet.owes, publisher.emptyAt()]).toEqual([true, null]);
  network.fails = () => null;
  expect(await sheet.takeAway()).toEqual({ ok: true });
  expect(sheet.view()).toEqual({ state: "known", page: EMPTY_PAGE, beyond: [] });
});
