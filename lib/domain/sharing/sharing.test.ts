import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  checkIn,
  comfort,
  HOUR,
  hardMoment,
  NOW,
  PERIOD,
  shareable,
  shared,
  support,
} from "@/tests/support/arbitraries";
import { canonical } from "../canonical";
import { hasTwoWays, ownComfort, starterComfort } from "../comfort/topics";
import { LIST_LENGTH } from "../entry/limits";
import { hasEnded, isInForce, type Share, turningPoints } from "../entry/share";
import type { AnyItem, PartOf } from "../kinds";
import { blankItem } from "../kinds/blank";
import type { Comfort, ComfortAnswer } from "../kinds/comfort";
import { anyItem } from "../kinds/schemas";
import { EMPTY_PAGE, isEmptyPage } from "../sheet/page";
import { pageIfShown, pageOfItem } from "../sheet/preview";
import { changeOf, directionOf } from "./direction";
import { alwaysShown, contentOf, isFilled, PARTS, partsOffered } from "./parts";
import {
  isShared,
  isTicked,
  readyToShare,
  sharedParts,
  shownOf,
  tickedParts,
  tickOf,
  waiting,
} from "./standing";
import {
  afterEdit,
  putBack,
  showNow,
  stopItem,
  tick,
  undoShow,
  undoShowsLess,
  untick,
  withShareOf,
} from "./verbs";

const RUNS = { numRuns: 200 };
const MOMENTS = [NOW - HOUR, NOW, NOW + HOUR, NOW + 100 * HOUR];

/** An item with one of its parts, offered in a form or not. */
const itemAndPart = shareable.chain((item) =>
  fc.record({ item: fc.constant(item), part: fc.constantFrom<PartOf<AnyItem>>(...PARTS[item.kind]) }),
);

/** An item, and the same with its content rewritten. */
const edited = <Item extends AnyItem>(item: fc.Arbitrary<Item>): fc.Arbitrary<Edit> =>
  fc.tuple(item, item).map(([before, other]) => ({ before, after: { ...other, share: before.share } }));
type Edit = { before: AnyItem; after: AnyItem };
const edit = fc.oneof(edited(comfort), edited(hardMoment), edited(support), edited(checkIn));
const pageOf = (item: AnyItem, at = NOW) => pageOfItem(item, PERIOD, at);
const opens = (item: AnyItem) => anyItem.safeParse(JSON.parse(JSON.stringify(item)));

describe("what sharing a part shows", () => {
  test("a ticked part is on the page exactly if it is filled in", () => {
    fc.assert(
      fc.property(itemAndPart, ({ item, part }) => {
        const page = pageOf(tick<AnyItem>(stopItem(item, NOW), part, PERIOD, NOW));
        expect(!isEmptyPage(page)).toBe(isFilled(item, part));
        if (isFilled(item, part)) expect(JSON.stringify(page)).toContain(`"${part}":`);
        expect(pageIfShown<AnyItem>(item, [part])).toEqual(page);
      }),
      { numRuns: 400 },
    );
  });

  test("nothing is offered twice, and an item with nothing shared shows nothing", () => {
    fc.assert(
      fc.property(shareable, (item) => {
        const offered = partsOffered(item);
        expect(new Set(offered).size).toBe(offered.length);
        expect(pageOf(stopItem(item, NOW))).toEqual(EMPTY_PAGE);
      }),
      RUNS,
    );
  });

  test("a comfort offers its two directions or the one answer, never both", () => {
    expect(partsOffered(starterComfort("hug", NOW))).toEqual([
      "whenTheyStart",
      "whenIStart",
      "notALeadUp",
      "dontAsk",
      "note",
    ]);
    expect(partsOffered(starterComfort("crowds", NOW))).toEqual(["either", "notALeadUp", "dontAsk", "note"]);
    expect(hasTwoWays(ownComfort("id", "my feet", "closeness", NOW))).toBe(true);
  });

  test("a blank check-in has nothing filled in", () => {
    const blank = blankItem("checkIn", "id", NOW, { day: "2026-03-01", startedAt: NOW });
    expect(partsOffered(blank).filter((part) => isFilled(blank, part))).toEqual([]);
  });
});

describe("ticking and unticking", () => {
  test("each verb gives an item that opens again, and leaves the one before as it was", () => {
    fc.assert(
      fc.property(edit, fc.nat(), fc.constantFrom(PERIOD, null), ({ before, after }, pick, period) => {
        const part: PartOf<AnyItem> = PARTS[before.kind][pick % PARTS[before.kind].length] ?? "note";
        const frozen = JSON.stringify([before, after]);
        for (const item of [
          tick<AnyItem>(before, part, period, NOW),
          untick<AnyItem>(before, part, NOW),
          stopItem(before, NOW),
          afterEdit(before, after, period, NOW),
          showNow(after, "all", period, NOW),
          showNow(after, "name", period, NOW),
          showNow(after, part, period, NOW),
          undoShow(showNow(after, part, period, NOW), after, part, period, NOW),
          undoShow(after, before, "all", period, NOW),
          putBack(after, part, period, NOW),
          putBack(after, "name", period, NOW),
          withShareOf(untick<AnyItem>(after, part, NOW), before, period, NOW),
        ]) {
          expect(opens(item)).toMatchObject({ success: true });
          expect(item.share === null || Object.keys(item.share.parts).length > 0).toBe(true);
        }
        expect(JSON.stringify([before, after])).toBe(frozen);
      }),
      RUNS,
    );
  });

  test("ticking shares that part as it reads now, and nothing else, from now until it is stopped", () => {
    fc.assert(
      fc.property(itemAndPart, ({ item, part }) => {
        const fresh = tick<AnyItem>(stopItem(item, 0), part, PERIOD, NOW + 5);
        expect(sharedParts(fresh, PERIOD, NOW)).toEqual([part]);
        expect(fresh).toMatchObject({ editedAt: NOW + 5, share: { name: alwaysShown(stopItem(item, 0)) } });
        const after = tick<AnyItem>(item, part, PERIOD, NOW);
        const others = (one: AnyItem) => ({ ...one.share?.parts, [part]: undefined });
        expect(canonical(others(after))).toBe(canonical(others(item)));
        const before = isShared(item, part, PERIOD, NOW) ? item.share : null;
        const held = (share: Share) => share?.parts[part];
        expect(held(after.share)?.from).toBe(held(before)?.from ?? null);
        expect(held(after.share)?.until).toBe(held(before)?.until ?? null);
      }),
      RUNS,
    );
  });

  test("unticking removes that part alone", () => {
    fc.assert(
      fc.property(itemAndPart, ({ item, part }) => {
        const after = untick<AnyItem>(item, part, NOW);
        for (const at of MOMENTS) {
          expect(tickedParts(after, PERIOD, at)).toEqual(
            tickedParts(item, PERIOD, at).filter((other) => other !== part),
          );
        }
      }),
      RUNS,
    );
  });

  test("a tick that is made while linked with nobody shows nothing, then or later", () => {
    fc.assert(
      fc.property(itemAndPart, ({ item, part }) => {
        const alone = tick<AnyItem>(stopItem(item, NOW), part, null, NOW);
        expect(isTicked(alone, part, null, NOW)).toBe(true);
        expect(tickOf(alone, part, NOW)).toEqual({ period: null, from: null, until: null, shown: null });
        expect(pageOfItem(alone, null, NOW)).toEqual(EMPTY_PAGE);
        expect(pageOf(alone)).toEqual(EMPTY_PAGE);
        expect([isTicked(alone, part, PERIOD, NOW), isShared(alone, part, PERIOD, NOW)]).toEqual([
          false,
          false,
        ]);
        expect(readyToShare([alone], PERIOD, NOW)).toEqual([{ item: alone, parts: [part] }]);
        const chosen = tick<AnyItem>(alone, part, PERIOD, NOW);
        expect(readyToShare([chosen], PERIOD, NOW)).toEqual([]);
        expect(!isEmptyPage(pageOf(chosen))).toBe(isFilled(item, part));
      }),
      RUNS,
    );
  });

  test("each ticked part is shared now or ready to be, and never both", () => {
    fc.assert(
      fc.property(shareable, (item) => {
        const ready = readyToShare([item], PERIOD, NOW).flatMap(({ parts }) => parts);
        const now = sharedParts(item, PERIOD, NOW);
        const share: Share = item.share;
        const standing = Object.entries(share?.parts ?? {}).flatMap(([part, one]) =>
          one && !hasEnded(one, NOW) ? [part] : [],
        );
        expect([...ready, ...now].sort()).toEqual(standing.sort());
        expect(sharedParts(item, null, NOW)).toEqual([]);
        expect(
          readyToShare([item], null, NOW)
            .flatMap(({ parts }) => [...parts])
            .sort(),
        ).toEqual(standing);
      }),
      RUNS,
    );
  });
});

describe("towards no at once, towards yes on purpose", () => {
  test("an edit never shows anything looser, and what it does not tighten waits", () => {
    fc.assert(
      fc.property(edit, ({ before, after }) => {
        const edited = afterEdit(before, after, PERIOD, NOW);
        for (const part of PARTS[before.kind]) {
          const direction = directionOf(before.kind, part);
          const [was, is] = [shownOf(before, part, PERIOD, NOW), shownOf(edited, part, PERIOD, NOW)];
          const change = changeOf(direction, was, is);
          expect(change).not.toBe("loosens");
          if (!isShared(before, part, PERIOD, NOW)) expect(change).toBe("same");
          if (direction.is === "order" && change === "tightens" && direction.unset !== -1) {
            const said = contentOf(after, part);
            expect([canonical(said), canonical({ is: "askFirst" })]).toContain(canonical(is));
          }
        }
        expect(contentsOf(edited)).toEqual(contentsOf(after));
        expect(sharedParts(edited, PERIOD, NOW)).toEqual(sharedParts(before, PERIOD, NOW));
      }),
      { numRuns: 400 },
    );
  });

  test("parts of another period, and of none, stay as they are under every edit", () => {
    fc.assert(
      fc.property(edit, ({ before, after }) => {
        const edited = afterEdit(before, after, PERIOD, NOW);
        const share: [Share, Share] = [before.share, edited.share];
        for (const [part, one] of Object.entries(share[0]?.parts ?? {})) {
          if (one?.period !== PERIOD) expect(share[1]?.parts[part]).toEqual(one);
        }
        expect(afterEdit(before, after, null, NOW)).toBe(after);
      }),
      RUNS,
    );
  });

  test("what waits is what reads otherwise; one press shows it all, the other takes it all back", () => {
    fc.assert(
      fc.property(edit, ({ before, after }) => {
        const edited = afterEdit(before, after, PERIOD, NOW);
        const said = (item: AnyItem) => sharedParts(item, PERIOD, NOW).map((part) => contentOf(item, part));
        const seen = (item: AnyItem) =>
          sharedParts(item, PERIOD, NOW).map((part) => shownOf(item, part, PERIOD, NOW));
        const waits = waiting(edited, PERIOD, NOW);
        if (waits.length === 0) {
          const blankCondition = canonical({ is: "onlyIf", condition: "" });
          expect(said(edited).map((one) => (canonical(one) === blankCondition ? null : one))).toEqual(
            seen(edited),
          );
        }
        const pressed = showNow(edited, "all", PERIOD, NOW);
        for (const what of waiting(pressed, PERIOD, NOW)) {
          // Only what has no words yet goes on waiting, and everything does under a name without any.
          const words = what === "name" ? alwaysShown(pressed) : contentOf(pressed, what);
          expect(
            alwaysShown(pressed) === null || words === null || canonical(words).includes('"condition":""'),
          ).toBe(true);
        }
        const back = waits.reduce((one, what) => putBack(one, what, PERIOD, NOW), edited);
        expect(waiting(back, PERIOD, NOW)).toEqual([]);
        expect(canonical(back.share)).toBe(canonical(edited.share));
        expect(pageOf(back)).toEqual(pageOf(edited));
      }),
      { numRuns: 400 },
    );
  });

  test("one press shows one part, and the rest goes on waiting", () => {
    fc.assert(
      fc.property(edit, ({ before, after }) => {
        const edited = afterEdit(before, after, PERIOD, NOW);
        const waits = waiting(edited, PERIOD, NOW);
        for (const what of waits) {
          const pressed = showNow(edited, what, PERIOD, NOW);
          const rest = waiting(pressed, PERIOD, NOW).filter((other) => other !== what && other !== "name");
          expect(rest).toEqual(waits.filter((other) => other !== what && other !== "name"));
        }
      }),
      RUNS,
    );
  });
});

describe("the undo of a show", () => {
  test("shows exactly what was shown before, leaves the content, and is a question where it shows anything again", () => {
    fc.assert(
      fc.property(edit, fc.nat(), ({ before, after }, pick) => {
        const earlier = afterEdit(before, after, PERIOD, NOW);
        const all = [...waiting(earlier, PERIOD, NOW), "all" as const];
        const what = all[pick % all.length] ?? "all";
        const pressed = showNow(earlier, what, PERIOD, NOW);
        const undone = undoShow(pressed, earlier, what, PERIOD, NOW);
        expect(canonical(undone.share)).toBe(canonical(earlier.share));
        expect(contentsOf({ ...undone, editedAt: 0 })).toBe(contentsOf({ ...pressed, editedAt: 0 }));
        const isLooser = sharedParts(undone, PERIOD, NOW).some((part) => {
          const [shows, showed] = [undone, pressed].map((one) => shownOf(one, part, PERIOD, NOW));
          return shows !== null && changeOf(directionOf(undone.kind, part), showed, shows) === "loosens";
        });
        const isRenamed = canonical(undone.share?.name ?? null) !== canonical(pressed.share?.name ?? null);
        expect(undoShowsLess(earlier, what, PERIOD, NOW)).toBe(!(isLooser || isRenamed));
      }),
      { numRuns: 400 },
    );
  });

  test("brings nothing back that was tightened, unticked or stopped since", () => {
    const hug = {
      ...starterComfort("hug", NOW),
      answers: { whenTheyStart: { is: "welcome" } as ComfortAnswer },
    };
    const waits = afterEdit(
      shared(hug, "whenTheyStart"),
      {
        ...shared(hug, "whenTheyStart"),
        answers: { whenTheyStart: { is: "onlyIf", condition: "I nod" } },
      },
      PERIOD,
      NOW,
    );
    const pressed = showNow(waits, "whenTheyStart", PERIOD, NOW);
    const since = [
      afterEdit(pressed, { ...pressed, answers: { whenTheyStart: { is: "no" } } }, PERIOD, NOW),
      untick(pressed, "whenTheyStart", NOW),
      stopItem(pressed, NOW),
    ];
    for (const item of since) {
      const undone = undoShow(item, waits, "whenTheyStart", PERIOD, NOW);
      expect(shownOf(undone, "whenTheyStart", PERIOD, NOW)).toEqual(
        shownOf(item, "whenTheyStart", PERIOD, NOW),
      );
    }
    // Of another period nothing is touched.
    expect(undoShow(pressed, waits, "whenTheyStart", "second", NOW).share).toEqual(pressed.share);
  });
});

const contentsOf = (item: AnyItem) => canonical({ ...item, share: null });

describe("by example", () => {
  const hug = (answer: ComfortAnswer | undefined, more: Partial<Comfort> = {}): Comfort => ({
    ...starterComfort("hug", NOW),
    answers: answer ? { whenTheyStart: answer } : {},
    ...more,
  });
  const seen = (item: AnyItem, part: PartOf<AnyItem> = "whenTheyStart") => shownOf(item, part, PERIOD, NOW);
  const answered = (item: Comfort, answer: ComfortAnswer | undefined) =>
    afterEdit(item, { ...item, answers: answer ? { whenTheyStart: answer } : {} }, PERIOD, NOW);
  const welcome = shared(hug({ is: "welcome" }), "whenTheyStart");

  test("a no goes out at once, and back to welcome only with a press", () => {
    const no = answered(welcome, { is: "no" });
    expect(seen(no)).toEqual({ is: "no" });
    const again = answered(no, { is: "welcome" });
    expect(seen(again)).toEqual({ is: "no" });
    expect(waiting(again, PERIOD, NOW)).toEqual(["whenTheyStart"]);
    expect(seen(showNow(again, "whenTheyStart", PERIOD, NOW))).toEqual({ is: "welcome" });
    expect(putBack(again, "whenTheyStart", PERIOD, NOW).answers).toEqual({ whenTheyStart: { is: "no" } });
  });

  test("the no stays while its answer is cleared: that would read as ask first", () => {
    const cleared = answered(answered(welcome, { is: "no" }), undefined);
    expect(seen(cleared)).toEqual({ is: "no" });
    expect(waiting(cleared, PERIOD, NOW)).toEqual(["whenTheyStart"]);
    expect(seen(showNow(cleared, "all", PERIOD, NOW))).toBeNull();
  });

  test("a welcome that is cleared is gone at once", () => {
    expect(seen(answered(welcome, undefined))).toBeNull();
    expect(waiting(answered(welcome, undefined), PERIOD, NOW)).toEqual([]);
  });

  test("welcome becomes only if: it reads ask first until the condition is shown with a press", () => {
    for (const condition of ["", "you ask and wait"]) {
      expect(seen(answered(welcome, { is: "onlyIf", condition }))).toEqual({ is: "askFirst" });
    }
    const blank = answered(welcome, { is: "onlyIf", condition: "" });
    // Without words it cannot be shown.
    expect(seen(showNow(blank, "all", PERIOD, NOW))).toEqual({ is: "askFirst" });
    const worded = answered(blank, { is: "onlyIf", condition: "you ask" });
    expect(seen(worded)).toEqual({ is: "askFirst" });
    const pressed = showNow(worded, "whenTheyStart", PERIOD, NOW);
    expect(seen(pressed)).toEqual({ is: "onlyIf", condition: "you ask" });
    // Another condition, or none while it is rewritten: the old one stays.
    for (const condition of ["you wait", ""]) {
      const changed = answered(pressed, { is: "onlyIf", condition });
      expect(seen(changed)).toEqual({ is: "onlyIf", condition: "you ask" });
      expect(waiting(changed, PERIOD, NOW)).toEqual(["whenTheyStart"]);
    }
  });

  test("ticked while unset: a no goes out at once, a welcome waits", () => {
    const unset = shared(hug(undefined), "whenTheyStart");
    expect(seen(answered(unset, { is: "no" }))).toEqual({ is: "no" });
    for (const answer of [{ is: "welcome" }, { is: "askFirst" }] as const) {
      const waits = answered(unset, answer);
      expect(seen(waits)).toBeNull();
      expect(waiting(waits, PERIOD, NOW)).toEqual(["whenTheyStart"]);
    }
  });

  test("a mark that limits goes out when it is set, and stays until a press when it is taken back", () => {
    const ticked = shared(hug({ is: "welcome" }), "dontAsk");
    const set = afterEdit(ticked, { ...ticked, dontAsk: true }, PERIOD, NOW);
    expect(seen(set, "dontAsk")).toBe(true);
    const unset = afterEdit(set, { ...set, dontAsk: false }, PERIOD, NOW);
    expect(seen(unset, "dontAsk")).toBe(true);
    expect(seen(showNow(unset, "dontAsk", PERIOD, NOW), "dontAsk")).toBeNull();
  });

  test("a line that limits goes out when it is added; changed, moved or removed, it waits", () => {
    const moment = shared(
      { ...blankItem("hardMoment", "id", NOW, {}), pleaseDont: ["shout", "hold me"] },
      "pleaseDont",
    );
    const rewritten = (from: typeof moment, pleaseDont: string[]) =>
      afterEdit(from, { ...from, pleaseDont }, PERIOD, NOW);
    const lines = (item: AnyItem) => seen(item, "pleaseDont");
    const between = rewritten(moment, ["shout", "", " leave ", "hold me"]);
    expect(lines(between)).toEqual(["shout", "leave", "hold me"]);
    expect(waiting(between, PERIOD, NOW)).toEqual([]);
    for (const changed of [["shout at me", "hold me"], ["shout"], ["hold me", "shout"], []]) {
      expect(lines(rewritten(moment, changed))).toEqual(["shout", "hold me"]);
    }
    // One line was taken out and waits: the next that is added goes out beside it.
    expect(lines(rewritten(rewritten(moment, ["shout"]), ["shout", "leave"]))).toEqual([
      "shout",
      "hold me",
      "leave",
    ]);
  });

  test("more limits than fit one list wait", () => {
    const many = Array.from({ length: LIST_LENGTH }, (_, index) => `line ${index}`);
    const moment = shared({ ...blankItem("hardMoment", "id", NOW, {}), pleaseDont: many }, "pleaseDont");
    const fewer = afterEdit(moment, { ...moment, pleaseDont: ["line 0"] }, PERIOD, NOW);
    const added = afterEdit(fewer, { ...fewer, pleaseDont: ["line 0", "another"] }, PERIOD, NOW);
    expect(seen(added, "pleaseDont")).toEqual(many);
    expect(waiting(added, PERIOD, NOW)).toEqual(["pleaseDont"]);
  });

  test("an own name that is changed waits, and goes along with what is ticked meanwhile as it was", () => {
    const feet = shared(ownComfort("id", "my feet", "closeness", NOW), "note");
    const noted = showNow({ ...feet, note: "gently" }, "note", PERIOD, NOW);
    const renamed = afterEdit(noted, { ...noted, topic: { own: "my hands" }, dontAsk: true }, PERIOD, NOW);
    expect(waiting(renamed, PERIOD, NOW)).toEqual(["name"]);
    const ticked = tick(renamed, "dontAsk", PERIOD, NOW);
    expect(pageOf(ticked).items).toMatchObject([{ topic: { own: "my feet" }, dontAsk: true }]);
    expect(pageOf(showNow(ticked, "name", PERIOD, NOW)).items).toMatchObject([
      { topic: { own: "my hands" } },
    ]);
    expect(putBack(ticked, "name", PERIOD, NOW).topic).toEqual({ own: "my feet" });
  });

  test("while nothing of an entry is shown its name is the one of today", () => {
    const feet = shared(ownComfort("id", "my feet", "closeness", NOW), "note");
    const renamed = afterEdit(feet, { ...feet, topic: { own: "my hands" }, note: "gently" }, PERIOD, NOW);
    expect(waiting(renamed, PERIOD, NOW)).toEqual(["note"]);
    expect(pageOf(showNow(renamed, "note", PERIOD, NOW)).items).toMatchObject([
      { topic: { own: "my hands" } },
    ]);
  });

  test("an undo gives back the share alone, and nothing looser than what was written since", () => {
    const both = shared(hug({ is: "welcome" }, { note: "slowly" }), "whenTheyStart", "note");
    for (const taken of [untick(both, "note", NOW), stopItem(both, NOW)]) {
      const rewritten = { ...taken, note: "very slowly" };
      const undone = withShareOf(rewritten, both, PERIOD, NOW);
      expect(undone).toMatchObject({ note: "very slowly", share: both.share });
      const tightened: Comfort = { ...taken, answers: { whenTheyStart: { is: "no" } } };
      const back = withShareOf(afterEdit(taken, tightened, PERIOD, NOW), both, PERIOD, NOW);
      expect(seen(back)).toEqual({ is: "no" });
    }
    // What was ticked since stays.
    const since = tick({ ...stopItem(both, NOW), dontAsk: true }, "dontAsk", PERIOD, NOW);
    expect(sharedParts(withShareOf(since, both, PERIOD, NOW), PERIOD, NOW)).toEqual([
      "whenTheyStart",
      "dontAsk",
      "note",
    ]);
    // Everything was stopped since: the share comes back for the former period, and shows nothing.
    expect(pageOfItem(withShareOf(stopItem(both, NOW), both, "a new one", NOW), "a new one", NOW)).toEqual(
      EMPTY_PAGE,
    );
  });
});

describe("when a share is in force", () => {
  const part = { period: PERIOD, from: NOW, until: NOW + HOUR, shown: "slowly" };
  const share: Share = { name: {}, parts: { note: part } };

  test("from its start on, and at its end no more", () => {
    expect([NOW - 1, NOW, NOW + HOUR - 1, NOW + HOUR].map((at) => isInForce(part, at))).toEqual([
      false,
      true,
      true,
      false,
    ]);
    expect(isInForce({ from: null, until: null }, 0)).toBe(true);
  });

  test("it turns at what lies ahead alone, and in its own period", () => {
    expect(turningPoints(share, PERIOD, NOW - 1)).toEqual([NOW, NOW + HOUR]);
    expect(turningPoints(share, PERIOD, NOW)).toEqual([NOW + HOUR]);
    expect(turningPoints(share, PERIOD, NOW + HOUR)).toEqual([]);
    expect(turningPoints(share, "another", NOW - 1)).toEqual([]);
    expect(turningPoints({ name: {}, parts: { note: { ...part, period: null } } }, null, NOW - 1)).toEqual(
      [],
    );
    expect(turningPoints(null, PERIOD, 0)).toEqual([]);
  });

  test("has ended from its end on", () => {
    expect(hasEnded(part, NOW + HOUR - 1)).toBe(false);
    expect(hasEnded(part, NOW + HOUR)).toBe(true);
    expect(hasEnded({ from: null, until: null }, NOW + HOUR)).toBe(false);
  });
});
