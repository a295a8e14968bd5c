import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { NOW } from "@/tests/support/arbitraries";
import { WORD_QUESTIONS } from "../check-in/options";
import { ANSWERS, GROUPS, STARTER_TOPIC_KEYS } from "../comfort/options";
import { NEARNESS } from "../hard-moment/options";
import { nameGoingAlong, PARTS, type Shareable } from "../sharing/parts";
import { readyToShare, waiting } from "../sharing/standing";
import { composeSheet, type SheetSource } from "../sheet/compose";
import { EMPTY_PAGE } from "../sheet/sections";
import { SITUATIONS, TOUCH, WANTS } from "../support/options";
import { BLANK_ENTRIES } from "../vault/blank";
import { mergeEntries } from "../vault/merge";
import { FIRST_PERIOD } from "./001-a-share-for-each-part";
import { DOCUMENT_KINDS, type DocumentKind, openDocument } from "./open";

const VECTORS = path.join(import.meta.dirname, "../../../tests/vectors/documents");
const KINDS = ["profile", "entries", "checkIns", "link", "page"] as const satisfies readonly DocumentKind[];

const examplesFile = (kind: string, version: number) => path.join(VECTORS, `v${version}`, `${kind}.json`);
const examples = (kind: string, version: number) =>
  z
    .array(z.looseObject({ schema: z.number() }))
    .min(1)
    .parse(JSON.parse(readFileSync(examplesFile(kind, version), "utf8")));

type Versions = Readonly<Record<string, { readonly steps: readonly unknown[] }>>;
const versionsOf = (kinds: Versions) =>
  Object.entries(kinds).flatMap(([kind, { steps }]) =>
    [...steps, null].map((_, index) => ({ kind, version: index + 1 })),
  );
const withoutExamples = (kinds: Versions) =>
  versionsOf(kinds).filter(({ kind, version }) => !existsSync(examplesFile(kind, version)));

describe("documents of every released version", () => {
  test("have their examples", () => {
    expect(Object.keys(DOCUMENT_KINDS).sort()).toEqual([...KINDS].sort());
    expect(withoutExamples(DOCUMENT_KINDS)).toEqual([]);
  });

  test("and a step or a kind added without any is noticed", () => {
    const planted = { ...DOCUMENT_KINDS, page: { steps: Array(98).fill(() => null) }, diary: { steps: [] } };
    expect(withoutExamples(planted)).toContainEqual({ kind: "page", version: 99 });
    expect(withoutExamples(planted)).toContainEqual({ kind: "diary", version: 1 });
  });

  for (const kind of KINDS) {
    const newest = DOCUMENT_KINDS[kind].steps.length + 1;
    for (let version = 1; version <= newest; version++) {
      test(`${kind}, version ${version}: opens, and nothing of it is lost`, () => {
        for (const example of examples(kind, version)) {
          expect(example.schema).toBe(version);
          const opened = openDocument(kind, structuredClone(example));
          expect(opened).toMatchObject({ ok: true, document: { schema: newest } });
          if (opened.ok && version === newest) expect(opened.document).toEqual(example);
        }
      });
    }

    test(`${kind}: one of a later version is left alone`, () => {
      for (const example of examples(kind, newest)) {
        for (const schema of [newest + 1, 1_000_000]) {
          expect(openDocument(kind, { ...example, schema })).toEqual({
            ok: false,
            reason: "newer_than_this_program",
          });
          expect(openDocument(kind, { schema, anything: true })).toEqual({
            ok: false,
            reason: "newer_than_this_program",
          });
        }
      }
    });

    test(`${kind}: what no release wrote is not a document`, () => {
      const refused = { ok: false, reason: "not_a_document" };
      const [example] = examples(kind, newest);
      for (const body of [
        ...[undefined, null, 0, "", "{}", true, [], {}, [example], { schema: newest }],
        ...[0, -1, 1.5, Number.NaN, "1", null, undefined].map((schema) => ({ ...example, schema })),
        { ...example, moreThanKnown: 1 },
        JSON.parse(`{"__proto__":{"ok":true},${JSON.stringify(example).slice(1)}`),
        ...Object.keys(example ?? {}).map((field) => ({ ...example, [field]: Symbol.iterator })),
        ...Object.keys(example ?? {}).map((left) =>
          Object.fromEntries(Object.entries(example ?? {}).filter(([field]) => field !== left)),
        ),
      ]) {
        expect(openDocument(kind, body)).toEqual(refused);
      }
    });
  }

  test("a document of one kind is none of another, but for the blank ones that look alike", () => {
    for (const kind of KINDS) {
      for (const other of KINDS.filter((one) => one !== kind)) {
        const example = examples(kind, 1).at(-1);
        expect(openDocument(other, example), `${kind} as ${other}`).toMatchObject({ ok: false });
      }
    }
  });

  /* An older program refuses a word it does not know as no document at all. So a new word in a released list makes a new
     version, whose examples hold it; a word that is gone or spelt another way fails to open above. */
  test("every word of the lists stands in an example of the newest version", () => {
    const wordsIn = (kind: DocumentKind) => {
      const found = new Set<string>();
      for (const example of examples(kind, DOCUMENT_KINDS[kind].steps.length + 1)) {
        JSON.stringify(example, (key, value: unknown) => {
          found.add(key);
          if (typeof value === "string") found.add(value);
          return value;
        });
      }
      return found;
    };
    const missing = (kind: DocumentKind, words: readonly string[]) => {
      const found = wordsIn(kind);
      return words.filter((word) => !found.has(word));
    };
    const recorded = [
      ...STARTER_TOPIC_KEYS,
      ...ANSWERS,
      ...GROUPS,
      ...SITUATIONS,
      ...WANTS,
      ...TOUCH,
      ...NEARNESS,
    ];
    const parts = [...PARTS.comfort, ...PARTS.hardMoment, ...PARTS.support];
    const answered = [...PARTS.checkIn, ...Object.values(WORD_QUESTIONS).flat()];
    expect(missing("entries", [...recorded, ...parts])).toEqual([]);
    expect(missing("checkIns", answered)).toEqual([]);
    expect(missing("page", [...recorded, ...answered])).toEqual([]);
  });
});

/* Pages as version 1 composed them, made by its own code: the examples above, and vaults that a generator wrote. */
describe("what version 1 showed", () => {
  const composed = z
    .array(
      z.strictObject({
        entries: z.looseObject({}),
        checkIns: z.looseObject({}),
        from: z.number(),
        schedule: z.array(z.strictObject({ effectiveFrom: z.number(), page: z.unknown() })).min(1),
      }),
    )
    .min(30)
    .parse(JSON.parse(readFileSync(path.join(VECTORS, "v1/composed.json"), "utf8")));
  const sourceOf = (one: (typeof composed)[number], period: string | null): SheetSource => {
    const [entries, checkIns] = [
      openDocument("entries", one.entries),
      openDocument("checkIns", one.checkIns),
    ];
    if (!entries.ok || !checkIns.ok) throw new Error("does not open");
    return {
      entries: Object.values(entries.document.entries),
      checkIns: Object.values(checkIns.document.checkIns),
      paused: entries.document.paused.on,
      period,
    };
  };

  test("is shown after the step, byte for byte, where a link stood", () => {
    const link = examples("link", 1).findLast((one) => JSON.stringify(one).includes('"linked"'));
    const opened = openDocument("link", link);
    const period = opened.ok && opened.document.link.state === "linked" ? opened.document.link.period : null;
    expect(period).toBe(FIRST_PERIOD);
    for (const one of composed) {
      expect(JSON.stringify(composeSheet(sourceOf(one, period), one.from))).toBe(
        JSON.stringify(one.schedule),
      );
    }
  });

  test("is nothing of an answer without its condition, of a mark that is not set, and of an entry without a name", () => {
    const share = { parts: ["either", "dontAsk", "note"], from: 5, until: null };
    const blank = {
      kind: "comfort",
      id: "a",
      editedAt: NOW,
      group: "closeness",
      notALeadUp: false,
      dontAsk: false,
    };
    const answers = { either: { is: "onlyIf", condition: " " } };
    const entries = {
      a: { ...blank, topic: { starter: "hug" }, answers, note: " slowly ", share },
      b: { ...blank, id: "b", topic: { own: " " }, answers: {}, note: "slowly", share },
      c: { ...blank, id: "c", topic: { starter: "hug" }, answers, note: "", share: { ...share, parts: [] } },
    };
    const opened = openDocument("entries", { ...BLANK_ENTRIES, schema: 1, entries });
    const part = (shown: unknown) => ({ period: FIRST_PERIOD, from: 5, until: null, shown });
    const shares = opened.ok ? Object.values(opened.document.entries).map((entry) => entry.share) : [];
    expect(shares).toEqual([
      {
        name: { topic: { starter: "hug" }, group: "closeness" },
        parts: { either: part(null), dontAsk: part(null), note: part("slowly") },
      },
      { name: null, parts: { either: part(null), dontAsk: part(null), note: part(null) } },
      null,
    ]);
  });

  test("is nothing in a link that is made later, and is ready to share", () => {
    for (const one of composed) {
      const source = sourceOf(one, "a later one");
      expect(composeSheet(source, one.from)).toEqual([{ effectiveFrom: one.from, page: EMPTY_PAGE }]);
      const ready = readyToShare<Shareable>([...source.entries, ...source.checkIns], "a later one", one.from);
      const shown = one.schedule.some(({ page }) => JSON.stringify(page) !== JSON.stringify(EMPTY_PAGE));
      if (shown) expect(ready).not.toEqual([]);
    }
  });

  test("and nothing waits where the words were shown as they stand", () => {
    const waits = composed.flatMap((one) => {
      const source = sourceOf(one, FIRST_PERIOD);
      const named = [...source.entries, ...source.checkIns].filter((item) => nameGoingAlong(item) !== null);
      return named.flatMap((item) => waiting(item, FIRST_PERIOD, one.from));
    });
    expect(waits).toEqual([]);
  });
});

describe("names that every object inherits, as ids in a record", () => {
  const entry = {
    ...{ kind: "comfort", editedAt: NOW, topic: { starter: "hug" }, group: "closeness", answers: {} },
    ...{ notALeadUp: false, dontAsk: false, note: "hello", share: null },
  };
  const body = (id: string) =>
    JSON.parse(
      JSON.stringify({ ...BLANK_ENTRIES, entries: "HERE" }).replace(
        '"HERE"',
        `{${JSON.stringify(id)}:${JSON.stringify({ ...entry, id })}}`,
      ),
    );

  test("`__proto__` opens to no entry and changes no object", () => {
    const opened = openDocument("entries", body("__proto__"));
    expect(opened.ok && Object.keys(opened.document.entries)).toEqual([]);
    expect(opened.ok && Object.getPrototypeOf(opened.document.entries)).toBe(Object.prototype);
    expect(Object.hasOwn(Object.prototype, "note")).toBe(false);
  });

  test("others are ids like any", () => {
    for (const id of ["constructor", "toString", "hasOwnProperty", "valueOf"]) {
      const opened = openDocument("entries", body(id));
      if (!opened.ok) throw new Error(opened.reason);
      expect(Object.keys(opened.document.entries)).toEqual([id]);
      const merged = mergeEntries(BLANK_ENTRIES, opened.document, BLANK_ENTRIES, () => "new");
      expect(merged.entries).toEqual(opened.document.entries);
      expect(merged.setAside).toEqual([]);
    }
  });
});
