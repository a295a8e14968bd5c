import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import * as z from "zod/mini";
import { NOW } from "@/tests/support/arbitraries";
import { WORD_QUESTIONS } from "../kinds/check-in";
import { ANSWERS, GROUPS, STARTER_TOPIC_KEYS } from "../kinds/comfort";
import { NEARNESS } from "../kinds/hard-moment";
import { SITUATIONS, TOUCH, WANTS } from "../kinds/support";
import { alwaysShown, PARTS } from "../sharing/parts";
import { readyToShare, waiting } from "../sharing/standing";
import { pagesToSend } from "../sheet/changes";
import { composeSheet, composeWithSources, type ScheduledPage, type SheetSource } from "../sheet/compose";
import { inForceAt } from "../sheet/in-force";
import { beyond } from "../sheet/meet";
import { EMPTY_PAGE, isEmptyPage, pageOf, samePage } from "../sheet/page";
import { BLANK_ENTRIES } from "../vault/blank";
import { mergeEntries } from "../vault/merge";
import { FIRST_PERIOD } from "./001-a-share-for-each-part";
import { SHARED_BEFORE } from "./004-one-shape-of-items";
import { DOCUMENT_KINDS, type DocumentKind, type DocumentOf, openDocument } from "./open";

const VECTORS = path.join(import.meta.dirname, "../../../tests/vectors/documents");
const KINDS = [
  "profile",
  "entries",
  "checkIns",
  "link",
  "recent",
  "unsent",
  "page",
] as const satisfies readonly DocumentKind[];

const examplesFile = (kind: string, version: number) => path.join(VECTORS, `v${version}`, `${kind}.json`);
const examples = (kind: string, version: number) =>
  z
    .array(z.looseObject({ schema: z.number() }))
    .check(z.minLength(1))
    .parse(JSON.parse(readFileSync(examplesFile(kind, version), "utf8")));

/** The document that this body is; whatever is none fails. */
function opened<Kind extends DocumentKind>(kind: Kind, body: unknown): DocumentOf<Kind> {
  const found = openDocument(kind, structuredClone(body));
  if (!found.ok) throw new Error(`${kind}: ${found.reason}`);
  return found.document;
}

type Versions = Readonly<Record<string, { readonly steps: readonly unknown[] }>>;
const versionsOf = (kinds: Versions) =>
  Object.entries(kinds).flatMap(([kind, { steps }]) =>
    [...steps, null].map((_, index) => ({ kind, version: index + 1 })),
  );
const withoutExamples = (kinds: Versions) =>
  versionsOf(kinds).filter(({ kind, version }) => !existsSync(examplesFile(kind, version)));

const withItems = z.looseObject({
  items: z.union([z.array(z.unknown()), z.record(z.string(), z.unknown())]),
  setAside: z.optional(z.array(z.unknown())),
});

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
          expect(opened(kind, example)).toMatchObject({ schema: newest });
          if (version === newest) expect(opened(kind, example)).toEqual(example);
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

    /* A program asks nothing but the number whether a document is of a later version: the test above gives it nothing else. */
    test(`${kind}: one of this version has no number that a program before it knows`, () => {
      for (const example of examples(kind, newest)) {
        for (let schema = 1; schema < newest; schema++) {
          expect(DOCUMENT_KINDS[kind].schema.safeParse({ ...example, schema }).success).toBe(false);
        }
      }
    });

    if (kind === "entries" || kind === "checkIns" || kind === "page") {
      test(`${kind}: an item of a kind that is not known here is of a newer program, anything else odd in one is not`, () => {
        for (const example of examples(kind, newest)) {
          const { items, setAside } = withItems.parse(example);
          const odd = { kind: "diary", id: "one", words: "some" };
          const added = Array.isArray(items) ? [...items, odd] : { ...items, one: odd };
          expect(openDocument(kind, { ...example, items: added })).toEqual({
            ok: false,
            reason: "newer_than_this_program",
          });
          const damaged = Array.isArray(items)
            ? [...items, { kind: "comfort" }]
            : { ...items, one: { kind: "comfort" } };
          expect(openDocument(kind, { ...example, items: damaged })).toEqual({
            ok: false,
            reason: "not_a_document",
          });
          if (setAside === undefined) continue;
          const kept = [...setAside, { id: "two", setAsideAt: 1, item: odd }];
          expect(openDocument(kind, { ...example, setAside: kept })).toMatchObject({
            reason: "newer_than_this_program",
          });
        }
      });
    }

    if (kind === "recent") {
      test("recent: an item of a kind that is not known here is of a newer program, whichever document it belongs to", () => {
        const change = { items: {}, deleted: {}, setAside: [], dismissed: [] };
        const items = { one: { kind: "diary", id: "one", words: "some" } };
        const opens = (changes: object) => openDocument(kind, { schema: 1, changes });
        for (const name of ["entries", "check-ins/2026-11"]) {
          const newer = { ok: false, reason: "newer_than_this_program" };
          expect(opens({ entries: change, [name]: { ...change, items } })).toEqual(newer);
          const damaged = { one: { kind: "comfort" } };
          expect(opens({ [name]: { ...change, items: damaged } })).toMatchObject({
            reason: "not_a_document",
          });
        }
        expect(opens({ profile: change })).toMatchObject({ reason: "not_a_document" });
      });
    }

    if (kind === "unsent") {
      test("unsent: an item of a kind that is not known here is of a newer program", () => {
        const blank = { items: {}, deleted: {}, setAside: [], dismissed: [] };
        const newer = { ...blank, items: { one: { kind: "diary", id: "one", words: "some" } } };
        for (const [change, base] of [
          [newer, blank],
          [blank, newer],
        ]) {
          const opened = openDocument(kind, { schema: 1, change, base });
          expect(opened).toEqual({ ok: false, reason: "newer_than_this_program" });
        }
      });
    }

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
        for (let version = 1; version <= DOCUMENT_KINDS[kind].steps.length + 1; version++) {
          const example = examples(kind, version).at(-1);
          expect(openDocument(other, example), `${kind} as ${other}`).toMatchObject({ ok: false });
        }
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

/*
 * Vaults with the pages that were composed of them, by the program of their time: the examples above, and vaults that a
 * generator wrote. All these pages are of version 1, whose last program wrote vaults of version 2.
 */
const VAULTS = [1, 2] as const;
const composedOf = (version: (typeof VAULTS)[number]) =>
  z
    .array(
      z.strictObject({
        entries: z.looseObject({}),
        checkIns: z.looseObject({}),
        period: z._default(z.nullable(z.string()), FIRST_PERIOD),
        from: z.number(),
        schedule: z
          .array(z.strictObject({ effectiveFrom: z.number(), page: z.unknown() }))
          .check(z.minLength(1)),
      }),
    )
    .check(z.minLength(30))
    .parse(JSON.parse(readFileSync(path.join(VECTORS, `v${version}/composed.json`), "utf8")));
type ComposedBefore = ReturnType<typeof composedOf>[number];

function sourceOf(one: ComposedBefore, period = one.period): SheetSource {
  const [entries, checkIns] = [opened("entries", one.entries), opened("checkIns", one.checkIns)];
  const items = [...Object.values(entries.items), ...Object.values(checkIns.items)];
  return { items, paused: entries.paused.on, period };
}

/** What was published of it, as it is opened now. */
const publishedOf = ({ schedule }: ComposedBefore): ScheduledPage[] =>
  schedule.map(({ effectiveFrom, page }) => ({ effectiveFrom, page: opened("page", page) }));

/** Without the pages that say what the one before them says: a day alone was another. */
const withoutRepeats = (pages: readonly ScheduledPage[]): ScheduledPage[] =>
  pages.filter(({ page }, at) => {
    const before = pages[at - 1];
    return !before || !samePage(before.page, page);
  });

for (const version of VAULTS) {
  const composed = composedOf(version);

  describe(`what version ${version} showed`, () => {
    test("is shown after the steps, byte for byte, where a link stood", () => {
      for (const one of composed) {
        expect(JSON.stringify(composeSheet(sourceOf(one), one.from))).toBe(
          JSON.stringify(withoutRepeats(publishedOf(one))),
        );
      }
    });

    test("is not published anew, and no part of it waits for a press", () => {
      for (const one of composed) {
        const [source, published] = [sourceOf(one), publishedOf(one)];
        const starts = published.map(({ effectiveFrom }) => effectiveFrom);
        for (const at of starts) {
          const { current, unchanged } = pagesToSend(published, composeSheet(source, at));
          expect(current).toBeNull();
          expect(unchanged || withoutRepeats(published).length < published.length).toBe(true);
          const held = published[inForceAt(starts, at)]?.page ?? EMPTY_PAGE;
          expect(beyond(composeWithSources(source, at), held)).toEqual([]);
        }
      }
    });

    test("is nothing in a link that is made later, and is ready to share", () => {
      for (const one of composed) {
        const source = sourceOf(one, "a later one");
        expect(composeSheet(source, one.from)).toEqual([{ effectiveFrom: one.from, page: EMPTY_PAGE }]);
        const ready = readyToShare(source.items, "a later one", one.from);
        if (publishedOf(one).some(({ page }) => !isEmptyPage(page))) expect(ready).not.toEqual([]);
      }
    });
  });
}

describe("a share of version 1", () => {
  test("is of the period of a link that stood", () => {
    const link = examples("link", 1).findLast((one) => JSON.stringify(one).includes('"linked"'));
    expect(opened("link", link).link).toMatchObject({ state: "linked", period: FIRST_PERIOD });
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
    const { items: _, ...others } = BLANK_ENTRIES;
    const { items } = opened("entries", { ...others, schema: 1, entries });
    const part = (shown: unknown) => ({ period: FIRST_PERIOD, from: 5, until: null, shown });
    expect(Object.values(items).map((entry) => entry.share)).toEqual([
      {
        name: { topic: { starter: "hug" }, group: "closeness" },
        parts: { either: part(null), dontAsk: part(null), note: part("slowly") },
      },
      { name: null, parts: { either: part(null), dontAsk: part(null), note: part(null) } },
      null,
    ]);
  });

  test("does not wait where the words were shown as they stand", () => {
    const waits = composedOf(1).flatMap((one) => {
      const named = sourceOf(one).items.filter((item) => alwaysShown(item) !== null);
      return named.flatMap((item) => waiting(item, FIRST_PERIOD, one.from));
    });
    expect(waits).toEqual([]);
  });
});

describe("documents of version 2", () => {
  const all = (kind: "entries" | "checkIns") => [
    ...examples(kind, 2),
    ...composedOf(2).map((one) => one[kind]),
  ];
  /** With a tag in place of the day under which a check-in is shared, and of the nothing under which a hard moment is. */
  const withTags = (body: object): unknown =>
    JSON.parse(JSON.stringify(body), (key, value: unknown) => {
      if (key !== "name" || typeof value !== "object" || value === null) return value;
      if ("day" in value) return { tag: value.day };
      return Object.keys(value).length === 0 ? { tag: SHARED_BEFORE } : value;
    });

  for (const kind of ["entries", "checkIns"] as const) {
    test(`${kind}: all of it is there after the step, with tags in what is shared`, () => {
      for (const old of all(kind)) {
        const { [kind]: items, ...others } = old;
        expect(opened(kind, old)).toEqual(withTags({ ...others, schema: 3, items }));
      }
    });
  }

  test("a check-in keeps its own day, and shares none", () => {
    const shares = all("checkIns").flatMap((old) => {
      const before = z.record(z.string(), z.looseObject({ day: z.string() })).parse(old.checkIns);
      return Object.values(opened("checkIns", old).items).map((item) => {
        expect(item).toMatchObject({ kind: "checkIn", day: before[item.id]?.day });
        expect(JSON.stringify(item.share)).not.toContain('"day"');
        return item.share;
      });
    });
    expect(shares.filter((share) => share !== null).length).toBeGreaterThan(30);
  });

  test("a check-in of which a nameless share showed nothing shows nothing", () => {
    const part = { period: FIRST_PERIOD, from: null, until: null, shown: "heavy" };
    const one = {
      ...{ kind: "checkIn", id: "one", editedAt: NOW, day: "2026-03-01", startedAt: NOW },
      ...{ answers: { today: "heavy" }, share: { name: null, parts: { today: part } } },
    };
    const { items } = opened("checkIns", { schema: 2, checkIns: { one }, deleted: {}, setAside: [] });
    const source = { items: Object.values(items), paused: false, period: FIRST_PERIOD };
    expect(composeSheet(source, NOW)).toEqual([{ effectiveFrom: NOW, page: EMPTY_PAGE }]);
  });
});

describe("a page of version 1", () => {
  const tagOf = (kind: string, day: string | undefined) =>
    kind === "checkIn" ? { tag: day } : kind === "hardMoment" ? { tag: SHARED_BEFORE } : {};
  const listed = z.looseObject({ day: z.optional(z.string()), answers: z.optional(z.looseObject({})) });
  const lists = { comforts: "comfort", hardMoments: "hardMoment", supports: "support", checkIns: "checkIn" };

  test("says after the step what it said, each with its kind, in the order of today, and its day as a tag alone", () => {
    const pages = [
      ...examples("page", 1),
      ...VAULTS.flatMap((version) =>
        composedOf(version).flatMap(({ schedule }) => schedule.map(({ page }) => page)),
      ),
    ];
    for (const old of pages) {
      const before = z.record(z.string(), z.unknown()).parse(old);
      const items = Object.entries(lists).flatMap(([list, kind]) =>
        z
          .array(listed)
          .parse(before[list])
          .map(({ day, answers, ...item }) => ({ kind, ...tagOf(kind, day), ...item, ...answers })),
      );
      const page = opened("page", old);
      expect(page.items).toHaveLength(items.length);
      expect(page.items).toEqual(expect.arrayContaining(items));
      expect(page).toEqual(pageOf(page.items));
    }
  });
});

describe("names that every object inherits, as ids in a record", () => {
  const entry = {
    ...{ kind: "comfort", editedAt: NOW, topic: { starter: "hug" }, group: "closeness", answers: {} },
    ...{ notALeadUp: false, dontAsk: false, note: "hello", share: null },
  };
  const body = (id: string) =>
    JSON.parse(
      JSON.stringify({ ...BLANK_ENTRIES, items: "HERE" }).replace(
        '"HERE"',
        `{${JSON.stringify(id)}:${JSON.stringify({ ...entry, id })}}`,
      ),
    );

  test("`__proto__` opens to no entry and changes no object", () => {
    const { items } = opened("entries", body("__proto__"));
    expect(Object.keys(items)).toEqual([]);
    expect(Object.getPrototypeOf(items)).toBe(Object.prototype);
    expect(Object.hasOwn(Object.prototype, "note")).toBe(false);
  });

  test("others are ids like any", () => {
    for (const id of ["constructor", "toString", "hasOwnProperty", "valueOf"]) {
      const document = opened("entries", body(id));
      expect(Object.keys(document.items)).toEqual([id]);
      const merged = mergeEntries(BLANK_ENTRIES, document, BLANK_ENTRIES, () => "new");
      expect(merged.items).toEqual(document.items);
      expect(merged.setAside).toEqual([]);
    }
  });
});
