// What it costs to take something back, and to tighten it, where what is shared ends at many different moments.
import { link, newPerson, shareParts } from "../people.mjs";
import { startCounting } from "./counting.mjs";

/** @typedef {import("../people.mjs").Person} Person */
/** @typedef {import("../people.mjs").Program} Program */
/** @typedef {import("./counting.mjs").Bytes} Bytes */
/** @typedef {{ what: string, inForce: Bytes, whole: Bytes }} Change what went by until the other side could see it, and until all was confirmed */

const ENDS = 40;
const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Shares a line with each of 40 different ends, takes one of them back, and tightens another. After every answer to a write it is
 * looked whether the other side can fetch the change.
 * @param {Program} program @param {string} origin @param {() => string} address
 * @returns {Promise<readonly [Change, Change]>}
 */
export async function changeInLongSchedule(program, origin, address) {
  /** @type {(() => Promise<void>) | undefined} */
  let look;
  const { through, count, stop } = await startCounting(origin, async (method) => {
    if (method === "PUT") await look?.();
  });
  try {
    const writer = await newPerson(program, { origin, address: address(), through });
    const reader = await newPerson(program, { origin, address: address() });
    await link(writer, reader);
    for (const one of [writer, reader]) await one.engine.saveProfile({ idleMinutes: 30 });
    const now = Date.now();
    for (let at = 0; at < ENDS; at++) await shareUntil(program, writer, at, now + (at + 1) * DAY_MS);
    await writer.saved();
    await reader.engine.refreshTheirPage();
    if (shownTo(reader).length !== ENDS) throw new Error("All lines were to be shown.");

    /** @param {string} what @param {() => Promise<void>} press @param {() => boolean} isSeen @returns {Promise<Change>} */
    const change = async (what, press, isSeen) => {
      count();
      /** @type {Bytes | undefined} */
      let inForce;
      look = async () => {
        await reader.engine.refreshTheirPage();
        inForce ??= isSeen() ? count() : undefined;
      };
      await press();
      await writer.saved();
      look = undefined;
      if (inForce === undefined) throw new Error("The change was to be seen.");
      const [before, after] = [inForce, count()];
      const sent = before.sent + after.sent;
      return { what, inForce, whole: { ...after, sent, requests: before.requests + after.requests } };
    };
    const takenBack = await change(
      "taken back",
      () => writer.engine.shareItem(`ends-${ENDS / 2}`, { do: "untick", part: "whenTheyStart" }),
      () => shownTo(reader).length === ENDS - 1,
    );
    const tightened = await change(
      "answered with no",
      () => answerNo(writer, "ends-1"),
      () => shownTo(reader).some((item) => item.kind === "comfort" && item.whenTheyStart?.is === "no"),
    );
    for (const one of [writer, reader]) await one.engine.lock();
    return [takenBack, tightened];
  } finally {
    stop();
  }
}

/** What somebody can see of the other. @param {Person} reader */
function shownTo({ vault }) {
  const { theirPage } = vault();
  return theirPage.state === "shown" ? theirPage.page.items : [];
}

/** Shares one answer until then. No screen sets an end yet: the undo of an untick does. @param {Program} program @param {Person} person @param {number} at @param {number} until */
async function shareUntil({ make }, { engine, vault }, at, until) {
  const id = `ends-${at}`;
  const item = make.ownComfort(id, `Being close in the evening, number ${at}`, "closeness", Date.now());
  item.answers = { whenTheyStart: { is: "welcome" } };
  await shareParts(engine, item, ["whenTheyStart"]);
  const held = vault().entries[id];
  const part = held?.kind === "comfort" ? held.share?.parts.whenTheyStart : undefined;
  if (held?.kind !== "comfort" || !held.share || !part) throw new Error("An answer was to be shared.");
  await engine.shareItem(id, { do: "untick", part: "whenTheyStart" });
  const as = { ...held, share: { ...held.share, parts: { whenTheyStart: { ...part, until } } } };
  await engine.shareItem(id, { do: "giveBack", as });
}

/** @param {Person} person @param {string} id */
async function answerNo({ engine, vault }, id) {
  const held = vault().entries[id];
  if (held?.kind !== "comfort") throw new Error("An entry was to be found.");
  await engine.saveItem({ ...held, answers: { ...held.answers, whenTheyStart: { is: "no" } } });
}
