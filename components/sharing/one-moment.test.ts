import fs from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";

const ASKED =
  /\b(sharedParts|tickedParts|sharedQuestions|isShared|isTicked|tickOf|shownOf|waiting|readyToShare|overview|pageOfItem)\(/;
const CLOCK = /\bDate\.now\(\)|\bnew Date\(\)/;

test("no screen says by a clock of its own what is shared: the vault's moment moves on by one timer", () => {
  const root = path.resolve(import.meta.dirname, "..");
  const files = fs
    .readdirSync(root, { recursive: true, encoding: "utf8" })
    .filter((name) => /\.tsx?$/.test(name) && !/\.test\./.test(name));
  const lines = files.flatMap((name) =>
    fs
      .readFileSync(path.join(root, name), "utf8")
      .split("\n")
      .map((line) => ({ name, line })),
  );
  expect(lines.filter(({ line }) => ASKED.test(line)).length).toBeGreaterThan(15);
  expect(lines.filter(({ line }) => ASKED.test(line) && CLOCK.test(line))).toEqual([]);
  // Nor by a clock that is read into a name first.
  expect(lines.filter(({ line }) => /\bconst now = Date\.now\(\)/.test(line))).toEqual([]);
});
