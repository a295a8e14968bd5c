import { describe, expect, it } from "vitest";
import { ToastProvider } from "@/components/ui/toast";
import type { OpenVault } from "@/lib/client";
import { starterComfort } from "@/lib/domain/comfort/topics";
import { blankItem } from "@/lib/domain/kinds/blank";
import { tick } from "@/lib/domain/sharing/verbs";
import { composePage, composeWithSources } from "@/lib/domain/sheet/compose";
import { beyond } from "@/lib/domain/sheet/meet";
import { EMPTY_PAGE } from "@/lib/domain/sheet/page";
import messages from "@/messages/en/screens";
import { madeUpVault } from "@/tests/support/made-up-vault";
import { drawOpen } from "@/tests/support/open-vault";
import { SharingScreen } from "./sharing-screen";

const { sharing, topics, kinds } = messages;
const PERIOD = "first";

const hug = tick(
  { ...starterComfort("hug", 0), answers: { whenTheyStart: { is: "no" } } },
  "whenTheyStart",
  PERIOD,
  0,
);
const kissAlone = tick(
  { ...starterComfort("kiss", 0), answers: { whenTheyStart: { is: "welcome" } } },
  "whenTheyStart",
  null,
  0,
);
const moment = tick(
  { ...blankItem("hardMoment", "m", 0, {}), name: "my uncle", signs: ["I go pale"] },
  "signs",
  PERIOD,
  0,
);
const heavyDay = tick(
  {
    ...blankItem("checkIn", "c", 0, { day: "2026-03-01", startedAt: 0 }),
    answers: { today: "heavy", anythingElse: "the anniversary" },
  },
  "today",
  PERIOD,
  0,
);
const entries = Object.fromEntries([hug, kissAlone, moment].map((entry) => [entry.id, entry]));
const checkIns = [heavyDay];
const composed = composeWithSources(
  { items: [...Object.values(entries), ...checkIns], paused: false, period: PERIOD },
  1,
);

const LINKED: Partial<OpenVault> = {
  entries,
  checkIns,
  link: { state: "linked", words: [] },
  period: PERIOD,
  myPage: { state: "known", page: composed.page, beyond: [] },
};
/** What differs for somebody who is linked with nobody. */
const { link, period, myPage } = madeUpVault();
const ALONE: Partial<OpenVault> = { link, period, myPage };

const draw = (over: Partial<OpenVault>): string =>
  drawOpen(
    <ToastProvider>
      <SharingScreen />
    </ToastProvider>,
    { ...LINKED, ...over },
  );

/** The words that can be read before anything is opened, labels of buttons among them. */
function inSight(over: Partial<OpenVault> = {}): string {
  let [closed, text] = [0, ""];
  for (const [token] of draw(over).matchAll(/<[^>]+>|[^<]+/g)) {
    if (token === "</summary>") closed += 1;
    else if (token === "</details>") closed -= 1;
    else if (closed > 0) continue;
    else if (!token.startsWith("<")) text += token;
    else text += ` ${/aria-label="([^"]*)"/.exec(token)?.[1] ?? ""} `;
  }
  return text.replaceAll(/\s+/g, " ");
}
const stopOf = (name: string) => sharing.stopLabel.replace("{name}", name);
const checkInOnPage = sharing.checkInOnPage.replace("{parts}", kinds.checkIn.parts.today.name);

describe("what I share, before a row is opened", () => {
  it("holds the names that the other has, each with a way to stop it, and no name that they have not", () => {
    const words = inSight();
    expect(words).toContain(sharing.listTitle);
    expect(words).toContain(stopOf(topics.hug));
    expect(words).toContain(stopOf(kinds.hardMoment.item));
    expect(words).toContain(sharing.stopAll);
    for (const kept of ["my uncle", topics.kiss, "I go pale"]) expect(words).not.toContain(kept);
    expect(draw({})).toContain("I go pale");
  });

  it("calls a check-in by the parts that the other has, and tells its day inside the row alone", () => {
    const words = inSight();
    expect(words).toContain(stopOf(checkInOnPage));
    const day = sharing.checkInOf.replace("{day}", "1 March 2026");
    for (const kept of ["2026", messages.kinds.checkIn.parts.today.choices.heavy.mine])
      expect(words).not.toContain(kept);
    for (const inside of [day, messages.kinds.checkIn.parts.today.choices.heavy.mine])
      expect(draw({})).toContain(inside);
    expect(draw({})).not.toContain("the anniversary");
  });

  it("names nothing that waits for a press: neither a name nor a part that they have not", () => {
    const [named, asked] = [tick(moment, "name", PERIOD, 0), tick(heavyDay, "anythingElse", PERIOD, 0)];
    const now = composeWithSources({ items: [named, asked], paused: false, period: PERIOD }, 1);
    const before = composePage({ items: [moment, heavyDay], paused: false, period: PERIOD }, 1);
    const over: Partial<OpenVault> = {
      entries: { [named.id]: named },
      checkIns: [asked],
      myPage: { state: "known", page: before, beyond: beyond(now, before) },
    };
    const words = inSight(over);
    for (const stop of [kinds.hardMoment.item, checkInOnPage]) expect(words).toContain(stopOf(stop));
    for (const kept of ["my uncle", kinds.checkIn.parts.anythingElse.name]) expect(words).not.toContain(kept);
    expect(draw(over)).toContain(sharing.ready.letThrough);
  });

  it("says while alone that nobody sees any of it, and keeps what was ticked closed", () => {
    const words = inSight(ALONE);
    expect(words).toContain(sharing.alone);
    expect(words).toContain(sharing.ready.title);
    expect(words).toContain(sharing.previewNobody);
    for (const kept of [sharing.listTitle, sharing.stopAll, topics.kiss, topics.hug]) {
      expect(words).not.toContain(kept);
    }
  });

  it("says while paused neither that anything is shared nor what", () => {
    const words = inSight({ paused: true, myPage: { state: "known", page: EMPTY_PAGE, beyond: [] } });
    expect(words).toContain(sharing.paused);
    for (const kept of [sharing.listTitle, topics.hug]) expect(words).not.toContain(kept);
  });

  it("says that a pause has emptied their page when the server has it, and not before", () => {
    const words = inSight({ paused: true });
    expect(words).toContain(sharing.pauseOnItsWay);
    expect(words).not.toContain(sharing.paused);
  });

  it("keeps what waits for a press out of the list, and under what is ready", () => {
    const waits = beyond(composed, EMPTY_PAGE);
    const over: Partial<OpenVault> = { myPage: { state: "known", page: EMPTY_PAGE, beyond: waits } };
    expect(inSight(over)).not.toContain(topics.hug);
    expect(inSight(over)).not.toContain(sharing.listTitle);
    expect(draw(over)).toContain(sharing.ready.waits);
    expect(draw(over)).toContain(stopOf(topics.hug));
  });

  it("claims nothing of their page before it was read, and can stop everything all the same", () => {
    const words = inSight({ myPage: { state: "unknown" } });
    expect(words).toContain(sharing.notKnown);
    expect(words).toContain(sharing.stopAll);
    for (const kept of [sharing.listTitle, topics.hug]) expect(words).not.toContain(kept);
  });

  it("does not call somebody alone whose link cannot be read, and leads to where it can be ended", () => {
    const words = inSight({ ...ALONE, troubles: [{ document: "link", problem: "cannot_open" }] });
    expect(words).toContain(sharing.keyLost);
    expect(words).toContain(sharing.notKnown);
    for (const claim of [sharing.alone, sharing.previewNobody]) expect(words).not.toContain(claim);
  });

  it("goes by the published page where a document cannot be opened: each row, everything, and a pause", () => {
    for (const document of ["entries", "checkIns", "link"] as const) {
      const words = inSight({
        ...(document === "entries" && { entries: {} }),
        ...(document === "checkIns" && { checkIns: [] }),
        troubles: [{ document, problem: "cannot_open" }],
      });
      const rows = [topics.hug, kinds.hardMoment.item, checkInOnPage].map(stopOf);
      for (const there of [...rows, sharing.stopAll, sharing.pause]) expect(words).toContain(there);
      expect(words).not.toContain("2026");
    }
  });
});
