import { defineConfig, devices } from "@playwright/test";

/**
 * The real server on a fresh database, one for each worker (`tests/e2e/support/test.ts`). `npm test` builds it first and says in
 * CHROMIUM_PATH which browser there is.
 */
export default defineConfig({
  testDir: "tests/e2e",
  outputDir: "test-results/browser",
  // As many as a small machine has cores: while one waits for a page, the other is busy.
  workers: 2,
  retries: 0,
  forbidOnly: true,
  // Limits are there against hangs alone: a busy machine takes its time. What hangs is a step, and is told by name; a test's
  // own limit is above all its steps'.
  timeout: 900_000,
  expect: { timeout: 60_000 },
  reporter: [["list"], ["json", { outputFile: "test-results/browser.json" }]],
  use: {
    ...devices["Desktop Chrome"],
    actionTimeout: 60_000,
    navigationTimeout: 60_000,
    timezoneId: "Asia/Kathmandu",
    locale: "en-GB",
    // Kept of every test it costs a tenth of the whole run, for the few that fail; `--trace retain-on-failure` asks for it. Of those
    // there is a picture anyway, and what the page told a screen reader.
    trace: "off",
    screenshot: "only-on-failure",
    launchOptions: {
      executablePath: process.env.CHROMIUM_PATH || undefined,
      args: [
        // As root, as in a container, Chromium refuses its own sandbox.
        ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
        ...["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"],
        ...["--disable-component-update", "--disable-sync"],
      ],
    },
  },
});
