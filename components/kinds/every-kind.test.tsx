import { describe, expect, test } from "vitest";
import { HomeScreen } from "@/components/home/home-screen";
import { ShareParts } from "@/components/sharing/share-parts";
import { SharedField } from "@/components/sharing/shared-field";
import { SharingScreen } from "@/components/sharing/sharing-screen";
import { useItemLines } from "@/components/sharing/use-item-lines";
import { SheetView } from "@/components/sheet/sheet-view";
import { ToastProvider } from "@/components/ui/toast";
import type { KindDefinition } from "@/lib/domain/kind/definition";
import { type AnyItem, KINDS } from "@/lib/domain/kinds";
import type { CheckIn } from "@/lib/domain/kinds/check-in";
import { KIND_NAMES, monthlyBy, PLACES } from "@/lib/domain/kinds/places";
import { contentOf, partField, partsOffered } from "@/lib/domain/sharing/parts";
import { waiting } from "@/lib/domain/sharing/standing";
import { composePage } from "@/lib/domain/sheet/compose";
import { isEmptyPage } from "@/lib/domain/sheet/page";
import { pageIfShown } from "@/lib/domain/sheet/preview";
import type { Page } from "@/lib/domain/sheet/schema";
import messages from "@/messages/en/screens";
import { LINKED, PERIOD, SAMPLES, ticked, waitingSince } from "@/tests/gallery/samples";
import { drawOpen } from "@/tests/support/open-vault";

/* What has to hold of every kind that there is, so that a new one cannot be shared and not be seen, stopped or found. */

const samples: readonly AnyItem[] = Object.values(SAMPLES).map(({ full }) => full);
const textIn = (html: string): string =>
  html
    .replaceAll(/<[^>]+>/g, " ")
    .replaceAll("&amp;", "&")
    .replaceAll(/\s+/g, " ");

/** The writer's own words in a part. */
function ownWords(item: AnyItem, part: string): string[] {
  const is = partField(item.kind, part)?.is;
  const content = contentOf(item, part);
  return is === "line" || is === "note" || is === "lines" ? [content].flat().map(String) : [];
}

/** The words of a text that another has not, or not as often. */
function wordsBeyond(text: string, other: string): string[] {
  const left = other.split(" ");
  return text.split(" ").filter((word) => {
    const at = left.indexOf(word);
    if (at !== -1) left.splice(at, 1);
    return at === -1;
  });
}

const read = (page: Page) => textIn(drawOpen(<SheetView page={page} />));

function Lines({ item }: { item: AnyItem }) {
  const lines = useItemLines();
  return lines(item).map(({ label, texts }) => <p key={label}>{`${label}: ${texts.join(", ")}`}</p>);
}

describe.each(samples.map((item) => [item.kind, item] as const))("an item of the kind %s", (_, item) => {
  const parts = partsOffered(item);
  const { title }: KindDefinition = KINDS[item.kind];
  const words: { title: string; parts: Readonly<Record<string, { name: string }>> } =
    messages.kinds[item.kind];
  const all = (which: readonly string[]) => parts.filter((part) => which.includes(part));

  test("is read part by part: what is shown stands there, and what is not does not", () => {
    for (const part of parts) {
      const shown = read(pageIfShown<AnyItem>(item, [part]));
      for (const own of ownWords(item, part)) expect(shown, part).toContain(own);
      for (const other of parts.filter((one) => one !== part)) {
        for (const own of ownWords(item, other)) expect(shown, `${part}, not ${other}`).not.toContain(own);
      }
      // A part that nothing draws leaves what stands around each of them, and not a word more.
      for (const other of parts.filter((one) => one !== part)) {
        expect(
          wordsBeyond(shown, read(pageIfShown<AnyItem>(item, [other]))),
          `${part}, beside ${other}`,
        ).not.toEqual([]);
      }
    }
    const whole = read(pageIfShown<AnyItem>(item, all([...parts])));
    for (const part of parts) for (const own of ownWords(item, part)) expect(whole).toContain(own);
  });

  test("counts as something on a page, and is gone from it once it is stopped", () => {
    const page = composePage({ items: [ticked(item)], paused: false, period: PERIOD }, 0);
    expect([isEmptyPage(page), page.items.length]).toEqual([false, 1]);
    expect(isEmptyPage(composePage({ items: [item], paused: false, period: PERIOD }, 0))).toBe(true);
  });

  test("has a tick for each of its parts", () => {
    const html = drawOpen(<ShareParts item={item} onShare={() => {}} />, LINKED);
    expect(html.match(/type="checkbox"/g)).toHaveLength(parts.length);
    for (const part of parts) expect(textIn(html)).toContain(words.parts[part]?.name);
  });

  test("says of each part that waits what they still see", () => {
    const waits = waitingSince(item, SAMPLES[item.kind].changed);
    for (const part of waiting(waits, PERIOD, Date.now())) {
      const html = drawOpen(
        <SharedField item={waits} part={part} onShare={() => {}}>
          FIELD
        </SharedField>,
        LINKED,
      );
      expect(html, part).not.toContain(messages.sharedField.notSeenYet);
      for (const own of ownWords(item, part)) expect(textIn(html), part).toContain(own);
    }
  });

  test("stands in what I share with a way to stop it, and with all that is read of it", () => {
    const shared: AnyItem = ticked(item);
    const html = drawOpen(
      <ToastProvider>
        <SharingScreen />
      </ToastProvider>,
      {
        ...LINKED,
        ...(monthlyBy(item.kind) !== undefined
          ? { checkIns: [shared].filter((one): one is CheckIn => one.kind === "checkIn") }
          : { entries: { [item.id]: shared } }),
        myPage: {
          state: "known",
          page: composePage({ items: [shared], paused: false, period: PERIOD }, Date.now()),
          beyond: [],
        },
      },
    );
    const stop = messages.sharing.stopLabel.replace("{name}", "");
    expect(html.split(`aria-label="${stop}`)).toHaveLength(2);
    for (const part of parts) for (const own of ownWords(item, part)) expect(textIn(html)).toContain(own);
  });

  test("says all of itself to its writer", () => {
    const said = textIn(drawOpen(<Lines item={item} />));
    for (const part of parts.filter((one) => one !== title)) {
      expect(said).toContain(`${words.parts[part]?.name}: `);
      for (const own of ownWords(item, part)) expect(said).toContain(own);
    }
  });

  test("is found from the first page", () => {
    const home = drawOpen(
      <ToastProvider>
        <HomeScreen />
      </ToastProvider>,
    );
    expect(home).toContain(`href="/en/${PLACES[item.kind].path}"`);
    expect(textIn(home)).toContain(words.title);
  });
});

test("every kind has its samples", () => {
  expect(samples.map(({ kind }) => kind).sort()).toEqual([...KIND_NAMES].sort());
});
