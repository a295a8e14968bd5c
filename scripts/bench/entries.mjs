// Any number of shared entries of ordinary length, no two alike.
import { shareParts } from "../people.mjs";

/** @typedef {import("../people.mjs").Person} Person */
/** @typedef {import("../people.mjs").Program} Program */

const places = [
  "by the canal",
  "in the kitchen",
  "on the stairs",
  "at the station",
  "in the garden",
  "on the sofa",
];
const things = [
  "a blanket",
  "a glass of water",
  "the small lamp",
  "a slow song",
  "an open window",
  "the cat",
];

/** @typedef {import("../../lib/domain/kinds/index.ts").AnyItem} AnyItem */
/** @typedef {import("../../lib/domain/kinds/index.ts").PartOf<AnyItem>} Part */

/**
 * The entry of this number, and the parts of it that can be shared. Six in ten are comforts, two hard moments, two supports.
 * @param {Program["make"]} make @param {number} at @param {number} now
 * @returns {{ item: AnyItem, parts: Part[] }}
 */
function entry(make, at, now) {
  const id = `many-${at}`;
  const place = places[at % places.length] ?? "";
  const thing = things[Math.floor(at / places.length) % things.length] ?? "";
  const kind = at % 10;
  if (kind < 6) {
    const groups = /** @type {const} */ (["closeness", "talking", "dailyLife"]);
    const name = `Being close ${place}, number ${at}`;
    const item = make.ownComfort(id, name, groups[at % 3] ?? "closeness", now);
    item.answers = {
      whenTheyStart: at % 4 === 0 ? { is: "onlyIf", condition: `there is ${thing}` } : { is: "askFirst" },
      whenIStart: { is: "welcome" },
    };
    item.note = `Best ${place}, with ${thing}, and no hurry.`;
    return { item, parts: ["whenTheyStart", "whenIStart", "note"] };
  }
  if (kind < 8) {
    const item = make.blankItem("hardMoment", id, now, {});
    item.name = `Something ${place}, number ${at}`;
    item.signs = ["I go quiet", `I look for ${thing}`];
    item.helps = ["Say my name", `Bring ${thing}`, `Walk with me ${place}`];
    return { item, parts: ["name", "signs", "helps"] };
  }
  const item = make.blankItem("support", id, now, {
    situation: { own: `A long day ${place}, number ${at}` },
  });
  item.wants = ["listen", "company"];
  item.steps = [`Sit with me ${place}`, `Bring ${thing}`];
  return { item, parts: ["wants", "steps"] };
}

/** Has a person write `count` entries, private all of them, and waits until they are saved. @param {Program} program @param {Person} person @param {number} count */
export async function writeMany({ make }, { engine, saved }, count) {
  for (let at = 0; at < count; at++) await engine.saveItem(entry(make, at, Date.now()).item);
  await saved();
}

/**
 * Has a person write and share `count` entries, and waits until the other can see them.
 * @param {Program} program @param {Person} person @param {number} count
 */
export async function shareMany({ make }, { engine, saved }, count) {
  for (let at = 0; at < count; at++) {
    const { item, parts } = entry(make, at, Date.now());
    await shareParts(engine, item, parts);
  }
  await saved();
}
