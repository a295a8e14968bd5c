import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";

/*
 * WCAG 2.2: text 4.5:1 (1.4.3), edges and shapes of controls 3:1 (1.4.11), in both themes. Reads the tokens from the
 * style sheet itself.
 */
const css = readFileSync(path.join(import.meta.dirname, "../../app/globals.css"), "utf8");

function tokens(block: string): Map<string, string> {
  return new Map(
    [...block.matchAll(/--([a-z-]+): (#[0-9a-f]{6});/g)].map(([, name = "", value = ""]) => [name, value]),
  );
}

const roots = [...css.matchAll(/:root \{([^}]*)\}/g)].map(([, block = ""]) => tokens(block));

const luminance = (hex: string): number => {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};

const contrast = (one: string, other: string): number => {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
};

const tints = ["accent", "rust", "ochre", "clay", "dusk", "stone"];

const text: [string, string][] = [
  ...["ink", "quiet", "accent", "accent-strong", "rust"].flatMap((front): [string, string][] =>
    ["paper", "sheet", "wash"].map((back) => [front, back]),
  ),
  ...tints.map((tint): [string, string] => ["ink", `${tint}-wash`]),
  ["accent-ink", "accent"],
  ["accent-ink", "accent-strong"],
  ["accent-strong", "accent-wash"],
  ["quiet", "accent-wash"],
  ["paper", "ink"],
  ["paper", "quiet"],
];

const shapes: [string, string][] = [
  ...["paper", "sheet", "wash"].map((back): [string, string] => ["edge", back]),
  ...tints.flatMap((tint): [string, string][] => [
    [tint, `${tint}-wash`],
    [tint, "sheet"],
    [tint, "paper"],
    [tint, "wash"],
  ]),
];

describe.each([
  ["light", roots[0]],
  ["dark", roots[1]],
])("the %s theme", (_, theme) => {
  const colour = (name: string): string => {
    const value = theme?.get(name);
    if (value === undefined) throw new Error(`no colour named ${name}`);
    return value;
  };

  it.each(text)("text %s on %s", (front, back) => {
    expect(contrast(colour(front), colour(back))).toBeGreaterThanOrEqual(4.5);
  });

  it.each(shapes)("shape %s on %s", (front, back) => {
    expect(contrast(colour(front), colour(back))).toBeGreaterThanOrEqual(3);
  });
});

it("knows black on white", () => {
  expect(contrast("#000000", "#ffffff")).toBeCloseTo(21, 5);
});
