import type { HelpDirectory, HelpLine } from "./schema";

type Audience = HelpLine["audience"];

/**
 * Whom one may look for a line for, in the order shown, and the audiences that answer to it. An audience may stand in
 * several groups, and each stands in one at least.
 */
export const GROUPS = [
  {
    group: "anyone",
    audiences: [
      "anyViolenceAtHome",
      "domesticAbuse",
      "familyViolence",
      "genderViolence",
      "partnerViolence",
      "sexualHarm",
      "sexualViolence",
      "sexualViolenceAndClose",
      "sixteenAndOver",
      "violence",
      "violenceOrStalking",
    ],
  },
  { group: "women", audiences: ["women", "womenAndChildren", "womenAndClose", "indigenousWomen"] },
  { group: "men", audiences: ["men"] },
  { group: "lgbt", audiences: ["lgbt", "trans"] },
  { group: "indigenousWomen", audiences: ["indigenousWomen"] },
  { group: "close", audiences: ["sexualViolenceAndClose", "sixteenAndOver", "womenAndClose"] },
  { group: "ownBehaviour", audiences: ["ownBehaviour"] },
  { group: "crisis", audiences: ["crisis"] },
] as const satisfies readonly { group: string; audiences: readonly Audience[] }[];

/** The lines for any of these audiences, each with the country it belongs to, in the directory's order. */
export const linesFor = (
  { countries }: HelpDirectory,
  audiences: readonly Audience[],
): { country: string; line: HelpLine }[] =>
  countries.flatMap(({ country, lines }) =>
    lines.filter(({ audience }) => audiences.includes(audience)).map((line) => ({ country, line })),
  );
