import fs from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { exercise, exerciseSlugs } from "@/lib/domain/grounding/schema";
import { locales } from "@/lib/i18n/locales";
import messages from "@/messages/en/screens";
import { loadGrounding } from "./grounding";

const folder = path.resolve(import.meta.dirname, "../../messages");
const exercises = await loadGrounding("en");

/** Every sentence of an exercise. */
const sentences = ({ title, lead, steps, stop }: (typeof exercises)[number]) => [title, lead, ...steps, stop];

it("every file of every language is an exercise that the page lists, and none is missing", () => {
  for (const locale of locales) {
    const names = fs.readdirSync(path.join(folder, locale, "grounding")).sort();
    expect(names).toEqual(exerciseSlugs.map((slug) => `${slug}.json`).sort());
  }
  expect(exercises.map(({ slug }) => slug)).toEqual([...exerciseSlugs]);
  expect(exercises.length).toBeGreaterThanOrEqual(8);
});

it("each is its own script: no two share a title or a step", () => {
  const all = exercises.flatMap(({ title, steps }) => [title, ...steps]);
  expect(new Set(all).size).toBe(all.length);
});

describe.each(exercises)("$slug", (one) => {
  it("says how to stop, or what to leave out", () => {
    expect(one.stop).toMatch(/\b(stop|let go|put it down)\b/i);
  });

  it("claims nothing about safety: nobody who writes a page can know that", () => {
    for (const sentence of sentences(one)) {
      expect(sentence).not.toMatch(
        /\bsafe|\bdanger|\bprotect|nothing (bad )?can|no ?(one|body) can (hurt|harm)/i,
      );
    }
  });

  it("promises nothing, praises nothing and presses nobody", () => {
    for (const sentence of sentences(one)) {
      expect(sentence).not.toMatch(
        /!|well done|good job|\bproud\b|congrat|\bcalm down\b|\brelax\b|you (must|should|have to)\b|\bhurry|\bminutes?\b|\bseconds\b/i,
      );
    }
  });

  it("speaks of holding the breath only where holding can be skipped", () => {
    const holds = one.steps.filter((step) => /\bhold (while|your breath)/i.test(step));
    for (const step of holds) expect(step).toContain("Skip holding if it is not comfortable.");
    expect(holds.length).toBe(one.breath === "box" ? 1 : 0);
  });
});

it("the words around the exercises claim no safety and praise nothing either", () => {
  for (const sentence of Object.values(messages.grounding)) {
    expect(sentence).not.toMatch(/\b(is|are|you|feel) safe|well done|good job|finished|completed|!/i);
  }
});

describe("a file that is wrong is refused", () => {
  const [whole] = exercises;
  const lacking = (change: object) => exercise.safeParse({ ...whole, ...change }).success;

  it("takes the file as it is", () => expect(lacking({})).toBe(true));
  it("without a way to stop", () => expect(lacking({ stop: "" })).toBe(false));
  it("without steps", () => expect(lacking({ steps: [] })).toBe(false));
  it("with a step over two lines", () => {
    expect(lacking({ steps: ["One.", "Two.", "Three.", "Four,\nand more."] })).toBe(false);
  });
  it("without a date of review", () => expect(lacking({ reviewed: undefined })).toBe(false));
  it("with a breath that has no shape", () => expect(lacking({ breath: "square" })).toBe(false));
  it("with something the page does not know", () => expect(lacking({ minutes: 5 })).toBe(false));
});
