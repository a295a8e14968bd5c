import fs from "node:fs";
import { createRequire } from "node:module";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import config, { folderRules, testFile } from "../.dependency-cruiser.mjs";

const root = path.resolve(import.meta.dirname, "..");
const sources = ["lib", "components", "app", "scripts"];

// dependency-cruiser asks SWC for TypeScript and forgets the kind with markup in it. Put right before it loads SWC.
const swc = createRequire(import.meta.url)("@swc/core");
const parseFileSync = swc.parseFileSync;
swc.parseFileSync = (file: string, options: object) =>
  parseFileSync(file, { ...options, tsx: file.endsWith(".tsx") });
const { cruise } = await import("dependency-cruiser");

/**
 * Reads every module under a copy of the project's folder, and says which there are, which rules they break and which of their
 * imports lead round in a circle of folders.
 */
async function inspect(folder: string) {
  const { options = {}, forbidden = [] } = config;
  const { enhancedResolveOptions, ...cruiseOptions } = options;
  const { output } = await cruise(
    sources.filter((name) => fs.existsSync(path.join(folder, name))),
    { ...cruiseOptions, validate: true, ruleSet: { forbidden }, baseDir: folder },
    { ...enhancedResolveOptions, alias: { "@": folder } },
  );
  if (typeof output === "string") throw new Error(output);
  return {
    modules: output.modules.map((module) => module.source),
    violations: output.summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} -> ${to}`),
    folderCircles: folderCircles(
      output.modules.flatMap(({ source, dependencies }) =>
        dependencies.map(({ resolved }) => ({ from: source, to: resolved })),
      ),
    ),
  };
}

/**
 * The imports between folders of lib and components that lead to a folder which leads back, by whatever way round.
 * dependency-cruiser's own rule for folders takes what lies in a folder's folders for its own, and counts tests.
 */
function folderCircles(imports: readonly { from: string; to: string }[]): string[] {
  const isTest = new RegExp(testFile);
  const counts = (file: string) => /^(lib|components)\//.test(file) && !isTest.test(file);
  const between = imports.filter(
    ({ from, to }) => counts(from) && counts(to) && path.dirname(from) !== path.dirname(to),
  );
  const next = new Map<string, Set<string>>();
  for (const { from, to } of between) {
    const folder = path.dirname(from);
    next.set(folder, (next.get(folder) ?? new Set()).add(path.dirname(to)));
  }
  const leadsTo = (start: string, end: string) => {
    const reached = new Set([start]);
    // What is added while a set is gone through is gone through too.
    for (const folder of reached) for (const other of next.get(folder) ?? []) reached.add(other);
    return reached.has(end);
  };
  return between
    .filter(({ from, to }) => leadsTo(path.dirname(to), path.dirname(from)))
    .map(({ from, to }) => `${from} -> ${to}`);
}

/** The files of a folder that the rules are about. */
function filesIn(folder: string): string[] {
  if (!fs.existsSync(path.join(root, folder))) return [];
  return fs
    .readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" })
    .map((name) => path.posix.join(folder, name.split(path.sep).join("/")))
    .filter((name) => /\.(tsx?|m?js)$/.test(name) && !name.startsWith("lib/server/generated/"));
}

/** A folder, and a line that no file in it may have. */
const wrongLines = [
  ["lib/server", 'import { planted } from "@/lib/domain/planted-target";'],
  ["lib/server", 'import type { Planted } from "@/lib/domain/planted-target";'],
  ["lib/server", 'import { planted } from "../domain/planted-target";'],
  ["lib/server", 'export * from "@/lib/domain/planted-target";'],
  ["lib/server", 'const late = await import("@/lib/domain/planted-target");'],
  ["lib/server", 'import { planted } from "@/lib/crypto/planted-target";'],
  ["lib/server", 'import { planted } from "@/lib/client/planted-target";'],
  ["lib/server", 'import { Encrypter } from "age-encryption";'],
  ["app/api", 'import { planted } from "@/lib/domain/planted-target";'],
  ["app/api", 'import { planted } from "@/lib/crypto/planted-target";'],
  ["app", 'import { planted } from "@/lib/server/planted-target";'],
  ["app", 'import { planted } from "@/lib/client/planted-target";'],
  ["components", 'import { planted } from "@/lib/server/planted-target";'],
  ["components", 'import { planted } from "@/lib/crypto/planted-target";'],
  ["components", 'import { planted } from "@/lib/client/planted-target";'],
  ["components", 'import type { Planted } from "@/lib/client/planted-target";'],
  ["components/ui", 'import { planted } from "@/lib/domain/planted-target";'],
  ["lib/domain", 'import { planted } from "@/lib/wire/planted-target";'],
  ["lib/domain", 'import fs from "node:fs";'],
  ["lib/wire", 'import { planted } from "@/lib/domain/planted-target";'],
  ["lib/crypto", 'import { planted } from "@/lib/domain/planted-target";'],
  ["lib/crypto", 'import { z } from "zod";'],
  ["lib/client", 'import { planted } from "@/lib/server/planted-target";'],
  ["lib/content", 'import { planted } from "@/lib/client/planted-target";'],
  ["lib/domain", 'import { nothing } from "./not-there";'],
  ["lib/server", 'import { planted } from "@/scripts/serve/planted-target";'],
  ["scripts/serve", 'import { planted } from "../planted-target";'],
  ["scripts/serve", 'const late = await import("../planted-target");'],
  ["scripts/serve", 'import { planted } from "@/lib/server/planted-target";'],
  ["scripts/serve", 'import { chromium } from "@playwright/test";'],
  ["scripts", 'import { planted } from "@/lib/client/planted-target";'],
] as const;

/** Folders, each with the next one of their ring: two of which one lies in the other, and three. */
const ringsOfFolders = [
  ["lib/client/ring", "lib/client/ring/inner"],
  ["lib/client/ring/inner", "lib/client/ring"],
  ["components/ring-one", "components/ring-two"],
  ["components/ring-two", "components/ring-three"],
  ["components/ring-three", "components/ring-one"],
] as const;

describe("the folder rules", () => {
  it("hold for the code as it is, every file of which was read", async () => {
    const { modules, violations, folderCircles } = await inspect(root);
    expect(violations).toEqual([]);
    expect(folderCircles).toEqual([]);
    for (const { folder } of folderRules) expect(modules).toEqual(expect.arrayContaining(filesIn(folder)));
    expect(sources.flatMap(filesIn).length).toBeGreaterThan(0);
  });

  it("have a row for every folder of lib", () => {
    const folders = fs.readdirSync(path.join(root, "lib")).map((name) => `lib/${name}`);
    expect(folderRules.map((rule) => rule.folder)).toEqual(expect.arrayContaining(folders));
  });

  describe("catch a planted import", () => {
    let copy = "";
    let violations: string[] = [];
    let circles: string[] = [];
    beforeAll(async () => {
      copy = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "stile-folders-")));
      const plant = (file: string, text: string) => {
        fs.mkdirSync(path.join(copy, path.dirname(file)), { recursive: true });
        fs.writeFileSync(path.join(copy, file), text);
      };
      for (const name of [...sources, "messages", "package.json"]) {
        const filter = (file: string) => !/\.test\.tsx?$/.test(file);
        fs.cpSync(path.join(root, name), path.join(copy, name), { recursive: true, filter });
      }
      fs.symlinkSync(path.join(root, "node_modules"), path.join(copy, "node_modules"));
      // What the planted imports lead to: any file of that folder would do.
      for (const folder of ["lib/domain", "lib/crypto", "lib/server", "lib/client", "lib/wire"]) {
        plant(`${folder}/planted-target.ts`, "export type Planted = string;\nexport const planted = 1;\n");
      }
      for (const [index, [folder, line]] of wrongLines.entries()) {
        plant(`${folder}/planted-${index}.tsx`, `${line}\nexport const markup = <p>hello</p>;\n`);
      }
      plant(
        "lib/domain/circle-one.ts",
        'import { two } from "./circle-two";\nexport const one = () => two;\n',
      );
      plant(
        "lib/domain/circle-two.ts",
        'import { one } from "./circle-one";\nexport const two = () => one;\n',
      );
      // No two files of a ring import one another.
      for (const [folder, next] of ringsOfFolders) {
        plant(`${folder}/low.ts`, "export type Low = string;\n");
        plant(`${folder}/high.ts`, `export type { Low } from "@/${next}/low";\n`);
      }
      // No ring: only the test looks back.
      plant("components/no-ring/high.ts", 'export type { Low } from "@/components/ring-one/low";\n');
      plant("components/ring-one/low.test.ts", 'import type { Low } from "@/components/no-ring/high";\n');
      plant("scripts/demo.mjs", 'import { expect } from "vitest";\nexpect(1);\n');
      ({ violations, folderCircles: circles } = await inspect(copy));
    });
    afterAll(() => fs.rmSync(copy, { recursive: true, force: true }));

    it.each(wrongLines.map(([folder, line], index) => [folder, line, index] as const))(
      "in %s: %s",
      (folder, _, index) => {
        const file = `${folder}/planted-${index}.tsx`;
        expect(violations.filter((violation) => violation.includes(`: ${file} ->`))).toHaveLength(1);
      },
    );

    it("in a circle", () => {
      expect(
        violations.filter((violation) => violation.startsWith("no-cycles: lib/domain/circle-")),
      ).not.toEqual([]);
    });

    it("in a circle of folders, whose files are in none", () => {
      const found = circles.filter((circle) => circle.includes("/ring"));
      expect(found.sort()).toEqual(
        ringsOfFolders.map(([folder, next]) => `${folder}/high.ts -> ${next}/low.ts`).sort(),
      );
    });

    it("of a package where none is installed yet", () => {
      expect(violations.filter((violation) => violation.includes(": scripts/demo.mjs ->"))).toEqual([
        expect.stringMatching(/^runs-on-a-fresh-clone: /),
      ]);
    });

    it("and nothing in the files that are only imported", () => {
      expect(violations.filter((violation) => violation.includes("planted-target.ts ->"))).toEqual([]);
    });
  });
});

describe("the styles", () => {
  const read = (file: string) => fs.readFileSync(path.join(root, file), "utf8");

  it("stand beside their part: app/globals.css keeps tokens, base and the order", () => {
    expect(read("app/globals.css").split("\n").length).toBeLessThan(250);
  });

  it("of a button are put on by components/ui/button.tsx alone", () => {
    const byHand = /"button [^"]|(className=|cx\()"([^"]* )?button[ "]/;
    const files = ["components", "app"].flatMap(filesIn).filter((file) => byHand.test(read(file)));
    expect(files).toEqual(["components/ui/button.tsx"]);
  });
});
