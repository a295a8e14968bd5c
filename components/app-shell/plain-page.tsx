import type { ReactNode } from "react";
import { Mark } from "@/components/ui/mark";
import { GroundingLink } from "@/components/within-reach/reach-link";

/** The frame of pages that stand outside the open vault: the mark, and one narrow column. */
export function PlainPage({ children }: { children: ReactNode }) {
  return (
    <>
      <div className="topbar justify-between">
        <Mark size={30} className="text-accent" />
        <GroundingLink />
      </div>
      <main
        id="main"
        tabIndex={-1}
        className="mx-auto w-full max-w-[36rem] px-4 pt-8 pb-16 outline-none sm:px-6 sm:pt-14"
      >
        {children}
      </main>
    </>
  );
}
