import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { SAMPLES } from "@/tests/gallery/samples";
import { shareable } from "@/tests/support/arbitraries";
import { alongIn, contentIn, partsOf, withContentIn } from "../kind/content";
import { type Field, type KindDefinition, WAITS } from "../kind/definition";
import type { ItemFrom, PageItemFrom } from "../kind/item";
import { itemSchema, pageItemSchema } from "../kind/schema";
import { fieldsOn, holdingOn, shownOn } from "../kind/shown";
import { type AnyItem, KINDS } from ".";
import { KIND_NAMES, monthlyBy } from "./places";
import { anyItem } from "./schemas";

const BLANKS: readonly AnyItem[] = Object.values(SAMPLES).map(({ blank }) => blank);

const definitions: [string, KindDefinition][] = Object.entries(KINDS);
const fields = ({ kind }: AnyItem): [string, Field][] => Object.entries(KINDS[kind].fields);

/* A definition says all that there is to know of a kind. What it cannot say by its type is held here. */

describe("each definition", () => {
  test("gives each name of an item once", () => {
    for (const [kind, { along, own = {}, fields: parts }] of definitions) {
      const names = [
        "kind",
        "id",
        "editedAt",
        "answers",
        "share",
        ...[along, own, parts].flatMap(Object.keys),
      ];
      expect(names, kind).toEqual([...new Set(names)]);
    }
  });

  test("has something by which its items are told apart on a page, but where there is one alone", () => {
    for (const [kind, { along, single }] of definitions) {
      const apart = Object.values(along).some(({ is }) => is === "named" || is === "tag");
      expect(apart, kind).toBe(single !== true);
    }
  });

  test("is kept by the month of a day that it has", () => {
    for (const kind of KIND_NAMES) {
      const { own = {} }: KindDefinition = KINDS[kind];
      const monthly = monthlyBy(kind);
      if (monthly !== undefined) expect(own[monthly], kind).toEqual({ is: "day" });
    }
    expect(Object.keys(KINDS)).toEqual(KIND_NAMES);
  });

  test("makes a schema that takes what is blank, and nothing with a field more or less", () => {
    for (const blank of BLANKS) {
      expect(anyItem.parse(blank)).toEqual(blank);
      expect(anyItem.safeParse({ ...blank, more: 1 }).success).toBe(false);
      for (const name of Object.keys(blank)) {
        const { [name]: _, ...less } = { ...blank } as Record<string, unknown>;
        expect(anyItem.safeParse(less).success, `${blank.kind} without ${name}`).toBe(false);
      }
    }
  });

  test("ranks each choice of an order, and says of no other that it holds", () => {
    for (const [kind, definition] of Object.entries(KINDS)) {
      for (const [part, field] of Object.entries<Field>(definition.fields)) {
        const choices = "of" in field ? field.of : [];
        const { direction, holds } = field;
        if (direction.is === "order") {
          expect(Object.keys(direction.ranks).sort(), `${kind} ${part}`).toEqual([...choices].sort());
        }
        if (Array.isArray(holds)) expect(choices, `${kind} ${part}`).toEqual(expect.arrayContaining(holds));
      }
    }
  });

  test("names starters, choices and parts that it has", () => {
    for (const [kind, definition] of definitions) {
      const { along, fields: parts, moment, mainly = {}, now = [], guidance } = definition;
      const starters = Object.values(along).flatMap((one) => (one.is === "named" ? one.starters : []));
      const keys = Object.values(along).flatMap((one) => (one.is === "choice" ? one.of : []));
      const placed = typeof moment === "string" ? [] : Object.keys(moment.of);
      expect([...starters, ...keys], kind).toEqual(expect.arrayContaining(placed));
      for (const named of [mainly, guidance?.of ?? {}]) {
        expect(starters, kind).toEqual(expect.arrayContaining(Object.keys(named)));
      }
      expect(Object.keys(parts), kind).toEqual(expect.arrayContaining([...Object.values(mainly), ...now]));
      for (const [part, field] of Object.entries(parts)) {
        if (field.is !== "choice" || field.looks === undefined) continue;
        expect(Object.keys(field.looks).sort(), `${kind} ${part}`).toEqual([...field.of].sort());
      }
    }
  });

  test("says what stands on the card for right now, where its items are about when it gets hard", () => {
    for (const [kind, { moment, now = [] }] of definitions) {
      const moments = typeof moment === "string" ? [moment] : [...Object.values(moment.of), moment.others];
      expect(now.length > 0, kind).toBe(moments.includes("ifThey"));
    }
  });

  test("reads nothing from what is blank, and leaves a field blank that it empties", () => {
    for (const blank of BLANKS) {
      for (const [part, field] of fields(blank)) {
        expect(contentIn(blank, part, field), part).toBeNull();
        expect(withContentIn(blank, part, field, null), part).toEqual(blank);
      }
    }
  });

  test("empties a field of whatever it held, and writes what it read where the schema takes it", () => {
    fc.assert(
      fc.property(shareable, (item) => {
        for (const [part, field] of fields(item)) {
          const said = contentIn(item, part, field);
          const emptied = withContentIn(item, part, field, null);
          expect(contentIn(emptied, part, field)).toBeNull();
          const again = withContentIn(emptied, part, field, said);
          expect(contentIn(again, part, field)).toEqual(said);
          expect(anyItem.safeParse(again).success, part).toBe(true);
        }
      }),
    );
  });
});

/** A kind that there is not, with a field of each sort: what is derived asks nothing of the kinds that there are. */
const toy = {
  moment: "talking",
  along: { title: { is: "named", starters: ["first"] }, shelf: { is: "choice", of: ["upper", "lower"] } },
  own: { on: { is: "day" }, at: { is: "moment" } },
  fields: {
    line: { is: "line", direction: WAITS, holds: "along" },
    more: { is: "note", direction: WAITS, holds: false },
    list: { is: "lines", direction: { is: "limits" }, holds: true },
    pick: { is: "choice", of: ["little", "much"], direction: WAITS, holds: ["little"] },
    picks: { is: "choices", of: ["a", "b"], direction: WAITS, holds: false },
    mark: { is: "flag", direction: { is: "limits" }, holds: true },
    reply: { is: "answer", of: ["no", "onlyIf"], inAnswers: true, direction: WAITS, holds: ["no"] },
  },
} as const satisfies KindDefinition;

const item: ItemFrom<"toy", typeof toy> = {
  kind: "toy",
  id: "one",
  editedAt: 0,
  title: { own: " mine " },
  shelf: "upper",
  on: "2026-03-01",
  at: 1,
  line: "  a line ",
  more: " more ",
  list: ["", " one "],
  pick: "little",
  picks: ["b", "a", "b"],
  mark: true,
  answers: { reply: { is: "onlyIf", condition: " slowly " } },
  share: {
    name: { title: { own: "mine" }, shelf: "upper" },
    parts: { mark: { period: "now", from: null, until: 1, shown: true } },
  },
};

const pageItem: PageItemFrom<"toy", typeof toy> = {
  kind: "toy",
  title: { starter: "first" },
  shelf: "lower",
  line: "a line",
  more: "more",
  list: ["one"],
  pick: "much",
  picks: ["a"],
  mark: true,
  reply: { is: "no" },
};

describe("a kind made up of every sort of field", () => {
  const definition: KindDefinition = toy;
  const read = (part: string) => {
    const field = definition.fields[part];
    return field && contentIn(item, part, field);
  };

  test("has a schema that takes what its type allows, and nothing that is not shown on a page", () => {
    expect(itemSchema("toy", toy).parse(item)).toEqual(item);
    const onPage = pageItemSchema("toy", toy);
    expect(onPage.parse(pageItem)).toEqual(pageItem);
    const empty = { line: "", more: "", list: [], pick: null, picks: [], mark: false, reply: null };
    for (const [part, value] of Object.entries(empty)) {
      expect(onPage.safeParse({ ...pageItem, [part]: value }).success, part).toBe(false);
    }
    for (const part of ["pick", "picks", "reply", "shelf", "title"]) {
      for (const value of ["other", ["other"], { is: "other" }, { starter: "other" }, { own: "" }]) {
        expect(onPage.safeParse({ ...pageItem, [part]: value }).success, part).toBe(false);
      }
    }
    expect(onPage.safeParse({ ...pageItem, on: "2026-03-01" }).success).toBe(false);
    expect(itemSchema("toy", toy).safeParse({ ...item, on: "yesterday" }).success).toBe(false);
  });

  test("is read without blanks around it", () => {
    expect(Object.fromEntries(partsOf(toy).map((part) => [part, read(part)]))).toEqual({
      line: "a line",
      more: "more",
      list: ["one"],
      pick: "little",
      picks: ["a", "b"],
      mark: true,
      reply: { is: "onlyIf", condition: "slowly" },
    });
    expect(alongIn(toy, item)).toEqual({ title: { own: "mine" }, shelf: "upper" });
    expect(alongIn(toy, { ...item, title: { own: "  " } })).toBeNull();
  });

  const share = (shown: Readonly<Record<string, unknown>>) => ({
    name: { title: { own: "mine" }, shelf: "upper" },
    parts: Object.fromEntries(
      Object.entries(shown).map(([part, value]) => [
        part,
        { period: "now", from: null, until: null, shown: value },
      ]),
    ),
  });

  const shared = (shown: Readonly<Record<string, unknown>>) => ({ kind: "toy", share: share(shown) });

  test("stands on a page with what is seen of it, and is not there without", () => {
    const all = () => true;
    expect(shownOn(toy, shared({ list: ["one"], reply: { is: "no" }, other: "x" }), all)).toEqual({
      kind: "toy",
      title: { own: "mine" },
      shelf: "upper",
      list: ["one"],
      reply: { is: "no" },
    });
    for (const nothing of [
      null,
      share({}),
      share({ list: null }),
      { ...share({ mark: true }), name: null },
    ]) {
      expect(shownOn(toy, { kind: "toy", share: nothing }, all)).toBeNull();
    }
    expect(shownOn(toy, shared({ reply: { is: "onlyIf", condition: "" } }), all)).toBeNull();
    expect(shownOn(toy, shared({ mark: true }), () => false)).toBeNull();
  });

  test("keeps of a page that may be old what limits, and a name only beside it", () => {
    const page = (shown: object) => shownOn(toy, shared({ ...shown }), () => true) ?? {};
    expect(holdingOn(toy, { ...page({ line: "a", list: ["one"], pick: "much", picks: ["a"] }) })).toEqual({
      kind: "toy",
      title: { own: "mine" },
      shelf: "upper",
      line: "a",
      list: ["one"],
    });
    expect(holdingOn(toy, { ...page({ line: "a", pick: "much" }) })).toBeNull();
    expect(fieldsOn(toy, { ...page({ pick: "little", reply: { is: "no" } }) })).toEqual({
      pick: "little",
      reply: { is: "no" },
    });
  });
});
