import checkIn from "./check-in.json";
import comfort from "./comfort.json";
import decision from "./decision.json";
import feelsGood from "./feels-good.json";
import hardMoment from "./hard-moment.json";
import mySide from "./my-side.json";
import noWords from "./no-words.json";
import support from "./support.json";
import tenderTime from "./tender-time.json";
import words from "./words.json";

/** What screens say of each kind of item, by its name. One without it, or with a part left out, does not compile (components/kind/use-kind-words.ts). */
export default {
  comfort,
  mySide,
  feelsGood,
  noWords,
  hardMoment,
  support,
  words,
  decision,
  tenderTime,
  checkIn,
};
