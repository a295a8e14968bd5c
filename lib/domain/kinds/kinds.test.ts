import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { shareable } from "@/tests/support/arbitraries";
import { blankCheckIn } from "../check-in/make";
import { checkIn } from "../check-in/schema";
import { starterComfort } from "../comfort/make";
import { ANSWERS } from "../comfort/options";
import { comfort } from "../comfort/schema";
import { blankHardMoment } from "../hard-moment/make";
import { hardMoment } from "../hard-moment/schema";
import { alongIn, contentIn, partsOf, withContentIn } from "../kind/content";
import { type Field, type KindDefinition, WAITS } from "../kind/definition";
import { fieldsOn, holdingOn, shownOn } from "../kind/shown";
import type { Shareable } from "../sharing/parts";
import { blankSupport } from "../support/make";
import { support } from "../support/schema";
import { KINDS, type Kind } from ".";

/* A definition and the schema of its kind are two writings of one thing, and these hold them together. */

const SCHEMAS = { comfort, hardMoment, support, checkIn } as const satisfies Record<Kind, object>;
const BLANKS: Record<Kind, Shareable> = {
  comfort: starterComfort("hug", 0),
  hardMoment: blankHardMoment("one", 0),
  support: blankSupport("one", { starter: "anyDay" }, 0),
  checkIn: blankCheckIn("one", "2026-03-01", 0),
};

const fields = ({ kind }: Shareable): [string, Field][] => Object.entries(KINDS[kind].fields);

describe("each definition", () => {
  test.each(Object.keys(SCHEMAS) as Kind[])("%s names the parts and the name of its share", (kind) => {
    const { name, parts } = SCHEMAS[kind].shape.share.unwrap().shape;
    const definition: KindDefinition = KINDS[kind];
    expect([...partsOf(definition)].sort()).toEqual(Object.keys(parts.shape).sort());
    expect(Object.keys(definition.along).sort()).toEqual(Object.keys(name.unwrap().shape).sort());
  });

  test("ranks each choice of an order, and says of no other that it holds", () => {
    for (const [kind, definition] of Object.entries(KINDS)) {
      for (const [part, field] of Object.entries<Field>(definition.fields)) {
        const choices = "of" in field ? field.of : field.is === "answer" ? ANSWERS : [];
        const { direction, holds } = field;
        if (direction.is === "order") {
          expect(Object.keys(direction.ranks).sort(), `${kind} ${part}`).toEqual([...choices].sort());
        }
        if (Array.isArray(holds)) expect(choices, `${kind} ${part}`).toEqual(expect.arrayContaining(holds));
      }
    }
  });

  test("reads nothing from what is blank, and leaves a field blank that it empties", () => {
    for (const blank of Object.values(BLANKS)) {
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
          expect(SCHEMAS[item.kind].safeParse(again).success, part).toBe(true);
        }
      }),
    );
  });
});

/** A kind that there is not, with a field of each sort: what is derived asks nothing of the kinds that there are. */
const toy = {
  along: { title: { is: "words", starters: ["first"] }, shelf: { is: "choice", of: ["upper", "lower"] } },
  fields: {
    line: { is: "text", direction: WAITS, holds: "along" },
    list: { is: "lines", direction: { is: "limits" }, holds: true },
    pick: { is: "choice", of: ["little", "much"], direction: WAITS, holds: ["little"] },
    picks: { is: "choices", of: ["a", "b"], direction: WAITS, holds: false },
    mark: { is: "flag", direction: { is: "limits" }, holds: true },
    reply: { is: "answer", inAnswers: true, direction: WAITS, holds: ["no"] },
  },
} satisfies KindDefinition;

const item = {
  title: { own: " mine " },
  shelf: "upper",
  line: "  a line ",
  list: ["", " one "],
  pick: "little",
  picks: ["b", "a", "b"],
  mark: true,
  answers: { reply: { is: "onlyIf", condition: " slowly " } },
};

describe("a kind made up of every sort of field", () => {
  const definition: KindDefinition = toy;
  const read = (part: string) => {
    const field = definition.fields[part];
    return field && contentIn(item, part, field);
  };

  test("is read without blanks around it", () => {
    expect(Object.fromEntries(partsOf(toy).map((part) => [part, read(part)]))).toEqual({
      line: "a line",
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

  test("stands on a page with what is seen of it, and is not there without", () => {
    const all = () => true;
    expect(shownOn(toy, share({ list: ["one"], reply: { is: "no" }, other: "x" }), all)).toEqual({
      title: { own: "mine" },
      shelf: "upper",
      answers: { reply: { is: "no" } },
      list: ["one"],
    });
    for (const nothing of [
      null,
      share({}),
      share({ list: null }),
      { ...share({ mark: true }), name: null },
    ]) {
      expect(shownOn(toy, nothing, all)).toBeNull();
    }
    expect(shownOn(toy, share({ reply: { is: "onlyIf", condition: "" } }), all)).toBeNull();
    expect(shownOn(toy, share({ mark: true }), () => false)).toBeNull();
  });

  test("keeps of a page that may be old what limits, and a name only beside it", () => {
    const page = (shown: object) => shownOn(toy, share({ ...shown }), () => true) ?? {};
    expect(holdingOn(toy, { ...page({ line: "a", list: ["one"], pick: "much", picks: ["a"] }) })).toEqual({
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
