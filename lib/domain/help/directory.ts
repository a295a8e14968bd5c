import lines from "./lines.json";
import { type HelpDirectory, helpDirectory } from "./schema";

/** Every help line Stile knows, checked. A wrong file throws when the page is built, never on a person's screen. */
export const directory: HelpDirectory = helpDirectory.parse(lines);

/** A number as a phone dials it: digits, plus, star and hash; `*` and `#` are escaped for the address. */
export const telHref = (number: string): string =>
  `tel:${number.replace(/[^0-9+*#]/g, "").replaceAll("#", "%23")}`;
