import { afterEach, describe, expect, test, vi } from "vitest";
import { newId } from "@/lib/crypto";
import { ownComfort, starterComfort } from "@/lib/domain/comfort/topics";
import { blankItem } from "@/lib/domain/kinds/blank";
import { ofKind } from "@/lib/domain/sheet/arrange";
import { EMPTY_PAGE, isEmptyPage } from "@/lib/domain/sheet/page";
import type { Page } from "@/lib/domain/sheet/schema";
import { send } from "../support/http";
import {
  link,
  lockEveryTab,
  must,
  newPerson,
  type Person,
  press,
  shareNoteUntil,
  shareParts,
  TestBrowser,
} from "../support/person";
import { withServer } from "../support/server";
import { stored } from "../support/stored";

/*
 * The engine against the real routes on a real database: two people, each on a browser of their own. What only a
 * browser can show (the worker, storage, screens) is in tests/e2e.
 */
withServer();

afterEach(lockEveryTab);

/** What the person sees of the other right now. */
async function look(person: Person): Promise<Page> {
  await person.tab.engine.refreshTheirPage();
  const { theirPage } = person.tab.vault;
  if (theirPage.state !== "shown") throw new Error(`Not shown: ${JSON.stringify(theirPage)}`);
  return theirPage.page;
}

const hug = () => ({
  ...starterComfort("hug", Date.now()),
  answers: { whenTheyStart: { is: "askFirst" as const }, whenIStart: { is: "welcome" as const } },
  note: "not from behind",
});

describe("two people", () => {
  test("record, link, share some parts, see exactly those, stop, pause, resume, and unlink", async () => {
    const writer = await newPerson();
    const reader = await newPerson();
    await writer.tab.engine.saveItem(hug());
    await writer.tab.saved();
    await link(writer, reader);
    expect(writer.tab.vault.link).toEqual(reader.tab.vault.link);
    expect(isEmptyPage(await look(reader))).toBe(true);

    await shareParts(writer.tab, hug(), ["whenTheyStart"]);
    const panic = {
      ...blankItem("hardMoment", newId(), Date.now(), {}),
      name: "the cellar",
      signs: ["I go still"],
    };
    await shareParts(writer.tab, panic, ["signs"]);
    await writer.tab.saved();
    const shared = await look(reader);
    expect(shared).toEqual({
      schema: 2,
      items: [
        { kind: "comfort", topic: { starter: "hug" }, group: "closeness", whenTheyStart: { is: "askFirst" } },
        { kind: "hardMoment", tag: expect.any(String), signs: ["I go still"] },
      ],
    });

    await writer.tab.engine.setPaused(true);
    await writer.tab.saved();
    expect(isEmptyPage(await look(reader))).toBe(true);
    await writer.tab.engine.setPaused(false);
    await writer.tab.saved();
    expect(await look(reader)).toEqual(shared);

    const checkIn = {
      ...blankItem("checkIn", newId(), Date.now(), { day: "2026-11-21", startedAt: Date.now() }),
      answers: { today: "mixed" as const },
    };
    await shareParts(reader.tab, checkIn, ["today"]);
    await reader.tab.saved();
    expect((await look(writer)).items).toEqual([
      { kind: "checkIn", tag: expect.any(String), today: "mixed" },
    ]);

    await writer.tab.engine.stopAll();
    await writer.tab.saved();
    expect(isEmptyPage(await look(reader))).toBe(true);

    await must(writer.tab.engine.unlink());
    expect(writer.tab.vault.link).toEqual({ state: "none" });
    expect(isEmptyPage(await look(reader))).toBe(true);
    expect(reader.tab.vault.link.state).toBe("linked");
    expect(Object.keys(writer.tab.vault.entries)).toHaveLength(2);
  });

  test("an edit of something private sends nothing to the sheet", async () => {
    const writer = await newPerson();
    const reader = await newPerson();
    await link(writer, reader);
    await shareParts(writer.tab, hug(), ["whenTheyStart"]);
    await writer.tab.saved();
    const sheetWrites = () =>
      writer.browser.requests.filter((request) => request === "PUT /api/sheet/mine").length;
    const before = sheetWrites();
    await writer.tab.engine.saveItem({ ...hug(), note: "something else entirely" });
    await writer.tab.engine.saveItem(ownComfort(newId(), "the song from that summer", "talking", Date.now()));
    await writer.tab.saved();
    expect(sheetWrites()).toBe(before);
  });
});

describe("two devices of one person", () => {
  test("a device that is behind cannot share again what the other has just stopped", async () => {
    const writer = await newPerson();
    const reader = await newPerson();
    await link(writer, reader);
    await shareParts(writer.tab, hug(), ["whenTheyStart"]);
    await writer.tab.saved();
    expect((await look(reader)).items).toHaveLength(1);
    const phone = new TestBrowser().openTab();
    await must(phone.engine.signIn(writer, () => {}));
    await phone.saved();

    // The phone stays as it is while the writer stops sharing on the other device. What is ticked there is ticked for a period that
    // is over: it shows nothing, until it is pressed again.
    await writer.tab.engine.stopAll();
    await writer.tab.saved();
    const own = ownComfort(newId(), "a hand on my back", "closeness", Date.now());
    const checkIn = {
      ...blankItem("checkIn", newId(), Date.now(), { day: "2026-11-21", startedAt: Date.now() }),
      answers: { energy: "little" as const },
    };
    await shareParts(phone, { ...own, note: "only after a word" }, ["note"]);
    await shareParts(phone, checkIn, ["energy"]);
    await phone.saved();
    expect(await look(reader)).toEqual(EMPTY_PAGE);

    await phone.until(() => phone.vault.period === writer.tab.vault.period);
    await press(phone, own, { do: "tick", part: "note" });
    await press(phone, checkIn, { do: "tick", part: "energy" });
    await phone.saved();
    const page = await look(reader);
    expect(ofKind(page, "comfort").map(({ topic }) => topic)).toEqual([{ own: "a hand on my back" }]);
    expect(ofKind(page, "checkIn")).toHaveLength(1);
  });

  test("edits of the same entry on both: the later one stays, the other is set aside", async () => {
    const writer = await newPerson();
    await writer.tab.engine.saveItem(hug());
    await writer.tab.saved();
    const phone = writer.browser.openTab();
    await phone.engine.restore();
    await phone.saved();
    writer.browser.network = "offline";
    await phone.engine.saveItem({ ...hug(), note: "written on the phone" });
    await writer.tab.engine.saveItem({ ...hug(), note: "written on the laptop" });
    await phone.until((seen) => seen.status === "open" && seen.vault.saving.state === "notYet");
    writer.browser.network = "up";
    await writer.tab.engine.retrySaving();
    await phone.engine.retrySaving();
    await phone.saved();
    const texts = [...Object.values(phone.vault.entries), ...phone.vault.setAside.map((one) => one.item)].map(
      (item) => ("note" in item ? item.note : ""),
    );
    expect(texts.sort()).toEqual(["written on the laptop", "written on the phone"]);
  });
});

describe("saving", () => {
  test("a browser that is ended while a save has no answer has lost nothing", async () => {
    const writer = await newPerson();
    let release = () => {};
    writer.browser.held = new Promise((done) => {
      release = done;
    });
    await writer.tab.engine.saveItem({ ...hug(), note: "written just before" });
    await vi.waitFor(() => expect(writer.browser.unsent.size).toBe(1));
    writer.tab.close();
    release();
    const again = writer.browser.openTab();
    await again.engine.restore();
    await again.saved();
    expect(again.vault.entries[hug().id]).toMatchObject({ note: "written just before" });
    expect(writer.browser.unsent.size).toBe(0);
  });

  test("two tabs that are ended with edits of one document that wait: the next one takes up both", async () => {
    const writer = await newPerson();
    await writer.tab.engine.saveItem({ ...hug(), note: "before" });
    await writer.tab.saved();
    const beside = writer.browser.openTab();
    await beside.engine.restore();
    await beside.saved();
    writer.browser.network = "offline";
    const kiss = { ...starterComfort("kiss", Date.now()), note: "in the other tab" };
    await writer.tab.engine.saveItem({ ...hug(), note: "in one tab" });
    await beside.engine.saveItem(kiss);
    for (const tab of [writer.tab, beside]) {
      await tab.until((seen) => seen.status === "open" && seen.vault.saving.state === "notYet");
      tab.close();
    }
    writer.browser.network = "up";
    const next = writer.browser.openTab();
    await next.engine.restore();
    await next.saved();
    const notes = () => Object.values(next.vault.entries).map((one) => "note" in one && one.note);
    expect(notes().sort()).toEqual(["in one tab", "in the other tab"]);
    expect(next.vault.setAside).toEqual([]);
    await vi.waitFor(() => expect(writer.browser.unsent.size).toBe(0));
    const phone = new TestBrowser().openTab();
    await must(phone.engine.signIn(writer, () => {}));
    expect(phone.vault.entries).toEqual(next.vault.entries);
  });

  test("a tab that comes back reads what another device wrote, and nothing of what it wrote itself", async () => {
    const writer = await newPerson();
    await writer.tab.engine.saveItem(hug());
    await writer.tab.engine.saveProfile({ idleMinutes: 30 });
    await writer.tab.saved();
    const phone = new TestBrowser().openTab();
    await must(phone.engine.signIn(writer, () => {}));
    const comesBack = async () => {
      const before = writer.browser.now;
      writer.browser.now = () => before() + 61_000;
      writer.browser.requests.length = 0;
      await writer.tab.engine.backInView();
      await writer.tab.saved();
      return writer.browser.requests.filter((line) => /^(GET|POST) \/api\/vault/.test(line));
    };
    expect(await comesBack()).toEqual(["GET /api/vault/versions"]);
    await phone.engine.saveItem({ ...hug(), note: "from the phone" });
    await phone.saved();
    expect(await comesBack()).toEqual(["GET /api/vault/versions", "POST /api/vault/read"]);
    expect(writer.tab.vault.entries).toEqual(phone.vault.entries);
    await writer.tab.engine.saveItem({ ...hug(), note: "from here" });
    await writer.tab.saved();
    expect(await comesBack()).toEqual(["GET /api/vault/versions"]);
  });

  test("a share that ends by itself is gone from what the writer is told of their own page, without a touch", async () => {
    const [writer, reader] = [await newPerson(), await newPerson()];
    await link(writer, reader);
    const { tab } = writer;
    await shareNoteUntil(tab, { ...hug(), note: "gently" }, Date.now() + 3000);
    await tab.saved();
    await tab.until(({ status }) => {
      const { myPage } = status === "open" ? tab.vault : {};
      return myPage?.state === "known" && isEmptyPage(myPage.page);
    });
  });

  test("an opening reads the vault once, and again where another device has published meanwhile", async () => {
    const [writer, reader] = [await newPerson(), await newPerson()];
    await link(writer, reader);
    await shareParts(writer.tab, { ...hug(), note: "gently" }, ["note"]);
    await writer.tab.saved();
    const reads = () => writer.browser.requests.filter((line) => line === "POST /api/vault/read").length;
    const lists = () => writer.browser.requests.filter((line) => line === "GET /api/vault/versions").length;
    const open = async () => {
      writer.browser.requests.length = 0;
      const tab = writer.browser.openTab();
      await tab.engine.restore();
      await tab.saved();
      return tab;
    };
    await open();
    expect([reads(), lists()]).toEqual([1, 0]);

    // Between its look at the vault and its look at the schedule.
    const phone = new TestBrowser().openTab();
    await must(phone.engine.signIn(writer, () => {}));
    await phone.saved();
    let stopped: Promise<unknown> | null = null;
    writer.browser.onRequest = (request) => {
      if (request !== "GET /api/sheet/mine" || stopped) return;
      stopped = phone.engine.stopAll().then(() => phone.saved());
      writer.browser.held = stopped.then(() => {});
    };
    const late = await open();
    expect(stopped).not.toBeNull();
    // What differs is read by itself.
    expect([reads(), lists(), late.vault.period]).toEqual([2, 1, phone.vault.period]);
    await reader.tab.engine.refreshTheirPage();
    expect(reader.tab.vault.theirPage).toMatchObject({ page: EMPTY_PAGE });
  });

  test("their page is fetched once where an opening asks twice, and anew by whoever comes back while that hangs", async () => {
    const [writer, reader] = [await newPerson(), await newPerson()];
    await link(writer, reader);
    const { browser, tab } = reader;
    const looks = () => browser.requests.filter((line) => line === "GET /api/sheet").length;
    // The look of the linking itself is over.
    await tab.engine.refreshTheirPage();
    const before = looks();
    await Promise.all([tab.engine.refreshTheirPage(), tab.engine.refreshTheirPage()]);
    expect(looks() - before).toBe(1);
    await tab.engine.refreshTheirPage();
    expect(looks() - before).toBe(2);

    let answer = () => {};
    browser.held = new Promise((resolve) => {
      answer = resolve;
    });
    const asleep = tab.engine.refreshTheirPage();
    // The device sleeps while it is asked, and wakes within the idle time.
    browser.now = () => Date.now() + 2 * 60_000;
    const awake = tab.engine.refreshTheirPage();
    await vi.waitFor(() => expect(looks() - before).toBe(4));
    answer();
    await Promise.all([asleep, awake]);
  });

  describe("two looks at their page at once", () => {
    /** The reader has a page of the writer's in front of them and asks for it again, with an answer that does not come yet. */
    async function asking() {
      const [writer, reader] = [await newPerson(), await newPerson()];
      await link(writer, reader);
      await shareParts(writer.tab, hug(), ["whenTheyStart"]);
      await writer.tab.saved();
      const held = { is: null as null | "request" | "answer", letGo: () => {} };
      reader.browser.between = {
        ...reader.browser.between,
        fetch: (send) => async (path, init) => {
          const { is } = held;
          if (path !== "/api/sheet" || is === null) return send(path, init);
          held.is = null;
          const wait = new Promise<void>((resolve) => {
            held.letGo = resolve;
          });
          if (is === "request") await wait;
          const answer = await send(path, init);
          await wait;
          return answer;
        },
      };
      const tab = reader.browser.openTab();
      await tab.engine.restore();
      await tab.engine.refreshTheirPage();
      let later = 0;
      /** Another look: one that follows within a second is the same one. */
      const look = () => {
        later += 5_000;
        reader.browser.now = () => Date.now() + later;
        return tab.engine.refreshTheirPage();
      };
      const shown = () => tab.vault.theirPage;
      /** What an answer says is there once it was opened. */
      const settled = () => new Promise((done) => setTimeout(done, 200));
      return { writer, reader, held, look, shown, settled };
    }

    test("the older answer, which comes last, does not bring back the page of before", async () => {
      const { writer, reader, held, look, shown, settled } = await asking();
      await shareParts(writer.tab, { ...hug(), note: "more" }, ["note"]);
      await writer.tab.saved();
      held.is = "answer";
      const first = look();
      await reader.browser.answered;
      await settled();
      await writer.tab.engine.stopAll();
      await writer.tab.saved();
      await look();
      expect(shown()).toMatchObject({ state: "shown", page: EMPTY_PAGE });
      held.letGo();
      await first;
      expect(shown()).toMatchObject({ state: "shown", page: EMPTY_PAGE });
      for (let again = 0; again < 2; again++) await look();
      expect(shown()).toMatchObject({ state: "shown", page: EMPTY_PAGE });
    });

    test("one that reaches the server last, and is not taken, is not what the next look calls unchanged", async () => {
      const { writer, held, look, shown } = await asking();
      held.is = "request";
      const first = look();
      await look();
      expect(shown()).toMatchObject({ state: "shown" });
      await writer.tab.engine.stopAll();
      await writer.tab.saved();
      held.letGo();
      await first;
      for (let again = 0; again < 2; again++) await look();
      expect(shown()).toMatchObject({ state: "shown", page: EMPTY_PAGE });
    });

    test("one that failed meanwhile takes nothing from an answer that says that it is gone", async () => {
      const { writer, reader, held, look, shown, settled } = await asking();
      await writer.tab.engine.stopAll();
      await writer.tab.saved();
      held.is = "answer";
      const first = look();
      await reader.browser.answered;
      await settled();
      reader.browser.network = "offline";
      await look();
      expect(shown()).toMatchObject({ state: "problem" });
      reader.browser.network = "up";
      held.letGo();
      await first;
      for (let again = 0; again < 2; again++) await look();
      expect(shown()).toMatchObject({ state: "shown", page: EMPTY_PAGE });
    });
  });

  test("ten pauses of typing make another tab read that one document, once each", async () => {
    const writer = await newPerson();
    const other = writer.browser.openTab();
    await other.engine.restore();
    await other.saved();
    writer.browser.requests.length = 0;
    for (let pause = 0; pause < 10; pause++) {
      await writer.tab.engine.saveItem({ ...hug(), note: `words ${pause}` });
      await writer.tab.saved();
    }
    await other.until(
      (seen) => seen.status === "open" && JSON.stringify(seen.vault.entries).includes("words 9"),
    );
    const reads = writer.browser.requests.filter((line) => line.startsWith("GET "));
    expect(reads.every((line) => /^GET \/api\/vault\/[\w-]{43}$/.test(line))).toBe(true);
    expect(reads.length).toBeLessThanOrEqual(10);
  });

  test("words that waited while the account was recovered elsewhere are told as lost, once", async () => {
    const writer = await newPerson();
    writer.browser.network = "offline";
    await writer.tab.engine.saveItem({ ...hug(), note: "only here" });
    await writer.tab.until((seen) => seen.status === "open" && seen.vault.saving.state === "notYet");
    await writer.tab.engine.lock();
    const elsewhere = new TestBrowser().openTab();
    const [newPassphrase, newCode] = [
      await elsewhere.engine.suggestPassphrase(),
      await elsewhere.engine.newRecoveryCode(),
    ];
    const recovery = { handle: writer.handle, code: writer.recoveryCode, newPassphrase, newCode };
    await must(elsewhere.engine.recover(recovery, () => {}));
    writer.browser.network = "up";
    const again = writer.browser.openTab();
    const account = { handle: writer.handle, passphrase: newPassphrase };
    await must(again.engine.signIn(account, () => {}));
    expect(again.vault.lostWords).toBe(true);
    await again.engine.lock();
    const later = writer.browser.openTab();
    await must(later.engine.signIn(account, () => {}));
    expect(later.vault.lostWords).toBe(false);
  });

  test("what could not be saved is shown, kept through a lock, and sent later", async () => {
    const writer = await newPerson();
    writer.browser.network = "offline";
    await writer.tab.engine.saveItem({ ...hug(), note: "do not lose me" });
    await writer.tab.until((seen) => seen.status === "open" && seen.vault.saving.state === "notYet");
    expect(writer.tab.vault.saving).toEqual({ state: "notYet", problem: "offline", sharing: false });
    await writer.tab.engine.lock();
    expect(writer.tab.snapshot).toEqual({ status: "locked", handle: writer.handle, stillShown: false });
    expect(writer.tab.ended).toBe(true);
    expect(writer.browser.stored.unlocked).toBe(null);

    writer.browser.network = "up";
    const next = writer.browser.openTab();
    await next.engine.restore();
    expect(next.snapshot.status).toBe("locked");
    await must(next.engine.unlock(writer.passphrase, () => {}));
    await next.saved();
    expect(next.vault.entries["comfort-hug"]).toMatchObject({ note: "do not lose me" });
    expect(writer.browser.unsent.size).toBe(0);
  });

  test("signing out empties the screen at once, and what was stopped just before still reaches the other", async () => {
    const [writer, reader] = [await newPerson(), await newPerson()];
    await link(writer, reader);
    await shareParts(writer.tab, { ...hug(), note: "gently" }, ["note"]);
    await writer.tab.saved();
    let release = () => {};
    writer.browser.held = new Promise((done) => {
      release = done;
    });
    await writer.tab.engine.stopAll();
    const out = writer.tab.engine.signOut();
    expect(writer.tab.snapshot).toEqual({ status: "signedOut" });
    release();
    await out;
    expect(writer.tab.snapshot).toEqual({ status: "signedOut" });
    expect(writer.browser.unsent.size).toBe(0);
    await reader.tab.engine.refreshTheirPage();
    expect(reader.tab.vault.theirPage).toMatchObject({ state: "shown", page: EMPTY_PAGE });
    expect((await send("session", { cookie: writer.browser.cookie })).status).toBe(401);
  });

  test("signing out closes every tab at once, and none of them opens again while the rest is still on its way", async () => {
    const { tab, browser } = await newPerson();
    const beside = browser.openTab();
    await beside.engine.restore();
    expect(beside.snapshot.status).toBe("open");
    let release = () => {};
    browser.held = new Promise((done) => {
      release = done;
    });
    await tab.engine.saveItem(hug());
    const out = tab.engine.signOut();
    const shown = [tab, beside].map(({ snapshot }) => snapshot);
    const { unlocked } = browser.stored;
    const reloaded = browser.openTab();
    const restored = reloaded.engine.restore();
    release();
    expect(shown).toEqual([{ status: "signedOut" }, { status: "signedOut" }]);
    expect(unlocked).toBe(null);
    await restored;
    expect(reloaded.snapshot.status).not.toBe("open");
    await out;
    expect(reloaded.snapshot).toEqual({ status: "signedOut" });
    expect([tab, beside].map(({ ended }) => ended)).toEqual([true, true]);
    expect(browser.unsent.size).toBe(0);
  });

  test("what the server holds is told as it is, and only while the vault is open", async () => {
    const { tab, browser } = await newPerson();
    const note = "a note that nobody else may read";
    await tab.engine.saveItem({ ...hug(), note });
    await tab.saved();
    const held = await tab.engine.heldByHost();
    if (!held.ok) throw new Error(held.problem);
    const { documents } = await stored();
    expect(held.documents.map(({ document }) => document)).toEqual(["recent"]);
    for (const { blindedName, version, bytes, excerpt } of held.documents) {
      const row = documents.find(({ name }) => name === blindedName);
      expect(row).toMatchObject({ version });
      expect(row?.sealed).toHaveLength(bytes);
      expect(excerpt.length).toBeGreaterThan(1000);
      const text = Buffer.from(row?.sealed ?? []).toString("base64url");
      expect(text.startsWith(excerpt)).toBe(true);
      expect(Buffer.from(text, "base64url").includes(note)).toBe(false);
    }

    browser.network = "offline";
    expect(await tab.engine.heldByHost()).toEqual({ ok: false, problem: "offline" });
    browser.network = "up";
    const asked = tab.engine.heldByHost();
    await tab.engine.lock();
    expect(await asked).toEqual({ ok: false, problem: "signed_out" });
    expect(await tab.engine.heldByHost()).toEqual({ ok: false, problem: "signed_out" });
  });

  test("what is too large says so, holds nothing else back, and is not sent until it is smaller", async () => {
    const writer = await newPerson();
    const { engine } = writer.tab;
    await engine.saveItem({ ...hug(), note: "x".repeat(5_000_000) });
    await engine.saveProfile({ idleMinutes: 30 });
    await writer.tab.until((seen) => seen.status === "open" && seen.vault.saving.state === "notYet");
    expect(writer.tab.vault.saving).toEqual({ state: "notYet", problem: "too_large", sharing: false });
    const sent = writer.browser.requests.length;
    await new Promise((resolve) => setTimeout(resolve, 3000));
    expect(writer.browser.requests.length).toBe(sent);
    const other = new TestBrowser().openTab();
    await must(other.engine.signIn({ handle: writer.handle, passphrase: writer.passphrase }, () => {}));
    expect([other.vault.profile.idleMinutes, Object.keys(other.vault.entries)]).toEqual([30, []]);
    await engine.saveItem({ ...hug(), note: "shorter" });
    await writer.tab.saved();
  });

  test("an answer that got lost on its way back does no harm", async () => {
    const writer = await newPerson();
    writer.browser.network = "answerLost";
    await writer.tab.engine.saveItem(hug());
    await writer.tab.until((seen) => seen.status === "open" && seen.vault.saving.state === "notYet");
    writer.browser.network = "up";
    await writer.tab.engine.retrySaving();
    await writer.tab.saved();
    expect(writer.tab.vault.setAside).toEqual([]);
    expect(writer.tab.vault.entries["comfort-hug"]).toMatchObject({ note: "not from behind" });
  });

  test("a server that only fails is asked again, and not in a rush", async () => {
    const writer = await newPerson();
    writer.browser.network = "down";
    const before = writer.browser.requests.length;
    await writer.tab.engine.saveItem(hug());
    await writer.tab.until((seen) => seen.status === "open" && seen.vault.saving.state === "notYet");
    await new Promise((resolve) => setTimeout(resolve, 1000));
    expect(writer.browser.requests.length - before).toBeLessThanOrEqual(3);
  });
});

describe("accounts", () => {
  test("a second device, a wrong passphrase, and recovery with everything still there", async () => {
    const writer = await newPerson();
    const reader = await newPerson();
    await link(writer, reader);
    await shareParts(writer.tab, hug(), ["whenTheyStart"]);
    await writer.tab.saved();
    const wrong = await new TestBrowser()
      .openTab()
      .engine.signIn({ handle: writer.handle, passphrase: "not the passphrase at all" }, () => {});
    expect(wrong).toEqual({ ok: false, problem: "wrong_passphrase" });

    const phone = new TestBrowser().openTab();
    const newCode = await phone.engine.newRecoveryCode();
    const newPassphrase = await phone.engine.suggestPassphrase();
    const wrongCode = await phone.engine.recover(
      { handle: writer.handle, code: await phone.engine.newRecoveryCode(), newPassphrase, newCode },
      () => {},
    );
    expect(wrongCode).toEqual({ ok: false, problem: "wrong_code" });
    await must(
      phone.engine.recover(
        { handle: writer.handle, code: writer.recoveryCode.toLowerCase(), newPassphrase, newCode },
        () => {},
      ),
    );
    await phone.saved();
    expect(phone.vault.entries["comfort-hug"]).toMatchObject({ note: "not from behind" });
    expect(phone.vault.link.state).toBe("linked");

    // The other session has ended: what is written there waits for a sign-in.
    await writer.tab.engine.saveItem({ ...hug(), note: "typed on the old device" });
    await writer.tab.until((seen) => seen.status === "open" && seen.vault.saving.state === "notYet");
    expect(writer.tab.vault.saving).toMatchObject({ problem: "signed_out" });
    const old = await phone.engine.signIn({ handle: writer.handle, passphrase: writer.passphrase }, () => {});
    expect(old).toEqual({ ok: false, problem: "wrong_passphrase" });
  });
});
