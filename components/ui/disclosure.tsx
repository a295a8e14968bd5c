import type { ReactNode } from "react";
import { cx } from "./cx";
import { Icon } from "./icons";

type Props = {
  summary: ReactNode;
  /** Quiet words at the end of the line. */
  aside?: ReactNode;
  open?: boolean;
  children: ReactNode;
  id?: string;
  className?: string;
};

/** Something closed until it is opened, by the browser's own details element: works without scripts. */
export function Disclosure({ summary, aside, open, children, id, className }: Props) {
  return (
    <details id={id} open={open} className={cx("disclosure", className)}>
      <summary>
        <Icon name="chevron" size={20} className="chevron" />
        <span className="min-w-0 flex-1">{summary}</span>
        {aside !== undefined && <span className="text-sm font-normal text-quiet">{aside}</span>}
      </summary>
      <div className="pt-2 pb-4 pl-1">{children}</div>
    </details>
  );
}
