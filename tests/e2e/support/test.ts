import { test as base } from "@playwright/test";
import { type MarkupChecker, startMarkupChecker } from "./markup";
import { startServer } from "./server";

/** How long what a worker needs may take to begin and to end, milliseconds. */
const LIMIT_MS = 400_000;

/**
 * Playwright's `test`, where every worker has a server and a database of its own
 * (docs/decisions/032-a-server-for-each-browser-worker.md). `origin`: where it is; what is opened by a path is opened there.
 * `markup`: a checker of HTML, begun where a test asks for it.
 */
export const test = base.extend<{ baseURL: string }, { origin: string; markup: MarkupChecker }>({
  origin: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads what a fixture wants from this pattern.
    async ({}, use, { parallelIndex }) => {
      const server = await startServer(parallelIndex);
      await use(server.origin);
      await server.stop();
    },
    { scope: "worker", timeout: LIMIT_MS },
  ],
  markup: [
    // biome-ignore lint/correctness/noEmptyPattern: as above.
    async ({}, use) => {
      const checker = await startMarkupChecker();
      await use(checker);
      await checker.stop();
    },
    { scope: "worker", timeout: LIMIT_MS },
  ],
  baseURL: ({ origin }, use) => use(origin),
});
