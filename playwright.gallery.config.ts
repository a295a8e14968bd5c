import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { defineConfig } from "@playwright/test";
import common from "./playwright.config";

// Chosen once: every worker reads this file again, and inherits the choice.
process.env.STILE_TEST_ORIGIN ??= `http://localhost:${20_000 + (process.pid % 20_000)}`;
const origin = process.env.STILE_TEST_ORIGIN;
if (process.env.STILE_TEST_DATA === undefined) {
  const made = fs.mkdtempSync(path.join(os.tmpdir(), "stile-gallery-"));
  process.env.STILE_TEST_DATA = made;
  process.on("exit", () => fs.rmSync(made, { recursive: true, force: true }));
}
const data = process.env.STILE_TEST_DATA;

/** The gallery on the development server, which alone has it; nothing in it asks the database for anything. */
export default defineConfig({
  ...common,
  testDir: "tests/gallery",
  outputDir: "test-results/gallery",
  snapshotPathTemplate: "tests/gallery/snapshots/{arg}{ext}",
  // One server draws for all, and keeps nothing of what is looked at.
  fullyParallel: true,
  reporter: [["list"], ["json", { outputFile: "test-results/gallery.json" }]],
  // What is drawn in another way is the same within half a hundredth of its pixels.
  expect: { ...common.expect, toHaveScreenshot: { maxDiffPixelRatio: 0.005, animations: "disabled" } },
  // A missing picture is a fault, unless they are made anew.
  updateSnapshots: "none",
  use: { ...common.use, baseURL: origin },
  webServer: {
    command: "node scripts/dev.mjs",
    url: `${origin}/gallery`,
    stdout: "pipe",
    timeout: 120_000,
    gracefulShutdown: { signal: "SIGTERM", timeout: 10_000 },
    env: {
      PORT: new URL(origin).port,
      ORIGIN: origin,
      DATABASE_URL: pathToFileURL(path.join(data, "stile.db")).href,
      SECRETS_FILE: path.join(data, "secrets.json"),
    },
  },
});
