// A slow processor for a browser on this machine: each of its threads in a control group of its own, with a quarter of a core. The
// browser's own throttle slows a page and leaves its workers alone; one quota for the whole browser would have page and worker wait
// for one another, which on a phone they do not.
import fs from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

/** How many times slower a busy thread gets. */
export const SLOWER = 4;
/** The shorter, the less does a short task pass at full speed, microseconds; the kernel takes a quota of a millisecond at least. */
const PERIOD_US = 4_000;
const QUOTA_US = PERIOD_US / SLOWER;
/** How often new threads and new processes are looked for, milliseconds. One that is new shares the quarter of the one that made it. */
const THREADS_MS = 10;
const PROCESSES_MS = 100;
/** How often it is tried to take a group away again. */
const REMOVE_TRIES = 200;

/**
 * How groups are made here: `takeIn` a process before its threads, `setUp` a group for one, and write the thread's number to `threads`.
 * @typedef {{ folder: string, takeIn: (pid: number) => void, setUp: (group: string) => void, threads: string }} Control
 */

/** How many browsers were slowed by this process. */
let count = 0;

/** What this machine's kernel offers for it. Throws where it offers nothing. @returns {Control} */
function makeControl() {
  const name = `stile-phone-${process.pid}-${++count}`;
  if (fs.existsSync("/sys/fs/cgroup/cpu/cpu.cfs_quota_us")) {
    const folder = path.join("/sys/fs/cgroup/cpu", name);
    fs.mkdirSync(folder);
    return {
      folder,
      threads: "tasks",
      takeIn: () => {},
      setUp: (group) => {
        fs.writeFileSync(path.join(group, "cpu.cfs_period_us"), String(PERIOD_US));
        fs.writeFileSync(path.join(group, "cpu.cfs_quota_us"), String(QUOTA_US));
      },
    };
  }
  if (!fs.existsSync("/sys/fs/cgroup/cgroup.controllers")) throw new Error("There are no control groups.");
  const folder = path.join("/sys/fs/cgroup", name);
  fs.writeFileSync("/sys/fs/cgroup/cgroup.subtree_control", "+cpu");
  fs.mkdirSync(folder);
  fs.writeFileSync(path.join(folder, "cgroup.subtree_control"), "+cpu");
  return {
    folder,
    threads: "cgroup.threads",
    takeIn: (pid) => fs.writeFileSync(path.join(folder, "cgroup.procs"), String(pid)),
    setUp: (group) => {
      fs.writeFileSync(path.join(group, "cgroup.type"), "threaded");
      fs.writeFileSync(path.join(group, "cpu.max"), `${QUOTA_US} ${PERIOD_US}`);
    },
  };
}

/** Why this machine has no means for it; null where it has. */
export function whyNotSlow() {
  try {
    const { folder, setUp } = makeControl();
    const probe = path.join(folder, "probe");
    fs.mkdirSync(probe);
    setUp(probe);
    fs.rmdirSync(probe);
    fs.rmdirSync(folder);
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** A number for each name of a folder that is one. @param {string} folder */
function numbersIn(folder) {
  try {
    return fs.readdirSync(folder).map(Number).filter(Number.isInteger);
  } catch {
    // The process has ended.
    return [];
  }
}

/** A process and all that came of it. @param {number} root */
function processesOf(root) {
  /** @type {Map<number, number[]>} */
  const children = new Map();
  for (const pid of numbersIn("/proc")) {
    try {
      const stat = fs.readFileSync(`/proc/${pid}/stat`, "utf8");
      // The name before it may hold anything, in brackets.
      const parent = Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
      children.set(parent, [...(children.get(parent) ?? []), pid]);
    } catch {
      // It has ended.
    }
  }
  const found = [root];
  for (const pid of found) found.push(...(children.get(pid) ?? []));
  return found;
}

/** Does what fails where a process or a thread has ended meanwhile. @param {() => void} work */
function unlessEnded(work) {
  try {
    work();
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
  }
}

/**
 * Slows every thread of a process and of those that it starts, until `stop`. Throws where this machine has no means for it.
 * @param {number} pid
 * @returns {{ stop: () => Promise<void> }}
 */
export function slowProcessor(pid) {
  const control = makeControl();
  /** @type {Map<number, string>} */
  const groups = new Map();
  /** @type {Set<number>} */
  const processes = new Set();
  const takeProcesses = () => {
    for (const one of processesOf(pid)) {
      if (processes.has(one)) continue;
      processes.add(one);
      unlessEnded(() => control.takeIn(one));
    }
  };
  const takeThreads = () => {
    for (const thread of [...processes].flatMap((one) => numbersIn(`/proc/${one}/task`))) {
      if (groups.has(thread)) continue;
      const group = path.join(control.folder, String(thread));
      fs.mkdirSync(group);
      groups.set(thread, group);
      control.setUp(group);
      unlessEnded(() => fs.writeFileSync(path.join(group, control.threads), String(thread)));
    }
  };
  takeProcesses();
  takeThreads();
  const timers = [setInterval(takeThreads, THREADS_MS), setInterval(takeProcesses, PROCESSES_MS)];
  return {
    /** The process must have been told to end. */
    async stop() {
      for (const timer of timers) clearInterval(timer);
      const left = new Set([...groups.values(), control.folder]);
      for (let tries = 0; left.size > 0 && tries < REMOVE_TRIES; tries++, await sleep(THREADS_MS)) {
        for (const group of left) {
          try {
            fs.rmdirSync(group);
            left.delete(group);
          } catch {
            // A thread is still ending in it.
          }
        }
      }
    },
  };
}
