import { type Field, type KindDefinition, LIMITS, type PartDirection, WAITS } from "../kind/definition";
import type { Answer, ItemFrom } from "../kind/item";

/** The answers a person may give, besides leaving a topic unset. Unset is never yes and never maybe: it is ask first. */
export const ANSWERS = ["welcome", "askFirst", "onlyIf", "notNow", "no", "notSure"] as const;
export type AnswerKind = (typeof ANSWERS)[number];

/** Who starts. `either` is for topics where the question makes no sense. */
export const DIRECTIONS = ["whenTheyStart", "whenIStart", "either"] as const;
export type Direction = (typeof DIRECTIONS)[number];

export const GROUPS = ["closeness", "intimacy", "talking", "dailyLife"] as const;
export type Group = (typeof GROUPS)[number];

type StarterTopic = { readonly group: Group; readonly twoWays: boolean };

/** The starter set. Its words are in messages/, under `topics`; a key, once released, keeps its meaning for ever. */
export const STARTER_TOPICS = {
  sittingClose: { group: "closeness", twoWays: true },
  holdingHands: { group: "closeness", twoWays: true },
  hug: { group: "closeness", twoWays: true },
  hugFromBehind: { group: "closeness", twoWays: true },
  wokenByTouch: { group: "closeness", twoWays: false },
  kiss: { group: "closeness", twoWays: true },
  faceTouched: { group: "closeness", twoWays: true },
  neckTouched: { group: "closeness", twoWays: true },
  hairTouched: { group: "closeness", twoWays: true },
  backTouched: { group: "closeness", twoWays: true },
  tickling: { group: "closeness", twoWays: true },
  pickedUp: { group: "closeness", twoWays: false },
  sharingABed: { group: "closeness", twoWays: true },
  lyingClose: { group: "closeness", twoWays: true },
  closenessInPublic: { group: "closeness", twoWays: true },
  startingIntimacy: { group: "intimacy", twoWays: true },
  undressing: { group: "intimacy", twoWays: true },
  beingSeen: { group: "intimacy", twoWays: false },
  lightOn: { group: "intimacy", twoWays: false },
  slowPace: { group: "intimacy", twoWays: false },
  touchOverClothes: { group: "intimacy", twoWays: true },
  touchUnderClothes: { group: "intimacy", twoWays: true },
  touchWithHands: { group: "intimacy", twoWays: true },
  touchWithMouth: { group: "intimacy", twoWays: true },
  sex: { group: "intimacy", twoWays: true },
  weightOnMe: { group: "intimacy", twoWays: false },
  wristsHeld: { group: "intimacy", twoWays: false },
  wordsDuring: { group: "intimacy", twoWays: true },
  stoppingHalfWay: { group: "intimacy", twoWays: true },
  closenessAfter: { group: "intimacy", twoWays: true },
  talkingAboutIt: { group: "talking", twoWays: true },
  questionsAboutIt: { group: "talking", twoWays: false },
  advice: { group: "talking", twoWays: false },
  talkingAtNight: { group: "talking", twoWays: true },
  talkingByText: { group: "talking", twoWays: true },
  talkingInPublic: { group: "talking", twoWays: true },
  jokes: { group: "talking", twoWays: false },
  filmsAndNews: { group: "talking", twoWays: false },
  tellingFriends: { group: "talking", twoWays: false },
  tellingFamily: { group: "talking", twoWays: false },
  raisedVoices: { group: "dailyLife", twoWays: false },
  closedDoors: { group: "dailyLife", twoWays: false },
  lockedDoors: { group: "dailyLife", twoWays: false },
  alcoholNearMe: { group: "dailyLife", twoWays: false },
  crowds: { group: "dailyLife", twoWays: false },
  surpriseVisits: { group: "dailyLife", twoWays: false },
  photosOfMe: { group: "dailyLife", twoWays: false },
  lateWithoutWord: { group: "dailyLife", twoWays: false },
  comingUpBehindMe: { group: "dailyLife", twoWays: false },
  sleepingAlone: { group: "dailyLife", twoWays: false },
} as const satisfies Record<string, StarterTopic>;

export type StarterTopicKey = keyof typeof STARTER_TOPICS;
export const STARTER_TOPIC_KEYS = Object.keys(STARTER_TOPICS) as [StarterTopicKey, ...StarterTopicKey[]];

/** Unset reads as "ask first", and so does an answer that is not sure yet. */
const ANSWER: PartDirection = {
  is: "order",
  ranks: { no: 0, notNow: 1, askFirst: 2, notSure: 2, onlyIf: 3, welcome: 4 } satisfies Record<
    AnswerKind,
    number
  >,
  unset: 2,
};

const answer = {
  is: "answer",
  of: ANSWERS,
  inAnswers: true,
  direction: ANSWER,
  holds: ["no", "notNow"],
} as const satisfies Field;
const limit = { is: "flag", direction: LIMITS, holds: true } as const satisfies Field;

/** What is welcome and what is not, on one topic. */
export const comfort = {
  moment: { by: "group", of: { talking: "talking", dailyLife: "dayToDay" }, others: "beforeTouch" },
  along: { topic: { is: "named", starters: STARTER_TOPIC_KEYS }, group: { is: "choice", of: GROUPS } },
  fields: {
    whenTheyStart: answer,
    whenIStart: answer,
    either: answer,
    notALeadUp: limit,
    dontAsk: limit,
    // Words beside an answer may open it.
    note: { is: "note", direction: WAITS, holds: false },
  },
} as const satisfies KindDefinition;

export type Comfort = ItemFrom<"comfort", typeof comfort>;
export type ComfortAnswer = Answer<AnswerKind>;
