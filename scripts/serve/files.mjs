// What files hold, to tell whether something was made from what is there now.
import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { root } from "./root.mjs";

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
