import { readFileSync } from "node:fs";
import type errorMessages from "@/messages/en/error.json";
import type messages from "@/messages/screens/en.json";

const read = (file: string) =>
  JSON.parse(readFileSync(new URL(`../../../messages/${file}.json`, import.meta.url), "utf8"));

/** The sentences on the screens, so that a test finds a button by what it says and not by a copy of that. */
export const words: typeof messages = read("screens/en");

/** Those on a page that broke. */
export const errorWords: typeof errorMessages = read("en/error");
