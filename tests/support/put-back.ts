import type { Page } from "@/lib/domain/sheet/schema";
import { db, transact } from "@/lib/server/db";
import type { Person, Tab } from "./person";

/** All that the server holds for people who have signed up, but for their sessions: documents, links, pages. */
export type Held = Awaited<ReturnType<typeof takeDown>>;

/** Takes down what the database holds, so that a test can begin again from there. */
export const takeDown = async () => ({
  documents: await db().vaultDocument.findMany(),
  seats: await db().linkSeat.findMany(),
  pages: await db().sheetPage.findMany(),
});

/** Makes the database hold that again, at once: a tab that looks meanwhile finds the one or the other. */
export const putBack = ({ documents, seats, pages }: Held): Promise<void> =>
  transact(
    async (tx) => {
      await tx.vaultDocument.deleteMany();
      await tx.sheetPage.deleteMany();
      for (const data of documents) await tx.vaultDocument.create({ data });
      for (const { linkId, seat, ...data } of seats) {
        await tx.linkSeat.update({ where: { linkId_seat: { linkId, seat } }, data });
      }
      for (const data of pages) await tx.sheetPage.create({ data });
    },
    { timeout: 120_000 },
  );

/** Nothing of this tab goes on any more, and the key stays on the device for the next one. */
export async function quiet(tab: Tab): Promise<void> {
  await tab.saved();
  tab.close();
}

/** A new engine on the key that the browser keeps. Else it knows nothing but what the server gives it: as a new device does. */
export async function reopened({ browser }: Pick<Person, "browser">): Promise<Tab> {
  browser.unsent.clear();
  const tab = browser.openTab();
  await tab.engine.restore();
  if (tab.snapshot.status !== "open") throw new Error(`Not open: ${tab.snapshot.status}`);
  return tab;
}

/** What the reader reads, on a device that remembers nothing itself. */
export async function readBy(reader: Person): Promise<Page> {
  const tab = await reopened(reader);
  await tab.until((seen) => seen.status === "open" && seen.vault.theirPage.state !== "loading");
  const { theirPage } = tab.vault;
  await quiet(tab);
  if (theirPage.state !== "shown") throw new Error(`Not shown: ${JSON.stringify(theirPage)}`);
  return theirPage.page;
}
