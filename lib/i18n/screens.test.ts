import fs from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { locales } from "./locales";

it.each(locales)(
  "every file of sentences in %s is joined, and no namespace is in two of them",
  async (locale) => {
    const folder = path.resolve(import.meta.dirname, "../../messages", locale, "screens");
    const { default: joined } = await import(`../../messages/${locale}/screens/index.ts`);
    const files = fs.readdirSync(folder).filter((name) => name.endsWith(".json"));
    const namespaces = files.flatMap((name) =>
      Object.entries(JSON.parse(fs.readFileSync(path.join(folder, name), "utf8"))),
    );
    expect(new Set(namespaces.map(([name]) => name)).size).toBe(namespaces.length);
    expect(joined).toEqual(Object.fromEntries(namespaces));
  },
);
