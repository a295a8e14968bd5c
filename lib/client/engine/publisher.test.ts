import { expect, test, vi } from "vitest";
import { newPairKey } from "@/lib/crypto";
import { MOST_AHEAD_MS, MOST_PAGES } from "@/lib/domain/sheet/compose";
import { EMPTY_PAGE } from "@/lib/domain/sheet/page";
import type { Page } from "@/lib/domain/sheet/schema";
import { IDLE_MINUTES } from "@/lib/domain/vault/schema";
import { MAX_AHEAD_MS, MAX_IDLE_MINUTES, MAX_PAGES } from "@/lib/wire/limits";
import { asText, NOW, seat } from "@/tests/support/seat";
import { MySheet } from "./my-sheet";
import { MOST_TRIES, type PublishOutcome, type Target } from "./publisher";
import { sealPage } from "./sealed-page";

const HUG: Page = {
  ...EMPTY_PAGE,
  items: [{ kind: "comfort", topic: { starter: "hug" }, group: "closeness", note: "gently" }],
};
const DONE = async (): Promise<PublishOutcome> => ({ ok: true });

const only =
  (page: Page): Target =>
  ({ now }) => ({ pages: [{ effectiveFrom: now, page }], rest: null });

test("the domain's limits are the server's", () => {
  expect([MOST_PAGES, MOST_AHEAD_MS]).toEqual([MAX_PAGES, MAX_AHEAD_MS]);
  expect(Math.max(...IDLE_MINUTES)).toBe(MAX_IDLE_MINUTES);
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
  held.pages = [asText(await sealPage(other, { effectiveFrom: NOW - 1, page: HUG }))];
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
