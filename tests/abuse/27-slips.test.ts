import { afterEach, expect, test, vi } from "vitest";
import { starterComfort } from "@/lib/domain/comfort/topics";
import type { Comfort, ComfortAnswer } from "@/lib/domain/kinds/comfort";
import { ofKind } from "@/lib/domain/sheet/arrange";
import { link, lockEveryTab, newPerson, press, shareParts } from "../support/person";
import { withServer } from "../support/server";

/*
 * A slip: an arrow key, dictation, a drag, autofill on a shared field. An edit alone never shows more than was shown: what
 * tightens goes out at once, and everything else waits for a press that says so. (Any edits at all are tried in
 * lib/domain/sharing; here they go through the engine, to what the other reads.)
 */
withServer();
vi.setConfig({ testTimeout: 300_000 });
afterEach(lockEveryTab);

/** A higher one is looser. What is not shown reads as "ask first". */
const LOOSE = { no: 0, notNow: 1, askFirst: 2, notSure: 2, onlyIf: 3, welcome: 4 } as const;
const looseness = (answer: ComfortAnswer | undefined) => LOOSE[answer?.is ?? "askFirst"];

/** Each of its own looseness: all pairs of all answers would take minutes here. */
const TRIED = ["welcome", "onlyIf", "askFirst", "no"] as const;

const said = (is: ComfortAnswer["is"]): ComfortAnswer =>
  is === "onlyIf" ? { is, condition: "there is time" } : { is };
const hug = (is: ComfortAnswer["is"], note = "gently"): Comfort => ({
  ...starterComfort("hug", Date.now()),
  answers: { whenTheyStart: said(is) },
  note,
});

/** Somebody linked, and what the other reads of the writer's hug once all is saved. */
async function pair() {
  const [writer, reader] = [await newPerson(), await newPerson()];
  await link(writer, reader);
  const { engine } = writer.tab;
  const read = async () => {
    await writer.tab.saved();
    await reader.tab.engine.refreshTheirPage();
    const { theirPage } = reader.tab.vault;
    if (theirPage.state !== "shown") throw new Error(`Not shown: ${JSON.stringify(theirPage)}`);
    return ofKind(theirPage.page, "comfort")[0];
  };
  const answer = async () => (await read())?.whenTheyStart;
  return { tab: writer.tab, engine, read, answer };
}

test("one answer after another, through edits alone: what the reader reads is never looser than before", async () => {
  const { tab, engine, answer } = await pair();
  const shown: string[] = [];
  for (const first of TRIED) {
    for (const then of TRIED) {
      await shareParts(tab, hug(first), ["whenTheyStart"]);
      const before = await answer();
      expect([first, before]).toEqual([first, said(first)]);
      await engine.saveItem(hug(then));
      const after = await answer();
      expect([first, then, looseness(after) <= looseness(before)]).toEqual([first, then, true]);
      // A tighter answer is shown as it is; one in new words reads as "ask first" until they are shown.
      if (LOOSE[then] < LOOSE[first]) {
        const is = then === "onlyIf" ? "askFirst" : then;
        expect([first, then, after]).toEqual([first, then, { is }]);
      }
      // Back again by an edit: that loosens nothing either.
      await engine.saveItem(hug(first));
      const back = await answer();
      expect([first, then, "back", looseness(back) <= looseness(after)]).toEqual([first, then, "back", true]);
      shown.push(`${first}, ${then}`);
    }
  }
  expect(shown).toHaveLength(TRIED.length ** 2);
});

test("words wait beside what is shown, until they are shown or put back", async () => {
  const { tab, engine, read, answer } = await pair();
  await shareParts(tab, hug("askFirst"), ["note"]);
  expect(await read()).toMatchObject({ note: "gently" });
  await engine.saveItem(hug("askFirst", "gently, but they told me not to say why"));
  expect(await read()).toMatchObject({ note: "gently" });
  await press(tab, hug("askFirst"), { do: "putBack", what: "note" });
  expect(await read()).toMatchObject({ note: "gently" });
  expect(tab.vault.entries["comfort-hug"]).toMatchObject({ note: "gently" });
  await engine.saveItem(hug("askFirst", "gently, and slowly"));
  await press(tab, hug("askFirst"), { do: "show", what: "note" });
  expect(await read()).toMatchObject({ note: "gently, and slowly" });
  // What is not ticked is not shown by a press on something else, nor by saving a share that says so.
  const held = tab.vault.entries["comfort-hug"];
  if (held?.kind !== "comfort" || !held.share?.parts.note) throw new Error("The shared note was expected");
  const tick = { ...held.share.parts.note, shown: { is: "welcome" as const } };
  await engine.saveItem({
    ...held,
    answers: { whenTheyStart: { is: "welcome" } },
    share: { ...held.share, parts: { ...held.share.parts, whenTheyStart: tick } },
  });
  expect(await answer()).toBe(undefined);
});

test("the undo of a stop shows what was shown, and nothing looser than was said since", async () => {
  const { tab, engine, read, answer } = await pair();
  await shareParts(tab, hug("welcome"), ["whenTheyStart", "note"]);
  expect(await answer()).toEqual({ is: "welcome" });
  const earlier = tab.vault.entries["comfort-hug"];
  if (!earlier) throw new Error("The comfort was expected");
  await press(tab, earlier, { do: "stop" });
  expect(await read()).toBe(undefined);
  await press(tab, earlier, { do: "giveBack", as: earlier });
  expect(await read()).toMatchObject({ whenTheyStart: { is: "welcome" }, note: "gently" });
  await press(tab, earlier, { do: "stop" });
  await engine.saveItem(hug("no", "other words"));
  await press(tab, earlier, { do: "giveBack", as: earlier });
  expect(await read()).toMatchObject({ whenTheyStart: { is: "no" }, note: "gently" });
  // And the undo of stopping everything.
  const former = await engine.stopAll();
  expect(await read()).toBe(undefined);
  await engine.shareAgain(former ?? "");
  expect(await read()).toMatchObject({ whenTheyStart: { is: "no" }, note: "gently" });
});
