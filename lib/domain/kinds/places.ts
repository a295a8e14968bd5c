/** Where the items of a kind stand. Apart from the definitions, so that a screen which leads to all of them loads none. */
type Place = {
  /** Of their screen: the last piece of its address. */
  readonly path: string;
  /** The drawing beside the way to it (components/ui/icons.tsx); that of a note where there is none. */
  readonly icon?: string;
  /** The day, among their own fields, by whose month they are kept, each month in a document of its own. Without it: in that of all entries. */
  readonly monthly?: string;
};

/** Every kind of item that there is, in the order of the screens. */
export const PLACES = {
  comfort: { path: "comfort" },
  mySide: { path: "my-side", icon: "person" },
  feelsGood: { path: "what-feels-good", icon: "sun" },
  noWords: { path: "when-i-cannot-speak", icon: "hand" },
  hardMoment: { path: "hard-moments", icon: "waiting" },
  support: { path: "support", icon: "help" },
  words: { path: "words", icon: "speech" },
  decision: { path: "decisions", icon: "fork" },
  tenderTime: { path: "tender-times", icon: "moon" },
  checkIn: { path: "check-in", icon: "checkIn", monthly: "day" },
} as const satisfies Record<string, Place>;

export type Kind = keyof typeof PLACES;

export const KIND_NAMES = Object.keys(PLACES) as Kind[];

/** The day by whose month an item of a kind is kept; undefined where it is kept with all entries. */
export const monthlyBy = (kind: Kind): string | undefined => {
  const { monthly }: Place = PLACES[kind];
  return monthly;
};

/** The kinds that are kept in the document of all entries. */
export const ENTRY_KINDS = KIND_NAMES.filter((kind) => monthlyBy(kind) === undefined);
