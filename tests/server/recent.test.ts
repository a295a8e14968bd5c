import { afterEach, expect, test, vi } from "vitest";
import { newId } from "@/lib/crypto";
import { starterComfort } from "@/lib/domain/comfort/topics";
import { blankItem } from "@/lib/domain/kinds/blank";
import { db } from "@/lib/server/db";
import {
  fold,
  link,
  lockEveryTab,
  must,
  newPerson,
  type Person,
  shareParts,
  TestBrowser,
} from "../support/person";
import { withServer } from "../support/server";
import { stored } from "../support/stored";

/* What is recent, on the real routes. */
withServer();
vi.setConfig({ testTimeout: 120_000 });
afterEach(lockEveryTab);

test("a recovery leaves every document in its size: that of what is recent tells nothing new", async () => {
  const writer = await newPerson();
  await writer.tab.engine.saveItem({ ...starterComfort("hug", Date.now()), note: "a" });
  await writer.tab.saved();
  const sizes = async () => (await stored()).documents.map(({ sealed }) => sealed.byteLength).sort();
  const before = await sizes();
  const { engine } = new TestBrowser().openTab();
  const [newPassphrase, newCode] = [await engine.suggestPassphrase(), await engine.newRecoveryCode()];
  const { handle, recoveryCode: code } = writer;
  await must(engine.recover({ handle, code, newPassphrase, newCode }, () => {}));
  expect(await sizes()).toEqual(before);
});

test("while what is recent cannot be read the page stays as it is, check-ins and all", async () => {
  const [writer, reader] = [await newPerson(), await newPerson()];
  await link(writer, reader);
  const now = Date.now();
  const today = new Date(now).toISOString().slice(0, 10);
  const blank = blankItem("checkIn", newId(), now, { day: today, startedAt: now });
  await shareParts(writer.tab, { ...blank, answers: { today: "good" } }, ["today"]);
  await shareParts(writer.tab, { ...starterComfort("hug", now), note: "not from behind" }, ["note"]);
  await writer.tab.saved();
  const page = await pageOf(reader);
  expect(page).toMatchObject([{ kind: "checkIn" }, { kind: "comfort" }]);
  const recent = (await stored()).documents.find(({ sealed }) => sealed.byteLength > 8192);
  if (!recent) throw new Error("It was expected");
  const where = { ownerId_name: { ownerId: recent.ownerId, name: recent.name } };
  await writer.tab.engine.lock();
  for (const sealed of [new Uint8Array(9000), recent.sealed]) {
    await db().vaultDocument.update({ where, data: { sealed } });
    const tab = writer.browser.openTab();
    await must(tab.engine.signIn(writer, () => {}));
    await tab.saved();
    expect(await pageOf(reader)).toEqual(page);
    await tab.engine.lock();
  }
});

test("a month of long ago that recovery could not read is told at once, and not when somebody looks", async () => {
  const writer = await newPerson();
  const { tab } = writer;
  const now = Date.now();
  for (const day of ["2021-03-01", new Date(now).toISOString().slice(0, 10)]) {
    const blank = blankItem("checkIn", newId(), now, { day, startedAt: now });
    await tab.engine.saveItem({ ...blank, answers: { today: "good" } });
  }
  await fold(tab, (round) => tab.engine.saveItem({ ...starterComfort("hug", now), note: `${round}` }));
  const held = await tab.engine.heldByHost();
  const old = held.ok && held.documents.find(({ document }) => document === "check-ins/2021-03");
  if (!old) throw new Error("It was expected");
  const again = new TestBrowser().openTab();
  await must(again.engine.signIn(writer, () => {}));
  expect([again.vault.unreadMonths, again.vault.checkIns.length]).toEqual([1, 1]);
  await again.engine.lock();

  await db().vaultDocument.updateMany({
    where: { name: old.blindedName },
    data: { sealed: new Uint8Array(5000) },
  });
  const recovered = new TestBrowser().openTab();
  const { engine } = recovered;
  const [newPassphrase, newCode] = [await engine.suggestPassphrase(), await engine.newRecoveryCode()];
  const { handle, recoveryCode: code } = writer;
  await must(engine.recover({ handle, code, newPassphrase, newCode }, () => {}));
  expect(recovered.vault.troubles).toEqual([{ document: "checkIns", problem: "not_recovered" }]);
});

/** What somebody sees of the other, by kind. */
async function pageOf({ tab }: Person) {
  await tab.engine.refreshTheirPage();
  const { theirPage } = tab.vault;
  if (theirPage.state !== "shown") throw new Error(theirPage.state);
  return [...theirPage.page.items].sort((a, b) => (a.kind < b.kind ? -1 : 1));
}
