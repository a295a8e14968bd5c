import { expect } from "@playwright/test";
import { goBy, readerOfTheLift } from "./support/account";
import { test } from "./support/test";
import { words } from "./support/words";

test("after a reload the other's page can be read, and Help now opened, before one's own documents are there", async ({
  browser,
}) => {
  const { writer, reader } = await readerOfTheLift(browser);
  const { page } = reader;
  await reader.saved();

  let go = () => {};
  const gone = new Promise<void>((resolve) => {
    go = resolve;
  });
  await reader.context.route("**/api/vault/read", async (route, request) => {
    if (request.postData()?.includes('"list":true')) await gone;
    await route.continue();
  });
  await page.reload();
  await expect(page.getByText("the stairs")).toBeVisible();
  // Of saving nothing is known yet, and nothing is said.
  await expect(page.getByText(words.shell.saving.saved, { exact: true })).toBeHidden();
  await reader.button(new RegExp(words.theirs.helpNow)).click();
  await expect(reader.button(words.theirs.backToPage)).toBeVisible();
  await expect(page.getByText("the stairs")).toBeVisible();
  await reader.button(words.theirs.backToPage).click();
  const marked = await page.getByText("the stairs").elementHandle();
  // Any other page waits.
  await goBy(page, "sharing");
  await expect(page.getByText(words.shell.starting)).toBeVisible();
  await expect(page.getByRole("heading", { level: 1 })).toHaveCount(0);
  await page.goBack();
  await expect(page.getByText("the stairs")).toBeVisible();

  const kept = await page.getByText("the stairs").elementHandle();
  go();
  await reader.saved();
  // What is read, and where the focus is, stays through it.
  expect(await kept?.evaluate((one) => one.isConnected)).toBe(true);
  expect(await marked?.evaluate((one) => one.isConnected)).toBe(false);
  await goBy(page, "sharing");
  await expect(page.getByRole("heading", { level: 1, name: words.sharing.title })).toBeVisible();
  await writer.close();
  await reader.close();
});

test("a page's HTML starts the engine's worker: it asks before any script of the page is there, and stays the only one", async ({
  browser,
}) => {
  const { writer, reader } = await readerOfTheLift(browser);
  const { page } = reader;
  await reader.saved();
  const html = await (await page.request.get(page.url())).text();
  const toldToWorker = decodeURIComponent(/#params=([^"]*)"/.exec(html)?.[1] ?? "");
  const scripts = [...html.matchAll(/<script src="([^"]+)" async/g)]
    .map(([, address = ""]) => address)
    .filter((address) => !toldToWorker.includes(address));
  expect(scripts.length).toBeGreaterThan(5);

  let go = () => {};
  const gone = new Promise<void>((resolve) => {
    go = resolve;
  });
  await reader.context.route(
    (url) => scripts.includes(url.pathname),
    async (route) => {
      await gone;
      await route.continue();
    },
  );
  const workers: string[] = [];
  page.on("worker", (worker) => workers.push(worker.url()));
  const theirs = reader.context.waitForEvent("request", (request) => request.url().endsWith("/api/sheet"));
  const keys = reader.context.waitForEvent("request", (request) => request.url().endsWith("/api/vault/read"));
  await page.reload({ waitUntil: "commit" });
  await Promise.all([theirs, keys]);
  // Nothing is shown before the page itself asks for it.
  await expect(page.getByText("the stairs")).toBeHidden();
  go();
  await expect(page.getByText("the stairs")).toBeVisible();
  await reader.saved();
  expect(workers).toHaveLength(1);

  // Where that one cannot begin, the page starts one itself.
  await reader.context.route("**/turbopack-worker-*", (route) => route.abort(), { times: 1 });
  await page.reload();
  await expect(page.getByText("the stairs")).toBeVisible();
  await writer.close();
  await reader.close();
});
