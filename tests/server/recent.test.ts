import { afterEach, expect, test, vi } from "vitest";
import { newId } from "@/lib/crypto";
import { starterComfort } from "@/lib/domain/comfort/topics";
import { blankItem } from "@/lib/domain/kinds/blank";
import { db } from "@/lib/server/db";
import { link, lockEveryTab, must, newPerson, type Person, shareParts, TestBrowser } from "../support/person";
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

/** What somebody sees of the other, by kind. */
async function pageOf({ tab }: Person) {
  await tab.engine.refreshTheirPage();
  const { theirPage } = tab.vault;
  if (theirPage.state !== "shown") throw new Error(theirPage.state);
  return [...theirPage.page.items].sort((a, b) => (a.kind < b.kind ? -1 : 1));
}
