import type { ReactNode } from "react";
import { AnchorButton } from "./anchor-button";

/** Second stop of the Tab key, after the way out: past the navigation to #main. Seen only while focused. */
export function SkipLink({ children }: { children: ReactNode }) {
  return (
    <AnchorButton
      href="#main"
      variant="primary"
      className="sr-only focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50 focus:px-4 focus:py-2"
    >
      {children}
    </AnchorButton>
  );
}
