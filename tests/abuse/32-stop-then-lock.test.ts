import { afterEach, describe, expect, test, vi } from "vitest";
import { starterComfort } from "@/lib/domain/comfort/topics";
import { EMPTY_PAGE } from "@/lib/domain/sheet/page";
import {
  link,
  lockEveryTab,
  must,
  newPerson,
  type Person,
  press,
  shareParts,
  type Tab,
  TestBrowser,
} from "../support/person";
import { type Held, putBack, quiet, readBy, reopened, takeDown } from "../support/put-back";
import { withServer } from "../support/server";

/*
 * Stop, and then something comes in between: a lock, a sign-out, another device's edits. What was
 * stopped goes out first, with nothing before it, and is never seen again.
 */
withServer();
vi.setConfig({ testTimeout: 300_000 });
afterEach(lockEveryTab);

const hug = () => ({ ...starterComfort("hug", Date.now()), note: "gently" });
const kiss = () => ({ ...starterComfort("kiss", Date.now()), note: "softly" });

/** The writer shares two comforts with the reader. */
async function sharing(): Promise<{ writer: Person; reader: Person; held: Held }> {
  const [writer, reader] = [await newPerson(), await newPerson()];
  await link(writer, reader);
  await shareParts(writer.tab, hug(), ["note"]);
  await shareParts(writer.tab, kiss(), ["note"]);
  await writer.tab.saved();
  await Promise.all([writer, reader].map(({ tab }) => quiet(tab)));
  expect((await readBy(reader)).items).toHaveLength(2);
  return { writer, reader, held: await takeDown() };
}

const STOPS: Record<string, (tab: Tab) => Promise<unknown>> = {
  "stop all": ({ engine }) => engine.stopAll(),
  pause: ({ engine }) => engine.setPaused(true),
  "stop each": async (tab) => {
    await press(tab, hug(), { do: "stop" });
    await press(tab, kiss(), { do: "untick", part: "note" });
  },
};

describe("before anything else", () => {
  test("stopping sends the emptied page, in one request, and no document before it", async () => {
    const { writer, reader, held } = await sharing();
    for (const way of ["stop all", "pause"]) {
      await putBack(held);
      const tab = await reopened(writer);
      await tab.saved();
      const { requests } = writer.browser;
      const before = requests.length;
      await STOPS[way]?.(tab);
      await tab.saved();
      const sent = requests.slice(before);
      expect([way, sent[0], sent.filter((one) => one === "PUT /api/sheet/mine").length]).toEqual([
        way,
        "PUT /api/sheet/mine",
        1,
      ]);
      expect(sent.filter((one) => one === "PUT /api/vault")).toHaveLength(1);
      await quiet(tab);
      expect([way, await readBy(reader)]).toEqual([way, EMPTY_PAGE]);
    }
  });
});

describe("with a network of 300 ms", () => {
  const ENDS: Record<string, (tab: Tab) => Promise<void>> = {
    lock: ({ engine }) => engine.lock(),
    "sign-out": ({ engine }) => engine.signOut(),
  };
  test("stopped, and locked or signed out within 300 ms: the screen is empty at once, and so is the page", async () => {
    const { writer, reader, held } = await sharing();
    for (const [end, goes] of Object.entries(ENDS)) {
      for (const afterMs of [0, 150, 300]) {
        await putBack(held);
        const browser = new TestBrowser();
        const tab = browser.openTab();
        await must(tab.engine.signIn(writer, () => {}));
        await tab.saved();
        browser.delayMs = 300;
        await tab.engine.stopAll();
        await new Promise((done) => setTimeout(done, afterMs));
        const gone = goes(tab);
        expect([end, afterMs, tab.snapshot.status]).not.toContain("open");
        await gone;
        expect([end, afterMs, await readBy(reader)]).toEqual([end, afterMs, EMPTY_PAGE]);
        expect(tab.snapshot).not.toMatchObject({ stillShown: true });
        await browser.answered;
      }
    }
  });
});

describe("while something else goes on", () => {
  test("a stop during a refresh that brings another device's edits, and during a save that meets them", async () => {
    const { writer, reader, held } = await sharing();
    for (const [way, stop] of Object.entries(STOPS)) {
      for (const meanwhile of ["refresh", "save"] as const) {
        const what = `${way} during a ${meanwhile}`;
        await putBack(held);
        const [tab, phone] = [await reopened(writer), new TestBrowser()];
        const other = phone.openTab();
        phone.cookie = writer.browser.cookie;
        phone.stored.unlocked = writer.browser.stored.unlocked;
        await other.engine.restore();
        await Promise.all([tab.saved(), other.saved()]);
        await other.engine.saveItem({ ...hug(), note: "gently, said elsewhere" });
        await other.engine.saveItem({ ...starterComfort("tickling", Date.now()), note: "private" });
        await other.engine.saveProfile({ idleMinutes: 30 });
        await other.saved();

        let release = () => {};
        writer.browser.held = new Promise((done) => {
          release = done;
        });
        const on =
          meanwhile === "refresh"
            ? tab.engine.heldByHost()
            : tab.engine.saveItem({ ...kiss(), note: "softly, said here" });
        await stop(tab);
        release();
        await on;
        await tab.saved();
        expect([what, await readBy(reader)]).toEqual([what, EMPTY_PAGE]);
        await other.engine.heldByHost();
        await other.engine.retrySaving();
        await other.saved();
        await tab.engine.retrySaving();
        await tab.saved();
        expect([what, "later", await readBy(reader)]).toEqual([what, "later", EMPTY_PAGE]);
        await quiet(tab);
        await quiet(other);
      }
    }
  });
});
