import fs from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { locales } from "./locales";

/** What stands in each file of sentences of a folder, by the file's name. */
const read = (folder: string): [string, Record<string, unknown>][] =>
  fs
    .readdirSync(folder)
    .filter((name) => name.endsWith(".json"))
    .map((name) => [name, JSON.parse(fs.readFileSync(path.join(folder, name), "utf8"))]);

it.each(locales)(
  "every file of sentences in %s is joined, and no namespace is in two of them",
  async (locale) => {
    const folder = path.resolve(import.meta.dirname, "../../messages", locale, "screens");
    const { default: joined } = await import(`../../messages/${locale}/screens/index.ts`);
    const { kinds, ...others } = joined;
    const namespaces = read(folder).flatMap(([, words]) => Object.entries(words));
    expect(new Set(namespaces.map(([name]) => name)).size).toBe(namespaces.length);
    expect(others).toEqual(Object.fromEntries(namespaces));
    expect(Object.values(kinds)).toEqual(
      expect.arrayContaining(read(path.join(folder, "kinds")).map(([, words]) => words)),
    );
  },
);
