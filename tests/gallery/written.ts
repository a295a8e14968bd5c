import type { DrawnKind } from "@/components/kind/drawn";
import { starterComfort } from "@/lib/domain/comfort/topics";
import type { ItemOf, Kind } from "@/lib/domain/kinds";
import { blankItem } from "@/lib/domain/kinds/blank";
import type { CheckIn } from "@/lib/domain/kinds/check-in";
import type { Comfort } from "@/lib/domain/kinds/comfort";
import type { HardMoment } from "@/lib/domain/kinds/hard-moment";
import type { Support } from "@/lib/domain/kinds/support";

/* Items of each kind, as people may write them. */

export type Samples<Of extends Kind> = Readonly<Record<"blank" | "full" | "changed", ItemOf<Of>>>;

function comforts() {
  const blank = starterComfort("hug", 0);
  const full: Comfort = {
    ...blank,
    answers: {
      whenTheyStart: { is: "onlyIf", condition: "I can see you coming" },
      whenIStart: { is: "welcome" },
    },
    notALeadUp: true,
    dontAsk: true,
    note: "In the kitchen it is easy. In a crowd I need a word first.",
  };
  const changed: Comfort = {
    ...full,
    answers: { ...full.answers, whenTheyStart: { is: "welcome" } },
    notALeadUp: false,
    dontAsk: false,
    note: "In the kitchen it is easy.",
  };
  return { blank, full, changed };
}

function hardMoments() {
  const blank = blankItem("hardMoment", "moment", 0, {});
  const full: HardMoment = {
    ...blank,
    name: "The cellar",
    signs: ["I go very still", "I stop in the middle of a sentence"],
    helps: ["Say where we are", "Put the light on", "Wait with me"],
    pleaseDont: ["Please do not hold my wrists"],
    nearness: "stay",
    lasts: "Ten minutes, sometimes an hour",
    afterwards: "Tea, and no talk about it that day.",
  };
  const changed: HardMoment = {
    ...full,
    name: "The cellar stairs",
    signs: ["I go very still"],
    helps: ["Say where we are", "Open a window"],
    pleaseDont: [],
    nearness: "askMe",
    lasts: "Ten minutes",
    afterwards: "Tea.",
  };
  return { blank, full, changed };
}

function noWords() {
  const blank = blankItem("noWords", "noWords", 0, {});
  const full: ItemOf<"noWords"> = {
    ...blank,
    stopSign: ["I tap you twice", "I let go of your hand"],
    freezing: ["I go very still", "My eyes look far away"],
    doFirst: ["Take your hands away", "Say my name softly"],
    pauseLasts: ["Half an hour"],
    pausePlaces: ["Each to a room of our own"],
    pauseEnds: "writer",
  };
  const changed: ItemOf<"noWords"> = {
    ...full,
    stopSign: ["I tap you twice"],
    freezing: ["I go very still"],
    doFirst: ["Say my name softly"],
    pauseLasts: ["Until the evening"],
    pausePlaces: ["One of us goes for a walk"],
    pauseEnds: "whoAsked",
  };
  return { blank, full, changed };
}

function feelsGood() {
  const blank = blankItem("feelsGood", "feelsGood", 0, {});
  const full: ItemOf<"feelsGood"> = {
    ...blank,
    closeness: ["Your hand on my back while we cook"],
    places: ["The bench by the water"],
    smallThings: ["Tea that somebody made for me"],
    ease: ["I hum", "I leave the door open"],
  };
  const changed: ItemOf<"feelsGood"> = {
    ...full,
    closeness: ["A long hug"],
    places: ["The bench by the water", "The top of the stairs"],
    smallThings: ["Bread that is still warm"],
    ease: ["I hum"],
  };
  return { blank, full, changed };
}

function decisions() {
  const blank = blankItem("decision", "decision", 0, { about: { starter: "counselling" } });
  const full: ItemOf<"decision"> = {
    ...blank,
    talk: "bringUp",
    helps: ["Come with me if I ask"],
    pleaseDont: ["Tell anybody about it"],
    soFar: "I have a number, and have not called it.",
  };
  const changed: ItemOf<"decision"> = {
    ...full,
    talk: "mayAsk",
    helps: ["Wait in the car"],
    pleaseDont: [],
    soFar: "I called, once.",
  };
  return { blank, full, changed };
}

function tenderTimes() {
  const blank = blankItem("tenderTime", "tender", 0, {});
  const full: ItemOf<"tenderTime"> = {
    ...blank,
    reason: "The week of the move",
    when: ["From 3 to 10 May", "Sunday evenings"],
    kindness: ["A quiet evening", "Let me be slow"],
    pleaseDont: ["Try to cheer me up"],
  };
  const changed: ItemOf<"tenderTime"> = {
    ...full,
    reason: "That May",
    when: ["From 1 to 10 May"],
    kindness: ["No guests"],
    pleaseDont: [],
  };
  return { blank, full, changed };
}

function mySides() {
  const blank = blankItem("mySide", "mySide", 0, {});
  const full: ItemOf<"mySide"> = {
    ...blank,
    promises: ["When you say stop, I stop at once", "I knock, each time"],
    capacity: "stretched",
    needs: ["An hour on my own after work"],
    turnTo: ["My sister"],
  };
  const changed: ItemOf<"mySide"> = {
    ...full,
    promises: ["I knock, each time"],
    capacity: "steady",
    needs: ["Sleep"],
    turnTo: ["My sister", "A counsellor"],
  };
  return { blank, full, changed };
}

function words() {
  const blank = blankItem("words", "words", 0, {});
  const full: ItemOf<"words"> = {
    ...blank,
    help: ["Take all the time you need", "I am here"],
    hurt: ["Calm down", "That was long ago"],
    names: ["My chest, and no other word", "That year"],
    welcome: ["How was the night?"],
    pleaseNot: ["Why did you not say so?"],
  };
  const changed: ItemOf<"words"> = {
    ...full,
    help: ["I am here"],
    hurt: ["That was long ago"],
    names: ["My chest"],
    welcome: ["How was the night?", "Shall I come?"],
    pleaseNot: [],
  };
  return { blank, full, changed };
}

function supports() {
  const blank = blankItem("support", "support", 0, { situation: { starter: "goQuiet" } });
  const full: Support = {
    ...blank,
    wants: ["company", "practical"],
    touch: "askFirst",
    steps: ["Sit where I can see you", "Make tea"],
    wordsThatHelp: ["Take your time"],
    wordsToLeaveOut: ["Calm down"],
    othersToCall: ["Mira, in the evening"],
  };
  const changed: Support = {
    ...full,
    wants: ["space"],
    touch: "welcome",
    steps: ["Make tea"],
    wordsThatHelp: [],
    wordsToLeaveOut: [],
    othersToCall: ["Mira, at any time"],
  };
  return { blank, full, changed };
}

function checkIns() {
  const blank = blankItem("checkIn", "check-in", 0, { day: "2026-03-14", startedAt: 0 });
  const full: CheckIn = {
    ...blank,
    answers: {
      today: "mixed",
      energy: "little",
      bodySafety: "mostlyAtEase",
      closeness: "aLittle",
      crossedLine: "no",
      holdingUp: "stretched",
      whatHelped: "The walk by the river.",
      wouldChange: "An evening without plans.",
      keptPledge: "I knocked each time.",
      need: "An hour for myself.",
      anythingElse: "Thank you for the soup.",
    },
  };
  const changed: CheckIn = {
    ...full,
    answers: { ...full.answers, today: "good", closeness: "lots", whatHelped: "The walk." },
  };
  return { blank, full, changed };
}

/** Of each kind: nothing filled in, everything filled in, and that once changed so that something waits wherever it can. */
export const WRITTEN = {
  comfort: comforts(),
  hardMoment: hardMoments(),
  support: supports(),
  words: words(),
  noWords: noWords(),
  feelsGood: feelsGood(),
  decision: decisions(),
  tenderTime: tenderTimes(),
  mySide: mySides(),
  checkIn: checkIns(),
} satisfies { readonly [Of in Exclude<Kind, DrawnKind>]: Samples<Of> } & {
  readonly [Of in DrawnKind]?: Samples<Of>;
};
