import { describe, expect, test } from "vitest";
import { NOW } from "@/tests/support/arbitraries";
import { comfort, DIRECTIONS, GROUPS, STARTER_TOPIC_KEYS, STARTER_TOPICS } from "../kinds/comfort";
import { PARTS } from "../sharing/parts";
import { hasTwoWays, starterComfort, starterComfortId } from "./topics";

describe("the starter set", () => {
  test("has an id and a group for each topic, and every group has topics", () => {
    expect(new Set(STARTER_TOPIC_KEYS.map(starterComfortId)).size).toBe(STARTER_TOPIC_KEYS.length);
    for (const key of STARTER_TOPIC_KEYS) {
      expect(GROUPS).toContain(STARTER_TOPICS[key].group);
      expect(starterComfort(key, NOW)).toMatchObject({
        id: starterComfortId(key),
        group: STARTER_TOPICS[key].group,
      });
      expect(hasTwoWays(starterComfort(key, NOW))).toBe(STARTER_TOPICS[key].twoWays);
    }
    expect(new Set(STARTER_TOPIC_KEYS.map((key) => STARTER_TOPICS[key].group))).toEqual(new Set(GROUPS));
  });

  test("every direction has its place among the answers", () => {
    const answers = PARTS.comfort.filter((part) => "inAnswers" in comfort.fields[part]);
    expect(answers.sort()).toEqual([...DIRECTIONS].sort());
  });
});
