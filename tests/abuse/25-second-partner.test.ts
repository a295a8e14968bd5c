import { afterEach, expect, test, vi } from "vitest";
import { starterComfort } from "@/lib/domain/comfort/topics";
import { EMPTY_PAGE } from "@/lib/domain/sheet/page";
import type { Page } from "@/lib/domain/sheet/schema";
import { db } from "@/lib/server/db";
import { send } from "../support/http";
import {
  link,
  lockEveryTab,
  must,
  newPerson,
  type Person,
  press,
  shareParts,
  TestBrowser,
} from "../support/person";
import { withServer } from "../support/server";

/*
 * A tick is for one person: whoever links reads the empty page, of the one size, until something is chosen for them. That
 * holds for ticks made while alone, for a second partner, for the same one again, and for a device that hears of it late.
 */
withServer();
vi.setConfig({ testTimeout: 180_000 });
afterEach(lockEveryTab);

const hug = () => ({ ...starterComfort("hug", Date.now()), note: "gently" });

async function read({ tab }: Person): Promise<Page> {
  await tab.engine.refreshTheirPage();
  const { theirPage } = tab.vault;
  if (theirPage.state !== "shown") throw new Error(`Not shown: ${JSON.stringify(theirPage)}`);
  return theirPage.page;
}

/** How much of a page the reader can fetch: a page of something is sealed to the same size, and never to less than an empty one. */
const sizeFor = async ({ browser }: Person) => {
  const { status, json } = await send("sheet", { cookie: browser.cookie });
  return [status, json.sealed.length];
};

const pagesOf = ({ handle }: Person) => db().sheetPage.count({ where: { owner: { user: { handle } } } });

async function part(one: Person, other: Person): Promise<void> {
  await must(one.tab.engine.unlink());
  await must(other.tab.engine.unlink());
}

test("ticks made alone, for a first partner, and before the same one again, show a new link the one empty page", async () => {
  const [writer, bo, chris] = [await newPerson(), await newPerson(), await newPerson()];
  // Alone, in parts and in whole; then for Bo; then for Chris; then for Bo again.
  await shareParts(writer.tab, hug(), ["note"]);
  await shareParts(writer.tab, { ...starterComfort("kiss", Date.now()), note: "softly" }, ["note"]);
  await writer.tab.saved();
  const sizes = [];
  for (const other of [bo, chris, bo]) {
    await link(writer, other);
    await writer.tab.engine.retrySaving();
    await writer.tab.saved();
    expect(await read(other)).toEqual(EMPTY_PAGE);
    sizes.push(await sizeFor(other));
    expect(await pagesOf(writer)).toBe(1);
    // Nothing of an edit goes out either, nor of what is read again on another device.
    await writer.tab.engine.saveItem({ ...hug(), note: "gently, and slowly" });
    await writer.tab.saved();
    const phone = new TestBrowser().openTab();
    await must(phone.engine.signIn(writer, () => {}));
    await phone.saved();
    expect([phone.vault.myPage, await read(other)]).toEqual([
      { state: "known", page: EMPTY_PAGE, beyond: [] },
      EMPTY_PAGE,
    ]);
    phone.close();
    // What is chosen now is shown, and that alone.
    await press(writer.tab, hug(), { do: "tick", part: "note" });
    await writer.tab.saved();
    expect((await read(other)).items).toMatchObject([
      { topic: { starter: "hug" }, note: "gently, and slowly" },
    ]);
    await part(writer, other);
  }
  expect(new Set(sizes.map(String)).size).toBe(1);
});

test("a device that ticked for the first one while offline shows the second one nothing", async () => {
  const [writer, ann, bo] = [await newPerson(), await newPerson(), await newPerson()];
  await link(writer, ann);
  const phone = new TestBrowser();
  const tab = phone.openTab();
  await must(tab.engine.signIn(writer, () => {}));
  await tab.saved();
  phone.network = "offline";
  await shareParts(tab, hug(), ["note"]);
  await tab.until((seen) => seen.status === "open" && seen.vault.saving.state === "notYet");

  await part(writer, ann);
  await link(writer, bo);
  phone.network = "up";
  await tab.engine.retrySaving();
  await tab.saved();
  await tab.until((seen) => seen.status === "open" && seen.vault.period === writer.tab.vault.period);
  expect(await read(bo)).toEqual(EMPTY_PAGE);
  // Both devices hold the tick by now, and neither publishes it.
  await writer.tab.engine.saveProfile({ idleMinutes: 15 });
  await writer.tab.engine.retrySaving();
  await Promise.all([tab.saved(), writer.tab.saved()]);
  expect(await read(bo)).toEqual(EMPTY_PAGE);
  await press(tab, hug(), { do: "tick", part: "note" });
  await tab.saved();
  expect((await read(bo)).items).toHaveLength(1);
});
