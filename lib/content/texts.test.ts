import fs from "node:fs";
import path from "node:path";
import { fleschKincaid } from "flesch-kincaid";
import { syllable } from "syllable";
import { describe, expect, it } from "vitest";
import { z } from "zod";

/*
 * What holds for every sentence that a person reads: no word of the list in docs/CONTENT.md, no text to read above grade 6, and
 * no screen above grade 7.
 */

const root = path.resolve(import.meta.dirname, "../..");
/** Of texts to read, and of screens, whose sentences are few and hold the names of things. */
const MAX_GRADE = 6;
const MAX_GRADE_OF_SCREENS = 7;
const json = z.json();
type Json = z.infer<typeof json>;

const read = (file: string) => fs.readFileSync(path.join(root, file), "utf8");
const guide = read("docs/CONTENT.md");

/** Every file of messages/en/, by its path below the folder; the list of words and the reckoning are for English alone. */
const files = fs
  .readdirSync(path.join(root, "messages/en"), { recursive: true, encoding: "utf8" })
  .map((name) => name.replaceAll(path.sep, "/"))
  .filter((name) => name.endsWith(".json"))
  .map((name) => ({ name, content: json.parse(JSON.parse(read(path.join("messages/en", name)))) }));

type Text = { at: string; text: string };

/** Every string in a value, with where it is. */
function strings(value: Json, at = ""): Text[] {
  if (typeof value === "string") return [{ at, text: value }];
  if (value === null || typeof value !== "object") return [];
  return Object.entries(value).flatMap(([key, inner]) => strings(inner, at === "" ? key : `${at}.${key}`));
}

const pattern = (words: string): RegExp => {
  const inner = words.replace(/[^\w\s*]/g, "\\$&").replaceAll("*", "\\w*");
  return /^\W/.test(words) ? new RegExp(inner) : new RegExp(`\\b${inner}\\b`, "i");
};
const place = (where: string): RegExp =>
  new RegExp(`^${where.replace(/[.*]/g, (sign) => (sign === "*" ? ".*" : "\\."))}$`);

/** The list of docs/CONTENT.md, and its exceptions. */
const banned = (/```banned\n([^`]*)```/.exec(guide)?.[1] ?? "").trim().split("\n");
const exceptions = [...guide.matchAll(/^\| `([^`]+)` \| ([^|]+) \| ([^|]+) \|$/gm)].map(
  ([, where = "", word = "", why = ""]) => ({ where: place(where), word: word.trim(), why: why.trim() }),
);

/** Where a file says what it should not. */
function findBanned(name: string, content: Json): string[] {
  return strings(content).flatMap(({ at, text }) =>
    banned
      .filter((word) => pattern(word).test(text))
      .filter((word) => !exceptions.some((one) => one.word === word && one.where.test(`${name} ${at}`)))
      .map((word) => `${name} ${at}: “${word}” in “${text}”`),
  );
}

const wordsOf = (text: string): string[] => text.match(/[\p{L}\p{N}]+(?:[’'-][\p{L}\p{N}]+)*/gu) ?? [];

/** A text's grade by Flesch–Kincaid. Titles, headings and labels are no sentences and would only lower it. */
function gradeOf(content: Json): number {
  const sentences = strings(content)
    .filter(({ at, text }) => /[.?…]/.test(text) && !/(^|\.)(title|heading)$/.test(at))
    .flatMap(({ text }) => text.replace(/\{[^{}]*\}/g, "it").split(/(?<=[.?…])[”’)]*\s+/))
    .filter((sentence) => wordsOf(sentence).length > 0);
  const words = sentences.flatMap(wordsOf);
  if (words.length === 0) return 0;
  const syllables = words.reduce((sum, word) => sum + syllable(word), 0);
  return fleschKincaid({ sentence: sentences.length, word: words.length, syllable: syllables });
}

/** What stands together on a screen: a file of text, or a namespace of a file for screens. */
const texts = files.flatMap(({ name, content }): { name: string; content: Json }[] =>
  name.startsWith("screens/") && content !== null && typeof content === "object"
    ? Object.entries(content).map(([key, inner]) => ({ name: `${name} ${key}`, content: inner }))
    : [{ name, content }],
);

describe("words that are not used", () => {
  it("are read from docs/CONTENT.md, each exception with its reason", () => {
    expect(banned.length).toBeGreaterThan(20);
    expect(banned).toEqual(expect.arrayContaining(["survivor*", "victim*", "user", "trigger*", "!"]));
    for (const { word, why } of exceptions) {
      expect(banned).toContain(word);
      expect(why).not.toBe("");
    }
  });

  it("stand in no sentence", () => {
    expect(files.map(({ name }) => name)).toEqual(
      expect.arrayContaining([
        "screens/home.json",
        "sources.json",
        "phrases.json",
        "guidance/listening.json",
      ]),
    );
    expect(
      files.flatMap(({ name, content }) => findBanned(name, content)),
      "docs/CONTENT.md lists them",
    ).toEqual([]);
  });

  it("have no exception that is not needed", () => {
    const all = files.flatMap(({ name, content }) =>
      strings(content).map(({ at, text }) => ({ at: `${name} ${at}`, text })),
    );
    for (const { where, word } of exceptions) {
      expect(all.some(({ at, text }) => where.test(at) && pattern(word).test(text))).toBe(true);
    }
  });

  it("are found where they are planted", () => {
    const page = { lead: "Every User is welcome", sections: [{ text: ["All is well.", "Great!"] }] };
    expect(findBanned("planted.json", page)).toEqual([
      "planted.json lead: “user” in “Every User is welcome”",
      "planted.json sections.0.text.1: “!” in “Great!”",
    ]);
    expect(findBanned("planted.json", { lead: "A survivor’s triggers" })).toHaveLength(2);
    expect(findBanned("planted.json", { lead: "The usual and the tragic, unforgettable" })).toEqual([]);
  });
});

describe("reading age", () => {
  it.each(texts)("$name is not above its grade", ({ name, content }) => {
    const most = name.startsWith("screens/") ? MAX_GRADE_OF_SCREENS : MAX_GRADE;
    expect(gradeOf(content), "shorter sentences, shorter words").toBeLessThanOrEqual(most);
  });

  it("notices a text that is", () => {
    const lead =
      "Interpersonal difficulties experienced subsequently necessitate considerable understanding from individuals.";
    expect(gradeOf({ title: "A cat sat.", lead })).toBeGreaterThan(MAX_GRADE_OF_SCREENS);
    expect(gradeOf({ lead: "Ask first. A cup of tea may be good." })).toBeLessThan(MAX_GRADE);
  });
});
