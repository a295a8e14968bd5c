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

/**
 * Has a person write and share `count` entries, and waits until the other can see them. Six in ten are comforts, two hard
 * moments, two supports. @param {Program} program @param {Person} person @param {number} count
 */
export async function shareMany({ make }, { engine, saved }, count) {
  const now = Date.now();
  for (let at = 0; at < count; at++) {
    const id = `many-${at}`;
    const place = places[at % places.length] ?? "";
    const thing = things[Math.floor(at / places.length) % things.length] ?? "";
    const kind = at % 10;
    if (kind < 6) {
      const groups = /** @type {const} */ (["closeness", "talking", "dailyLife"]);
      const comfort = make.ownComfort(
        id,
        `Being close ${place}, number ${at}`,
        groups[at % 3] ?? "closeness",
        now,
      );
      comfort.answers = {
        whenTheyStart: at % 4 === 0 ? { is: "onlyIf", condition: `there is ${thing}` } : { is: "askFirst" },
        whenIStart: { is: "welcome" },
      };
      comfort.note = `Best ${place}, with ${thing}, and no hurry.`;
      await shareParts(engine, comfort, ["whenTheyStart", "whenIStart", "note"]);
    } else if (kind < 8) {
      const moment = make.blankItem("hardMoment", id, now, {});
      moment.name = `Something ${place}, number ${at}`;
      moment.signs = ["I go quiet", `I look for ${thing}`];
      moment.helps = ["Say my name", `Bring ${thing}`, `Walk with me ${place}`];
      await shareParts(engine, moment, ["name", "signs", "helps"]);
    } else {
      const support = make.blankItem("support", id, now, {
        situation: { own: `A long day ${place}, number ${at}` },
      });
      support.wants = ["listen", "company"];
      support.steps = [`Sit with me ${place}`, `Bring ${thing}`];
      await shareParts(engine, support, ["wants", "steps"]);
    }
  }
  await saved();
}
