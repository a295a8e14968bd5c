import fc from "fast-check";
import {
  QUESTIONS,
  TEXT_QUESTIONS,
  WORD_QUESTION_NAMES,
  WORD_QUESTIONS,
} from "@/lib/domain/check-in/options";
import type { CheckIn, CheckInAnswers } from "@/lib/domain/check-in/schema";
import { ANSWERS, COMFORT_PARTS, GROUPS, STARTER_TOPIC_KEYS } from "@/lib/domain/comfort/options";
import type { Answer, Comfort } from "@/lib/domain/comfort/schema";
import type { Entry } from "@/lib/domain/entry/schema";
import { HARD_MOMENT_PARTS, NEARNESS } from "@/lib/domain/hard-moment/options";
import type { HardMoment } from "@/lib/domain/hard-moment/schema";
import type { SheetSource } from "@/lib/domain/sheet/compose";
import { SITUATIONS, SUPPORT_PARTS, TOUCH, WANTS } from "@/lib/domain/support/options";
import type { Support } from "@/lib/domain/support/schema";

/** The moment around which generated shares start and end, milliseconds since 1970. */
export const NOW = Date.UTC(2026, 2, 1, 9, 30);
export const HOUR = 60 * 60 * 1000;

/** Text as people write it: words, other scripts, nothing, blanks, and the names that objects inherit. */
export const text = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.constantFrom("slow breathing", "bitte warten", "चिया", "“no”", "tea\nand quiet"),
  },
  { weight: 2, arbitrary: fc.string({ unit: "grapheme", maxLength: 8 }) },
  { weight: 1, arbitrary: fc.constantFrom("", "  ", " \n ", "  padded ", "__proto__", "constructor") },
);
const name = text.filter((words) => words !== "");
const lines = fc.array(text, { maxLength: 3 });

/** A moment near NOW, often exactly NOW or shared with another share. */
export const momentNearby = fc
  .tuple(fc.integer({ min: -3, max: 5 }), fc.constantFrom(-1, 0, 0, 1))
  .map(([hours, off]) => NOW + hours * HOUR + off);

/** Nothing shared, or some parts with a start and an end that may be past, present, to come or the wrong way round. */
export const shareOfParts = <Part extends string>(parts: readonly Part[]) =>
  fc.option(
    fc.record({
      parts: fc.shuffledSubarray([...parts]),
      from: fc.option(momentNearby, { freq: 2 }),
      until: fc.option(momentNearby, { freq: 2 }),
    }),
    { freq: 4 },
  );

const base = { id: fc.uuid(), editedAt: momentNearby };

export const answer: fc.Arbitrary<Answer> = fc.oneof(
  fc.record({ is: fc.constantFrom(...ANSWERS).filter((is) => is !== "onlyIf") }),
  fc.record({ is: fc.constant("onlyIf" as const), condition: text }),
);

export const comfort: fc.Arbitrary<Comfort> = fc.record({
  kind: fc.constant("comfort" as const),
  ...base,
  topic: fc.oneof(fc.record({ starter: fc.constantFrom(...STARTER_TOPIC_KEYS) }), fc.record({ own: name })),
  group: fc.constantFrom(...GROUPS),
  answers: fc.record({ whenTheyStart: answer, whenIStart: answer, either: answer }, { requiredKeys: [] }),
  notALeadUp: fc.boolean(),
  dontAsk: fc.boolean(),
  note: text,
  share: shareOfParts(COMFORT_PARTS),
});

export const hardMoment: fc.Arbitrary<HardMoment> = fc.record({
  kind: fc.constant("hardMoment" as const),
  ...base,
  name: text,
  signs: lines,
  helps: lines,
  pleaseDont: lines,
  nearness: fc.option(fc.constantFrom(...NEARNESS)),
  lasts: text,
  afterwards: text,
  share: shareOfParts(HARD_MOMENT_PARTS),
});

export const support: fc.Arbitrary<Support> = fc.record({
  kind: fc.constant("support" as const),
  ...base,
  situation: fc.oneof(fc.record({ starter: fc.constantFrom(...SITUATIONS) }), fc.record({ own: name })),
  wants: fc.array(fc.constantFrom(...WANTS), { maxLength: 3 }),
  touch: fc.option(fc.constantFrom(...TOUCH)),
  steps: lines,
  wordsThatHelp: lines,
  wordsToLeaveOut: lines,
  othersToCall: lines,
  share: shareOfParts(SUPPORT_PARTS),
});

export const checkInAnswers: fc.Arbitrary<CheckInAnswers> = fc.record(
  {
    today: fc.constantFrom(...WORD_QUESTIONS.today),
    energy: fc.constantFrom(...WORD_QUESTIONS.energy),
    bodySafety: fc.constantFrom(...WORD_QUESTIONS.bodySafety),
    closeness: fc.constantFrom(...WORD_QUESTIONS.closeness),
    crossedLine: fc.constantFrom(...WORD_QUESTIONS.crossedLine),
    holdingUp: fc.constantFrom(...WORD_QUESTIONS.holdingUp),
    whatHelped: text,
    wouldChange: text,
    keptPledge: text,
    need: text,
    anythingElse: text,
  },
  { requiredKeys: [] },
);

export const calendarDay = fc
  .integer({ min: 0, max: 40 })
  .map((days) => new Date(NOW - days * 24 * HOUR).toISOString().slice(0, 10));

export const checkIn: fc.Arbitrary<CheckIn> = fc.record({
  kind: fc.constant("checkIn" as const),
  ...base,
  day: calendarDay,
  startedAt: momentNearby,
  answers: checkInAnswers,
  share: shareOfParts(QUESTIONS),
});

export const entry: fc.Arbitrary<Entry> = fc.oneof(comfort, hardMoment, support);
export const shareable = fc.oneof(comfort, hardMoment, support, checkIn);

export const sheetSource: fc.Arbitrary<SheetSource> = fc.record({
  entries: fc.array(entry, { maxLength: 6 }),
  checkIns: fc.array(checkIn, { maxLength: 3 }),
  paused: fc.oneof({ weight: 9, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
});

/** The same value with every string in every text field made unlike any other, so that it can be searched for. */
export function withMarkers<Item extends Entry | CheckIn>(item: Item, key: string): Item {
  let count = 0;
  const mark = (path: string) => `<${key}.${path}.${count++}>`;
  const TEXTS = new Set<string>([
    ...["own", "condition", "note", "name", "signs", "helps", "pleaseDont", "lasts", "afterwards", "steps"],
    ...["wordsThatHelp", "wordsToLeaveOut", "othersToCall", "id", ...TEXT_QUESTIONS],
  ]);
  return JSON.parse(
    JSON.stringify(item, (path, value: unknown) => {
      if (!TEXTS.has(path)) return value;
      return Array.isArray(value) ? value.map(() => mark(path)) : mark(path);
    }),
  );
}

/** The same value with the keys of every object inside built in the opposite order. */
export function withKeysReversed<Value>(value: Value): Value {
  return JSON.parse(JSON.stringify(value), (_, inner: unknown) =>
    inner !== null && typeof inner === "object" && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).reverse())
      : inner,
  );
}

/*
 * Twins: the same item to the other person, and as unlike as can be to oneself. What is shared and filled in stays as it
 * is, but for blanks around it; all the rest comes from another item of the same kind.
 */

type Twinned<Item> = { item: Item; other: Item; blanks: string; keepsEmptyTicks: boolean };

const twinned = <Item extends Entry | CheckIn>(item: fc.Arbitrary<Item>): fc.Arbitrary<Twinned<Item>> =>
  fc.record({
    item,
    other: item,
    blanks: fc.constantFrom("", " ", "\n", " \t "),
    keepsEmptyTicks: fc.boolean(),
  });

const padded = (words: string, blanks: string) => blanks + words + blanks;
const paddedLines = (list: string[], blanks: string) => [
  blanks,
  ...list.flatMap((words) => [padded(words, blanks), ""]),
];

/** A share that lets the same through from `now` on: nothing of it tells when it was made or in which order. */
function twinShare<Part extends string>(
  share: { parts: Part[]; from: number | null; until: number | null } | null,
  shown: ReadonlySet<Part>,
  emptyTicks: readonly Part[],
  now: number,
) {
  if (share === null || shown.size === 0) {
    return emptyTicks.length > 0
      ? { parts: [...emptyTicks], from: null, until: null }
      : { parts: share?.parts ?? [], from: null, until: now };
  }
  const from = share.from !== null && share.from <= now ? null : share.from;
  return { parts: [...shown, ...emptyTicks].reverse(), from, until: share.until };
}

/** Which parts will ever be seen from `now` on, told from the share alone. */
function seen<Part extends string>(
  share: { parts: Part[]; from: number | null; until: number | null } | null,
  isThere: (part: Part) => boolean,
  now: number,
): Set<Part> {
  if (share === null || (share.until !== null && share.until <= Math.max(now, share.from ?? now))) {
    return new Set();
  }
  return new Set(share.parts.filter(isThere));
}

const says = (words: string) => words.trim() !== "";
const saysAny = (list: readonly string[]) => list.some(says);
const nameSays = (given: object) => !("own" in given) || (typeof given.own === "string" && says(given.own));
const answerSays = (given: Answer | undefined) =>
  given !== undefined && (given.is !== "onlyIf" || says(given.condition));
const paddedAnswer = (given: Answer | undefined, blanks: string) =>
  given?.is === "onlyIf" ? { ...given, condition: padded(given.condition, blanks) } : given;
const paddedName = <Name extends object>(given: Name, blanks: string): Name =>
  "own" in given ? { ...given, own: padded(String(given.own), blanks) } : given;

function comfortTwin({ item, other, blanks, keepsEmptyTicks }: Twinned<Comfort>, now: number): Comfort {
  const isThere = (one: Comfort) => (part: (typeof COMFORT_PARTS)[number]) => {
    if (!nameSays(one.topic)) return false;
    if (part === "note") return says(one.note);
    if (part === "notALeadUp" || part === "dontAsk") return one[part];
    return answerSays(one.answers[part]);
  };
  const shown = seen(item.share, isThere(item), now);
  const named = shown.size > 0 ? { topic: paddedName(item.topic, blanks), group: item.group } : {};
  const pick = (part: "whenTheyStart" | "whenIStart" | "either") => {
    const given = shown.has(part) ? paddedAnswer(item.answers[part], blanks) : other.answers[part];
    return given && { [part]: given };
  };
  const twin: Comfort = {
    ...other,
    ...named,
    answers: { ...pick("either"), ...pick("whenIStart"), ...pick("whenTheyStart") },
    notALeadUp: shown.has("notALeadUp") ? item.notALeadUp : other.notALeadUp,
    dontAsk: shown.has("dontAsk") ? item.dontAsk : other.dontAsk,
    note: shown.has("note") ? padded(item.note, blanks) : other.note,
  };
  const ticks = keepsEmptyTicks ? COMFORT_PARTS.filter((part) => !isThere(twin)(part)) : [];
  return { ...twin, share: twinShare(item.share, shown, ticks, now) };
}

function hardMomentTwin(
  { item, other, blanks, keepsEmptyTicks }: Twinned<HardMoment>,
  now: number,
): HardMoment {
  const isThere = (one: HardMoment) => (part: (typeof HARD_MOMENT_PARTS)[number]) => {
    const value = one[part];
    return Array.isArray(value) ? saysAny(value) : value !== null && says(value);
  };
  const shown = seen(item.share, isThere(item), now);
  const words = (part: "name" | "lasts" | "afterwards") =>
    shown.has(part) ? padded(item[part], blanks) : other[part];
  const list = (part: "signs" | "helps" | "pleaseDont") =>
    shown.has(part) ? paddedLines(item[part], blanks) : other[part];
  const twin: HardMoment = {
    ...other,
    name: words("name"),
    signs: list("signs"),
    helps: list("helps"),
    pleaseDont: list("pleaseDont"),
    nearness: shown.has("nearness") ? item.nearness : other.nearness,
    lasts: words("lasts"),
    afterwards: words("afterwards"),
  };
  const ticks = keepsEmptyTicks ? HARD_MOMENT_PARTS.filter((part) => !isThere(twin)(part)) : [];
  return { ...twin, share: twinShare(item.share, shown, ticks, now) };
}

function supportTwin({ item, other, blanks, keepsEmptyTicks }: Twinned<Support>, now: number): Support {
  const isThere = (one: Support) => (part: (typeof SUPPORT_PARTS)[number]) => {
    const value = one[part];
    return nameSays(one.situation) && (Array.isArray(value) ? saysAny(value) : value !== null);
  };
  const shown = seen(item.share, isThere(item), now);
  const list = (part: "steps" | "wordsThatHelp" | "wordsToLeaveOut" | "othersToCall") =>
    shown.has(part) ? paddedLines(item[part], blanks) : other[part];
  const twin: Support = {
    ...other,
    situation: shown.size > 0 ? paddedName(item.situation, blanks) : other.situation,
    wants: shown.has("wants") ? [...item.wants, ...item.wants].reverse() : other.wants,
    touch: shown.has("touch") ? item.touch : other.touch,
    steps: list("steps"),
    wordsThatHelp: list("wordsThatHelp"),
    wordsToLeaveOut: list("wordsToLeaveOut"),
    othersToCall: list("othersToCall"),
  };
  const ticks = keepsEmptyTicks ? SUPPORT_PARTS.filter((part) => !isThere(twin)(part)) : [];
  return { ...twin, share: twinShare(item.share, shown, ticks, now) };
}

function checkInTwin({ item, other, blanks, keepsEmptyTicks }: Twinned<CheckIn>, now: number): CheckIn {
  const isThere = (one: CheckIn) => (part: (typeof QUESTIONS)[number]) => says(one.answers[part] ?? "");
  const shown = seen(item.share, isThere(item), now);
  const answers: CheckInAnswers = { ...other.answers };
  for (const question of TEXT_QUESTIONS) {
    if (shown.has(question)) answers[question] = padded(item.answers[question] ?? "", blanks);
  }
  const copy = <Q extends (typeof WORD_QUESTION_NAMES)[number]>(question: Q) => {
    if (shown.has(question)) answers[question] = item.answers[question];
  };
  WORD_QUESTION_NAMES.forEach(copy);
  const twin: CheckIn = { ...other, day: shown.size > 0 ? item.day : other.day, answers };
  const ticks = keepsEmptyTicks ? QUESTIONS.filter((part) => !isThere(twin)(part)) : [];
  return { ...twin, share: twinShare(item.share, shown, ticks, now) };
}

const notShared = <Item extends Entry | CheckIn>(item: Item): Item => ({ ...item, share: null });

/** Two vaults that agree, from `now` on, on all that is shared, and differ in whatever is private. */
export function twinSources(now: number): fc.Arbitrary<{ one: SheetSource; twin: SheetSource }> {
  const pair = <Item extends Entry | CheckIn>(
    item: fc.Arbitrary<Item>,
    twinOf: (given: Twinned<Item>, now: number) => Item,
  ) => twinned(item).map((given) => ({ item: given.item, twin: twinOf(given, now) }));
  const entryPair: fc.Arbitrary<{ item: Entry; twin: Entry }> = fc.oneof(
    pair(comfort, comfortTwin),
    pair(hardMoment, hardMomentTwin),
    pair(support, supportTwin),
  );
  return fc
    .record({
      entries: fc.array(entryPair, { maxLength: 6 }),
      checkIns: fc.array(pair(checkIn, checkInTwin), { maxLength: 3 }),
      onlyOne: fc.array(entry.map(notShared), { maxLength: 2 }),
      onlyTwin: fc.array(entry.map(notShared), { maxLength: 2 }),
      onlyTwinCheckIns: fc.array(checkIn.map(notShared), { maxLength: 2 }),
      paused: fc.integer({ min: 0, max: 9 }).map((given) => given === 0),
    })
    .map(({ entries, checkIns, onlyOne, onlyTwin, onlyTwinCheckIns, paused }) => ({
      one: {
        entries: [...onlyOne, ...entries.map(({ item }) => item)],
        checkIns: checkIns.map(({ item }) => item),
        paused,
      },
      twin: withKeysReversed({
        entries: [...entries.map(({ twin }) => twin), ...onlyTwin].reverse(),
        checkIns: [...onlyTwinCheckIns, ...checkIns.map(({ twin }) => twin)].reverse(),
        paused,
      }),
    }));
}
