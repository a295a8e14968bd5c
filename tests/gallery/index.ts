import { kinds } from "./kinds";
import { reader } from "./reader";
import { sharing } from "./sharing";
import type { Specimen } from "./specimen";
import { ui } from "./ui";

/** All that the gallery shows, in its order. A name stands once. */
export const specimens: readonly Specimen[] = [...ui, ...kinds, ...sharing, ...reader];
