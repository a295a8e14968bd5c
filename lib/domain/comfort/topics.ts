import type { ItemOf } from "../kinds";
import { blankItem } from "../kinds/blank";
import { type Group, STARTER_TOPICS, type StarterTopicKey } from "../kinds/comfort";

/**
 * The entry's id for a starter topic: the same on every device, so that two devices that answer the same topic
 * write one entry and not two. It stays inside the vault.
 */
export const starterComfortId = (key: StarterTopicKey): string => `comfort-${key}`;

/** A comfort with nothing answered yet, for a topic of the starter set. `now`: milliseconds since 1970. */
export const starterComfort = (key: StarterTopicKey, now: number): ItemOf<"comfort"> =>
  blankItem("comfort", starterComfortId(key), now, {
    topic: { starter: key },
    group: STARTER_TOPICS[key].group,
  });

/** A comfort for a topic in the person's own words. `id` is new and random. */
export const ownComfort = (id: string, words: string, group: Group, now: number): ItemOf<"comfort"> =>
  blankItem("comfort", id, now, { topic: { own: words }, group });

/** Whether the topic has an answer for each direction. Own topics do. */
export const hasTwoWays = ({ topic }: Pick<ItemOf<"comfort">, "topic">): boolean =>
  "own" in topic || STARTER_TOPICS[topic.starter].twoWays;

/** Where a topic stands: one of the starter set where that has it by now. */
export const groupOf = ({ topic, group }: Pick<ItemOf<"comfort">, "topic" | "group">): Group =>
  "starter" in topic ? STARTER_TOPICS[topic.starter].group : group;
