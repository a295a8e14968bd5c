// How much memory a process and those it started hold.
import fs from "node:fs";
import { run } from "../serve/run.mjs";

/** @typedef {{ pid: number, parent: number, bytes: number }} Process */

/** @returns {Process[]} */
function fromProc() {
  return fs.readdirSync("/proc").flatMap((name) => {
    if (!/^\d+$/.test(name)) return [];
    try {
      const status = fs.readFileSync(`/proc/${name}/status`, "utf8");
      const field = (/** @type {string} */ key) =>
        Number(new RegExp(`^${key}:\\s+(\\d+)`, "m").exec(status)?.[1] ?? 0);
      return [{ pid: Number(name), parent: field("PPid"), bytes: field("VmRSS") * 1024 }];
    } catch {
      // It has ended meanwhile.
      return [];
    }
  });
}

/** @returns {Promise<Process[]>} */
async function fromPs() {
  const { code, output } = await run("ps", ["-A", "-o", "pid=,ppid=,rss="], { capture: true });
  if (code !== 0) throw new Error(`The memory of the servers could not be read: ${output}`);
  return output.split("\n").flatMap((line) => {
    const [pid, parent, kilobytes] = line.trim().split(/\s+/).map(Number);
    return pid && parent !== undefined && kilobytes !== undefined
      ? [{ pid, parent, bytes: kilobytes * 1024 }]
      : [];
  });
}

/** Resident memory of a process and its children, bytes. Throws where there is no such process. @param {number} pid */
export async function memoryOf(pid) {
  const all = fs.existsSync("/proc/self/status") ? fromProc() : await fromPs();
  const own = all.find((one) => one.pid === pid);
  if (own === undefined) throw new Error("A server ended while it was measured.");
  return own.bytes + all.filter((one) => one.parent === pid).reduce((sum, one) => sum + one.bytes, 0);
}
