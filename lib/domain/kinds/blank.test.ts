import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { NOW, shareable } from "@/tests/support/arbitraries";
import { ownComfort, starterComfort } from "../comfort/topics";
import { NOTE_LENGTH } from "../entry/limits";
import { blankItem } from "./blank";
import { STARTER_TOPIC_KEYS } from "./comfort";
import { anyItem } from "./schemas";
import { SITUATIONS } from "./support";

describe("new items", () => {
  test("every one of them is what its schema says, and private", () => {
    const made = [
      ...STARTER_TOPIC_KEYS.map((key) => starterComfort(key, NOW)),
      ownComfort("id", "my feet", "closeness", NOW),
      blankItem("hardMoment", "id", NOW, {}),
      ...SITUATIONS.map((starter) => blankItem("support", "id", NOW, { situation: { starter } })),
      blankItem("support", "id", NOW, { situation: { own: "before a long drive" } }),
      blankItem("checkIn", "id", NOW, { day: "2026-03-01", startedAt: NOW }),
    ];
    for (const one of made) {
      expect(anyItem.parse(one)).toEqual(one);
      expect(one.share).toBeNull();
      expect(one.editedAt).toBe(NOW);
    }
  });

  test("two of them share no list or answer that editing one could change in the other", () => {
    const [a, b] = [starterComfort("hug", NOW), starterComfort("jokes", NOW)];
    a.answers.either = { is: "no" };
    expect(b.answers).toEqual({});
    const [c, d] = [blankItem("hardMoment", "c", NOW, {}), blankItem("hardMoment", "d", NOW, {})];
    c.signs.push("quiet");
    expect(d.signs).toEqual([]);
  });

  test("what people write opens again as it was", () => {
    fc.assert(
      fc.property(shareable, (one) => {
        expect(anyItem.parse(JSON.parse(JSON.stringify(one)))).toEqual(one);
      }),
    );
  });

  test("what is too long, unknown or not a list of the right words is refused", () => {
    const hug = starterComfort("hug", NOW);
    for (const wrong of [
      { ...hug, note: "x".repeat(NOTE_LENGTH + 1) },
      { ...hug, severity: 3 },
      { ...hug, topic: { starter: "hug", own: "hug" } },
      { ...hug, topic: { own: "" } },
      { ...hug, answers: { either: { is: "onlyIf" } } },
      { ...hug, answers: { either: { is: "no", condition: "unless" } } },
      { ...hug, share: { parts: ["name"], from: null, until: null } },
      { ...hug, share: { parts: ["note"] } },
      { ...hug, editedAt: -1 },
      { ...hug, id: "" },
      { ...hug, kind: "checkIn" },
      null,
    ]) {
      expect(anyItem.safeParse(wrong).success).toBe(false);
    }
  });
});
