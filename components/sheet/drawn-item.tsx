"use client";

import type { ReactNode } from "react";
import type { ReadKind } from "@/components/kind/drawn";
import { useKindWords } from "@/components/kind/use-kind-words";
import { ChoiceMark } from "@/components/ui/choice-mark";
import { mainIn } from "@/lib/domain/kind/content";
import type { Field, KindDefinition } from "@/lib/domain/kind/definition";
import { fieldsOn } from "@/lib/domain/kind/shown";
import { KINDS, type PageItemOf } from "@/lib/domain/kinds";
import { ANSWER_LOOKS } from "./answer-looks";
import { Heading, type Level, Lines, type LinesProps, Plain, Said, Words } from "./text";
import { useReaderWords } from "./use-reader-words";

type Props = { item: PageItemOf<ReadKind>; level: Level };

/** A shared item as its kind's definition has it: its title, where it can have one, then each part that is there. */
export function DrawnPageItem({ item, level }: Props) {
  const { text, stock } = useReaderWords().titleOf(item);
  const definition: KindDefinition = KINDS[item.kind];
  const main = mainIn(definition, item);
  const parts = Object.entries(fieldsOn(definition, item)).filter(([part]) => part !== definition.title);
  return (
    <>
      {hasTitle(definition) && main === undefined && (
        <Heading level={level} className="text-lg">
          <Words stock={stock}>{text}</Words>
        </Heading>
      )}
      {parts.map(([part, value]) => {
        const field = definition.fields[part];
        const isMain = part === main?.part;
        return field && <DrawnPart key={part} {...{ field, part, value, isMain }} kind={item.kind} />;
      })}
    </>
  );
}

/** Whether items of a kind may go by a name. */
const hasTitle = ({ title, along }: KindDefinition): boolean =>
  title !== undefined || Object.values(along).some(({ is }) => is === "named");

type PartProps = {
  kind: ReadKind;
  part: string;
  field: Field;
  value: unknown;
  /** It is what the item is before all, and the heading above says so. */
  isMain?: boolean;
  /** What draws a list, and whatever reads as one. */
  List?: (props: LinesProps) => ReactNode;
};

/** One part of a shared item, with what it is called. */
export function DrawnPart({ kind, part, field, value, isMain = false, List = Lines }: PartProps) {
  const words = useKindWords();
  const called = words.ofPart(kind, part, "theirs");
  const label = isMain ? undefined : called;
  const choice = (one: unknown) => words.choice(kind, part, String(one), "theirs");
  switch (field.is) {
    case "line":
    case "note":
      return <Said label={label}>{String(value)}</Said>;
    case "lines":
      return <List label={label} lines={linesOf(value)} numbered={field.numbered === true && !isMain} />;
    case "choice":
      return <Chosen field={field} label={label} value={String(value)} said={choice(value)} />;
    case "choices":
      return <List label={label} lines={linesOf(value).map(choice)} stock />;
    case "flag":
      return <Plain>{called}</Plain>;
    case "answer":
      // A kind with answers has a view of its own.
      return null;
  }
}

type ChosenProps = {
  field: Extract<Field, { is: "choice" }>;
  label: string | undefined;
  value: string;
  said: string;
};

/** A choice: by its look where it has one, as a sentence, or after what it is a choice of. */
function Chosen({ field, label, value, said }: ChosenProps) {
  const look = field.looks?.[value];
  if (look) {
    return (
      <p>
        <ChoiceMark label={said} {...ANSWER_LOOKS[look]} />
      </p>
    );
  }
  return field.sentence ? (
    <p className="font-bold">{said}</p>
  ) : (
    <Said label={label} stock>
      {said}
    </Said>
  );
}

const linesOf = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);
