/** Answers after which grounding and help lines are offered, and never pressed. */
export function asksForCare(answers: { today?: string; bodySafety?: string; crossedLine?: string }): boolean {
  return (
    answers.today === "veryHard" ||
    answers.bodySafety === "notSafe" ||
    answers.crossedLine === "yes" ||
    answers.crossedLine === "notSure"
  );
}
