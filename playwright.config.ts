import { defineConfig, devices } from "@playwright/test";

// Chosen once: every worker reads this file again, and inherits the choice.
process.env.STILE_TEST_ORIGIN ??= `http://localhost:${20_000 + (process.pid % 20_000)}`;
const origin = process.env.STILE_TEST_ORIGIN;

/** The real server on a fresh database. `npm test` builds it first and says in CHROMIUM_PATH which browser there is. */
export default defineConfig({
  testDir: "tests/e2e",
  outputDir: "test-results/browser",
  // Two people in two contexts are busy enough on a small machine.
  workers: 1,
  retries: 0,
  forbidOnly: true,
  timeout: 180_000,
  expect: { timeout: 15_000 },
  reporter: [["list"], ["json", { outputFile: "test-results/browser.json" }]],
  webServer: {
    command: "node scripts/test-server.mjs",
    url: origin,
    stdout: "pipe",
    timeout: 60_000,
    gracefulShutdown: { signal: "SIGTERM", timeout: 10_000 },
  },
  use: {
    ...devices["Desktop Chrome"],
    baseURL: origin,
    timezoneId: "Asia/Kathmandu",
    locale: "en-GB",
    trace: "retain-on-failure",
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
