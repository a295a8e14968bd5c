// What the two people of the demo have written: made up, gentle, and of every kind that there is to write. Some of it is
// shared, in part or whole, and some is not, so that both sides of the fence can be looked at.
import { shareParts } from "../people.mjs";

/** @typedef {import("../people.mjs").Person} Person */
/** @typedef {import("../people.mjs").Program} Program */
/** @typedef {import("../../lib/domain/kinds/comfort.ts").Comfort} Comfort */
/** @typedef {import("../../lib/domain/kinds/comfort.ts").StarterTopicKey} StarterTopicKey */
/** @typedef {import("../../lib/domain/kinds/comfort.ts").Group} Group */
/** @typedef {import("../../lib/domain/kinds/hard-moment.ts").HardMoment} HardMoment */
/** @typedef {import("../../lib/domain/kinds/support.ts").Support} Support */
/** @typedef {import("../../lib/domain/kinds/check-in.ts").CheckInAnswers} CheckInAnswers */
/** @typedef {import("../../lib/domain/kinds/check-in.ts").Question} Question */
/** @typedef {import("../../lib/domain/kinds/index.ts").AnyItem} AnyItem */
/** @template {AnyItem} Item @typedef {import("../../lib/domain/kinds/index.ts").PartOf<Item>} PartOf */
/** @template {AnyItem["kind"]} Of @typedef {Extract<AnyItem, { kind: Of }>} ItemOf */
/**
 * What is written of an item, with the parts that are shared.
 * @template {AnyItem["kind"]} Of
 * @typedef {Partial<Omit<ItemOf<Of>, "share">> & { share?: PartOf<ItemOf<Of>>[] }} Written
 */

/**
 * `share` names the parts that the other may see; without it nothing is shared.
 * @typedef {{
 *   partnerName: string,
 *   intimacyOpened?: boolean,
 *   comforts: (Partial<Omit<Comfort, "share" | "topic" | "group">> & { topic: StarterTopicKey | { own: string, group: Group }, share?: PartOf<Comfort>[] })[],
 *   hardMoments: (Partial<Omit<HardMoment, "share">> & { share?: PartOf<HardMoment>[] })[],
 *   supports: (Partial<Omit<Support, "share">> & Pick<Support, "situation"> & { share?: PartOf<Support>[] })[],
 *   words: Written<"words">,
 *   noWords?: Written<"noWords">,
 *   feelsGood: Written<"feelsGood">,
 *   mySide: Written<"mySide">,
 *   decisions?: (Written<"decision"> & Pick<ItemOf<"decision">, "about">)[],
 *   tenderTimes?: Written<"tenderTime">[],
 *   checkIns: { daysAgo: number, answers: CheckInAnswers, share?: Question[] }[],
 * }} Pages
 */

/** @type {{ noor: Pages, sam: Pages }} */
export const people = {
  noor: {
    partnerName: "Sam",
    intimacyOpened: true,
    comforts: [
      {
        topic: "sittingClose",
        answers: { whenTheyStart: { is: "welcome" }, whenIStart: { is: "welcome" } },
        note: "On the sofa with tea is one of my favourite things.",
        share: ["whenTheyStart", "whenIStart", "note"],
      },
      {
        topic: "holdingHands",
        answers: { whenTheyStart: { is: "welcome" }, whenIStart: { is: "welcome" } },
        share: ["whenTheyStart", "whenIStart"],
      },
      {
        topic: "hug",
        answers: {
          whenTheyStart: { is: "onlyIf", condition: "I can see you coming and my hands are free" },
          whenIStart: { is: "welcome" },
        },
        notALeadUp: true,
        share: ["whenTheyStart", "whenIStart", "notALeadUp"],
      },
      {
        topic: "hugFromBehind",
        answers: { whenTheyStart: { is: "no" }, whenIStart: { is: "welcome" } },
        share: ["whenTheyStart"],
      },
      {
        topic: "wokenByTouch",
        answers: { either: { is: "no" } },
        dontAsk: true,
        share: ["either", "dontAsk"],
      },
      {
        topic: "hairTouched",
        answers: { whenTheyStart: { is: "askFirst" }, whenIStart: { is: "welcome" } },
        note: "Some days yes and some days not at all. I do not always know why.",
        share: ["whenTheyStart"],
      },
      { topic: "neckTouched", answers: { whenTheyStart: { is: "no" } }, dontAsk: true },
      { topic: "tickling", answers: { whenTheyStart: { is: "no" }, whenIStart: { is: "notSure" } } },
      {
        topic: "sharingABed",
        answers: {
          whenTheyStart: { is: "onlyIf", condition: "I have the side near the door" },
          whenIStart: { is: "welcome" },
        },
        share: ["whenTheyStart", "whenIStart"],
      },
      {
        topic: "startingIntimacy",
        answers: { whenTheyStart: { is: "notNow" }, whenIStart: { is: "notSure" } },
      },
      {
        topic: "stoppingHalfWay",
        answers: { whenTheyStart: { is: "welcome" }, whenIStart: { is: "welcome" } },
        note: "Stopping is always fine. A blanket, and no sad face, please.",
        share: ["whenTheyStart", "whenIStart", "note"],
      },
      { topic: "questionsAboutIt", answers: { either: { is: "notNow" } }, share: ["either"] },
      {
        topic: "advice",
        answers: { either: { is: "askFirst" } },
        note: "“Do you want ideas, or an ear?” is a good question.",
        share: ["either", "note"],
      },
      {
        topic: "raisedVoices",
        answers: { either: { is: "no" } },
        note: "Also at the television.",
        share: ["either", "note"],
      },
      {
        topic: "lateWithoutWord",
        answers: { either: { is: "no" } },
        note: "One word by text is enough.",
        share: ["either", "note"],
      },
      { topic: "crowds", answers: { either: { is: "onlyIf", condition: "we know where the way out is" } } },
      {
        topic: { own: "Reading aloud to me", group: "closeness" },
        answers: { whenTheyStart: { is: "welcome" } },
        note: "Anything with animals in it.",
        share: ["whenTheyStart", "note"],
      },
    ],
    hardMoments: [
      {
        name: "The aftershave in the lift",
        signs: [
          "I stop talking in the middle of a sentence",
          "I hold on to my own sleeve",
          "I look at the door a lot",
        ],
        helps: [
          "Say my name quietly",
          "Ask if I want to go outside",
          "Walk beside me, not in front",
          "Cold water",
        ],
        pleaseDont: ["Ask what is wrong", "Take my arm"],
        nearness: "stay",
        lasts: "About ten minutes",
        afterwards: "I am tired and want to do something dull, like folding washing.",
        share: ["signs", "helps", "pleaseDont", "nearness", "lasts", "afterwards"],
      },
      {
        name: "Doors that slam",
        signs: ["I go to another room"],
        helps: ["Say that it was the wind, if it was", "Put the kettle on where I can hear it"],
        pleaseDont: ["Follow me straight away"],
        nearness: "giveSpace",
        lasts: "A few minutes",
        share: ["name", "signs", "helps", "pleaseDont", "nearness"],
      },
      {
        name: "The second week of November",
        signs: ["I sleep badly", "I cancel things"],
        helps: ["Keep evenings empty"],
      },
    ],
    supports: [
      {
        situation: { starter: "goQuiet" },
        wants: ["company"],
        touch: "askFirst",
        steps: [
          "Sit where I can see you",
          "Tell me about your day, no answer needed",
          "After a while, ask if I am hungry",
        ],
        wordsThatHelp: ["I am here, and there is no rush"],
        wordsToLeaveOut: ["What is it now?"],
        share: ["wants", "touch", "steps", "wordsThatHelp", "wordsToLeaveOut"],
      },
      {
        situation: { starter: "cannotSleep" },
        wants: ["distraction"],
        touch: "none",
        steps: ["The small lamp", "The podcast about ships"],
        wordsThatHelp: ["You are at home, and it is Tuesday"],
        share: ["wants", "touch", "steps", "wordsThatHelp"],
      },
      {
        situation: { starter: "panic" },
        wants: ["company"],
        touch: "none",
        steps: ["Breathe slowly and let me copy it", "Name five things that are blue"],
        othersToCall: ["My sister Leyla, any time"],
        share: ["touch", "steps", "othersToCall"],
      },
      {
        situation: { starter: "anyDay" },
        steps: ["A walk by the canal", "Warm my side of the bed", "The crossword, together"],
        share: ["steps"],
      },
      {
        situation: { own: "After a phone call with my mother" },
        wants: ["space"],
        steps: ["Half an hour alone"],
      },
    ],
    words: {
      help: ["Take all the time you need", "I am next door"],
      hurt: ["Calm down", "You were fine yesterday"],
      names: ["My neck, and never the other word", "That winter"],
      welcome: ["How was the night?", "Would you like company?"],
      pleaseNot: ["What exactly happened?"],
      share: ["help", "hurt", "welcome", "pleaseNot"],
    },
    noWords: {
      stopSign: ["I tap you twice", "I hold up my hand"],
      freezing: ["I go very still", "I go along with it and say nothing"],
      doFirst: ["Take your hands away", "Tell me where we are", "Wait until I look at you"],
      pauseLasts: ["Half an hour"],
      pauseEnds: "writer",
      share: ["stopSign", "freezing", "doFirst"],
    },
    feelsGood: {
      closeness: ["Sitting side by side with a book each"],
      places: ["The bench by the water", "The kitchen, when something is cooking"],
      smallThings: ["Tea that somebody made for me"],
      ease: ["I hum", "I tell you about my day"],
      share: ["places", "smallThings", "ease"],
    },
    mySide: { promises: ["When I need a pause I say so"], needs: ["Not to have to explain"] },
    decisions: [
      {
        about: { starter: "counselling" },
        talk: "bringUp",
        helps: ["Come with me if I ask"],
        pleaseDont: ["Tell anybody about it"],
        soFar: "I have a number, and have not called it.",
        share: ["talk", "helps", "pleaseDont"],
      },
      { about: { starter: "police" }, talk: "leaveIt" },
    ],
    tenderTimes: [
      {
        reason: "The week of the move",
        when: ["From 3 to 10 May"],
        kindness: ["A quiet evening", "Let me be slow"],
        pleaseDont: ["Try to cheer me up"],
        share: ["kindness", "pleaseDont"],
      },
    ],
    checkIns: [
      {
        daysAgo: 6,
        answers: {
          today: "heavy",
          energy: "little",
          bodySafety: "onGuard",
          whatHelped: "The walk by the canal",
        },
        share: ["energy", "whatHelped"],
      },
      {
        daysAgo: 3,
        answers: { today: "mixed", energy: "enough", closeness: "aLittle", anythingElse: "Slept through." },
      },
      {
        daysAgo: 0,
        answers: {
          today: "allRight",
          energy: "enough",
          bodySafety: "mostlyAtEase",
          closeness: "some",
          crossedLine: "no",
          wouldChange: "Hair: perhaps welcome again, soon.",
        },
        share: ["today", "closeness"],
      },
    ],
  },
  sam: {
    partnerName: "Noor",
    comforts: [
      {
        topic: "hug",
        answers: { whenTheyStart: { is: "welcome" }, whenIStart: { is: "askFirst" } },
        share: ["whenTheyStart"],
      },
      { topic: "holdingHands", answers: { whenTheyStart: { is: "welcome" } }, share: ["whenTheyStart"] },
      {
        topic: "closenessInPublic",
        answers: { whenTheyStart: { is: "onlyIf", condition: "not in front of people from work" } },
        share: ["whenTheyStart"],
      },
      {
        topic: "talkingAtNight",
        answers: { whenTheyStart: { is: "notNow" } },
        note: "I need my sleep before early shifts.",
      },
      {
        topic: "jokes",
        answers: { either: { is: "no" } },
        share: ["either"],
      },
    ],
    hardMoments: [
      {
        name: "When I have said something wrong",
        signs: ["I apologise again and again"],
        helps: ["Tell me that once was enough"],
        nearness: "askMe",
        share: ["name", "signs", "helps"],
      },
    ],
    supports: [
      {
        situation: { starter: "low" },
        wants: ["company", "practical"],
        touch: "welcome",
        steps: ["Ask me to cook with you", "Get me out of the house before noon"],
        wordsToLeaveOut: ["Others have it worse"],
        share: ["wants", "touch", "steps", "wordsToLeaveOut"],
      },
      { situation: { starter: "anyDay" }, steps: ["A note in my lunch box"], share: ["steps"] },
      { situation: { starter: "angry" }, wants: ["space"], steps: ["Let me run round the park first"] },
    ],
    words: { help: ["Tell me that once was enough"], hurt: ["Never mind"], share: ["help"] },
    feelsGood: { smallThings: ["A walk before breakfast"], share: ["smallThings"] },
    mySide: {
      promises: ["When you say stop, I stop at once", "I knock, each time"],
      capacity: "steady",
      needs: ["An hour on my own after work"],
      turnTo: ["My sister"],
      share: ["promises", "capacity"],
    },
    checkIns: [
      {
        daysAgo: 4,
        answers: { today: "mixed", holdingUp: "stretched", need: "An evening with my brother" },
        share: ["need"],
      },
      {
        daysAgo: 1,
        answers: {
          today: "good",
          energy: "plenty",
          holdingUp: "steady",
          keptPledge: "I stopped when you said stop.",
        },
        share: ["today", "holdingUp", "keptPledge"],
      },
    ],
  },
};

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Has a person write their pages, share what is marked so, and waits until all of it is saved and can be seen by the other.
 * @param {Program} program
 * @param {Person} person
 * @param {Pages} pages
 */
export async function write({ make }, { engine, saved }, pages) {
  const now = Date.now();
  let made = 0;
  const newId = () => `written-${made++}`;

  /**
   * @template {AnyItem} Item
   * @param {Item} blank
   * @param {Partial<Omit<Item, "share">> & { share?: PartOf<Item>[] }} written
   */
  const put = async (blank, { share = [], ...rest }) => shareParts(engine, { ...blank, ...rest }, share);

  await engine.saveProfile({
    partnerName: pages.partnerName,
    intimacyOpened: pages.intimacyOpened ?? false,
    idleMinutes: 30,
  });
  for (const { topic, ...written } of pages.comforts) {
    const blank =
      typeof topic === "string"
        ? make.starterComfort(topic, now)
        : make.ownComfort(newId(), topic.own, topic.group, now);
    await put(blank, written);
  }
  for (const written of pages.hardMoments) await put(make.blankItem("hardMoment", newId(), now, {}), written);
  for (const { situation, ...written } of pages.supports)
    await put(make.blankItem("support", newId(), now, { situation }), written);
  const { words, noWords, feelsGood, mySide } = pages;
  if (words) await put(make.blankItem("words", "words", now, {}), words);
  if (noWords) await put(make.blankItem("noWords", "noWords", now, {}), noWords);
  if (feelsGood) await put(make.blankItem("feelsGood", "feelsGood", now, {}), feelsGood);
  if (mySide) await put(make.blankItem("mySide", "mySide", now, {}), mySide);
  for (const { about, ...written } of pages.decisions ?? [])
    await put(make.blankItem("decision", newId(), now, { about }), written);
  for (const written of pages.tenderTimes ?? [])
    await put(make.blankItem("tenderTime", newId(), now, {}), written);
  for (const { daysAgo, answers, share = [] } of pages.checkIns) {
    const then = now - daysAgo * DAY_MS;
    const blank = make.blankItem("checkIn", newId(), then, {
      day: make.dayOf(new Date(then)),
      startedAt: then,
    });
    await shareParts(engine, { ...blank, answers }, share);
  }
  await saved();
}
