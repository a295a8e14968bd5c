import { readFileSync } from "node:fs";
import type errorMessages from "@/messages/en/error.json";

export { words } from "@/scripts/words.mjs";

/** The sentences on a page that broke. */
export const errorWords: typeof errorMessages = JSON.parse(
  readFileSync(new URL("../../../messages/en/error.json", import.meta.url), "utf8"),
);
