import { afterEach, expect, test, vi } from "vitest";
import type { Snapshot } from "@/lib/client/engine/contract";
import { starterComfort } from "@/lib/domain/comfort/topics";
import { EMPTY_PAGE } from "@/lib/domain/sheet/page";
import { link, lockEveryTab, newPerson, type Person, shareParts, type Tab } from "../support/person";
import { withServer } from "../support/server";

/* After a reload the other's page is shown before one's own documents are read, and nothing else is. */
withServer();
afterEach(lockEveryTab);

const hug = () => ({ ...starterComfort("hug", 1), note: "gently" });

/** A writer who shares a note with a reader. */
async function newPair() {
  const [writer, reader] = [await newPerson(), await newPerson()];
  await link(writer, reader);
  await shareParts(writer.tab, hug(), ["note"]);
  await writer.tab.saved();
  await reader.tab.engine.refreshTheirPage();
  await reader.tab.saved();
  reader.tab.close();
  return { writer, reader };
}

const isOfOwn = (path: string, { body }: RequestInit) =>
  path === "/api/vault/read" && String(body).includes('"list":true');

/** Reloads the page, whose own documents arrive once `go` is called. `answer`: what is answered in the server's place, if anything. */
function reload(
  { browser }: Person,
  answer: (path: string, init: RequestInit) => Response | null = () => null,
) {
  let go = () => {};
  const gone = new Promise<void>((resolve) => {
    go = resolve;
  });
  browser.requests.length = 0;
  browser.between = {
    ...browser.between,
    fetch: (send) => async (path, init) => {
      const response = answer(path, init) ?? (await send(path, init));
      if (isOfOwn(path, init)) await gone;
      return response;
    },
  };
  const tab = browser.openTab();
  const shown: Snapshot["status"][] = [];
  tab.onShown = ({ status }) => void (shown.at(-1) !== status && shown.push(status));
  const restored = tab.engine.restore("theirs");
  return { tab, restored, go, shown };
}

const glancing = (tab: Tab) => tab.until(({ status }) => status === "glance");
const pageIn = (snapshot: Snapshot) => ("vault" in snapshot ? snapshot.vault.theirPage : null);
const looks = ({ browser }: Person) =>
  browser.requests.filter((request) => request === "GET /api/sheet").length;

test("their page is there before one's own documents are, and is read no second time for that", async () => {
  const { reader } = await newPair();
  const { tab, restored, go, shown } = reload(reader);
  await glancing(tab);
  const early = pageIn(tab.snapshot);
  expect(early).toMatchObject({ state: "shown", page: { items: [{ note: "gently" }] } });
  // The screen asks for the newest when it comes up: this is it.
  await tab.engine.refreshTheirPage();
  expect(looks(reader)).toBe(1);
  // Nothing can be edited, or begun.
  await expect(tab.engine.saveItem(hug())).rejects.toThrow("not open");
  expect(await tab.engine.makeInvite()).toEqual({ ok: false, problem: "signed_out" });
  go();
  await restored;
  await tab.saved();
  expect(shown).toEqual(["glance", "open"]);
  // To the very object: it is not drawn again.
  expect(tab.vault.theirPage).toBe(early);
});

test("what a glance was the first to open is noted as seen, so that an older page is found out after it", async () => {
  const { writer, reader } = await newPair();
  const older = await answerOfNow(reader);
  await shareParts(writer.tab, { ...hug(), note: "slowly" }, ["note"]);
  await writer.tab.saved();
  const first = reload(reader);
  await glancing(first.tab);
  first.go();
  await first.restored;
  await first.tab.saved();
  first.tab.close();
  const again = reload(reader, (path) => (path === "/api/sheet" ? older() : null));
  again.go();
  await again.restored;
  await again.tab.until(
    (snapshot) => snapshot.status === "open" && snapshot.vault.theirPage.state === "problem",
  );
  expect(again.shown).not.toContain("glance");
  expect(again.tab.vault.theirPage).toMatchObject({ problem: "older_than_seen", page: null });
});

test("what was taken back in between is gone once one's own documents are there", async () => {
  const { writer, reader } = await newPair();
  const { tab, restored, go } = reload(reader);
  await glancing(tab);
  await writer.tab.engine.stopAll();
  await writer.tab.saved();
  go();
  await restored;
  await tab.until((snapshot) => JSON.stringify(pageIn(snapshot)).includes('"items":[]'));
  expect(tab.vault.theirPage).toEqual({ state: "shown", page: EMPTY_PAGE });
});

test.each(["lock", "signOut"] as const)(
  "%s in another tab empties it, and nothing opens after that",
  async (how) => {
    const { reader } = await newPair();
    const beside = reader.browser.openTab();
    await beside.engine.signIn(reader, () => {});
    const { tab, restored, go } = reload(reader);
    await glancing(tab);
    await beside.engine[how]();
    const closed = how === "lock" ? "locked" : "signedOut";
    expect([tab.snapshot.status, tab.snapshot]).toEqual([
      closed,
      expect.not.objectContaining({ vault: expect.anything() }),
    ]);
    go();
    await restored;
    expect(tab.snapshot.status).toBe(closed);
  },
);

test("a tab that is locked before anything is shown opens nothing either", async () => {
  const { reader } = await newPair();
  const beside = reader.browser.openTab();
  await beside.engine.signIn(reader, () => {});
  const { tab, restored, go } = reload(reader, (path) =>
    path === "/api/sheet" ? new Response(null, { status: 503 }) : null,
  );
  await tab.until(() => reader.browser.requests.includes("GET /api/link"));
  await beside.engine.lock();
  go();
  await restored;
  expect(tab.snapshot.status).toBe("locked");
});

test("somebody else who signs in before anything is shown empties it too", async () => {
  const { writer, reader } = await newPair();
  const { tab, restored, go, shown } = reload(reader, (path) =>
    path === "/api/sheet" ? new Response(null, { status: 503 }) : null,
  );
  await tab.until(() => reader.browser.requests.includes("GET /api/link"));
  await reader.browser.answered;
  const told = new Promise<void>((resolve) => {
    reader.browser.between = {
      ...reader.browser.between,
      tabs: ({ tell }) => ({
        tell(message) {
          tell(message);
          if (message.say === "signedIn") resolve();
        },
      }),
    };
  });
  const beside = reader.browser.openTab();
  const entering = beside.engine.signIn(writer, () => {});
  await told;
  go();
  await Promise.all([restored, entering]);
  // What the server had answered by then is of somebody who is signed in no more.
  expect([shown, tab.taken]).toEqual([["signedOut"], true]);
});

test("where tabs do not hear each other, a look that is refused for another account empties it", async () => {
  const { writer, reader } = await newPair();
  const { browser } = reader;
  browser.tabsTalk = false;
  const { tab, restored, go, shown } = reload(reader);
  await glancing(tab);
  const beside = browser.openTab();
  const entering = beside.engine.signIn(writer, () => {});
  await vi.waitUntil(() => browser.requests.filter((one) => one === "GET /api/session").length === 2);
  await browser.answered;
  browser.now = () => Date.now() + 15_000;
  await tab.engine.refreshTheirPage();
  expect(tab.snapshot).toEqual({ status: "signedOut" });
  go();
  await Promise.all([restored, entering]);
  expect([shown, tab.taken]).toEqual([["glance", "signedOut"], true]);
});

test("a look whose token the server refuses for good locks it", async () => {
  const { reader } = await newPair();
  let refuses = false;
  const { tab, restored, go, shown } = reload(reader, (path) =>
    refuses && /sheet|access/.test(path) ? Response.json({ error: "locked" }, { status: 403 }) : null,
  );
  await glancing(tab);
  refuses = true;
  reader.browser.now = () => Date.now() + 15_000;
  await tab.engine.refreshTheirPage();
  expect(tab.snapshot.status).toBe("locked");
  go();
  await restored;
  expect(shown).toEqual(["glance", "locked"]);
});

test("the idle time ends it", async () => {
  const { reader } = await newPair();
  const { tab, restored, go, shown } = reload(reader);
  await glancing(tab);
  reader.browser.now = () => Date.now() + 24 * 60 * 60_000;
  await tab.engine.backInView();
  expect(tab.snapshot.status).toBe("locked");
  go();
  await restored;
  expect(shown).toEqual(["glance", "locked"]);
});

test("a look that failed before anything was shown is not told of", async () => {
  const { reader } = await newPair();
  let looks = 0;
  const { tab, restored, go } = reload(reader, (path) => {
    if (path !== "/api/sheet") return null;
    looks += 1;
    return looks === 1 ? Response.json({ error: "unavailable" }, { status: 503 }) : null;
  });
  const states = new Set<string | undefined>();
  tab.onShown = (snapshot) => void states.add(pageIn(snapshot)?.state);
  go();
  await restored;
  await tab.until((snapshot) => pageIn(snapshot)?.state === "shown");
  expect([...states]).toEqual(["loading", "shown"]);
});

test.each(["lock", "signOut"] as const)("%s in it leaves what waits on the device", async (how) => {
  const { reader } = await newPair();
  const { browser } = reader;
  const first = browser.openTab();
  await first.engine.restore();
  await first.saved();
  browser.network = "offline";
  await first.engine.saveItem({ ...hug(), note: "unsent" });
  await first.until(({ ...at }) => at.status === "open" && at.vault.saving.state === "notYet");
  const before = browser.unsent.size;
  await first.engine.keepUnfinished("new/name", { words: ["half a w"], from: [""] });
  await vi.waitUntil(() => browser.unsent.size > before);
  first.close();
  browser.network = "up";
  const { tab, restored, go } = reload(reader);
  await glancing(tab);
  const ended = tab.engine[how]();
  go();
  await Promise.all([ended, restored]);
  tab.close();
  const again = browser.openTab();
  await again.engine.signIn(reader, () => {});
  await again.saved();
  expect(Object.values(again.vault.entries)).toContainEqual(expect.objectContaining({ note: "unsent" }));
  expect(again.vault.unfinished).toEqual({ "new/name": { words: ["half a w"], from: [""] } });
});

test("where one's own documents cannot be had, nothing stays", async () => {
  const { reader } = await newPair();
  let isThere = false;
  const { tab, restored, go } = reload(reader, (path, init) =>
    isOfOwn(path, init) && !isThere ? Response.json({ error: "unavailable" }, { status: 503 }) : null,
  );
  await glancing(tab);
  go();
  await restored;
  expect(tab.snapshot).toEqual({ status: "unreachable", problem: "server" });
  isThere = true;
  await tab.engine.restore();
  await tab.saved();
  expect(tab.vault.theirPage).toMatchObject({ state: "shown" });
});

test("somebody else who signs in beside it empties it", async () => {
  const { writer, reader } = await newPair();
  const { tab, restored, go } = reload(reader);
  await glancing(tab);
  const beside = reader.browser.openTab();
  const entering = beside.engine.signIn(writer, () => {});
  await tab.until(({ status }) => status === "signedOut");
  go();
  await Promise.all([restored, entering]);
  expect(tab.snapshot).toEqual({ status: "signedOut" });
});

test("nobody who is linked with nobody, and nobody who types the passphrase, sees the one before the other", async () => {
  const alone = await newPerson();
  await alone.tab.engine.saveProfile({ partnerName: "nobody" });
  await alone.tab.saved();
  alone.tab.close();
  const reloaded = reload(alone);
  reloaded.go();
  await reloaded.restored;
  expect(reloaded.shown).toEqual(["open"]);

  const { reader } = await newPair();
  const { tab, go, shown } = reload(reader);
  go();
  await tab.until(({ status }) => status === "open");
  await tab.engine.lock();
  shown.length = 0;
  const typed = reader.browser.openTab();
  const seen: Snapshot["status"][] = [];
  typed.onShown = ({ status }) => void seen.push(status);
  await typed.engine.restore();
  await typed.engine.unlock(reader.passphrase, () => {});
  expect(seen).not.toContain("glance");
});

/** What the server answers of the other's page now, to be answered again later. */
async function answerOfNow(reader: Person): Promise<() => Response> {
  let kept: Response | null = null;
  reader.browser.between = {
    ...reader.browser.between,
    fetch: (send) => async (path, init) => {
      const response = await send(path, init);
      if (path === "/api/sheet") kept = response.clone();
      return response;
    },
  };
  const tab = reader.browser.openTab();
  await tab.engine.restore();
  await tab.until((snapshot) => pageIn(snapshot)?.state === "shown");
  tab.close();
  return () => {
    if (kept === null) throw new Error("It was never answered");
    return kept.clone();
  };
}
