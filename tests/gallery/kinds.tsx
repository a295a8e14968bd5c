import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { CareOffer } from "@/components/check-in/care-offer";
import { CheckInForm } from "@/components/check-in/check-in-form";
import { CrossedLine } from "@/components/check-in/crossed-line";
import { EarlierCheckIns } from "@/components/check-in/earlier-check-ins";
import { AddTopic } from "@/components/comfort/add-topic";
import { TopicRow } from "@/components/comfort/topic-row";
import { EntryList } from "@/components/entry/entry-list";
import { EntryRow } from "@/components/entry/entry-row";
import { createItemEdits } from "@/components/entry/item-edits";
import { SharedMark } from "@/components/entry/shared-mark";
import { AddNamed } from "@/components/kinds/add-named";
import { type FormItem, ItemEditor } from "@/components/kinds/item-editor";
import { starterComfort } from "@/lib/domain/comfort/topics";
import type { AnyItem } from "@/lib/domain/kinds";
import type { CheckIn } from "@/lib/domain/kinds/check-in";
import type { Comfort } from "@/lib/domain/kinds/comfort";
import type { HardMoment } from "@/lib/domain/kinds/hard-moment";
import { SITUATIONS, type Support } from "@/lib/domain/kinds/support";
import {
  ALONE,
  ANY_DAY,
  LINKED,
  LONG_WORD,
  NOWHERE,
  OWN_COMFORT,
  OWN_SUPPORT,
  PAUSED,
  SAMPLES,
  ticked,
  waitingSince,
} from "./samples";
import type { Specimen } from "./specimen";

/* Every editor and every row of a list, in every state that one item can be in. */

const nothing = () => {};

function Topic({ comfort, blank, open }: { comfort: Comfort | undefined; blank: Comfort; open: boolean }) {
  const words = useTranslations("topics");
  const { topic: named } = comfort ?? blank;
  return (
    <TopicRow
      comfort={comfort}
      blank={comfort ?? blank}
      title={"own" in named ? named.own : words(named.starter)}
      open={open}
      onToggle={nothing}
      onChange={nothing}
      onShare={nothing}
      onRemove={nothing}
    />
  );
}
const topic = (comfort: Comfort | undefined, open: boolean) => (
  <Topic comfort={comfort} blank={SAMPLES.comfort.blank} open={open} />
);

const row = (item: HardMoment | Support, title: string, stock: boolean, editor: ReactNode) => (
  <EntryRow
    title={title}
    stock={stock}
    marks={<SharedMark item={item} label="Shared" />}
    open={editor !== null}
    onToggle={nothing}
  >
    {editor}
  </EntryRow>
);

const listOf = (rows: ReactNode) => (
  <EntryList items={[]} openId={null} draw={() => null}>
    {rows}
  </EntryList>
);

const drawn = (item: FormItem, previewLevel: 3 | 4 = 3) => (
  <ItemEditor
    item={item}
    previewLevel={previewLevel}
    onChange={nothing}
    onShare={nothing}
    onRemove={nothing}
  />
);

const moment = (item: HardMoment, open: boolean) =>
  row(item, item.name || "Not named yet", item.name === "", open ? drawn(item) : null);

const support = (item: Support, open: boolean) =>
  row(
    item,
    "own" in item.situation ? item.situation.own : "When I go quiet",
    "starter" in item.situation,
    open ? drawn(item, 4) : null,
  );

const form = (item: CheckIn) => (
  <CheckInForm
    start={item}
    checkIn={item}
    edits={createItemEdits({ [item.id]: item }, NOWHERE)}
    onDone={nothing}
    onDelete={nothing}
  />
);

/** An item of each kind with everything that there is to fill in: a kind without one does not compile. */
const editorOf = (item: AnyItem): ReactNode => {
  switch (item.kind) {
    case "comfort":
      return listOf(topic(item, true));
    case "hardMoment":
      return listOf(moment(item, true));
    case "support":
      return listOf(support(item, true));
    case "checkIn":
      return form(item);
    default:
      return <div className="grid grid-cols-1 gap-7">{drawn(item)}</div>;
  }
};

const samples: Readonly<Record<AnyItem["kind"], Readonly<Record<"blank" | "full" | "changed", AnyItem>>>> =
  SAMPLES;

const editors: Specimen[] = Object.entries(samples).flatMap(
  ([kind, { blank, full, changed }]): Specimen[] => [
    { name: `${kind}/editor, blank`, vault: ALONE, draw: () => editorOf(blank) },
    { name: `${kind}/editor, private`, vault: LINKED, draw: () => editorOf(full) },
    { name: `${kind}/editor, ready to share`, vault: ALONE, draw: () => editorOf(ticked(full, null)) },
    { name: `${kind}/editor, shared`, vault: LINKED, draw: () => editorOf(ticked(full)) },
    { name: `${kind}/editor, waiting`, vault: LINKED, draw: () => editorOf(waitingSince(full, changed)) },
    { name: `${kind}/editor, paused`, vault: PAUSED, draw: () => editorOf(ticked(full)) },
    {
      name: `${kind}/editor, all unfolded`,
      vault: LINKED,
      press: "opened",
      draw: () => editorOf(ticked(full)),
    },
  ],
);

const bare = (key: Parameters<typeof starterComfort>[0], change: Partial<Comfort>): Comfort => ({
  ...starterComfort(key, 0),
  ...change,
});

const comforts: Specimen[] = [
  {
    name: "comfort/rows",
    vault: LINKED,
    draw: () =>
      listOf(
        <>
          {topic(undefined, false)}
          {topic(bare("kiss", { note: "Ask me" }), false)}
          {topic(bare("wokenByTouch", { answers: { either: { is: "notNow" } } }), false)}
          {topic(
            bare("tickling", { answers: { whenTheyStart: { is: "no" }, whenIStart: { is: "no" } } }),
            false,
          )}
          {topic(
            bare("hug", { answers: { whenTheyStart: { is: "askFirst" }, whenIStart: { is: "notSure" } } }),
            false,
          )}
          {topic(ticked(SAMPLES.comfort.full), false)}
          {topic(OWN_COMFORT, false)}
        </>,
      ),
  },
  {
    name: "comfort/editor, a shared no in words of one's own",
    vault: LINKED,
    press: "opened",
    draw: () => listOf(topic(ticked(OWN_COMFORT), true)),
  },
  {
    name: "comfort/editor, one way, a condition without words",
    vault: LINKED,
    draw: () =>
      listOf(topic(bare("wokenByTouch", { answers: { either: { is: "onlyIf", condition: "" } } }), true)),
  },
  {
    name: "comfort/editor, words too long to keep",
    vault: { ...ALONE, unfinished: { "comfort-hug/note": { words: ["far ".repeat(1010)], from: [] } } },
    draw: () => listOf(topic(undefined, true)),
  },
  { name: "comfort/add, closed", draw: () => <AddTopic id="add" onAdd={nothing} /> },
  {
    name: "comfort/add, half-written",
    vault: { unfinished: { add: { words: ["Being carr"], from: [] } } },
    draw: () => <AddTopic id="add" onAdd={nothing} />,
  },
];

const others: Specimen[] = [
  {
    name: "hardMoment/rows",
    vault: LINKED,
    draw: () =>
      listOf(
        <>
          {moment(SAMPLES.hardMoment.blank, false)}
          {moment(ticked(SAMPLES.hardMoment.full), false)}
          {moment({ ...SAMPLES.hardMoment.blank, name: LONG_WORD }, false)}
        </>,
      ),
  },
  {
    name: "support/rows",
    vault: LINKED,
    draw: () =>
      listOf(
        <>
          {support(SAMPLES.support.blank, false)}
          {support(ticked(SAMPLES.support.full), false)}
          {support(OWN_SUPPORT, false)}
        </>,
      ),
  },
  {
    name: "support/editor, any day",
    vault: LINKED,
    draw: () => listOf(support(ticked(ANY_DAY), true)),
  },
  {
    name: "support/editor, words of one's own",
    vault: LINKED,
    draw: () => listOf(support(ticked(OWN_SUPPORT), true)),
  },
  {
    name: "support/add, closed",
    draw: () => <AddNamed kind="support" starters={SITUATIONS} onAdd={nothing} />,
  },
  {
    name: "support/add, half-written",
    vault: { unfinished: { "add-support": { words: ["When the ph"], from: [] } } },
    draw: () => <AddNamed kind="support" starters={SITUATIONS.slice(0, 3)} onAdd={nothing} />,
  },
  { name: "checkIn/crossed line, yes", draw: () => <CrossedLine answer="yes" /> },
  { name: "checkIn/crossed line, not sure", draw: () => <CrossedLine answer="notSure" /> },
  { name: "checkIn/crossed line, folded", press: ["button"], draw: () => <CrossedLine answer="yes" /> },
  { name: "checkIn/care", draw: () => <CareOffer onDismiss={nothing} /> },
  {
    name: "checkIn/earlier, with months to fetch",
    vault: { unreadMonths: 3 },
    draw: () => <EarlierCheckIns checkIns={[SAMPLES.checkIn.full]} onOpen={nothing} />,
  },
];

export const kinds: readonly Specimen[] = [...editors, ...comforts, ...others];
