"use client";

import { DraftLine, DraftList, DraftNote } from "@/components/entry/draft-fields";
import type { DrawnKind } from "@/components/kind/drawn";
import { useKindWords } from "@/components/kind/use-kind-words";
import { ShareParts } from "@/components/sharing/share-parts";
import { SharedField } from "@/components/sharing/shared-field";
import { Button } from "@/components/ui/button";
import { ChoiceGroup } from "@/components/ui/choice-group";
import { Icon } from "@/components/ui/icons";
import { ManyChoiceGroup } from "@/components/ui/many-choice-group";
import { TickRow } from "@/components/ui/tick-row";
import { useVault } from "@/lib/client";
import { heldIn } from "@/lib/domain/kind/content";
import type { Field } from "@/lib/domain/kind/definition";
import type { ItemOf, PartOf } from "@/lib/domain/kinds";
import type { ShareVerb } from "@/lib/domain/sharing/apply";
import { PARTS, partField, withContent } from "@/lib/domain/sharing/parts";
import { isShared } from "@/lib/domain/sharing/standing";

export type DrawnItem = ItemOf<DrawnKind>;

type Props = {
  item: DrawnItem;
  onChange: (change: (item: DrawnItem) => DrawnItem) => void;
  onShare: (verb: ShareVerb) => void;
  /** Left out where there is nothing yet to remove. */
  onRemove?: (() => void) | undefined;
};

/** Everything there may be to say in an item, field by field as its kind has them. All of it may stay empty. */
export function ItemEditor({ item, onChange, onShare, onRemove }: Props) {
  const { say } = useKindWords();
  const parts: readonly PartOf<DrawnItem>[] = PARTS[item.kind];
  return (
    <>
      {parts.map((part) => (
        <SharedField key={part} item={item} part={part} onShare={onShare}>
          <Control
            item={item}
            part={part}
            onKeep={(value) => onChange((one) => withContent(one, part, value))}
          />
        </SharedField>
      ))}
      <ShareParts item={item} onShare={onShare} previewLevel={3} />
      {onRemove && (
        <Button variant="plain" className="-ml-2.5 justify-self-start" onClick={onRemove}>
          <Icon name="trash" size={20} />
          {say(item.kind, "delete")}
        </Button>
      )}
    </>
  );
}

type ControlProps = { item: DrawnItem; part: PartOf<DrawnItem>; onKeep: (value: unknown) => void };

/** What a field is filled in with. */
function Control({ item, part, onKeep }: ControlProps) {
  const words = useKindWords();
  const { period, moment } = useVault("period", "moment");
  const field: Field | undefined = partField(item.kind, part);
  if (!field) return null;
  const label = words.ofPart(item.kind, part, "label");
  const hint = words.hintOf(item.kind, part);
  const place = `${item.id}/${part}`;
  const optionsOf = (choices: readonly string[]) =>
    choices.map((value) => ({ value, label: words.choice(item.kind, part, value, "mine") }));
  const held = heldIn(item, part, field);
  switch (field.is) {
    case "line":
    case "note": {
      const Draft = field.is === "line" ? DraftLine : DraftNote;
      return <Draft place={place} label={label} hint={hint} value={textOf(held)} onKeep={onKeep} />;
    }
    case "lines":
      return (
        <DraftList
          place={place}
          legend={label}
          hint={hint}
          addLabel={words.ofPart(item.kind, part, "add")}
          starters={
            field.starters && {
              label: words.say(item.kind, "starters"),
              lines: field.starters.map((starter) => words.starter(item.kind, part, starter)),
            }
          }
          value={linesOf(held)}
          // A line more of what limits is seen at once, so it must not be half-written.
          whole={field.direction.is === "limits" && isShared(item, part, period, moment)}
          onKeep={onKeep}
        />
      );
    case "choice":
      return (
        <ChoiceGroup
          legend={label}
          hint={hint}
          options={optionsOf(field.of)}
          value={typeof held === "string" ? held : undefined}
          onChange={(value) => onKeep(value ?? null)}
        />
      );
    case "choices":
      return (
        <ManyChoiceGroup
          legend={label}
          hint={hint}
          options={optionsOf(field.of)}
          values={linesOf(held)}
          onChange={onKeep}
        />
      );
    case "flag":
      return <TickRow label={label} hint={hint} checked={held === true} onChange={onKeep} />;
    case "answer":
      // No form is drawn for it: a kind with answers has a screen of its own.
      return null;
  }
}

const textOf = (held: unknown): string => (typeof held === "string" ? held : "");
const linesOf = (held: unknown): string[] =>
  Array.isArray(held) ? held.filter((line) => typeof line === "string") : [];
