import { expect, it } from "vitest";
import { GROUPS, linesFor } from "./groups";
import lines from "./lines.json";
import { audience, helpDirectory } from "./schema";

const directory = helpDirectory.parse(lines);

const found = (name: string) =>
  GROUPS.filter(({ group }) => group === name).flatMap(({ audiences }) => linesFor(directory, audiences));

it("puts every audience in a group", () => {
  expect(new Set(GROUPS.flatMap(({ audiences }) => [...audiences]))).toEqual(new Set(audience.options));
});

it("finds the lines for those who support someone, and for those worried about what they do", () => {
  expect(found("close").map(({ country }) => country)).toEqual(["DE", "GB", "US"]);
  expect(found("ownBehaviour").map(({ line }) => line.name)).toEqual(["Respect Phoneline"]);
});

it("leaves no line out, and no group empty", () => {
  for (const { group } of GROUPS) expect(found(group).length, group).toBeGreaterThan(0);
  const all = GROUPS.flatMap(({ audiences }) => linesFor(directory, audiences)).map(({ line }) => line);
  expect(new Set(all)).toEqual(new Set(directory.countries.flatMap(({ lines }) => lines)));
});
