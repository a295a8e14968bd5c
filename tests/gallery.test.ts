import fs from "node:fs";
import path from "node:path";
import { PHASE_DEVELOPMENT_SERVER, PHASE_PRODUCTION_BUILD, PHASE_PRODUCTION_SERVER } from "next/constants.js";
import { describe, expect, it } from "vitest";
import configure from "../next.config.js";

const root = path.resolve(import.meta.dirname, "..");

/** What makes up a screen: all of it is in the gallery, but for what is named here, with the reason. */
const FOLDERS = ["ui", "entry", "comfort", "kinds", "support", "check-in", "sharing", "sheet", "paper"];
const LEFT_OUT = [
  // A whole screen, which the browser tests walk through.
  /-screen\.tsx$/,
  // A hook, which draws nothing by itself.
  /\/use-[\w-]+\.tsx$/,
  // Picks the screen for an address.
  "components/kinds/kind-page.tsx",
  // Is seen on paper alone.
  "components/paper/nothing-on-paper.tsx",
  // Says that a document cannot be opened, in place of a screen.
  "components/entry/with-entries.tsx",
];

const isLeftOut = (file: string) =>
  LEFT_OUT.some((one) => (typeof one === "string" ? one === file : one.test(file)));

/** The files of the project that a file names in an import, static or not. */
function importsOf(file: string): string[] {
  const source = fs.readFileSync(path.join(root, file), "utf8");
  return [...source.matchAll(/(?:from |import\()"(@\/|\.\.?\/)([^"]+)"/g)].flatMap(([, start, rest]) => {
    const base = start === "@/" ? `${rest}` : path.posix.join(path.posix.dirname(file), `${start}${rest}`);
    return [`${base}.tsx`, `${base}.ts`, `${base}/index.ts`].filter((name) =>
      fs.existsSync(path.join(root, name)),
    );
  });
}

function reachedFrom(start: string): Set<string> {
  const reached = new Set<string>();
  const next = [start];
  for (let file = next.pop(); file !== undefined; file = next.pop()) {
    if (reached.has(file)) continue;
    reached.add(file);
    next.push(...importsOf(file));
  }
  return reached;
}

describe("the gallery", () => {
  const parts = FOLDERS.flatMap((folder) =>
    fs
      .readdirSync(path.join(root, "components", folder))
      .filter((name) => name.endsWith(".tsx") && !name.endsWith(".test.tsx"))
      .map((name) => `components/${folder}/${name}`),
  );

  it("shows every part of the screens of what is recorded, shared and read", () => {
    const reached = reachedFrom("tests/gallery/index.ts");
    expect(parts.length).toBeGreaterThan(50);
    expect(parts.filter((file) => !reached.has(file) && !isLeftOut(file))).toEqual([]);
  });

  it("has the picture by which it is told whether a browser draws as the pictures were made", () => {
    expect(fs.existsSync(path.join(root, "tests/gallery/snapshots/letters.png"))).toBe(true);
  });

  it("leaves out nothing that it shows or that is gone", () => {
    const named = LEFT_OUT.filter((one) => typeof one === "string");
    expect(named.filter((file) => !parts.includes(file))).toEqual([]);
  });

  it("is no part of what is built and served", async () => {
    const extensions = async (phase: string) => (await configure(phase)).pageExtensions;
    expect(await extensions(PHASE_DEVELOPMENT_SERVER)).toContain("gallery.tsx");
    for (const phase of [PHASE_PRODUCTION_BUILD, PHASE_PRODUCTION_SERVER]) {
      expect((await extensions(phase)) ?? []).not.toContain("gallery.tsx");
    }
    const routes = fs.readdirSync(path.join(root, "app/gallery"));
    expect(routes.filter((name) => !name.endsWith(".gallery.tsx"))).toEqual([]);
  });
});
