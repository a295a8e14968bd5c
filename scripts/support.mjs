// What several scripts need. Only Node's own modules: these run before anything is installed.
import { spawn } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath, pathToFileURL } from "node:url";

/** The folder that holds package.json. */
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");

/**
 * Is this module the one that was started, and not one that was imported?
 * @param {string} moduleUrl its `import.meta.url`
 */
export function isMain(moduleUrl) {
  const started = process.argv[1];
  return started !== undefined && pathToFileURL(fs.realpathSync(started)).href === moduleUrl;
}

/**
 * Settings for every tool that is started: nothing phones home, and Prisma's engine download is never needed.
 * `generate` does not run the schema engine, it only wants to see that one is there; Node itself will do.
 */
export const quietTools = {
  NEXT_TELEMETRY_DISABLED: "1",
  CHECKPOINT_DISABLE: "1",
  PRISMA_HIDE_UPDATE_MESSAGE: "1",
  PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
};

/**
 * Runs a program in the project's folder, with its output going to ours.
 * @param {string} program
 * @param {string[]} args
 * @param {{ env?: Record<string, string | undefined>, capture?: boolean, cwd?: string }} [options]
 *   with `capture`, what it prints is kept and returned and not shown
 * @returns {Promise<{ code: number, output: string }>} a program that could not be started has code 127
 */
export function run(program, args, { env = {}, capture = false, cwd = root } = {}) {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd,
      env: { ...process.env, ...quietTools, ...env },
      stdio: capture ? ["ignore", "pipe", "pipe"] : ["ignore", "inherit", "inherit"],
    });
    let output = "";
    child.stdout?.on("data", (chunk) => {
      output += chunk;
    });
    child.stderr?.on("data", (chunk) => {
      output += chunk;
    });
    child.on("error", (error) => resolve({ code: 127, output: `${output}${error.message}` }));
    child.on("close", (code) => resolve({ code: code ?? 1, output }));
  });
}

/**
 * The JavaScript file behind a package's command, so that it is started with this very Node and no shell.
 * @param {string} packageName
 * @param {string} [command] the command's name where it is not the package's own
 */
export function packageCommand(packageName, command = packageName) {
  const folder = path.join(root, "node_modules", packageName);
  const { bin } = JSON.parse(fs.readFileSync(path.join(folder, "package.json"), "utf8"));
  const file = typeof bin === "string" ? bin : bin?.[command];
  if (typeof file !== "string") throw new Error(`${packageName} has no command ${command}.`);
  return path.join(folder, file);
}

/**
 * One hash over the names and contents of files. Folders are walked, in a fixed order; what is missing counts as missing.
 * @param {string[]} names files and folders, from the project's folder
 * @param {(name: string) => boolean} [leaveOut] paths (with "/") that do not count
 */
export function hashOf(names, leaveOut = () => false) {
  const hash = createHash("sha256");
  /** @param {string} name */
  const add = (name) => {
    if (leaveOut(name)) return;
    const full = path.join(root, name);
    const stat = fs.statSync(full, { throwIfNoEntry: false });
    if (stat?.isDirectory()) {
      for (const entry of fs.readdirSync(full).sort()) add(`${name}/${entry}`);
    } else {
      const content = stat ? createHash("sha256").update(fs.readFileSync(full)).digest("hex") : "missing";
      hash.update(JSON.stringify([name, content]));
    }
  };
  for (const name of names) add(name);
  return hash.digest("hex");
}

/**
 * The text of a file, or "" where there is none.
 * @param {string} file
 */
export function readIfThere(file) {
  return fs.existsSync(file) ? fs.readFileSync(file, "utf8") : "";
}

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
