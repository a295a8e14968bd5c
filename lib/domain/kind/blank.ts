import type { Field, KindDefinition } from "./definition";

/** An item of a kind with these fields, the others blank, and nothing shared. */
export function blankFrom(kind: string, { fields }: KindDefinition, given: object): object {
  const parts = Object.entries(fields);
  return {
    kind,
    ...given,
    ...Object.fromEntries(
      parts.flatMap(([part, field]) => (field.inAnswers ? [] : [[part, blankOf(field)]])),
    ),
    ...(parts.some(([, field]) => field.inAnswers) && { answers: {} }),
    share: null,
  };
}

/** What a field of an item holds with nothing filled in. */
export function blankOf({ is }: Field): unknown {
  switch (is) {
    case "line":
    case "note":
      return "";
    case "lines":
    case "choices":
      return [];
    case "flag":
      return false;
    case "choice":
    case "answer":
      return null;
  }
}
