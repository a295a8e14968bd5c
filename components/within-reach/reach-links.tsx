import type { ReactNode } from "react";
import { type Reachable, ReachLink } from "./reach-link";

type Props = {
  /** Where to, in their order, each with its words. */
  to: readonly (readonly [what: Reachable, words: string])[];
  /** What else stands in the row, at its end. */
  children?: ReactNode;
};

/** A row of ways to help, which all open over the page. */
export const ReachLinks = ({ to, children }: Props) => (
  <div className="flex flex-wrap items-center gap-x-5">
    {to.map(([what, words]) => (
      <ReachLink key={what} what={what} className="link inline-flex min-h-11 items-center">
        {words}
      </ReachLink>
    ))}
    {children}
  </div>
);
