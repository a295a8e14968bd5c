// The sentences on the screens, so that a program finds a button by what it says and not by a copy of that. Read from their files:
// Node 20 imports no TypeScript.
import fs from "node:fs";
import path from "node:path";
import { root } from "./serve/root.mjs";

const folder = path.join(root, "messages/en/screens");
/** What stands in each file of a folder, by the file's name. @param {string} from @returns {[string, any][]} */
const read = (from) =>
  fs
    .readdirSync(from)
    .filter((name) => name.endsWith(".json"))
    .map((name) => [
      path.basename(name, ".json"),
      JSON.parse(fs.readFileSync(path.join(from, name), "utf8")),
    ]);

/** @param {string} name of a file. @returns the name of the kind */
const kindOf = (name) => name.replace(/-(\w)/g, (_, letter) => letter.toUpperCase());

/** By namespace. @type {import("next-intl").Messages} */
export const words = Object.assign({}, ...read(folder).map(([, namespaces]) => namespaces), {
  kinds: Object.fromEntries(read(path.join(folder, "kinds")).map(([name, kind]) => [kindOf(name), kind])),
});
