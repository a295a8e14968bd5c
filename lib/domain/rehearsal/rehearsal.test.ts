import fs from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { faultsOf, START } from "./graph";
import { type Rehearsal, type RehearsalNodes, rehearsal } from "./schema";
import { rehearsalSlugs } from "./slugs";
import { type Branch, unfold } from "./walk";

const messages = new URL("../../../messages/", import.meta.url);
/** Every language that has sentences. */
const languages = fs.readdirSync(messages);
const read = (language: string, slug: string): unknown =>
  JSON.parse(fs.readFileSync(new URL(`${language}/rehearsal/${slug}.json`, messages), "utf8"));

/** One way through: how many choices it has, and all that is read on it. */
type Way = { choices: number; read: string[] };

/** Every way through a conversation. */
function waysOf(branch: Branch): Way[] {
  const here = [branch.scene ?? "", branch.they ?? ""];
  if (!("choices" in branch)) return [{ choices: 0, read: [...here, branch.leave] }];
  const offered = branch.choices.map(({ you }) => you);
  return branch.choices.flatMap(({ lands, why, after }) =>
    waysOf(after).map((way) => ({
      choices: way.choices + 1,
      read: [...here, ...offered, lands, why, ...way.read],
    })),
  );
}

describe.each(languages.flatMap((language) => rehearsalSlugs.map((slug) => [language, slug] as const)))(
  "the text %s/%s",
  (language, slug) => {
    it("is whole, and named as its file is", () => {
      expect(rehearsal.parse(read(language, slug)).slug).toBe(slug);
    });

    it("ends after two to five choices, whatever is chosen, and reads in at most 400 words on one way", () => {
      const { title, setting, nodes } = rehearsal.parse(read(language, slug));
      for (const way of waysOf(unfold(nodes))) {
        expect(way.choices).toBeGreaterThanOrEqual(2);
        expect(way.choices).toBeLessThanOrEqual(5);
        const words = [title, ...setting, ...way.read].join(" ").split(/\s+/);
        expect(words.length).toBeLessThanOrEqual(400);
      }
    });

    it("says how a choice may land, and never how it does", () => {
      const { nodes } = rehearsal.parse(read(language, slug));
      const choices = Object.values(nodes).flatMap((node) => ("choices" in node ? node.choices : []));
      // The words for it in other languages are theirs to check.
      if (language === "en") for (const { lands } of choices) expect(lands).toMatch(/\b(may|can)\b/);
    });
  },
);

describe.each(languages)("the other sides in %s", (language) => {
  const all = rehearsalSlugs.map((slug) => rehearsal.parse(read(language, slug)));
  const others = all.filter(({ otherSideOf }) => otherSideOf !== undefined);

  it("each belong to a moment that is no other side itself, and bear its name", () => {
    expect(others.length).toBeGreaterThanOrEqual(2);
    for (const { slug, otherSideOf } of others) {
      expect(slug).toBe(`${otherSideOf}-other-side`);
      expect(all.find((one) => one.slug === otherSideOf)?.otherSideOf).toBeUndefined();
    }
  });

  it("are written anew: no line of the first stands in them but where it begins", () => {
    for (const { otherSideOf, nodes } of others) {
      const first = all.find(({ slug }) => slug === otherSideOf);
      const lines = (from: Rehearsal["nodes"]) =>
        Object.values(from).flatMap((node) =>
          "choices" in node ? node.choices.flatMap(({ lands, why }) => [lands, why]) : [node.leave],
        );
      const known = new Set(lines(first?.nodes ?? {}));
      expect(known.size).toBeGreaterThan(0);
      expect(lines(nodes).filter((line) => known.has(line))).toEqual([]);
    }
  });
});

/** Every end that a branch can come to. */
const endsOf = (branch: Branch): Set<string> =>
  new Set("choices" in branch ? branch.choices.flatMap(({ after }) => [...endsOf(after)]) : [branch.leave]);

it("no first choice decides how it ends, in any text", () => {
  for (const language of languages) {
    for (const slug of rehearsalSlugs) {
      const start = unfold(rehearsal.parse(read(language, slug)).nodes);
      if (!("choices" in start)) throw new Error("a moment without choices");
      for (const { you, after } of start.choices) {
        expect(endsOf(after).size, `${slug}: ${you}`).toBeGreaterThanOrEqual(2);
      }
    }
  }
});

it("every file has its name in the list, in every language", () => {
  expect(languages).toContain("en");
  for (const language of languages) {
    const names = fs.readdirSync(new URL(`${language}/rehearsal/`, messages)).sort();
    expect(names).toEqual(rehearsalSlugs.map((slug) => `${slug}.json`).sort());
  }
});

const letters = "abcdefghijklmnopqrstuvwxyz";
const step = (...next: string[]) => ({
  they: "“Well.”",
  choices: next.map((name) => ({ you: "Wait.", lands: "It may help.", why: "Who knows.", next: name })),
});
const end = { leave: "It can be left here." };

/** Sound conversations: layers of nodes, each choice leading one layer on. */
const sound: fc.Arbitrary<RehearsalNodes> = fc
  .record({
    layers: fc.integer({ min: 3, max: 6 }),
    width: fc.integer({ min: 1, max: 3 }),
    seeds: fc.array(fc.nat(), { minLength: 60, maxLength: 60 }),
  })
  .map(({ layers, width, seeds }) => {
    let used = 0;
    const seed = (below: number) => (seeds[used++ % seeds.length] ?? 0) % below;
    const nodes: RehearsalNodes = {};
    const add = (layer: number, name: string): void => {
      if (nodes[name] !== undefined) return;
      if (layer === layers - 1 || (layer >= 2 && seed(4) === 0)) {
        nodes[name] = end;
        return;
      }
      const names = [0, 1].map(() => `${letters[layer]}-${letters[seed(width)]}`);
      nodes[name] = step(...names);
      for (const next of names) add(layer + 1, next);
    };
    add(0, START);
    return nodes;
  });

const pick = (nodes: RehearsalNodes, index: number): string => {
  const steps = Object.keys(nodes).filter((name) => "choices" in (nodes[name] ?? end));
  return steps[index % steps.length] ?? START;
};

describe("the shape of a conversation", () => {
  it("is sound where every way ends in time, and then every node is on one of the ways", () => {
    fc.assert(
      fc.property(sound, (nodes) => {
        expect(faultsOf(nodes)).toEqual([]);
        const seen = new Set<unknown>();
        const look = (name: string): void => {
          seen.add(name);
          const node = nodes[name] ?? end;
          if ("choices" in node) for (const { next } of node.choices) look(next);
        };
        look(START);
        expect([...seen].sort()).toEqual(Object.keys(nodes).sort());
        for (const { choices } of waysOf(unfold(nodes))) {
          expect(choices).toBeGreaterThanOrEqual(2);
          expect(choices).toBeLessThanOrEqual(5);
        }
      }),
    );
  });

  it("is refused once a choice leads nowhere, back to where one was, or past a node that nobody comes to", () => {
    fc.assert(
      fc.property(sound, fc.nat(), (nodes, index) => {
        const name = pick(nodes, index);
        expect(faultsOf({ ...nodes, [name]: step("nowhere", "nowhere") }).join()).toContain("leads nowhere");
        expect(faultsOf({ ...nodes, [name]: step(START, START) }).join()).toContain("in a circle");
        expect(faultsOf({ ...nodes, "left-over": end })).toEqual(["can never be come to: left-over"]);
      }),
    );
  });

  it("is refused where the first choice decides the end, where a way is too long, or where nothing begins", () => {
    expect(faultsOf({ start: step("a"), a: end })).toEqual(["ends too soon: start → a"]);
    const long = Object.fromEntries([..."abcde"].map((one, at) => [one, step(letters[at + 1] ?? "")]));
    expect(faultsOf({ start: step("a"), ...long, f: end })).toEqual([
      "is too long: start → a → b → c → d → e → f",
    ]);
    expect(faultsOf({ a: end })).toEqual(["leads nowhere: start"]);
    expect(faultsOf({ start: step("constructor") })).toEqual(["leads nowhere: start → constructor"]);
  });

  it("has no place for a score, a mark or a last word without words", () => {
    const file = rehearsal.parse(read("en", "a-hug"));
    const nodes = { start: step("a", "b"), a: step("c", "c"), b: step("c", "c"), c: end };
    expect(rehearsal.safeParse({ ...file, nodes }).success).toBe(true);
    const [first] = nodes.start.choices;
    const marked = { ...nodes.start, choices: [{ ...first, right: true }, first] };
    expect(rehearsal.safeParse({ ...file, nodes: { ...nodes, start: marked } }).success).toBe(false);
    expect(rehearsal.safeParse({ ...file, nodes: { ...nodes, c: { leave: " " } } }).success).toBe(false);
    expect(rehearsal.safeParse({ ...file, nodes: { ...nodes, c: { ...end, score: 1 } } }).success).toBe(
      false,
    );
    const single = { ...nodes, start: step("a") };
    expect(rehearsal.safeParse({ ...file, nodes: single }).success).toBe(false);
    expect(rehearsal.safeParse({ ...file, sources: ["Z"] }).success).toBe(false);
    expect(rehearsal.safeParse({ ...file, otherSideOf: "nowhere" }).success).toBe(false);
  });

  it("is not unfolded past a choice that leads nowhere", () => {
    expect(() => unfold({ start: step("a", "a") })).toThrow("no node a");
  });
});
