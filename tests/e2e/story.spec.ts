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
  const she = await Person.arrive(browser);
  const he = await Person.arrive(browser);
  await she.signUp();
  await he.signUp();

  await test.step("she writes down comforts, hard moments and supports, alone", async () => {
    for (const [topic, direction, answer] of COMFORTS) await she.answer(topic, direction, answer);
    await she.answer("backTouched", "whenTheyStart", "onlyIf", "I can see your face");
    await she.noteOn("hug", "the stairs at my aunt's house");
    await she.noteOn("raisedVoices", "even when it is only the football");
    await she.saved();
    await she.addHardMoment({
      name: "the smell of that aftershave",
      signs: ["I stop talking", "I hold on to my sleeve"],
      helps: ["say my name", "open a window"],
    });
    await she.addHardMoment({ name: "bathroom door", signs: ["I breathe fast"], helps: ["count with me"] });
    await she.addSupport("goQuiet", { steps: ["sit near me", "no questions"] });
    await she.addSupport("cannotSleep", { steps: ["put the small light on"] });
    await she.saved();
  });

  await test.step("they link", async () => {
    const link = await she.invite();
    await he.accept(link);
    expect(new URL(he.page.url()).hash).toBe("");
    const his = await he.pairWords();
    await expect(she.page.getByText(words.link.compare.question)).toBeVisible();
    expect(await she.pairWords()).toEqual(his);
    await she.button(words.link.compare.same).click();
    await expect(she.page.getByRole("heading", { name: words.link.linked.title })).toBeVisible();
    await expect(he.page.getByRole("heading", { name: words.link.linked.title })).toBeVisible();
  });

  await test.step("he sees a calm empty page", async () => {
    await he.look();
    await expect(he.page.getByText(words.sheet.empty)).toBeVisible();
  });

  await test.step("she shares some lines, with some parts, and he sees exactly those", async () => {
    await she.go("/comfort");
    await she.tick(words.topics.hug, ["whenTheyStart"]);
    await she.tick(words.topics.hugFromBehind, ["whenTheyStart"]);
    await she.tick(words.topics.backTouched, ["whenTheyStart"]);
    await she.tick(words.topics.raisedVoices, ["either", "note"]);
    await she.go("/hard-moments");
    await she.tick("the smell of that aftershave", ["signs", "helps"]);
    await she.go("/support");
    await she.tick(words.kinds.support.names.goQuiet.mine, ["steps"]);
    await she.saved();

    const sheet = await he.look();
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

  await test.step("her page of what I share shows the same as he sees", async () => {
    await she.go("/sharing");
    const preview = she.page.getByRole("region", { name: words.sharing.previewTitle });
    await she.button(words.sharing.preview, preview).click();
    for (const shown of ["I can see your face", "I stop talking", "sit near me"]) {
      await expect(preview.getByText(shown)).toBeVisible();
    }
    await expect(preview.getByText("aunt")).toHaveCount(0);
  });

  await test.step("she edits something private, and his fetch is byte for byte the same", async () => {
    const before = await fetchSheet(he);
    await she.noteOn("hug", "the stairs, and the coat on the hook");
    await she.answer("tickling", "whenIStart", "notNow");
    await she.addHardMoment({ name: "a third one", signs: ["nothing to see"], helps: [] });
    await she.checkIn([{ question: "today", word: words.kinds.checkIn.parts.today.choices.heavy.mine }]);
    await she.saved();
    expect(before?.status).toBe(200);
    expect(await fetchSheet(he)).toEqual(before);
  });

  await test.step("a shared line that she writes anew waits beside its field, and goes out with a press", async () => {
    const before = await fetchSheet(he);
    const note = await she.noteField("raisedVoices");
    await note.fill("even when it is only the match");
    await note.blur();
    await expect(she.page.getByText(words.sharedField.stillSee)).toBeVisible();
    await she.saved();
    expect(await fetchSheet(he)).toEqual(before);
    await she.button(words.sharedField.show).click();
    await expect.poll(() => fetchSheet(he)).not.toEqual(before);
    await expect((await he.look()).getByText("even when it is only the match")).toBeVisible();
  });

  await test.step("she stops one share, and it is gone at his next look", async () => {
    await she.go("/sharing");
    await she.button(words.sharing.stopLabel.replace("{name}", words.topics.raisedVoices)).click();
    await she.saved();
    const sheet = await he.look();
    await expect(sheet.getByText("I stop talking")).toBeVisible();
    await expect(sheet.getByText(words.topics.raisedVoices)).toHaveCount(0);
  });

  await test.step("she pauses: empty; she resumes: all of it is back", async () => {
    await she.go("/sharing");
    await she.button(words.sharing.pause).click();
    await she.saved();
    await he.look();
    await expect(he.page.getByText(words.sheet.empty)).toBeVisible();
    await she.button(words.sharing.resume).click();
    await she.button(words.sharing.resumeYes).click();
    await she.saved();
    await expect((await he.look()).getByText("I stop talking")).toBeVisible();
  });

  await test.step("both check in, and share one answer each", async () => {
    await she.checkIn([
      { question: "energy", word: words.kinds.checkIn.parts.energy.choices.little.mine, share: true },
      { question: "whatHelped", text: "the walk by the canal" },
    ]);
    await he.checkIn([
      { question: "today", word: words.kinds.checkIn.parts.today.choices.mixed.mine },
      { question: "whatHelped", text: "talking to my sister", share: true },
    ]);
    const hers = await he.look();
    await expect(hers.getByText(words.kinds.checkIn.parts.energy.choices.little.mine)).toBeVisible();
    expect(await hers.innerText()).not.toContain("canal");
    const his = await she.look();
    await expect(his.getByText("talking to my sister")).toBeVisible();
    expect(await his.innerText()).not.toContain(words.kinds.checkIn.parts.today.choices.mixed.mine);
  });

  const phone = await Person.arrive(browser);
  await test.step("she recovers on a second device, and all is there", async () => {
    Object.assign(phone, { handle: she.handle, recoveryCode: she.recoveryCode });
    await phone.recover();
    await phone.go("/hard-moments");
    await expect(phone.page.getByText("the smell of that aftershave")).toBeVisible();
    await expect((await he.look()).getByText("I stop talking")).toBeVisible();
  });

  await test.step("she unlinks, and he sees the empty page", async () => {
    await phone.go("/linking");
    await phone.button(words.link.unlink.button).click();
    await phone.button(words.link.unlink.yes).click();
    await expect(phone.button(words.link.make.button)).toBeVisible();
    await he.look();
    await expect(he.page.getByText(words.sheet.empty)).toBeVisible();
    await phone.go("/hard-moments");
    await expect(phone.page.getByText("the smell of that aftershave")).toBeVisible();
  });

  for (const person of [she, he, phone]) await person.close();
});
