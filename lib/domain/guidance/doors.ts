/** Other public pages that a page of guidance may lead to. Their words are in the messages. */
export const doors = [
  "help",
  "grounding",
  "rehearsal",
  "whatToSay",
  "limits",
  "hostView",
  "beforeLinking",
] as const;
export type Door = (typeof doors)[number];

export const DOOR_PATHS = {
  help: "/help",
  grounding: "/grounding",
  rehearsal: "/rehearsal",
  whatToSay: "/guidance/what-to-say",
  limits: "/limits",
  hostView: "/what-the-host-sees",
  beforeLinking: "/before-linking",
} as const satisfies Record<Door, `/${string}`>;
