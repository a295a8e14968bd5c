import fs from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { loadGuidance } from "./guidance";
import { loadPhrases } from "./phrases";
import { loadRehearsals } from "./rehearsal";

/*
 * A text that speaks of assault says so first (docs/CONTENT.md). What is looked for are words, so this holds for English; other
 * languages bring a list of their own.
 */

const guide = fs.readFileSync(path.resolve(import.meta.dirname, "../../docs/CONTENT.md"), "utf8");
const listed = (/```assault\n([^`]*)```/.exec(guide)?.[1] ?? "").trim().split("\n");
const patterns = listed.map((words) => new RegExp(`\\b${words.replaceAll("*", "\\w*")}(?!\\w)`, "i"));

/** The words of the list that stand in a text. */
const wordsIn = (text: object): string[] => {
  const all = JSON.stringify(text);
  return listed.filter((_, at) => patterns[at]?.test(all));
};

const texts: { name: string; speaksOfAssault?: true | undefined }[] = [
  ...(await loadGuidance("en")).map((page) => ({ ...page, name: `guidance/${page.slug}` })),
  ...(await loadRehearsals("en")).map((moment) => ({ ...moment, name: `rehearsal/${moment.slug}` })),
  { ...(await loadPhrases("en")), name: "phrases" },
];

describe("a text that speaks of assault", () => {
  it("is told by words that are listed", () => {
    expect(listed.length).toBeGreaterThan(10);
    expect(wordsIn({ lead: "After an assault." })).toEqual(["assault*"]);
    expect(wordsIn({ nodes: { start: { they: "“Somebody hurt me.”" } } })).toEqual(["somebody hurt me"]);
    expect(wordsIn({ lead: "A cup of tea. It wasn’t fine." })).toEqual([]);
  });

  it.each(texts)("$name carries the mark, where it holds one of them", (text) => {
    if (text.speaksOfAssault !== true) expect(wordsIn(text)).toEqual([]);
  });

  it("is one of some: most have no need of it", () => {
    const marked = texts.filter((text) => text.speaksOfAssault);
    expect(marked.map(({ name }) => name)).toEqual(
      expect.arrayContaining(["guidance/if-it-has-just-happened", "rehearsal/first-words", "phrases"]),
    );
    expect(marked.length).toBeLessThan(texts.length / 2);
  });
});
