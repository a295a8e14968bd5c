// For the browser tests: the real server at STILE_TEST_ORIGIN, on a SQLite database and secrets of its own, which go when it
// ends. The build must be there. Started by tests/e2e/support/server.ts, once for each worker.
import { spawn } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { ensureSecrets } from "../lib/server/env.js";
import { migrate } from "./serve/migrate.mjs";
import { root } from "./serve/root.mjs";

const origin = process.env.STILE_TEST_ORIGIN;
if (!origin) throw new Error("STILE_TEST_ORIGIN must say where to listen, such as http://localhost:4000.");

const folder = fs.mkdtempSync(path.join(os.tmpdir(), "stile-browser-"));
const settings = {
  TZ: "Asia/Kathmandu",
  PORT: new URL(origin).port,
  HOST: "127.0.0.1",
  ORIGIN: origin,
  DATABASE_URL: pathToFileURL(path.join(folder, "stile.db")).href,
  SECRETS_FILE: path.join(folder, "secrets.json"),
  // Each browser of a test says an address of its own, as a proxy would: limits by address are for one household each.
  TRUST_PROXY: "1",
};
await ensureSecrets(settings.SECRETS_FILE);
await migrate(settings.DATABASE_URL);

const server = spawn(process.execPath, [path.join(root, "scripts/serve/serve.mjs")], {
  cwd: root,
  env: { ...process.env, ...settings },
  stdio: "inherit",
});
for (const signal of /** @type {const} */ (["SIGTERM", "SIGINT"]))
  process.on(signal, () => server.kill(signal));
server.once("exit", (code) => {
  fs.rmSync(folder, { recursive: true, force: true });
  process.exit(code ?? 1);
});
