import { expect, type Locator } from "@playwright/test";
import { DRAWN_KINDS } from "@/components/kind/drawn";
import { namedIn } from "@/lib/domain/kind/content";
import type { Field, KindDefinition } from "@/lib/domain/kind/definition";
import { KINDS, type Kind } from "@/lib/domain/kinds";
import { KIND_NAMES, PLACES } from "@/lib/domain/kinds/places";
import { linkUp } from "./support/account";
import { test } from "./support/page-check";
import { Person } from "./support/person";
import { words } from "./support/words";

/*
 * Somebody tired writes down something of every kind on a small phone, by pressing alone, and shares it part by part; the other reads
 * that and nothing else. Of a tender time its days stay private.
 */

/** How many presses one item of a kind may take, from the first page on. */
const MOST = 8;
const PHONE = { width: 320, height: 640 };

/** Presses, and counts. */
class Thumb {
  presses = 0;
  async press(what: Locator): Promise<void> {
    this.presses += 1;
    await what.click();
  }
}

type Texts = Readonly<
  Record<
    string,
    {
      name: string;
      label: string;
      starters?: Readonly<Record<string, string>>;
      choices?: Readonly<Record<string, { mine: string; theirs: string }>>;
    }
  >
>;

/** What was pressed in a part, as the reader reads it. */
type Pressed = { part: string; text: string };

/** Fills in what has something to press, two lists at most, and gives what the reader would read of each part. */
async function fillByChips(thumb: Thumb, { page }: Person, kind: (typeof FORMS)[number]): Promise<Pressed[]> {
  const parts: Texts = words.kinds[kind].parts;
  const pressed: Pressed[] = [];
  let lists = 0;
  for (const [part, field] of Object.entries<Field>(KINDS[kind].fields)) {
    const { label = "", starters = {}, choices = {} } = parts[part] ?? {};
    const group = page.getByRole("group", { name: label, exact: true });
    if (field.is === "lines" && field.starters && lists < 2) {
      lists += 1;
      const [line = ""] = Object.values(starters);
      await thumb.press(group.locator("summary"));
      await thumb.press(group.getByRole("button", { name: line, exact: true }));
      pressed.push({ part, text: line });
    }
    if (field.is === "choice") {
      const [choice] = Object.values(choices);
      await thumb.press(group.getByRole("radio", { name: choice?.mine ?? "", exact: true }));
      pressed.push({ part, text: choice?.theirs ?? "" });
    }
  }
  return pressed;
}

/** The kinds whose form is drawn from their definition. */
const FORMS = ["support", ...DRAWN_KINDS] as const;
const WITHHELD = { kind: "tenderTime", part: "when" };

test("one of every kind by presses alone, shared part by part", async ({ browser, check }) => {
  const writer = await Person.arrive(browser, { viewport: PHONE });
  const reader = await Person.arrive(browser);
  await Promise.all([writer.signUp(), reader.signUp()]);
  await linkUp(writer, reader);
  const { page } = writer;
  const begin = async (kind: Kind) => {
    await writer.go("/home");
    const thumb = new Thumb();
    await thumb.press(page.locator(`main a[href="/en/${PLACES[kind].path}"]`).first());
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(words.kinds[kind].title);
    return thumb;
  };
  const took: Partial<Record<Kind, number>> = {};
  const shared: string[] = [];
  const kept: string[] = [];

  for (const kind of FORMS) {
    const thumb = await begin(kind);
    const definition: KindDefinition = KINDS[kind];
    if (namedIn(definition)) await thumb.press(page.locator("main section button").first());
    else if (!definition.single) await thumb.press(page.locator("main button").last());
    const pressed = await fillByChips(thumb, writer, kind);
    expect(pressed.length, kind).toBeGreaterThan(0);
    took[kind] = thumb.presses;
    await writer.saved();

    const texts: Texts = words.kinds[kind].parts;
    const details = page.locator("details", { hasText: words.sharing.whatTheySee }).filter({ visible: true });
    await details.locator("summary").click();
    for (const { part, text } of pressed) {
      if (kind === WITHHELD.kind && part === WITHHELD.part) {
        kept.push(text);
        continue;
      }
      await details.getByRole("checkbox", { name: texts[part]?.name ?? "" }).check();
      shared.push(text);
    }
    await writer.saved();
    await check(page, `/${PLACES[kind].path}, filled in and shared on a small phone`);
    await page.setViewportSize(PHONE);
  }

  const comfort = await begin("comfort");
  await comfort.press(page.getByRole("button", { name: words.topics.hugFromBehind }));
  const direction = page.getByRole("group", { name: words.comfort.whenTheyStart, exact: true });
  await comfort.press(direction.getByRole("radio", { name: words.answers.no, exact: true }));
  took.comfort = comfort.presses;
  const checkIn = await begin("checkIn");
  const { label, choices } = words.kinds.checkIn.parts.today;
  await checkIn.press(writer.button(words.checkIn.new));
  await checkIn.press(
    page.getByRole("group", { name: label }).getByRole("radio", { name: choices.mixed.mine }),
  );
  await checkIn.press(writer.button(words.checkIn.done));
  took.checkIn = checkIn.presses;
  await writer.saved();

  expect(Object.keys(took).sort()).toEqual([...KIND_NAMES].sort());
  for (const [kind, presses] of Object.entries(took)) expect(presses, kind).toBeLessThanOrEqual(MOST);
  test
    .info()
    .annotations.push({ type: "note", description: `Presses for one of each: ${JSON.stringify(took)}` });

  const sheet = await reader.look();
  for (const text of shared) await expect(sheet.getByText(text, { exact: true }).first()).toBeVisible();
  expect(kept).not.toEqual([]);
  for (const text of [...kept, words.topics.hugFromBehind])
    await expect(sheet.getByText(text)).toHaveCount(0);
  await writer.close();
  await reader.close();
});
