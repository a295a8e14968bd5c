// Other programs: the commands of packages, and how they are run.
import { spawn } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { root } from "./root.mjs";

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
