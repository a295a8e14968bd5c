import { test as base } from "@playwright/test";
import { startServer } from "./server";

/**
 * Playwright's `test`, where every worker has a server and a database of its own
 * (docs/decisions/032-a-server-for-each-browser-worker.md): `origin` is where it is, and every page's address begins with it.
 */
export const test = base.extend<{ baseURL: string }, { origin: string }>({
  origin: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads what a fixture wants from this pattern.
    async ({}, use, { parallelIndex }) => {
      const server = await startServer(parallelIndex);
      await use(server.origin);
      await server.stop();
    },
    { scope: "worker", timeout: 120_000 },
  ],
  baseURL: ({ origin }, use) => use(origin),
});
