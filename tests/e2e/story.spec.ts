import { expect } from "@playwright/test";
import type { AnswerKind, StarterTopicKey } from "@/lib/domain/kinds/comfort";
import { Person } from "./support/person";
import { test } from "./support/test";
import { words } from "./support/words";

/*
 * The main job, as two people would do it: each in a browser context of their own, by what the screens say.
 */

const COMFORTS: [StarterTopicKey, "whenTheyStart" | "whenIStart" | "either", AnswerKind][] = [
  ["hug", "whenTheyStart", "askFirst"],
  ["hug", "whenIStart", "welcome"],
  ["holdingHands", "whenTheyStart", "welcome"],
  ["hugFromBehind", "whenTheyStart", "no"],
  ["wokenByTouch", "either", "no"],
  ["neckTouched", "whenTheyStart", "notNow"],
  ["hairTouched", "whenTheyStart", "notSure"],
  ["tickling", "whenTheyStart", "no"],
  ["talkingAboutIt", "whenTheyStart", "notNow"],
  ["talkingAboutIt", "whenIStart", "welcome"],
  ["raisedVoices", "either", "no"],
  ["closedDoors", "either", "askFirst"],
];

/** What fetching the other's sheet answers, byte for byte, with everything that could tell of a change. */
const fetchSheet = (person: Person) => person.ask("/api/sheet");

test("two people record, share, see, check in, recover and part", async ({ browser }) => {
  const writer = await Person.arrive(browser);
  const reader = await Person.arrive(browser);
  await writer.signUp();
  await reader.signUp();

  await test.step("the writer writes down comforts, hard moments and supports, alone", async () => {
    for (const [topic, direction, answer] of COMFORTS) await writer.answer(topic, direction, answer);
    await writer.answer("backTouched", "whenTheyStart", "onlyIf", "I can see your face");
    await writer.noteOn("hug", "the stairs at my aunt's house");
    await writer.noteOn("raisedVoices", "even when it is only the football");
    await writer.saved();
    await writer.addHardMoment({
      name: "the smell of that aftershave",
      signs: ["I stop talking", "I hold on to my sleeve"],
      helps: ["say my name", "open a window"],
    });
    await writer.addHardMoment({
      name: "bathroom door",
      signs: ["I breathe fast"],
      helps: ["count with me"],
    });
    await writer.addSupport("goQuiet", { steps: ["sit near me", "no questions"] });
    await writer.addSupport("cannotSleep", { steps: ["put the small light on"] });
    await writer.saved();
  });

  await test.step("they link", async () => {
    const link = await writer.invite();
    await reader.accept(link);
    expect(new URL(reader.page.url()).hash).toBe("");
    const readersWords = await reader.pairWords();
    await expect(writer.page.getByText(words.link.compare.question)).toBeVisible();
    expect(await writer.pairWords()).toEqual(readersWords);
    await writer.button(words.link.compare.same).click();
    await expect(writer.page.getByRole("heading", { name: words.link.linked.title })).toBeVisible();
    await expect(reader.page.getByRole("heading", { name: words.link.linked.title })).toBeVisible();
  });

  await test.step("the reader sees a calm empty page", async () => {
    await reader.look();
    await expect(reader.page.getByText(words.sheet.empty)).toBeVisible();
  });

  await test.step("the writer shares some lines, with some parts, and the reader sees exactly those", async () => {
    await writer.go("/comfort");
    await writer.tick(words.topics.hug, ["whenTheyStart"]);
    await writer.tick(words.topics.hugFromBehind, ["whenTheyStart"]);
    await writer.tick(words.topics.backTouched, ["whenTheyStart"]);
    await writer.tick(words.topics.raisedVoices, ["either", "note"]);
    await writer.go("/hard-moments");
    await writer.tick("the smell of that aftershave", ["signs", "helps"]);
    await writer.go("/support");
    await writer.tick(words.kinds.support.names.goQuiet.mine, ["steps"]);
    await writer.saved();

    const sheet = await reader.look();
    await expect(sheet.getByText("sit near me")).toBeVisible();
    const text = await sheet.innerText();
    for (const shown of [
      words.topics.hug,
      words.topics.hugFromBehind,
      words.topics.backTouched,
      words.topics.raisedVoices,
      "I can see your face",
      "even when it is only the football",
      "I stop talking",
      "open a window",
      words.kinds.support.names.goQuiet.theirs,
    ]) {
      expect(text).toContain(shown);
    }
    for (const kept of [
      "aunt",
      "aftershave",
      "bathroom",
      "count with me",
      "small light",
      words.topics.tickling,
      words.topics.closedDoors,
      words.topics.holdingHands,
      words.topics.talkingAboutIt,
    ]) {
      expect(text).not.toContain(kept);
    }
  });

  await test.step("the writer's page of what I share shows the same as the reader sees", async () => {
    await writer.go("/sharing");
    const preview = writer.page.getByRole("region", { name: words.sharing.previewTitle });
    await writer.button(words.sharing.preview, preview).click();
    for (const shown of ["I can see your face", "I stop talking", "sit near me"]) {
      await expect(preview.getByText(shown)).toBeVisible();
    }
    await expect(preview.getByText("aunt")).toHaveCount(0);
  });

  await test.step("the writer edits something private, and the reader's fetch is byte for byte the same", async () => {
    const before = await fetchSheet(reader);
    await writer.noteOn("hug", "the stairs, and the coat on the hook");
    await writer.answer("tickling", "whenIStart", "notNow");
    await writer.addHardMoment({ name: "a third one", signs: ["nothing to see"], helps: [] });
    await writer.checkIn([{ question: "today", word: words.kinds.checkIn.parts.today.choices.heavy.mine }]);
    await writer.saved();
    expect(before?.status).toBe(200);
    expect(await fetchSheet(reader)).toEqual(before);
  });

  await test.step("a shared line that the writer writes anew waits beside its field, and goes out with a press", async () => {
    const before = await fetchSheet(reader);
    const note = await writer.noteField("raisedVoices");
    await note.fill("even when it is only the match");
    await note.blur();
    await expect(writer.page.getByText(words.sharedField.stillSee)).toBeVisible();
    await writer.saved();
    expect(await fetchSheet(reader)).toEqual(before);
    await writer.button(words.sharedField.show).click();
    await expect.poll(() => fetchSheet(reader)).not.toEqual(before);
    await expect((await reader.look()).getByText("even when it is only the match")).toBeVisible();
  });

  await test.step("the writer stops one share, and it is gone at the reader's next look", async () => {
    await writer.go("/sharing");
    await writer.button(words.sharing.stopLabel.replace("{name}", words.topics.raisedVoices)).click();
    await writer.saved();
    const sheet = await reader.look();
    await expect(sheet.getByText("I stop talking")).toBeVisible();
    await expect(sheet.getByText(words.topics.raisedVoices)).toHaveCount(0);
  });

  await test.step("the writer pauses: empty; resumes: all of it is back", async () => {
    await writer.go("/sharing");
    await writer.button(words.sharing.pause).click();
    await writer.saved();
    await reader.look();
    await expect(reader.page.getByText(words.sheet.empty)).toBeVisible();
    await writer.button(words.sharing.resume).click();
    await writer.button(words.sharing.resumeYes).click();
    await writer.saved();
    await expect((await reader.look()).getByText("I stop talking")).toBeVisible();
  });

  await test.step("both check in, and share one answer each", async () => {
    await writer.checkIn([
      { question: "energy", word: words.kinds.checkIn.parts.energy.choices.little.mine, share: true },
      { question: "whatHelped", text: "the walk by the canal" },
    ]);
    await reader.checkIn([
      { question: "today", word: words.kinds.checkIn.parts.today.choices.mixed.mine },
      { question: "whatHelped", text: "talking to my sister", share: true },
    ]);
    const writersPage = await reader.look();
    await expect(writersPage.getByText(words.kinds.checkIn.parts.energy.choices.little.mine)).toBeVisible();
    expect(await writersPage.innerText()).not.toContain("canal");
    const readersPage = await writer.look();
    await expect(readersPage.getByText("talking to my sister")).toBeVisible();
    expect(await readersPage.innerText()).not.toContain(words.kinds.checkIn.parts.today.choices.mixed.mine);
  });

  const phone = await Person.arrive(browser);
  await test.step("the writer recovers on a second device, and all is there", async () => {
    Object.assign(phone, { handle: writer.handle, recoveryCode: writer.recoveryCode });
    await phone.recover();
    await phone.go("/hard-moments");
    await expect(phone.page.getByText("the smell of that aftershave")).toBeVisible();
    await expect((await reader.look()).getByText("I stop talking")).toBeVisible();
  });

  await test.step("the writer unlinks, and the reader sees the empty page", async () => {
    await phone.go("/linking");
    await phone.button(words.link.unlink.button).click();
    await phone.button(words.link.unlink.yes).click();
    await expect(phone.button(words.link.make.button)).toBeVisible();
    await reader.look();
    await expect(reader.page.getByText(words.sheet.empty)).toBeVisible();
    await phone.go("/hard-moments");
    await expect(phone.page.getByText("the smell of that aftershave")).toBeVisible();
  });

  for (const person of [writer, reader, phone]) await person.close();
});
