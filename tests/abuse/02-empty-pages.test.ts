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

async function seen(reader: Person, asked: ReturnType<typeof newAsked>) {
  await reader.tab.engine.refreshTheirPage();
  await reader.tab.saved();
  await reader.tab.engine.refreshLink();
  const { theirPage, link: linkView } = reader.tab.vault;
  const fetched = await fetchAll(reader.browser.cookie, asked);
  return {
    page: theirPage,
    link: linkView.state,
    shape: shapeOf(fetched),
    etag: etagOf(fetched),
  };
}

test("never shared, stopped, stopped one by one, deleted, paused and left look the same", async () => {
  const writer = await newPerson();
  const reader = await newPerson();
  const asked = newAsked();
  const share = async () => {
    await shareParts(writer.tab, hug(), ["note"]);
    await writer.tab.saved();
    expect((await seen(reader, asked)).page).toMatchObject({ page: { items: [{ note: "gently" }] } });
  };
  await link(writer, reader);
  const neverShared = await seen(reader, asked);
  expect(neverShared.page).toEqual({ state: "shown", page: EMPTY_PAGE });
  const { engine } = writer.tab;
  const ways: Record<string, () => Promise<unknown>> = {
    "stopped all": () => engine.stopAll(),
    "stopped the one": () => press(writer.tab, hug(), { do: "stop" }),
    "deleted it": () => engine.deleteItem("comfort-hug"),
    paused: () => engine.setPaused(true),
    left: () => must(engine.unlink()),
  };
  for (const [way, end] of Object.entries(ways)) {
    await share();
    await end();
    await writer.tab.saved();
    const now = await seen(reader, asked);
    expect([way, now.page, now.link, withoutRevisions(now.shape)]).toEqual([
      way,
      neverShared.page,
      neverShared.link,
      withoutRevisions(neverShared.shape),
    ]);
    if (way === "paused") await engine.setPaused(false);
    await writer.tab.saved();
  }
});

/** The reader's own revision is theirs. */
const withoutRevisions = (shape: unknown) => JSON.stringify(shape).replace(/\["revision",\d+\]/g, "");

test("leaving with nothing shared, or while paused, moves nothing at all", async () => {
  const reader = await newPerson();
  const writer = await newPerson();
  const asked = newAsked();
  for (const life of ["nothing shared", "paused"]) {
    await link(writer, reader);
    if (life === "paused") {
      await shareParts(writer.tab, hug(), ["note"]);
      await writer.tab.saved();
      await writer.tab.engine.setPaused(true);
      await writer.tab.saved();
    }
    await seen(reader, asked);
    const before = await fetchAll(reader.browser.cookie, asked);
    await must(writer.tab.engine.unlink());
    expect(writer.tab.vault.link).toEqual({ state: "none" });
    expect([life, await fetchAll(reader.browser.cookie, asked)]).toEqual([life, before]);
    await reader.tab.engine.refreshTheirPage();
    expect(reader.tab.vault.theirPage).toEqual({ state: "shown", page: EMPTY_PAGE });
    await must(reader.tab.engine.unlink());
  }
});
