import type { ReactNode } from "react";

/** Second stop of the Tab key, after the way out: past the navigation to #main. Seen only while focused. */
export function SkipLink({ children }: { children: ReactNode }) {
  return (
    <a
      href="#main"
      data-variant="primary"
      className="button sr-only focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50 focus:px-4 focus:py-2"
    >
      {children}
    </a>
  );
}
