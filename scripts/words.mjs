// The sentences on the screens, so that a program finds a button by what it says and not by a copy of that. Read from their files:
// Node 20 imports no TypeScript.
import fs from "node:fs";
import path from "node:path";
import { root } from "./serve/root.mjs";

const folder = path.join(root, "messages/en/screens");
const files = fs.readdirSync(folder).filter((name) => name.endsWith(".json"));

/** By namespace. @type {import("next-intl").Messages} */
export const words = Object.assign(
  {},
  ...files.map((name) => JSON.parse(fs.readFileSync(path.join(folder, name), "utf8"))),
);
