import * as z from "zod/mini";
import { entryId, moment, periodId } from "../entry/base";
import { line, lines, note } from "../entry/text";
import type { Along, Field, KindDefinition, Own } from "./definition";

/* The schemas of an item, made from the definition of its kind. Their types stand in item.ts. */

/** An item of a kind, as its writer keeps it. */
export function itemSchema(kind: string, { along, own = {}, fields }: KindDefinition) {
  const answers = each(fields, (field) => (field.inAnswers ? z.optional(said(field)) : null));
  return z.strictObject({
    kind: z.literal(kind),
    id: entryId,
    editedAt: moment,
    ...each(along, (one) => (one.is === "tag" ? null : goingAlong(one))),
    ...each(own, ownField),
    ...each(fields, (field) => (field.inAnswers ? null : held(field))),
    ...(Object.keys(answers).length > 0 && { answers: z.strictObject(answers) }),
    share: z.nullable(
      z.strictObject({
        name: z.nullable(z.strictObject(each(along, goingAlong))),
        parts: z.strictObject(each(fields, (field) => z.optional(sharedPart(shown(field))))),
      }),
    ),
  });
}

/** An item of a kind, as it stands on a page: a part that is not shared, or says nothing, is absent. */
export const pageItemSchema = (kind: string, { along, fields }: KindDefinition) =>
  z.strictObject({
    kind: z.literal(kind),
    ...each(along, goingAlong),
    ...each(fields, (field) => z.optional(shown(field))),
  });

/** A schema for each entry of a record, but for those of which `make` gives null. */
const each = <Value>(
  record: Readonly<Record<string, Value>>,
  make: (value: Value) => z.ZodMiniType | null,
): Record<string, z.ZodMiniType> =>
  Object.fromEntries(
    Object.entries(record).flatMap(([name, value]) => {
      const schema = make(value);
      return schema ? [[name, schema]] : [];
    }),
  );

/** What a field may say. Text may be empty, which says nothing. */
function said(field: Field) {
  switch (field.is) {
    case "line":
      return line;
    case "note":
      return note;
    case "lines":
      return lines;
    case "flag":
      return z.boolean();
    case "choice":
      return z.enum(field.of);
    case "choices":
      return z.array(z.enum(field.of));
    case "answer":
      return answerOf(field.of);
  }
}

/** What a field of an item holds. */
const held = (field: Field): z.ZodMiniType =>
  field.is === "choice" || field.is === "answer" ? z.nullable(said(field)) : said(field);

/** What is shown of a field: something. */
function shown(field: Field): z.ZodMiniType {
  switch (field.is) {
    case "line":
      return line.check(z.minLength(1));
    case "note":
      return note.check(z.minLength(1));
    case "lines":
      return lines.check(z.minLength(1));
    case "flag":
      return z.literal(true);
    case "choices":
      return z.array(z.enum(field.of)).check(z.minLength(1));
    default:
      return said(field);
  }
}

/** One of these answers; "only if" comes with its condition. */
const answerOf = (of: readonly string[]) =>
  z.union([
    z.strictObject({ is: z.enum(of.filter((one) => one !== "onlyIf")) }),
    z.strictObject({ is: z.literal("onlyIf"), condition: line }),
  ]);

/** The share of one part, of which `seen` is shown; see PartShare (entry/share.ts) for what it means. */
const sharedPart = (seen: z.ZodMiniType) =>
  z.strictObject({
    period: z.nullable(periodId),
    from: z.nullable(moment),
    until: z.nullable(moment),
    shown: z.nullable(seen),
  });

function goingAlong(along: Along): z.ZodMiniType {
  switch (along.is) {
    case "choice":
      return z.enum(along.of);
    case "tag":
      return entryId;
    case "named":
      return z.union([
        z.strictObject({ starter: z.enum(along.starters) }),
        z.strictObject({ own: line.check(z.minLength(1)) }),
      ]);
  }
}

const ownField = ({ is }: Own): z.ZodMiniType => (is === "day" ? z.iso.date() : moment);
