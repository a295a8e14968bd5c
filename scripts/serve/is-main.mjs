// What a file that is both a command and a module asks before it acts.
import fs from "node:fs";
import { pathToFileURL } from "node:url";

/**
 * Is this module the one that was started, and not one that was imported?
 * @param {string} moduleUrl its `import.meta.url`
 */
export function isMain(moduleUrl) {
  const started = process.argv[1];
  return started !== undefined && pathToFileURL(fs.realpathSync(started)).href === moduleUrl;
}
