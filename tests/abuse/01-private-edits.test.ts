import { afterEach, expect, test, vi } from "vitest";
import { newId } from "@/lib/crypto";
import { ownComfort, starterComfort } from "@/lib/domain/comfort/topics";
import { blankItem } from "@/lib/domain/kinds/blank";
import type { Page } from "@/lib/domain/sheet/schema";
import { db } from "@/lib/server/db";
import { link, lockEveryTab, newPerson, type Person, press, shareParts } from "../support/person";
import { withServer } from "../support/server";
import { type Asked, etagOf, type Fetched, fetchAll, newAsked, shapeOf } from "../support/view";

/* Two worlds: the same things shared, another private life. The partner, who can read every route, cannot tell them apart. */
withServer();
vi.setConfig({ testTimeout: 180_000 });
afterEach(lockEveryTab);

/** What the writer keeps to themselves, between two looks of the reader's. */
type PrivateLife = (writer: Person, stage: number) => Promise<void>;
type Look = { fetched: Fetched[]; page: Page | null };

const hug = () => ({
  ...starterComfort("hug", Date.now()),
  answers: { whenTheyStart: { is: "askFirst" as const } },
});

async function look(reader: Person, asked: Asked, before?: Look): Promise<Look> {
  const fetched = await fetchAll(reader.browser.cookie, asked, before && etagOf(before.fetched));
  await reader.tab.engine.refreshTheirPage();
  await reader.tab.saved();
  const { theirPage } = reader.tab.vault;
  return { fetched, page: theirPage.state === "shown" ? theirPage.page : null };
}

/** The one story of what is shared. The reader looks before and after each private stage: between the two nothing may move. */
async function world(life: PrivateLife) {
  const writer = await newPerson();
  const reader = await newPerson();
  await life(writer, 0);
  await link(writer, reader);
  const asked = newAsked();
  const panicId = newId();
  const supportId = newId();
  const panic = {
    ...blankItem("hardMoment", panicId, Date.now(), {}),
    signs: ["I go still"],
    helps: ["say my name"],
  };
  const stages: ((now: number) => Promise<void>)[] = [
    async () => {},
    async () => shareParts(writer.tab, hug(), ["whenTheyStart"]),
    async () => shareParts(writer.tab, panic, ["signs", "helps"]),
    async () => press(writer.tab, panic, { do: "untick", part: "helps" }),
    async (now) => {
      const support = {
        ...blankItem("support", supportId, now, { situation: { starter: "cannotSleep" } }),
        steps: ["tea", "light"],
      };
      await shareParts(writer.tab, support, ["steps"]);
    },
    async (now) => {
      const checkIn = {
        ...blankItem("checkIn", newId(), now, { day: "2026-11-21", startedAt: now }),
        answers: { energy: "little" as const },
      };
      await shareParts(writer.tab, checkIn, ["energy"]);
    },
    async () => writer.tab.engine.deleteItem(panicId),
    async () => void (await writer.tab.engine.stopAll()),
  ];
  const looks: Look[] = [];
  let last: Look | undefined;
  for (const [stage, share] of stages.entries()) {
    await share(Date.now());
    await writer.tab.saved();
    const before = await look(reader, asked, last);
    await life(writer, stage + 1);
    await writer.tab.saved();
    const after = await look(reader, asked, before);
    const again = await look(reader, asked, after);
    // The reader's own look may write that they saw a newer page; that alone is done before comparing.
    expect(again.fetched.find(({ path }) => path === "sheet again")?.status).toBe(304);
    for (const path of ["sheet", "sheet/mine", "link", "invites/mine", "session"]) {
      const of = ({ fetched }: Look) => fetched.find((one) => one.path === path);
      expect([stage, of(after)]).toEqual([stage, of(before)]);
    }
    expect([stage, after.page]).toEqual([stage, before.page]);
    looks.push(before, after, again);
    last = again;
  }
  const sizes = await db().vaultDocument.findMany({ where: { owner: { handle: writer.handle } } });
  return {
    looks,
    requests: reader.browser.requests.map((request) => request.replace(/[A-Za-z0-9_-]{22,}/, "…")),
    private: sizes.reduce((sum, { sealed }) => sum + sealed.length, 0),
  };
}

/** The pages of a run with each tag told by when it came first: it is random, as are the ids of two runs. */
function withTagsCounted(looks: readonly Look[]): unknown {
  const tags: unknown[] = [];
  return JSON.parse(JSON.stringify(looks.map(({ page }) => page)), (key, value: unknown) => {
    if (key !== "tag") return value;
    if (!tags.includes(value)) tags.push(value);
    return `tag ${tags.indexOf(value)}`;
  });
}

const quiet: PrivateLife = async () => {};

/** Adds, edits, deletes, ticks and unticks, keeps check-ins; and long texts, so that the writer's documents grow large. */
const busy: PrivateLife = async (writer, stage) => {
  const { engine } = writer.tab;
  const long = "a long evening, and nobody's business. ".repeat(95);
  for (let i = 0; i < 12; i++) {
    await engine.saveItem({
      ...ownComfort(newId(), `topic ${stage}.${i}`, "talking", Date.now()),
      note: long,
    });
  }
  const passing = ownComfort(newId(), "only for a moment", "closeness", Date.now());
  await engine.saveItem(passing);
  await engine.saveItem({ ...passing, note: "changed" });
  await engine.deleteItem(passing.id);
  // Parts ticked of what says nothing yet, and unticked again: it shows nothing in between.
  const silent = blankItem("hardMoment", newId(), Date.now(), {});
  await shareParts(writer.tab, silent, ["afterwards", "name"]);
  await press(writer.tab, silent, { do: "untick", part: "name" });
  await engine.saveItem({ ...silent, lasts: "an hour" });
  const checkIn = blankItem("checkIn", newId(), Date.now(), { day: "2026-11-20", startedAt: Date.now() });
  await engine.saveItem({ ...checkIn, answers: { today: "mixed", anythingElse: long } });
  await engine.saveProfile({ intimacyOpened: stage % 2 === 0 });
  if (stage === 4) {
    // A shared entry's private parts are private too.
    const shared = Object.values(writer.tab.vault.entries).find((entry) => entry.id === "comfort-hug");
    if (shared?.kind !== "comfort") throw new Error("The shared comfort was expected");
    await engine.saveItem({
      ...shared,
      note: long,
      answers: { ...shared.answers, whenIStart: { is: "no" } },
      editedAt: Date.now(),
    });
  }
};

test("whatever the writer keeps to themselves, all that the reader can fetch is the same", async () => {
  const [one, other] = [await world(quiet), await world(busy)];
  expect(other.private).toBeGreaterThan(8 * one.private);
  expect(withTagsCounted(other.looks)).toEqual(withTagsCounted(one.looks));
  for (const [at, { fetched }] of one.looks.entries()) {
    expect([at, shapeOf(other.looks[at]?.fetched ?? [])]).toEqual([at, shapeOf(fetched)]);
  }
  expect(other.requests).toEqual(one.requests);
});
