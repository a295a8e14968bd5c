import type { ReactNode } from "react";
import type { OpenVault } from "@/lib/client/engine/contract";

/** One part of a screen in one state, as the gallery shows it and its test holds it. */
export type Specimen = {
  /** Folder and part, then the state: "comfort/row, shared". The name of its picture. */
  readonly name: string;
  /** What is otherwise than in a blank vault of somebody who is linked with nobody. */
  readonly vault?: Partial<OpenVault>;
  /** What is pressed before it is looked at, as selectors. `opened` opens all that can be unfolded, however deep. */
  readonly press?: readonly string[] | "opened";
  /** What has to be there before it is looked at, as a selector: what comes a moment later. */
  readonly until?: string;
  readonly draw: () => ReactNode;
};
