"use client";

import type { ReadKind } from "@/components/kind/drawn";
import { useKindWords } from "@/components/kind/use-kind-words";
import type { Field, KindDefinition } from "@/lib/domain/kind/definition";
import { fieldsOn } from "@/lib/domain/kind/shown";
import { KINDS, type PageItemOf } from "@/lib/domain/kinds";
import { Heading, type Level, Lines, Plain, Said, Words } from "./text";

type Props = { item: PageItemOf<ReadKind>; level: Level };

/** A shared item as its kind's definition has it: its title, where it can have one, then each part that is there. */
export function DrawnPageItem({ item, level }: Props) {
  const { say } = useKindWords();
  const definition: KindDefinition = KINDS[item.kind];
  const said = fieldsOn(definition, item);
  const title = definition.title === undefined ? undefined : said[definition.title];
  const parts = Object.entries(said).filter(([part]) => part !== definition.title);
  return (
    <>
      {definition.title !== undefined && (
        <Heading level={level} className="text-lg">
          {typeof title === "string" ? <Words>{title}</Words> : <Words stock>{say(item.kind, "item")}</Words>}
        </Heading>
      )}
      {parts.map(([part, value]) => {
        const field = definition.fields[part];
        return field && <Part key={part} kind={item.kind} part={part} field={field} value={value} />;
      })}
    </>
  );
}

type PartProps = { kind: ReadKind; part: string; field: Field; value: unknown };

function Part({ kind, part, field, value }: PartProps) {
  const words = useKindWords();
  const label = words.ofPart(kind, part, "theirs");
  const choice = (one: unknown) => words.choice(kind, part, String(one), "theirs");
  switch (field.is) {
    case "line":
    case "note":
      return <Said label={label}>{String(value)}</Said>;
    case "lines":
      return <Lines label={label} lines={linesOf(value)} numbered={field.numbered === true} />;
    case "choice":
      return field.sentence ? (
        <p className="font-bold">{choice(value)}</p>
      ) : (
        <Said label={label} stock>
          {choice(value)}
        </Said>
      );
    case "choices":
      return <Lines label={label} lines={linesOf(value).map(choice)} stock />;
    case "flag":
      return <Plain>{label}</Plain>;
    case "answer":
      // A kind with answers has a view of its own.
      return null;
  }
}

const linesOf = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);
