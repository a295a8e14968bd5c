import { type Group, STARTER_TOPICS, type StarterTopicKey } from "./options";
import type { Comfort } from "./schema";

const blank = () => ({
  kind: "comfort" as const,
  answers: {},
  notALeadUp: false,
  dontAsk: false,
  note: "",
  share: null,
});

/**
 * The entry's id for a starter topic: the same on every device, so that two devices that answer the same topic
 * write one entry and not two. It stays inside the vault.
 */
export const starterComfortId = (key: StarterTopicKey): string => `comfort-${key}`;

/** A comfort with nothing answered yet, for a topic of the starter set. `now`: milliseconds since 1970. */
export function starterComfort(key: StarterTopicKey, now: number): Comfort {
  return {
    ...blank(),
    id: starterComfortId(key),
    editedAt: now,
    topic: { starter: key },
    group: STARTER_TOPICS[key].group,
  };
}

/** A comfort for a topic in the person's own words. `id` is new and random. */
export function ownComfort(id: string, words: string, group: Group, now: number): Comfort {
  return { ...blank(), id, editedAt: now, topic: { own: words }, group };
}

/** Whether the topic has an answer for each direction. Own topics do. */
export function hasTwoWays(comfort: Pick<Comfort, "topic">): boolean {
  return "own" in comfort.topic || STARTER_TOPICS[comfort.topic.starter].twoWays;
}
