import { readFileSync } from "node:fs";
import type messages from "@/messages/en.json";

/** The sentences on the screens, so that a test finds a button by what it says and not by a copy of that. */
export const words: typeof messages = JSON.parse(
  readFileSync(new URL("../../../messages/en.json", import.meta.url), "utf8"),
);
