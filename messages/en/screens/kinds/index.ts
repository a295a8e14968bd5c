import checkIn from "./check-in.json";
import comfort from "./comfort.json";
import hardMoment from "./hard-moment.json";
import support from "./support.json";
import words from "./words.json";

/** What screens say of each kind of item, by its name. One without it, or with a part left out, does not compile (components/kind/use-kind-words.ts). */
export default { comfort, hardMoment, support, words, checkIn };
