import { NextIntlClientProvider } from "next-intl";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import type { PageItemOf } from "@/lib/domain/kinds";
import { EMPTY_PAGE } from "@/lib/domain/sheet/page";
import type { Page } from "@/lib/domain/sheet/schema";
import messages from "@/messages/en/screens";
import { SheetView } from "./sheet-view";

const draw = (page: Page, withReading = false, looking = false): string =>
  renderToStaticMarkup(
    <NextIntlClientProvider locale="en" messages={messages} timeZone="Asia/Kathmandu">
      <SheetView page={page} withReading={withReading} looking={looking} />
    </NextIntlClientProvider>,
  );
const words = (page: Page, looking = false): string =>
  draw(page, false, looking)
    .replaceAll(/<[^>]+>/g, " ")
    .replaceAll(/\s+/g, " ")
    .trim();

const pageWith = (...items: PageItemOf[]): Page => ({ ...EMPTY_PAGE, items });
const HUG = pageWith({
  kind: "comfort",
  topic: { starter: "hug" },
  group: "closeness",
  whenTheyStart: { is: "onlyIf", condition: "it is daytime" },
  whenIStart: { is: "no" },
});

describe("the sheet, as its reader sees it", () => {
  it("says of an empty page that it says nothing about the reader, and shows no heading", () => {
    const { standing, ends, empty } = messages.sheet;
    expect(words(EMPTY_PAGE)).toBe(`${standing} ${ends} ${empty}`);
    expect(draw(EMPTY_PAGE)).not.toMatch(/<h\d/);
  });

  it("holds what is on the page and nothing else", () => {
    expect(words(HUG)).toBe(
      [
        messages.sheet.standing,
        messages.sheet.ends,
        messages.sheet.beforeTouch,
        "A hug",
        // From the reader's side, the "no" first.
        "When they start it",
        "No",
        "When you start it",
        "Only if …",
        "it is daytime",
      ].join(" "),
    );
  });

  it("looks the same while the newest page is looked for, whatever of the last one limits nothing", () => {
    const { standing, ends, beforeTouch, looking } = messages.sheet;
    expect(words(EMPTY_PAGE, true)).toBe(`${standing} ${ends} ${beforeTouch} ${looking}`);
    expect(words(HUG, true)).toContain(`${beforeTouch} ${looking} A hug`);
  });

  it("shows a hard moment whose name is private under a plain heading", () => {
    const { item, parts } = messages.kinds.hardMoment;
    const page = pageWith({ kind: "hardMoment", tag: "a", signs: ["I go pale"] });
    expect(words(page)).toContain(`${item} ${parts.signs.theirs} I go pale`);
    expect(words(page)).not.toContain(parts.helps.theirs);
  });

  it("shows small kindnesses under the heading of their moment alone", () => {
    const { names, parts } = messages.kinds.support;
    const steps = ["A note on the table"];
    const kind = draw(pageWith({ kind: "support", situation: { starter: "anyDay" }, steps }));
    expect(kind).toContain("<ul");
    for (const not of ["<h3", "<ol", names.anyDay.theirs, parts.steps.theirs])
      expect(kind).not.toContain(not);
    const panic = pageWith({ kind: "support", situation: { starter: "panic" }, steps, touch: "none" });
    expect(words(panic)).toContain(
      [names.panic.theirs, parts.touch.choices.none.theirs, parts.steps.theirs, ...steps].join(" "),
    );
    for (const own of ["<h3", "<ol", 'data-tint="ink"']) expect(draw(panic)).toContain(own);
  });

  it("tells a check-in by its answers, and says once, and only there, that none has a day", () => {
    const { standing, ends, fromCheckIns, undated } = messages.sheet;
    const { today, energy } = messages.kinds.checkIn.parts;
    const page = pageWith(
      { kind: "checkIn", tag: "a", today: "mixed" },
      { kind: "checkIn", tag: "b", energy: "little" },
    );
    expect(words(page)).toBe(
      [
        ...[standing, ends, fromCheckIns, undated],
        ...[today.theirs, today.choices.mixed.theirs, energy.theirs, energy.choices.little.theirs],
      ].join(" "),
    );
    expect(words(HUG)).not.toContain(undated);
  });

  it("leads its reader, and not the one who looks at what they share, to a page about the situation", () => {
    const links = (page: Page, withReading: boolean) => draw(page, withReading).match(/href="[^"]*"/g);
    const panic = { kind: "support", situation: { starter: "panic" } } as const;
    const little = pageWith({ ...panic, touch: "none" });
    const more = pageWith({ ...panic, wants: ["space"], steps: ["Open the window"] });
    expect(links(little, true)).toEqual(['href="/en/guidance/when-they-panic"']);
    expect(links(more, true)).toEqual(links(little, true));
    expect(links(EMPTY_PAGE, true)).toEqual(['href="/en/guidance/when-the-page-is-empty"']);
    for (const page of [little, more, EMPTY_PAGE]) expect(links(page, false)).toBeNull();
  });

  it("treats words as words", () => {
    const page = pageWith({ kind: "hardMoment", tag: "a", name: "<img src=x onerror=alert(1)>" });
    expect(draw(page)).toContain("&lt;img src=x onerror=alert(1)&gt;");
  });
});
