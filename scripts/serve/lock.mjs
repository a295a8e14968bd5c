// One at a time, among all processes of this machine.
import { randomBytes } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { readIfThere } from "./files.mjs";
import { root } from "./root.mjs";

/**
 * Is this process alive?
 * @param {number} pid
 */
function isAlive(pid) {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

/** Lock files that this process holds. */
const held = new Set();

/** Held while packages, secrets, database and build are brought up to date. */
export const setupLock = path.join(root, "data/.setup.lock");

/**
 * Runs `work` while nobody else does so under the same lock file, in this process or another. Waits for its turn and says so.
 * A lock whose process has died is taken over.
 * @template T
 * @param {string} file
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withLock(file, work) {
  fs.mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  const mine = `${file}.${process.pid}.${randomBytes(4).toString("hex")}`;
  fs.writeFileSync(mine, String(process.pid));
  let said = false;
  try {
    // A hard link appears whole or not at all, so no one ever reads a lock without its process id.
    for (;;) {
      try {
        fs.linkSync(mine, file);
        break;
      } catch (error) {
        if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
      }
      const holder = Number(readIfThere(file));
      const busy = holder === process.pid ? held.has(file) : isAlive(holder);
      if (busy) {
        if (!said && holder !== process.pid)
          console.log(`Waiting for another run of Stile (process ${holder}) …`);
        said = true;
        await sleep(100);
      } else {
        fs.rmSync(file, { force: true });
      }
    }
  } finally {
    fs.rmSync(mine, { force: true });
  }
  held.add(file);
  try {
    return await work();
  } finally {
    held.delete(file);
    fs.rmSync(file, { force: true });
  }
}
