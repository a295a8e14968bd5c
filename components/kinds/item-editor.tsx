"use client";

import { DraftLine, DraftList, DraftNote } from "@/components/entry/draft-fields";
import { useSteady } from "@/components/entry/use-held";
import type { FormKind } from "@/components/kind/drawn";
import { useKindWords } from "@/components/kind/use-kind-words";
import { memoPart } from "@/components/sharing/memo-part";
import { ShareParts } from "@/components/sharing/share-parts";
import { SharedField } from "@/components/sharing/shared-field";
import { ANSWER_LOOKS } from "@/components/sheet/answer-looks";
import { Button } from "@/components/ui/button";
import { ChoiceGroup } from "@/components/ui/choice-group";
import { Icon } from "@/components/ui/icons";
import { ManyChoiceGroup } from "@/components/ui/many-choice-group";
import { TickRow } from "@/components/ui/tick-row";
import { useVault } from "@/lib/client";
import { heldIn, mainIn, ownAlongIn, withAlong } from "@/lib/domain/kind/content";
import type { Field, KindDefinition, Look } from "@/lib/domain/kind/definition";
import { type ItemOf, KINDS, type PartOf } from "@/lib/domain/kinds";
import type { ShareVerb } from "@/lib/domain/sharing/apply";
import { PARTS, partField, withContent } from "@/lib/domain/sharing/parts";
import { isShared } from "@/lib/domain/sharing/standing";

/** An item of a kind whose form is drawn from its definition. */
export type FormItem = ItemOf<FormKind>;

type Props = {
  item: FormItem;
  onChange: (change: (item: FormItem) => FormItem) => void;
  onShare: (verb: ShareVerb) => void;
  /** Left out where there is nothing yet to remove. */
  onRemove?: (() => void) | undefined;
  /** Of the headings in the preview: one below the heading that the item stands under. */
  previewLevel?: 3 | 4;
};

/** Everything there may be to say in an item, field by field as its kind has them. All of it may stay empty. */
export function ItemEditor(props: Props) {
  const { item, onRemove, previewLevel = 3 } = props;
  const [onChange, onShare] = [useSteady(props.onChange), useSteady(props.onShare)];
  const { say } = useKindWords();
  const main = mainIn(KINDS[item.kind], item);
  const inOrder: readonly PartOf<FormItem>[] = PARTS[item.kind];
  const isMain = (part: string) => part === main?.part;
  const parts = [...inOrder.filter(isMain), ...inOrder.filter((part) => !isMain(part))];
  return (
    <>
      <OwnName item={item} part="name" onChange={onChange} onShare={onShare} />
      {parts.map((part) => (
        <PartField
          key={part}
          item={item}
          part={part}
          mainly={isMain(part) ? main?.starter : undefined}
          onChange={onChange}
          onShare={onShare}
        />
      ))}
      <ShareParts item={item} onShare={onShare} previewLevel={previewLevel} />
      {onRemove && (
        <Button variant="plain" className="-ml-2.5 justify-self-start" onClick={onRemove}>
          <Icon name="trash" size={20} />
          {say(item.kind, "delete")}
        </Button>
      )}
    </>
  );
}

type FieldProps<Part> = Pick<Props, "item" | "onChange" | "onShare"> & { part: Part };

/** The name that goes along with an item, where it is words of one's own: it keeps the last one while there is none. */
const OwnName = memoPart(function OwnName(props: FieldProps<"name">) {
  const { item, part, onChange, onShare } = props;
  const { say } = useKindWords();
  const definition: KindDefinition = KINDS[item.kind];
  const name = ownAlongIn(definition, item);
  if (name === undefined) return null;
  return (
    <SharedField item={item} part={part} onShare={onShare}>
      <DraftLine
        place={`${item.id}/name`}
        label={say(item.kind, "ownName")}
        value={name.own}
        error={(text) => (text.trim() === "" ? say(item.kind, "ownNameNeeded") : undefined)}
        onKeep={(own) => {
          if (own.trim() !== "") onChange((one) => withAlong(definition, one, { [name.field]: { own } }));
        }}
      />
    </SharedField>
  );
});

/** A field, with what a press in it does for the other. */
const PartField = memoPart(function PartField(
  props: FieldProps<PartOf<FormItem>> & Pick<ControlProps, "mainly">,
) {
  const { item, part, mainly, onChange, onShare } = props;
  return (
    <SharedField item={item} part={part} onShare={onShare}>
      <Control
        item={item}
        part={part}
        mainly={mainly}
        onKeep={(value) => onChange((one) => withContent(one, part, value))}
      />
    </SharedField>
  );
});

type ControlProps = {
  item: FormItem;
  part: PartOf<FormItem>;
  /** The starter by which the item is this part before all. */
  mainly: string | undefined;
  onKeep: (value: unknown) => void;
};

/** What a field is filled in with. */
function Control({ item, part, mainly, onKeep }: ControlProps) {
  const words = useKindWords();
  const { period, moment } = useVault("period", "moment");
  const field: Field | undefined = partField(item.kind, part);
  if (!field) return null;
  const label = words.ofPart(item.kind, part, "label", mainly);
  const hint = words.hintOf(item.kind, part, mainly);
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
          addLabel={words.ofPart(item.kind, part, "add", mainly)}
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
          options={optionsOf(field.of).map((option) => ({ ...option, ...lookOf(field, option.value) }))}
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

/** How a choice looks; nothing where it has no look of its own. */
function lookOf({ looks }: { looks?: Readonly<Record<string, Look>> }, choice: string) {
  const look = looks?.[choice];
  return look && ANSWER_LOOKS[look];
}

const textOf = (held: unknown): string => (typeof held === "string" ? held : "");
const linesOf = (held: unknown): string[] =>
  Array.isArray(held) ? held.filter((line) => typeof line === "string") : [];
