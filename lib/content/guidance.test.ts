import fs from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { DOOR_PATHS } from "@/lib/domain/guidance/doors";
import { guidanceRows, sourceIds } from "@/lib/domain/guidance/rows";
import { guidancePage, source, sources } from "@/lib/domain/guidance/schema";
import { guidanceGroups, guidanceSlugs } from "@/lib/domain/guidance/slugs";
import { locales } from "@/lib/i18n/locales";
import { loadGuidance, loadGuidancePage } from "./guidance";
import { loadPhrases } from "./phrases";
import { sourcesOf } from "./sources";

const root = path.resolve(import.meta.dirname, "../..");
const MAX_WORDS = 400;
const pages = await loadGuidance("en");

const countWords = ({ title, lead, sections }: (typeof pages)[number]) =>
  [title, lead, ...sections.flatMap(({ heading, text, list = [] }) => [heading, ...text, ...list])]
    .join(" ")
    .split(/\s+/).length;

describe("guidance", () => {
  it("has a file for every place on the index, and a place for every file, in every language", () => {
    for (const locale of locales) {
      const names = fs.readdirSync(path.join(root, "messages", locale, "guidance")).sort();
      expect(names, "a place for each file is in lib/domain/guidance/slugs.ts").toEqual(
        guidanceSlugs.map((slug) => `${slug}.json`).sort(),
      );
    }
    expect(new Set(guidanceSlugs).size).toBe(guidanceSlugs.length);
  });

  it.each(pages)("$slug has 400 words at most, and stands in the half of its audience", (page) => {
    expect(countWords(page)).toBeLessThanOrEqual(MAX_WORDS);
    const isSelf = guidanceGroups.self.some((slug) => slug === page.slug);
    if (page.audience !== "both") expect(page.audience).toBe(isSelf ? "self" : "partner");
    expect(page.next).not.toContain(page.slug);
    expect(new Set(page.next).size).toBe(page.next.length);
  });

  it("has no title twice, and no page that no other leads to", () => {
    expect(new Set(pages.map(({ title }) => title)).size).toBe(pages.length);
    const led = pages.flatMap(({ next }) => next);
    expect(
      guidanceSlugs.filter((slug) => !led.includes(slug)),
      "no page names these as next",
    ).toEqual([]);
  });

  it("knows no page of another name", async () => {
    expect(await loadGuidancePage("en", "toString")).toBeNull();
    expect(await loadGuidancePage("en", "../sources")).toBeNull();
  });
});

describe("a file that is wrong is refused", () => {
  const [whole] = pages;
  const takes = (change: object) => guidancePage.safeParse({ ...whole, ...change }).success;

  it("takes the file as it is", () => expect(takes({})).toBe(true));
  it("without sources", () => expect(takes({ sources: [] })).toBe(false));
  it("with a source nobody knows", () => expect(takes({ sources: ["A", "C", "D", "Z"] })).toBe(false));
  it("without the sources of its rows", () => expect(takes({ sources: ["stile"] })).toBe(false));
  it("with a row nobody knows", () => expect(takes({ rows: ["toString"] })).toBe(false));
  it("with a next page that is not there", () => expect(takes({ next: ["no-such-page"] })).toBe(false));
  it("with a door that is not there", () => expect(takes({ doors: ["cellar"] })).toBe(false));
  it("without a date of review", () => expect(takes({ reviewed: undefined })).toBe(false));
  it("with a mark that says it does not speak of assault: it has none", () => {
    expect(takes({ speaksOfAssault: true })).toBe(true);
    expect(takes({ speaksOfAssault: false })).toBe(false);
  });
  it("without a section", () => expect(takes({ sections: [] })).toBe(false));
});

describe("sources", () => {
  it("are all there, each with a title or a description, and no address that was made up", async () => {
    for (const locale of locales) {
      const all = await sourcesOf(locale, sourceIds);
      expect(all.map((one) => source.safeParse(one).success)).toEqual(all.map(() => true));
      expect(JSON.stringify(all)).not.toMatch(/https?:|www\./);
    }
    expect(sources.safeParse({ A: { title: "Only one" } }).success).toBe(false);
    expect(source.safeParse({ publisher: "Somebody" }).success).toBe(false);
  });
});

describe("what to say", () => {
  it("has twenty pairs or more, none twice, each with why in a line", async () => {
    const { groups } = await loadPhrases("en");
    const pairs = groups.flatMap((group) => group.pairs);
    expect(pairs.length).toBeGreaterThanOrEqual(20);
    for (const part of ["say", "insteadOf", "why"] as const) {
      expect(new Set(pairs.map((pair) => pair[part])).size).toBe(pairs.length);
    }
  });
});

describe("the table of docs/CONTENT.md", () => {
  const guide = fs.readFileSync(path.join(root, "docs/CONTENT.md"), "utf8");
  const list = (cell: string) => cell.split(",").map((part) => part.trim());
  const told = [...guide.matchAll(/^\| (\w+) \| [^|]+ \| ([A-F, ]+) \| ([a-z, -]+) \|/gm)].map(
    ([, row = "", from = "", where = ""]) => ({ row, sources: list(from), pages: list(where).sort() }),
  );

  it("names every row with its sources and the very pages that hold it, one at least", () => {
    const held = Object.entries(guidanceRows).map(([row, from]) => ({
      row,
      sources: [...from],
      pages: pages
        .filter(({ rows = [] }) => rows.some((one) => one === row))
        .map(({ slug }) => slug)
        .sort(),
    }));
    expect(told).toEqual(held);
    expect(held.filter((one) => one.pages.length === 0)).toEqual([]);
    expect(held).toHaveLength(22);
  });
});

describe("inner links", () => {
  /** Every file of pages, as the address it answers, without the language and the groups in brackets. */
  const routes = fs
    .readdirSync(path.join(root, "app/[locale]"), { recursive: true, encoding: "utf8" })
    .filter((name) => path.basename(name) === "page.tsx")
    .map((name) =>
      `/${path.posix.dirname(name.replaceAll(path.sep, "/"))}`.replace(/\/\.$|\/\([a-z]+\)/g, ""),
    );

  const leadsSomewhere = (link: string): boolean => {
    const [, slug] = /^\/guidance\/([a-z-]+)$/.exec(link) ?? [];
    return routes.includes(link) || guidanceSlugs.some((one) => one === slug);
  };

  const sourceFiles = ["app", "components", "lib"].flatMap((folder) =>
    fs
      .readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" })
      .filter((name) => /\.tsx?$/.test(name) && !/\.test\.tsx?$/.test(name) && !name.includes("generated"))
      .map((name) => path.join(folder, name)),
  );
  /** The addresses in a file's text: handed to path or localePath, or an href that they are handed to later. */
  const linksIn = (text: string): string[] =>
    [
      ...text.matchAll(/localePath\([\w.]+, "(\/[^"]*)"\)|\bpath\("(\/[^"]*)"\)|\bhref: "(\/[^"]*)"/g),
    ].flatMap((found) => found.slice(1).filter((link) => link !== undefined));

  it("of every screen lead to a page", () => {
    const links = sourceFiles.flatMap((file) =>
      linksIn(fs.readFileSync(path.join(root, file), "utf8")).map((link) => ({ file, link })),
    );
    expect(links.length).toBeGreaterThan(30);
    expect(links.filter(({ link }) => !leadsSomewhere(link))).toEqual([]);
  });

  it("of every door lead to a page", () => {
    expect(Object.values(DOOR_PATHS).filter((link) => !leadsSomewhere(link))).toEqual([]);
  });

  it("that lead nowhere are noticed", () => {
    expect(leadsSomewhere("/guidance/no-such-page")).toBe(false);
    expect(leadsSomewhere("/nowhere")).toBe(false);
    expect(leadsSomewhere("/guidance")).toBe(true);
    expect(linksIn('href={localePath(locale, "/nowhere")} path("/gone")')).toEqual(["/nowhere", "/gone"]);
  });
});
