import { describe, expect, it } from "vitest";
import type { OpenVault } from "@/lib/client";
import { ownComfort, starterComfort } from "@/lib/domain/comfort/topics";
import type { AnyItem } from "@/lib/domain/kinds";
import { blankItem } from "@/lib/domain/kinds/blank";
import type { Comfort, ComfortAnswer } from "@/lib/domain/kinds/comfort";
import type { PartOrName } from "@/lib/domain/sharing/standing";
import { afterEdit, tick } from "@/lib/domain/sharing/verbs";
import messages from "@/messages/en/screens";
import { drawOpen } from "@/tests/support/open-vault";
import { ShareParts } from "./share-parts";
import { SharedField } from "./shared-field";

const { sharedField, sharing, answers, sheet, kinds } = messages;
const PERIOD = "first";

const LINKED: Partial<OpenVault> = { link: { state: "linked", words: [] }, period: PERIOD };

const wordsOf = (drawn: React.ReactNode, over: Partial<OpenVault> = {}): string =>
  drawOpen(drawn, { ...LINKED, ...over })
    .replaceAll(/<[^>]+>/g, " ")
    .replaceAll(/\s+/g, " ")
    .trim();
const field = (item: AnyItem, part: PartOrName, over?: Partial<OpenVault>): string =>
  wordsOf(
    <SharedField item={item} part={part} onShare={() => {}}>
      FIELD
    </SharedField>,
    over,
  );

const answered = (answer: ComfortAnswer): Comfort => ({
  ...starterComfort("hug", 1),
  answers: { whenTheyStart: answer },
});
const shared = (answer: ComfortAnswer): Comfort => tick(answered(answer), "whenTheyStart", PERIOD, 2);
const edited = (comfort: Comfort, answer: ComfortAnswer): Comfort =>
  afterEdit(comfort, { ...comfort, answers: { whenTheyStart: answer } }, PERIOD, 3);

describe("the field of a part", () => {
  it("is the field alone while nobody sees it", () => {
    const hug = answered({ is: "welcome" });
    expect(field(hug, "whenTheyStart")).toBe("FIELD");
    expect(field(tick(hug, "whenTheyStart", null, 2), "whenTheyStart")).toBe("FIELD");
    expect(field(shared({ is: "welcome" }), "whenTheyStart", { period: null })).toBe("FIELD");
    expect(field(shared({ is: "welcome" }), "whenTheyStart", { period: "second" })).toBe("FIELD");
  });

  it("says before the press what goes out at once, and what waits", () => {
    const { rule } = sharedField;
    expect(field(shared({ is: "no" }), "whenTheyStart")).toBe(`FIELD ${rule.order}`);
    const moment = { ...blankItem("hardMoment", "a", 1, {}), pleaseDont: ["Shout"], lasts: "An hour" };
    expect(field(tick(moment, "pleaseDont", PERIOD, 2), "pleaseDont")).toBe(`FIELD ${rule.limits}`);
    expect(field(tick(moment, "lasts", PERIOD, 2), "lasts")).toBe(`FIELD ${rule.waits}`);
    const marked = tick({ ...answered({ is: "no" }), dontAsk: true }, "dontAsk", PERIOD, 2);
    expect(field(marked, "dontAsk")).toBe(`FIELD ${rule.flag}`);
  });

  it("shows what they still see while a looser answer waits, and nothing of it after a stricter one", () => {
    const looser = edited(shared({ is: "no" }), { is: "welcome" });
    expect(field(looser, "whenTheyStart")).toBe(
      `FIELD ${sharedField.rule.order} ${sharedField.stillSee} ${answers.no} ${sharedField.show} ${sharedField.putBack}`,
    );
    const stricter = edited(shared({ is: "welcome" }), { is: "no" });
    expect(field(stricter, "whenTheyStart")).toBe(`FIELD ${sharedField.rule.order}`);
  });

  it("offers no press for an “only if” that has no words", () => {
    const wordless = edited(shared({ is: "welcome" }), { is: "onlyIf", condition: "" });
    expect(field(wordless, "whenTheyStart")).toBe(
      `FIELD ${sharedField.rule.order} ${sharedField.untilWords} ${answers.askFirst} ${sharedField.putBack}`,
    );
  });

  it("offers no way to put back what would empty the field", () => {
    const ticked = tick(blankItem("hardMoment", "a", 1, {}), "signs", PERIOD, 2);
    const written = afterEdit(ticked, { ...ticked, signs: ["I go pale"] }, PERIOD, 3);
    expect(field(written, "signs")).toBe(
      `FIELD ${sharedField.rule.waits} ${sharedField.notSeenYet} ${sharedField.show}`,
    );
  });

  it("says while paused that they see none of it", () => {
    const looser = edited(shared({ is: "no" }), { is: "welcome" });
    expect(field(looser, "whenTheyStart", { paused: true })).toBe(
      `FIELD ${sharing.pausedHere} ${sharing.previewPaused} ${answers.no} ${sharedField.show} ${sharedField.putBack}`,
    );
  });

  it("draws every kind of part, and a name, in the words that the reader has", () => {
    const stillSeen = (item: AnyItem, part: PartOrName) =>
      field(item, part).split(sharedField.stillSee)[1]?.split(sharedField.show)[0]?.trim();

    const flagged = tick({ ...answered({ is: "no" }), notALeadUp: true }, "notALeadUp", PERIOD, 2);
    expect(stillSeen({ ...flagged, notALeadUp: false }, "notALeadUp")).toBe(sheet.notALeadUp);

    const wishes = tick(
      { ...blankItem("support", "a", 1, { situation: { starter: "panic" } }), wants: ["space"] },
      "wants",
      PERIOD,
      2,
    );
    expect(stillSeen({ ...wishes, wants: ["listen"] }, "wants")).toBe(
      kinds.support.parts.wants.choices.space.mine,
    );

    const moment = tick({ ...blankItem("hardMoment", "a", 1, {}), name: "Night" }, "name", PERIOD, 2);
    expect(stillSeen({ ...moment, name: "Crowds" }, "name")).toBe("Night");

    const own = tick(
      { ...ownComfort("a", "My ears", "closeness", 1), answers: { either: { is: "no" } } },
      "either",
      PERIOD,
      2,
    );
    expect(stillSeen({ ...own, topic: { own: "My hair" } }, "name")).toBe("My ears");
    expect(stillSeen({ ...own, topic: { own: "My hair" } }, "either")).toBeUndefined();
  });
});

describe("how sharing stands", () => {
  const state = (item: AnyItem, over?: Partial<OpenVault>) =>
    wordsOf(<ShareParts item={item} onShare={() => {}} />, over);
  const said = (pattern: string) => pattern.replace("{parts}", kinds.comfort.parts.whenTheyStart.name);

  it("is “shared” only while linked, for this one, and not paused", () => {
    const hug = shared({ is: "no" });
    const alone = tick(answered({ is: "no" }), "whenTheyStart", null, 2);
    expect(state(hug)).toContain(said(sharing.sharedParts));
    expect(state(hug, { paused: true })).toContain(said(sharedField.pausedParts));
    expect(state(hug, { period: "second" })).toContain(sharing.private);
    expect(state(hug, { period: null })).toContain(sharing.private);
    expect(state(alone, { period: null })).toContain(said(sharedField.readyParts));
    expect(state(alone)).toContain(sharing.private);
  });
});
