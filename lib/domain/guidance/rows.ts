/** A source that a page may name; what each is stands in messages/<language>/sources.json. "stile" is a view of Stile's own. */
export const sourceIds = ["A", "B", "C", "D", "E", "F", "stile"] as const;
export type SourceId = (typeof sourceIds)[number];

/**
 * What the articles and studies say, one id for each thing said, and the works that say it. A page that holds a row names that
 * row's sources; every row is held by a page. docs/CONTENT.md has the rows in words.
 */
export const guidanceRows = {
  tellingIsHard: ["A", "D"],
  believeThem: ["A", "C"],
  listen: ["A", "C"],
  ventOrAdvice: ["A"],
  noDetails: ["A", "B"],
  askAboutSigns: ["A"],
  touchNow: ["A", "B"],
  comfortChanges: ["A", "B"],
  protections: ["B"],
  noTimetable: ["B", "C"],
  theyDecide: ["C"],
  thereAreOptions: ["C"],
  neverPlayDown: ["C"],
  yourFeelings: ["A", "C"],
  inOverYourHead: ["A", "B", "C"],
  yourOwnStory: ["A"],
  smallKindnesses: ["A"],
  anyGenderAnyHarm: ["A"],
  nobodyOwesAStory: ["D"],
  notOneThing: ["D"],
  steeringRound: ["E"],
  treatedTheSame: ["F"],
} as const satisfies Record<string, readonly SourceId[]>;

export type GuidanceRow = keyof typeof guidanceRows;
