import lines from "@/lib/domain/help/lines.json";
import { type HelpDirectory, helpDirectory } from "@/lib/domain/help/schema";

/** Every help line Stile knows, checked. A wrong file throws when the page is built, never on a person's screen. */
export const helpLines: HelpDirectory = helpDirectory.parse(lines);
