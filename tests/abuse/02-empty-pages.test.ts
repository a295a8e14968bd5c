import { afterEach, expect, test, vi } from "vitest";
import { starterComfort } from "@/lib/domain/comfort/topics";
import { EMPTY_PAGE } from "@/lib/domain/sheet/page";
import { link, lockEveryTab, must, newPerson, type Person, press, shareParts } from "../support/person";
import { withServer } from "../support/server";
import { etagOf, fetchAll, newAsked, shapeOf } from "../support/view";

/* Never shared, stopped, paused and left are one empty page: same bytes inside, same sizes, same headers, same answers. */
withServer();
vi.setConfig({ testTimeout: 180_000 });
afterEach(lockEveryTab);

const hug = () => ({ ...starterComfort("hug", Date.now()), note: "gently" });

async function seen(he: Person, asked: ReturnType<typeof newAsked>) {
  await he.tab.engine.refreshTheirPage();
  await he.tab.saved();
  await he.tab.engine.refreshLink();
  const { theirPage, link: linkView } = he.tab.vault;
  const fetched = await fetchAll(he.browser.cookie, asked);
  return {
    page: theirPage,
    link: linkView.state,
    shape: shapeOf(fetched),
    etag: etagOf(fetched),
  };
}

test("never shared, stopped, stopped one by one, deleted, paused and left look the same", async () => {
  const she = await newPerson();
  const he = await newPerson();
  const asked = newAsked();
  const share = async () => {
    await shareParts(she.tab, hug(), ["note"]);
    await she.tab.saved();
    expect((await seen(he, asked)).page).toMatchObject({ page: { items: [{ note: "gently" }] } });
  };
  await link(she, he);
  const neverShared = await seen(he, asked);
  expect(neverShared.page).toEqual({ state: "shown", page: EMPTY_PAGE });
  const { engine } = she.tab;
  const ways: Record<string, () => Promise<unknown>> = {
    "stopped all": () => engine.stopAll(),
    "stopped the one": () => press(she.tab, hug(), { do: "stop" }),
    "deleted it": () => engine.deleteItem("comfort-hug"),
    paused: () => engine.setPaused(true),
    left: () => must(engine.unlink()),
  };
  for (const [way, end] of Object.entries(ways)) {
    await share();
    await end();
    await she.tab.saved();
    const now = await seen(he, asked);
    expect([way, now.page, now.link, withoutRevisions(now.shape)]).toEqual([
      way,
      neverShared.page,
      neverShared.link,
      withoutRevisions(neverShared.shape),
    ]);
    if (way === "paused") await engine.setPaused(false);
    await she.tab.saved();
  }
});

/** His own revision is his own. */
const withoutRevisions = (shape: unknown) => JSON.stringify(shape).replace(/\["revision",\d+\]/g, "");

test("leaving with nothing shared, or while paused, moves nothing at all", async () => {
  const he = await newPerson();
  const she = await newPerson();
  const asked = newAsked();
  for (const life of ["nothing shared", "paused"]) {
    await link(she, he);
    if (life === "paused") {
      await shareParts(she.tab, hug(), ["note"]);
      await she.tab.saved();
      await she.tab.engine.setPaused(true);
      await she.tab.saved();
    }
    await seen(he, asked);
    const before = await fetchAll(he.browser.cookie, asked);
    await must(she.tab.engine.unlink());
    expect(she.tab.vault.link).toEqual({ state: "none" });
    expect([life, await fetchAll(he.browser.cookie, asked)]).toEqual([life, before]);
    await he.tab.engine.refreshTheirPage();
    expect(he.tab.vault.theirPage).toEqual({ state: "shown", page: EMPTY_PAGE });
    await must(he.tab.engine.unlink());
  }
});
