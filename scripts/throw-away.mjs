// The production server on a database and secrets of its own, in a temporary folder that goes when the server ends.
import { spawn } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { ensureSecrets } from "../lib/server/env.js";
import { migrate } from "./serve/migrate.mjs";
import { root } from "./serve/root.mjs";

/** @typedef {{ origin: string, pid: number, ended: Promise<void>, stop: () => Promise<void> }} Running */

/** What must still be stopped or deleted, should this process end now. @type {Set<() => void>} */
const unfinished = new Set();
process.on("exit", () => {
  // The last first: a server before the folder that it writes to.
  for (const finish of [...unfinished].reverse()) finish();
});

/**
 * A folder that is deleted by `remove`, or at the latest when this process ends.
 * @param {string} prefix
 */
export function temporaryFolder(prefix) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), prefix));
  const remove = () => {
    fs.rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    unfinished.delete(remove);
  };
  unfinished.add(remove);
  return { folder, remove };
}

/**
 * Starts a server and waits for its first answer. Throws with what it printed when it ends before that.
 * @param {{ args: string[], cwd?: string, env: Record<string, string | undefined>, origin: string, first: string }} options
 *   Node's arguments; `first` is the path that is asked for
 * @returns {Promise<Running & { startedIn: number }>} `startedIn`: milliseconds to the first answer
 */
export async function startServer({ args, cwd = root, env, origin, first }) {
  const began = performance.now();
  const child = spawn(process.execPath, args, {
    cwd,
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const kill = () => {
    child.kill("SIGKILL");
  };
  unfinished.add(kill);
  let printed = "";
  let running = true;
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk) => {
      printed = (printed + chunk).slice(-10_000);
    });
  }
  /** @type {Promise<void>} */
  const ended = new Promise((resolve) => {
    const finish = () => {
      running = false;
      unfinished.delete(kill);
      resolve();
    };
    child.once("close", finish);
    child.once("error", finish);
  });
  const stop = async () => {
    if (running) child.kill("SIGTERM");
    await ended;
  };

  for (;;) {
    const answered = await fetch(new URL(first, origin), { redirect: "manual" }).then(
      async (answer) => {
        await answer.arrayBuffer();
        // Also that nobody is signed in is an answer.
        return answer.status < 500;
      },
      () => false,
    );
    if (answered) break;
    if (!running) throw new Error(`The server ended instead of starting:\n${printed.trim()}`);
    if (performance.now() - began > 60_000) {
      await stop();
      throw new Error(`The server did not answer within a minute:\n${printed.trim()}`);
    }
    await sleep(5);
  }
  const startedIn = performance.now() - began;
  return { origin, pid: child.pid ?? 0, startedIn, ended, stop };
}

/**
 * Stile's production server, for this machine alone. The build must be there.
 * @param {{ port: number, folder: string, env?: Record<string, string>, first?: string }} options `folder`: where database and
 *   secrets are or will be
 */
export async function startStile({ port, folder, env = {}, first = "/en" }) {
  const origin = `http://localhost:${port}`;
  const settings = {
    PORT: String(port),
    HOST: "127.0.0.1",
    ORIGIN: origin,
    DATABASE_URL: pathToFileURL(path.join(folder, "stile.db")).href,
    SECRETS_FILE: path.join(folder, "secrets.json"),
    TRUST_PROXY: "0",
    ...env,
  };
  await ensureSecrets(settings.SECRETS_FILE);
  await migrate(settings.DATABASE_URL);
  return startServer({
    args: [path.join(root, "scripts/serve/serve.mjs")],
    env: settings,
    origin,
    first,
  });
}
