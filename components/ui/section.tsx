import type { ReactNode } from "react";
import { useId } from "react";
import { cx } from "./cx";

type SectionProps = {
  title: ReactNode;
  lead?: ReactNode;
  /** A button or link at the end of the title's line. */
  action?: ReactNode;
  children: ReactNode;
  className?: string;
};

/** A named part of a page. */
export function Section({ title, lead, action, children, className }: SectionProps) {
  const id = useId();
  return (
    <section aria-labelledby={id} className={cx("grid grid-cols-1 gap-3", className)}>
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
        <h2 id={id} className="text-xl">
          {title}
        </h2>
        {action}
      </div>
      {lead !== undefined && <p className="-mt-2 max-w-[62ch] text-quiet">{lead}</p>}
      {children}
    </section>
  );
}
