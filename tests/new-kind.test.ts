import { type SpawnSyncReturns, spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";

/*
 * A kind is added to a copy of the project as CONTRIBUTING says, and is held by the tests that there are: nothing but what is named
 * here is written for it. Then what used to be forgotten is planted, and seen red.
 */
vi.setConfig({ testTimeout: 900_000, hookTimeout: 900_000 });

const root = path.resolve(import.meta.dirname, "..");
const NOT_COPIED = new Set(["node_modules", ".next", ".git", "data", "test-results", "snapshots"]);
let copy = "";

const NEW = {
  "lib/domain/kinds/toy.ts": `import { type KindDefinition, LIMITS, TAGGED, WAITS } from "../kind/definition";

/** What is good to have at hand. */
export const toy = {
  moment: "dayToDay",
  title: "label",
  along: TAGGED,
  fields: {
    label: { is: "line", direction: WAITS, holds: "along" },
    about: { is: "note", direction: WAITS, holds: true },
    never: { is: "lines", direction: LIMITS, holds: true },
    size: { is: "choice", of: ["small", "large"], direction: WAITS, holds: false },
  },
} as const satisfies KindDefinition;
`,
  "messages/en/screens/kinds/toy.json": JSON.stringify({
    title: "Things at hand",
    text: "What is good to have near",
    item: "A thing",
    goesAlong: "Nothing goes along but what you tick.",
    setAside: "A thing",
    lead: "What is good to have near.",
    note: "All of it may stay empty.",
    emptyTitle: "Nothing here yet",
    empty: "A few words are enough.",
    add: "Add a thing",
    shared: "Shared",
    delete: "Delete this thing",
    deleted: "“<own>{name}</own>” is deleted. Undo brings it back, private.",
    parts: {
      label: { name: "My name for this", label: "My name for this", theirs: "What they call it" },
      about: { name: "What it is for", label: "What it is for", theirs: "What it is for" },
      never: {
        name: "What to leave out",
        label: "What to leave out",
        theirs: "Please leave out",
        add: "Add a line",
      },
      size: {
        name: "How large",
        label: "How large",
        theirs: "How large",
        choices: { small: { mine: "Small", theirs: "Small" }, large: { mine: "Large", theirs: "Large" } },
      },
    },
  }),
} as const;

/** One line of import, and one in the list; and one line that says where it stands. */
const PLACES = "lib/domain/kinds/places.ts";
const EDITED = {
  "lib/domain/kinds/index.ts": 'import { support } from "./support";',
  "messages/en/screens/kinds/index.ts": 'import support from "./support.json";',
} as const;

const file = (name: string) => path.join(copy, name);
function edit(name: string, from: string, to: string): void {
  const text = fs.readFileSync(file(name), "utf8");
  if (!text.includes(from)) throw new Error(`${name} has no ${from}`);
  fs.writeFileSync(file(name), text.replace(from, to));
}

/** Runs something with the change, and takes the change back. */
function withChange<Result>(name: string, from: string, to: string, run: () => Result): Result {
  const before = fs.readFileSync(file(name), "utf8");
  edit(name, from, to);
  const result = run();
  fs.writeFileSync(file(name), before);
  return result;
}

const run = (...args: string[]): SpawnSyncReturns<string> =>
  spawnSync(process.execPath, args, {
    cwd: copy,
    encoding: "utf8",
    // Of its own: told that it runs within another one, Vitest reports to that.
    env: { PATH: process.env.PATH, HOME: process.env.HOME, TZ: process.env.TZ, NODE_ENV: "test" },
  });
const types = (...args: string[]) =>
  run("node_modules/typescript/lib/tsc.js", "--noEmit", "--incremental", "false", ...args);
/** What a kind is described by and drawn from. All of the project, which takes three times as long, is looked at once. */
const OF_KINDS = "tsconfig.of-kinds.json";
const typesOfKinds = () => types("--project", OF_KINDS);
const tests = (...args: string[]) =>
  run("node_modules/vitest/vitest.mjs", "run", "--project", "unit", "--reporter", "verbose", ...args);
const ofToy = () => tests("components/kinds/every-kind.test.tsx", "-t", "of the kind toy");
const said = ({ stdout, stderr }: SpawnSyncReturns<string>) => `${stdout}\n${stderr}`;

beforeAll(() => {
  copy = fs.mkdtempSync(path.join(os.tmpdir(), "stile-new-kind-"));
  fs.cpSync(root, copy, {
    recursive: true,
    filter: (source) => !NOT_COPIED.has(path.basename(source)),
  });
  fs.symlinkSync(path.join(root, "node_modules"), file("node_modules"), "junction");
  for (const [name, text] of Object.entries(NEW)) fs.writeFileSync(file(name), text);
  for (const [name, beside] of Object.entries(EDITED)) {
    for (const line of [beside, "  support,"])
      edit(name, line, `${line}\n${line.replaceAll("support", "toy")}`);
  }
  edit(PLACES, "  words: {", '  toy: { path: "toys" },\n  words: {');
  const ofKinds = {
    extends: "./tsconfig.json",
    include: ["next-env.d.ts", "lib/domain/**/*.ts", "lib/i18n/**/*.ts", "components/kind*/**/*.ts*"],
    exclude: ["**/*.test.ts", "**/*.test.tsx"],
  };
  fs.writeFileSync(file(OF_KINDS), JSON.stringify(ofKinds));
});
afterAll(() => fs.rmSync(copy, { recursive: true, force: true }));

describe("a new kind: a line, a note, a list and a choice", () => {
  it("is five files, three of them edits, and compiles", () => {
    expect([...Object.keys({ ...NEW, ...EDITED }), PLACES]).toHaveLength(5);
    const checked = types();
    expect(said(checked)).not.toContain("error");
    expect(checked.status).toBe(0);
    expect(typesOfKinds().status).toBe(0);
  });

  it("is held by the properties and by all that holds of every kind", () => {
    const ran = tests(
      ...["components/kinds", "lib/domain/kinds", "lib/domain/sheet", "lib/domain/sharing"],
      ...["lib/domain/vault", "lib/domain/migrations", "lib/i18n"],
    );
    expect(said(ran)).toContain("of the kind toy");
    expect(said(ran)).not.toMatch(/FAIL/);
    expect(ran.status).toBe(0);
  });

  it.each([
    [
      "a page with it that counts as empty",
      "lib/domain/sheet/page.ts",
      "items.length === 0",
      'items.every(({ kind }) => kind === "toy")',
    ],
    [
      "one that is shared, and missing from what I share",
      "lib/domain/sheet/overview.ts",
      "    if (!item) return [];",
      '    if (!item || item.kind === "toy") return [];',
    ],
    [
      "a list of it that no part of the view draws",
      "components/sheet/drawn-item.tsx",
      '    case "lines":\n',
      '    case "lines":\n      if (kind === "toy") return null;\n',
    ],
    [
      "a title of it of which the other is said to see nothing",
      "components/sharing/shared-field.tsx",
      "part === title",
      'part === "name"',
    ],
    [
      "a choice of it that no part of the view draws",
      "components/sheet/drawn-item.tsx",
      '    case "choice":\n',
      '    case "choice":\n      if (kind === "toy") return null;\n',
    ],
  ])("is seen red: %s", (_, name, from, to) => {
    const ran = withChange(name, from, to, ofToy);
    expect(said(ran)).toMatch(/FAIL.*of the kind toy/);
    expect(ran.status).toBe(1);
  });

  it.each([
    ["without its place", PLACES, '  toy: { path: "toys" },\n', ""],
    ["without its sentences in the list", "messages/en/screens/kinds/index.ts", "  toy,\n", ""],
    ["with a sentence left out", "messages/en/screens/kinds/toy.json", '"theirs":"Please leave out",', ""],
    ["with the words of a choice left out", "messages/en/screens/kinds/toy.json", '"large":{', '"other":{'],
    ["with a field that says nothing of its direction", "lib/domain/kinds/toy.ts", "direction: LIMITS, ", ""],
    ["with a field that does not say what holds", "lib/domain/kinds/toy.ts", ", holds: false", ""],
    ["with a moment that there is not", "lib/domain/kinds/toy.ts", '"dayToDay"', '"someday"'],
  ])("does not compile %s", (_, name, from, to) => {
    const checked = withChange(name, from, to, typesOfKinds);
    expect(said(checked)).toContain("error TS");
    expect(checked.status).not.toBe(0);
  });
});
