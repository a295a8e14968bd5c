import { randomBytes } from "node:crypto";
import { afterEach, expect, test, vi } from "vitest";
import type { OpenVault } from "@/lib/client/engine/contract";
import { blindName, parseVaultKey } from "@/lib/crypto";
import { starterComfort } from "@/lib/domain/comfort/topics";
import type { AnyItem } from "@/lib/domain/kinds";
import { blankItem } from "@/lib/domain/kinds/blank";
import { ofKind } from "@/lib/domain/sheet/arrange";
import { EMPTY_PAGE } from "@/lib/domain/sheet/page";
import type { Page } from "@/lib/domain/sheet/schema";
import { db } from "@/lib/server/db";
import { newName } from "../support/account";
import {
  fold,
  link,
  lockEveryTab,
  must,
  newPerson,
  type Person,
  shareParts,
  type Tab,
  TestBrowser,
  takeOff,
} from "../support/person";
import { type Held, putBack, quiet, readBy, reopened, takeDown } from "../support/put-back";
import { withServer } from "../support/server";

/*
 * Somebody with a session's cookie, or the host, writes rubbish over documents: stopping one share, stopping all and pausing
 * work whatever cannot be read, are called saved only when the other reads it so, and stay so afterwards: when the document
 * is whole again, and when the one written last is put back to the version before.
 */
withServer();
vi.setConfig({ testTimeout: 600_000 });
afterEach(lockEveryTab);

const hug = () => ({ ...starterComfort("hug", Date.now()), note: "gently" });
const MONTH = "check-ins/2026-11";
const day = () => ({
  ...blankItem("checkIn", "check-in-of-the-day-01", Date.now(), { day: "2026-11-21", startedAt: Date.now() }),
  answers: { energy: "little" as const },
});

type Names = ReadonlyMap<string, string>;

/** The writer shares a comfort and an answer of a check-in with the reader. `names`: of their documents, as the server knows them. */
async function sharing(): Promise<{ writer: Person; reader: Person; names: Names; held: Held }> {
  const [writer, reader] = [await newPerson(), await newPerson()];
  await link(writer, reader);
  await shareParts(writer.tab, hug(), ["note"]);
  await shareParts(writer.tab, day(), ["energy"]);
  await writer.tab.saved();
  // An answer that is the writer's own, until all lies where it belongs.
  await fold(writer.tab, (round) =>
    writer.tab.engine.saveItem({
      ...day(),
      answers: { ...day().answers, today: round % 2 === 0 ? "mixed" : "good" },
    }),
  );
  // Written last, so that it vouches for the others. A document that nothing vouches for is a stray.
  await writer.tab.engine.saveProfile({ idleMinutes: 30 });
  await writer.tab.saved();
  const listed = await writer.tab.engine.heldByHost();
  if (!listed.ok) throw new Error(listed.problem);
  const names = new Map(listed.documents.map((one) => [one.document ?? "", one.blindedName]));
  await Promise.all([writer, reader].map(({ tab }) => quiet(tab)));
  return { writer, reader, names, held: await takeDown() };
}

const write = (name: string, sealed: Uint8Array) =>
  db().vaultDocument.updateMany({ where: { name }, data: { sealed: new Uint8Array(sealed) } });

type Stop = (tab: Tab, broken: string) => Promise<unknown>;
const WAYS = {
  "stop all": ({ engine }) => engine.stopAll(),
  pause: ({ engine }) => engine.setPaused(true),
  // Where its document can be read by its own press, else by the row of the page.
  "stop the comfort": (tab, broken) =>
    broken === "entries" || broken === "recent"
      ? takeOff(tab, "comfort")
      : tab.engine.shareItem("comfort-hug", { do: "untick", part: "note" }),
  "stop the answer": (tab, broken) =>
    broken === MONTH || broken === "recent"
      ? takeOff(tab, "checkIn")
      : tab.engine.shareItem(day().id, { do: "stop" }),
} as const satisfies Record<string, Stop>;
const waysOf = (): [string, Stop][] => Object.entries(WAYS);

const notesOn = (page: Page): (string | undefined)[] =>
  ofKind(page, "comfort")
    .map(({ note }) => note)
    .sort();

const without = (page: Page, ...kinds: AnyItem["kind"][]): Page => ({
  ...page,
  items: page.items.filter(({ kind }) => !kinds.includes(kind)),
});

/** What the reader may read after `way`. While a month cannot be read, its answers cannot be told apart, and none stays. */
function expected(way: string, before: Page, broken = "none"): Page {
  const left = broken === MONTH ? without(before, "checkIn") : before;
  if (way === "stop the comfort") return without(left, "comfort");
  return way === "stop the answer" ? without(left, "checkIn") : EMPTY_PAGE;
}

const troublesOf = ({ vault }: { vault: OpenVault }) => vault.troubles.map(({ document }) => document);

/** Each way to stop, on a device that opens the broken vault or has it open already. */
async function tryAll(
  { writer, reader, names, held }: Awaited<ReturnType<typeof sharing>>,
  broken: string,
  rubbish: Uint8Array,
  { openBefore = false, ways = waysOf() }: { openBefore?: boolean; ways?: readonly [string, Stop][] } = {},
): Promise<void> {
  const name = names.get(broken);
  if (name === undefined) throw new Error(`${broken} was expected`);
  for (const [way, stop] of ways) {
    const what = `${way}, ${broken} of ${rubbish.length} bytes, ${openBefore ? "open before" : "opened anew"}`;
    await putBack(held);
    const before = await readBy(reader);
    expect([what, ...before.items.map(({ kind }) => kind).sort()]).toEqual([what, "checkIn", "comfort"]);

    let tab: Tab;
    if (openBefore) {
      tab = await reopened(writer);
      await tab.saved();
      await write(name, rubbish);
      await must(tab.engine.heldByHost());
    } else {
      await write(name, rubbish);
      tab = await reopened(writer);
      await tab.saved();
    }
    expect([what, troublesOf(tab).length]).toEqual([what, 1]);
    const atStop = await takeDown();
    await stop(tab, broken);
    await tab.saved();
    const after = expected(way, before, broken);
    expect([what, "saved", await readBy(reader)]).toEqual([what, "saved", after]);

    // Whole again, where it was left alone: it heals, and shows nothing again.
    const good = held.documents.find((one) => one.name === name);
    if (!good) throw new Error("The document was expected");
    await write(name, good.sealed);
    await must(tab.engine.heldByHost());
    expect([what, tab.vault.troubles]).toEqual([what, []]);
    await tab.engine.retrySaving();
    await tab.saved();
    expect([what, "healed", await readBy(reader)]).toEqual([what, "healed", after]);
    await quiet(tab);

    // The documents that stopping wrote, one version back: also on a device that knows nothing.
    for (const row of atStop.documents) {
      const [where, data] = [{ ownerId_name: { ownerId: row.ownerId, name: row.name } }, row];
      if (row.name !== name) await db().vaultDocument.update({ where, data });
    }
    const late = await reopened(writer);
    await late.saved();
    await late.engine.retrySaving();
    await late.saved();
    expect([what, "put back", await readBy(reader)]).toEqual([what, "put back", after]);
    await quiet(late);
  }
}

/** Ways by name, since every one with every document would take minutes. */
const some = (...names: string[]) => waysOf().filter(([way]) => names.includes(way));

test.each(["entries", "check-ins/2026-11", "recent", "link", "profile"])(
  "rubbish over %s: stopping one, all, and pausing reach the reader, and last",
  async (broken) => {
    const pair = await sharing();
    await tryAll(pair, broken, randomBytes(5000), { ways: some("stop all", "stop the comfort") });
    await tryAll(pair, broken, randomBytes(5000), {
      openBefore: true,
      ways: some("pause", "stop the answer"),
    });
  },
);

test("the same with nothing at all in each document", async () => {
  const pair = await sharing();
  for (const broken of pair.names.keys()) {
    await tryAll(pair, broken, new Uint8Array(), { ways: some("stop all") });
  }
});

test("a stray document stands in nobody's way: what is shared is shared, and what is stopped is stopped", async () => {
  const { writer, reader, held } = await sharing();
  const ownerId = (await db().user.findUniqueOrThrow({ where: { handle: writer.handle } })).id;
  for (const sealed of [randomBytes(5000), new Uint8Array()]) {
    for (const [way, stop] of waysOf()) {
      await putBack(held);
      await db().vaultDocument.create({
        data: { ownerId, name: newName(), version: 1, sealed: new Uint8Array(sealed) },
      });
      const tab = await reopened(writer);
      expect(troublesOf(tab)).toEqual(["unknown"]);
      await shareParts(tab, { ...starterComfort("kiss", Date.now()), note: "softly" }, ["note"]);
      await tab.saved();
      const before = await readBy(reader);
      expect(notesOn(before)).toEqual(["gently", "softly"]);
      await stop(tab, "none");
      await tab.saved();
      const items = before.items.filter((item) => item.kind !== "comfort" || item.note === "softly");
      const left = way === "stop the comfort" ? { ...before, items } : expected(way, before);
      expect([way, await readBy(reader)]).toEqual([way, left]);
      await quiet(tab);
    }
  }
});

test("a stray is removed by a press, and no document that may be one's own ever is", async () => {
  const { writer, names, held } = await sharing();
  const ownerId = (await db().user.findUniqueOrThrow({ where: { handle: writer.handle } })).id;
  const stray = newName();
  const create = (name: string, sealed: Uint8Array) =>
    db().vaultDocument.create({ data: { ownerId, name, version: 7, sealed: new Uint8Array(sealed) } });
  for (const rubbish of [randomBytes(5000), new Uint8Array()]) {
    await putBack(held);
    await create(stray, rubbish);
    const tab = await reopened(writer);
    expect(troublesOf(tab)).toEqual(["unknown"]);
    const listed = await tab.engine.heldByHost();
    expect(listed.ok && listed.documents.filter(({ removable }) => removable)).toMatchObject([
      { blindedName: stray, document: null },
    ]);
    await must(tab.engine.removeStray(stray));
    expect(tab.vault.troubles).toEqual([]);
    // Gone already: that is what was asked for.
    await must(tab.engine.removeStray(stray));
    expect(await db().vaultDocument.count({ where: { ownerId } })).toBe(names.size);
    await quiet(tab);
  }

  // Known ones, whole, of rubbish, or of a month that nothing vouches for; and the writer's own bytes under another name.
  await putBack(held);
  const [entries] = held.documents.filter(({ name }) => name === names.get("entries"));
  if (!entries) throw new Error("Entries were expected");
  const moved = newName();
  await create(moved, entries.sealed);
  const key = parseVaultKey(writer.browser.stored.unlocked?.key ?? "");
  if (!key) throw new Error("The key was expected on the device");
  const month = blindName(key, "check-ins/2031-07");
  await create(month, randomBytes(5000));
  for (const rubbish of [null, randomBytes(5000)]) {
    for (const name of rubbish ? names.values() : []) if (rubbish) await write(name, rubbish);
    const tab = await reopened(writer);
    const before = await db().vaultDocument.findMany({ orderBy: { name: "asc" } });
    for (const name of [...names.values(), moved, month]) {
      expect(await tab.engine.removeStray(name)).toMatchObject({ ok: false });
    }
    const listed = await tab.engine.heldByHost();
    expect(listed.ok && listed.documents.filter(({ removable }) => removable)).toEqual([]);
    expect(await db().vaultDocument.findMany({ orderBy: { name: "asc" } })).toEqual(before);
    await quiet(tab);
  }
});

/** The writer recovers on a device that knows nothing. */
async function recovered({ handle, recoveryCode }: Person): Promise<Person> {
  const browser = new TestBrowser();
  const tab = browser.openTab();
  const [passphrase, newCode] = [await tab.engine.suggestPassphrase(), await tab.engine.newRecoveryCode()];
  const recovery = { handle, code: recoveryCode, newPassphrase: passphrase, newCode };
  await must(tab.engine.recover(recovery, () => {}));
  await tab.saved();
  return { browser, tab, handle, passphrase, recoveryCode: newCode };
}

/** The account as it was before a recovery: what the server keeps of it beside documents and pages. */
const accountOf = (handle: string) => db().user.findUniqueOrThrow({ where: { handle } });

test("recovery works with rubbish over any document: what cannot be read is said and set apart, and stopping works", async () => {
  const { writer, reader, names, held } = await sharing();
  const account = await accountOf(writer.handle);
  const documents = ["entries", "check-ins/2026-11", "link", "profile"] as const;
  const turns = Object.entries(WAYS);
  for (const [at, broken] of documents.entries()) {
    for (const rubbish of [randomBytes(5000), new Uint8Array()]) {
      await putBack(held);
      await db().user.update({ where: { id: account.id }, data: account });
      const before = await readBy(reader);
      await write(names.get(broken) ?? "", rubbish);
      await db().vaultDocument.create({
        data: { ownerId: account.id, name: newName(), version: 2 ** 31 - 1, sealed: new Uint8Array(rubbish) },
      });
      const now = await recovered(writer);
      const kind = broken.startsWith("check-ins") ? "checkIns" : broken;
      expect([broken, now.tab.vault.troubles]).toEqual([
        broken,
        [
          { document: kind, problem: "not_recovered" },
          { document: "unknown", problem: "cannot_open" },
        ],
      ]);
      // All else is there, and nothing that was shown is shown less or more by itself, but for answers of a month that is lost.
      const { entries, checkIns } = now.tab.vault;
      expect([broken, Object.keys(entries).length, checkIns.length]).toEqual([
        broken,
        broken === "entries" ? 0 : 1,
        kind === "checkIns" ? 0 : 1,
      ]);
      const left = broken === MONTH ? without(before, "checkIn") : before;
      expect([broken, await readBy(reader)]).toEqual([broken, left]);

      const [way, stop] = turns[(at + (rubbish.length ? 0 : 1)) % turns.length] ?? [
        "stop all",
        WAYS["stop all"],
      ];
      await stop(now.tab, broken);
      await now.tab.saved();
      expect([broken, way, await readBy(reader)]).toEqual([broken, way, expected(way, left)]);
      await now.tab.engine.stopAll();
      await now.tab.saved();
      expect([broken, await readBy(reader)]).toEqual([broken, EMPTY_PAGE]);
      // The code that was given then opens it once more, as it is.
      const again = await recovered(now);
      expect(again.tab.vault.troubles).toEqual(now.tab.vault.troubles);
      expect([broken, await readBy(reader)]).toEqual([broken, EMPTY_PAGE]);
      await quiet(again.tab);
    }
  }
});

test("a document that was put back, or dropped, before a recovery is told so after it", async () => {
  const { writer, names, held } = await sharing();
  const account = await accountOf(writer.handle);
  const name = names.get("recent") ?? "";
  const old = held.documents.find((one) => one.name === name);
  const tab = await reopened(writer);
  await tab.engine.saveItem({ ...starterComfort("kiss", Date.now()), note: "later" });
  await tab.saved();
  await tab.engine.saveProfile({ idleMinutes: 15 });
  await quiet(tab);
  const later = await takeDown();
  const changes = {
    "put back with its version": { sealed: old?.sealed ?? new Uint8Array(), version: old?.version ?? 0 },
    "put back under the newer version": { sealed: old?.sealed ?? new Uint8Array() },
    dropped: null,
  };
  for (const [what, data] of Object.entries(changes)) {
    await putBack(later);
    await db().user.update({ where: { id: account.id }, data: account });
    if (data) await db().vaultDocument.updateMany({ where: { name }, data });
    else await db().vaultDocument.deleteMany({ where: { name } });
    const { tab } = await recovered(writer);
    expect([what, tab.vault.troubles]).toEqual([what, [{ document: "entries", problem: "older_than_seen" }]]);
    await quiet(tab);
  }
});

test("a recovery on a device on which words wait keeps them, also until a document that cannot be read is begun anew", async () => {
  for (const broken of ["none", "entries"]) {
    const { writer, reader, names } = await sharing();
    const tab = await reopened(writer);
    await tab.saved();
    const { period } = tab.vault;
    writer.browser.network = "offline";
    await tab.engine.saveItem({ ...starterComfort("kiss", Date.now()), note: "not sent yet" });
    await tab.until((seen) => seen.status === "open" && seen.vault.saving.state === "notYet");
    tab.close();
    writer.browser.network = "up";
    if (broken !== "none") await write(names.get(broken) ?? "", randomBytes(5000));
    const again = writer.browser.openTab();
    const [newPassphrase, newCode] = [
      await again.engine.suggestPassphrase(),
      await again.engine.newRecoveryCode(),
    ];
    const recovery = { handle: writer.handle, code: writer.recoveryCode, newPassphrase, newCode };
    await must(again.engine.recover(recovery, () => {}));
    await again.saved();
    if (broken !== "none") {
      expect(again.vault.troubles).toEqual([{ document: "entries", problem: "not_recovered" }]);
      expect([writer.browser.unsent.size, notesOn(await readBy(reader))]).toEqual([1, ["gently"]]);
      const listed = await again.engine.heldByHost();
      const lost = listed.ok ? listed.documents.find((one) => one.lost) : undefined;
      await must(again.engine.beginAnew(lost?.blindedName ?? ""));
      await again.saved();
    }
    const { entries, troubles, lostWords } = again.vault;
    const notes = Object.values(entries).map((one) => "note" in one && one.note);
    const left = broken === "none" ? ["gently"] : [];
    expect([broken, notes.sort(), troubles, lostWords]).toEqual([
      broken,
      [...left, "not sent yet"],
      [],
      false,
    ]);
    expect([broken, again.vault.period, writer.browser.unsent.size]).toEqual([broken, period, 0]);
    expect([broken, notesOn(await readBy(reader))]).toEqual([broken, left]);
    // Elsewhere it is so too.
    const phone = new TestBrowser().openTab();
    await must(phone.engine.signIn({ handle: writer.handle, passphrase: newPassphrase }, () => {}));
    expect([broken, phone.vault.entries, phone.vault.troubles]).toEqual([broken, entries, []]);
  }
});

test.each(["entries", "recent", "link", "profile", "check-ins/2026-11"])(
  "what recovery could not read of %s can be begun anew, and nothing else can",
  async (broken) => {
    const { writer, reader, names } = await sharing();
    const before = await readBy(reader);
    await write(names.get(broken) ?? "", randomBytes(5000));
    const { tab, handle, passphrase } = await recovered(writer);
    const listed = await tab.engine.heldByHost();
    if (!listed.ok) throw new Error(listed.problem);
    const lost = listed.documents.filter((one) => one.lost);
    expect(lost.map(({ document }) => document)).toEqual([broken]);
    for (const { blindedName } of listed.documents.filter((one) => !one.lost)) {
      expect(await tab.engine.beginAnew(blindedName)).toMatchObject({ ok: false });
    }
    await must(tab.engine.beginAnew(lost[0]?.blindedName ?? ""));
    await tab.saved();
    expect(tab.vault.troubles).toEqual([]);
    // What was made from it is gone from the page; of a new period nothing is shared.
    const left = {
      entries: without(before, "comfort"),
      recent: before,
      link: EMPTY_PAGE,
      profile: before,
      [MONTH]: without(before, "checkIn"),
    }[broken];
    expect([broken, await readBy(reader)]).toEqual([broken, left]);
    await shareParts(tab, { ...starterComfort("kiss", Date.now()), note: "softly" }, ["note"]);
    await tab.saved();
    expect(notesOn(await readBy(reader))).toContain("softly");
    const phone = new TestBrowser().openTab();
    await must(phone.engine.signIn({ handle, passphrase }, () => {}));
    await phone.saved();
    expect([broken, phone.vault.troubles, phone.vault.link.state]).toEqual([broken, [], "linked"]);
    expect(phone.vault.entries).toEqual(tab.vault.entries);
    await tab.engine.stopAll();
    await tab.saved();
    expect(await readBy(reader)).toEqual(EMPTY_PAGE);
  },
);
