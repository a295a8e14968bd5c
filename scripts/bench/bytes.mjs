// What is sent and received for what people do all day. Bodies are judged, as they are on the line; headers are told beside them.
import { setTimeout as sleep } from "node:timers/promises";
import { link, must, newPerson } from "../people.mjs";
import { startCounting } from "./counting.mjs";
import { writeMany } from "./entries.mjs";
import { kilobytes } from "./figures.mjs";
import { changeInLongSchedule } from "./sheet.mjs";

/** @typedef {import("../people.mjs").Person} Person */
/** @typedef {import("../people.mjs").Program} Program */
/** @typedef {import("../people.mjs").Tab} Tab */
/** @typedef {import("./counting.mjs").Bytes} Bytes */
/** @typedef {import("./figures.mjs").Line} Line */
/** @typedef {Person & { count: () => Bytes, stop: () => void }} Counted */

/** Entries of a vault, and the most bytes that one edit in it is to cost. 12 KB are wanted of each. */
const EDITS = [
  { size: 100, atMostBytes: 16_000 },
  { size: 1000, atMostBytes: 40_000 },
  { size: 2000, atMostBytes: 72_000 },
];
const EDITS_COUNT = 100;
const TYPED_AT_MOST_BYTES = 60_000;
const BACK_AT_MOST_BYTES = 1_000;
const OPENING_AT_MOST_BYTES = 160_000;
const IN_FORCE_AT_MOST_BYTES = 30_000;
const SCHEDULE_AT_MOST_BYTES = 700_000;
const SAVES_BESIDE = 10;
/** What an answer says beside the documents that it holds, a little more than a request does. */
const NAMES_BYTES = 200;

/** A note of 219 characters. Whoever writes it stops for a moment after each mark. */
const NOTE =
  "When I come home late and say little, it is never about you. I need ten minutes, a glass of water and the light low. " +
  "After that, ask me how it went. A hand on my shoulder is welcome; words can wait. Leave the door open.";
const KEY_MS = 120;
const STOP_MS = 900;

/** Days of check-ins, and how long ago the one is of which an answer is shared. */
const DAYS = 5 * 365;
const SHARED_DAYS_AGO = 3 * 365;
const DAY_MS = 24 * 60 * 60 * 1000;
/** How long a page is out of view before the vault is read again, and a little more, milliseconds. */
const AWAY_MS = 61_000;

/** @param {Bytes} bytes */
const bodies = ({ sent, received }) => sent + received;

/** @param {string} what @param {Bytes} bytes @param {number} atMostBytes @param {number} [judged] @returns {Line} */
function line(what, bytes, atMostBytes, judged = bodies(bytes)) {
  const { requests, sent, received, headers } = bytes;
  const value = `${kilobytes(sent)} out, ${kilobytes(received)} in; ${requests} requests, headers ${kilobytes(headers)}`;
  return { what, value, bytes: judged, atMostBytes };
}

/** What one of so many cost. @param {Bytes} bytes @param {number} times @returns {Bytes} */
const each = ({ requests, sent, received, headers }, times) => ({
  requests: requests / times,
  sent: sent / times,
  received: received / times,
  headers: headers / times,
});

/** Waits until it is so; throws after a minute. @param {() => boolean} isSo */
async function until(isSo) {
  for (const end = performance.now() + 60_000; !isSo(); await sleep(20)) {
    if (performance.now() > end) throw new Error("What was to be counted did not come about.");
  }
}

/**
 * Measures all of it.
 * @param {Program} program @param {string} origin @param {(text: string) => void} say
 * @returns {Promise<Line[]>}
 */
export async function measureBytes(program, origin, say) {
  let people = 0;
  const address = () => `203.0.113.${++people}`;
  /** @type {Counted[]} */
  const counted = [];
  /** Somebody who is linked, with entries that are all private. @param {number} size @returns {Promise<Counted>} */
  const newWriter = async (size) => {
    const { through, count, stop } = await startCounting(origin);
    const person = await newPerson(program, { origin, address: address(), through });
    const other = await newPerson(program, { origin, address: address() });
    await link(person, other);
    await other.engine.lock();
    await writeMany(program, person, size);
    await person.engine.saveProfile({ idleMinutes: 30 });
    await person.saved();
    const writer = { ...person, count, stop };
    counted.push(writer);
    return writer;
  };

  try {
    say(`writing check-ins of ${DAYS} days, and opening them`);
    const daily = await newWriter(100);
    await checkInDaily(program, daily, DAYS);
    await daily.engine.shareItem(`daily-${SHARED_DAYS_AGO}`, { do: "tick", part: "energy" });
    await daily.saved();
    const opening = await open(daily);
    const openedAt = performance.now();

    say(`writing ${EDITS.map(({ size }) => size).join(", ")} entries`);
    const writers = [];
    for (const edits of EDITS) writers.push({ ...edits, writer: await newWriter(edits.size) });
    say("typing a note");
    const typed = await Promise.all(
      writers.slice(0, 2).map(async ({ size, writer }) => {
        const what = `A note of ${NOTE.length} characters typed, among ${size} entries`;
        return line(what, await type(program, writer), TYPED_AT_MOST_BYTES);
      }),
    );
    const edits = [];
    for (const { size, atMostBytes, writer } of writers) {
      say(`${EDITS_COUNT} edits among ${size} entries`);
      const what = `One edit, mean of ${EDITS_COUNT} among ${size} entries; 12 KB are wanted`;
      edits.push(line(what, each(await edit(writer, size), EDITS_COUNT), atMostBytes));
    }

    await sleep(Math.max(0, openedAt + AWAY_MS - performance.now()));
    say("coming back");
    daily.count();
    await daily.engine.backInView();
    await daily.saved();
    const back = daily.count();

    say("saving beside a second tab");
    const [first] = writers;
    if (first === undefined) throw new Error("Somebody has entries.");
    const { saved, read } = await beside(first.writer, origin);

    say("sharing lines with 40 different ends, and taking one back");
    const changes = await changeInLongSchedule(program, origin, address);
    const schedule = changes.flatMap(({ what, inForce, whole }) => [
      line(
        `One of 40 lines with 40 ends ${what}, sent until it is in force`,
        inForce,
        IN_FORCE_AT_MOST_BYTES,
        inForce.sent,
      ),
      line("  until all is confirmed, saving included", whole, SCHEDULE_AT_MOST_BYTES, whole.sent),
    ]);
    return [
      ...schedule,
      ...typed,
      ...edits,
      line("Coming back after a minute, nothing changed, five years of check-ins", back, BACK_AT_MOST_BYTES),
      line(
        "What a second tab reads for each save, at most what was saved and its names",
        read,
        saved.sent + NAMES_BYTES,
        read.received,
      ),
      line(
        "Opening 100 entries and five years of check-ins, one answer shared",
        opening,
        OPENING_AT_MOST_BYTES,
      ),
    ];
  } finally {
    for (const { stop } of counted) stop();
  }
}

/**
 * A check-in on each of so many days. @param {Program} program @param {Person} person @param {number} days
 */
export async function checkInDaily({ make }, { engine, saved }, days) {
  const now = Date.now();
  const words = /** @type {const} */ ({
    today: ["good", "allRight", "mixed", "heavy"],
    energy: ["plenty", "enough", "little"],
    closeness: ["lots", "some", "aLittle", "notSure"],
  });
  for (let ago = days - 1; ago >= 0; ago--) {
    const startedAt = now - ago * DAY_MS;
    const checkIn = make.blankItem("checkIn", `daily-${ago}`, startedAt, {
      day: make.dayOf(new Date(startedAt)),
      startedAt,
    });
    checkIn.answers = {
      today: words.today[ago % words.today.length] ?? "mixed",
      energy: words.energy[ago % words.energy.length] ?? "little",
      closeness: words.closeness[ago % words.closeness.length] ?? "some",
      ...(ago % 3 === 0 ? { whatHelped: "A walk by the canal after supper, and no questions." } : {}),
    };
    await engine.saveItem(checkIn);
  }
  await saved();
}

/** Locks and opens again. @param {Counted} person */
async function open({ engine, passphrase, count, saved, vault }) {
  await engine.lock();
  count();
  must(await engine.unlock(passphrase, () => {}));
  await saved();
  await until(() => vault().theirPage.state !== "loading");
  return count();
}

/** The entry of this number as it is held. @param {Tab} tab @param {number} at */
function entryOf({ vault }, at) {
  const entry = vault().entries[`many-${at}`];
  if (entry === undefined) throw new Error("An entry was to be found.");
  return entry;
}

/** The first entry, to which notes are written. @param {Tab} tab */
function comfortOf(tab) {
  const entry = entryOf(tab, 0);
  if (entry.kind !== "comfort") throw new Error("The first entry is a comfort.");
  return entry;
}

/** The same entry with a line changed. @param {import("../../lib/domain/kinds/index.ts").AnyItem} entry @param {string} words */
function changed(entry, words) {
  if (entry.kind === "comfort") return { ...entry, note: words };
  if (entry.kind === "support") return { ...entry, steps: [words] };
  return entry.kind === "hardMoment" ? { ...entry, name: words } : entry;
}

/** Types the note as the screens hand it on: after a pause. @param {Program} program @param {Counted} writer */
async function type({ PAUSE_MS }, writer) {
  writer.count();
  /** @type {NodeJS.Timeout | undefined} */
  let pause;
  for (let length = 1; length <= NOTE.length; length++) {
    const note = NOTE.slice(0, length);
    clearTimeout(pause);
    pause = setTimeout(() => void writer.engine.saveItem({ ...comfortOf(writer), note }), PAUSE_MS);
    await sleep(/[,.;]$/.test(note) ? STOP_MS : KEY_MS);
  }
  await until(() => comfortOf(writer).note === NOTE);
  await writer.saved();
  return writer.count();
}

/** Edits a hundred entries, each once, and saves every time. @param {Counted} writer @param {number} size */
async function edit(writer, size) {
  writer.count();
  for (let round = 0; round < EDITS_COUNT; round++) {
    const entry = entryOf(writer, Math.floor((round * size) / EDITS_COUNT));
    await writer.engine.saveItem(changed(entry, `Changed in round ${round}.`));
    await writer.saved();
  }
  return writer.count();
}

/** What one tab saves and another reads for it, each time. @param {Counted} writer @param {string} origin */
async function beside(writer, origin) {
  const { through, count, stop } = await startCounting(origin);
  try {
    const tab = writer.openTab(through);
    must(await tab.engine.signIn(writer, () => {}));
    await tab.saved();
    await until(() => tab.vault().theirPage.state !== "loading");
    writer.count();
    count();
    for (let round = 0; round < SAVES_BESIDE; round++) {
      const note = `Said beside it, in round ${round}.`;
      await writer.engine.saveItem({ ...comfortOf(writer), note });
      await writer.saved();
      await until(() => comfortOf(tab).note === note);
    }
    return { saved: each(writer.count(), SAVES_BESIDE), read: each(count(), SAVES_BESIDE) };
  } finally {
    stop();
  }
}
