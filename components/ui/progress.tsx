import type { ReactNode } from "react";

/** Work without a known end, in words and a slow moving thread (still where motion is reduced). */
export function Progress({ children }: { children: ReactNode }) {
  return (
    <div role="status" className="grid max-w-96 gap-2">
      <span>{children}</span>
      <span className="thread" aria-hidden="true" />
    </div>
  );
}

/** A page or part that is not there yet, said in words. No grey boxes that pretend to be content. */
export function Loading({ children }: { children: ReactNode }) {
  return (
    <div className="grid min-h-40 place-content-center px-4">
      <Progress>{children}</Progress>
    </div>
  );
}
