import { describe, expect, it } from "vitest";
import type { PageItemOf } from "@/lib/domain/kinds";
import { EMPTY_PAGE } from "@/lib/domain/sheet/page";
import messages from "@/messages/en/screens";
import { drawOpen } from "@/tests/support/open-vault";
import { HelpNow } from "./help-now";

const { hardMoment, support } = messages.kinds;
const { nothing } = messages.sheet.helpNow;

const card = (...items: PageItemOf[]): string =>
  drawOpen(<HelpNow page={{ ...EMPTY_PAGE, items }} />)
    .replaceAll(/<[^>]+>/g, " ")
    .replaceAll(/\s+/g, " ");
const PANIC: PageItemOf<"support"> = {
  kind: "support",
  situation: { starter: "panic" },
  steps: ["A window"],
};

describe("the card for right now", () => {
  it("has what there is to do, in the order of the definition, and nothing else of a moment", () => {
    const drawn = card({
      kind: "hardMoment",
      tag: "a",
      name: "The cellar",
      signs: ["Very still"],
      helps: ["Wait with me"],
      pleaseDont: ["Hold me"],
      nearness: "stay",
      lasts: "An hour",
    });
    const { signs, helps, nearness, pleaseDont } = hardMoment.parts;
    expect(drawn).toContain(
      ["The cellar", signs.theirs, "– Very still", helps.theirs, "1 Wait with me"].join(" "),
    );
    expect(drawn).toContain([nearness.choices.stay.theirs, pleaseDont.theirs, "– Hold me"].join(" "));
    expect(drawn).not.toContain("An hour");
  });

  it("leaves out what says nothing to do, and what is for any day", () => {
    const { wants, ...others } = { ...PANIC, wants: ["company"] } satisfies PageItemOf<"support">;
    expect(card({ kind: "support", situation: others.situation, wants: [...wants] })).toContain(nothing);
    expect(card({ ...PANIC, situation: { starter: "anyDay" } })).toContain(nothing);
    expect(card(PANIC)).toContain(`${support.names.panic.theirs} ${support.parts.steps.theirs} 1 A window`);
  });

  it("tells moments without a name apart by a first line, but never by one that limits", () => {
    const nameless = { kind: "hardMoment", tag: "a" } as const;
    const shown = card(
      { ...nameless, signs: ["Very still"] },
      { ...nameless, pleaseDont: ["Hold me"] },
      PANIC,
    );
    expect(shown).toContain(`${hardMoment.item} Very still ${hardMoment.item} ${support.names.panic.theirs}`);
    expect(shown).not.toContain("Hold me");
  });
});
