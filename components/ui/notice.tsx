import type { ReactNode } from "react";
import { cx } from "./cx";
import { Icon, type IconName } from "./icons";

type Kind = "info" | "saved" | "waiting" | "trouble";

const looks: Record<Kind, { icon: IconName; className: string }> = {
  info: { icon: "info", className: "bg-wash border-line" },
  saved: { icon: "check", className: "bg-accent-wash border-accent" },
  waiting: { icon: "waiting", className: "bg-ochre-wash border-ochre" },
  trouble: { icon: "info", className: "bg-rust-wash border-rust" },
};

type Props = {
  /** `waiting` is for "not saved yet"; `trouble` for what needs the person. None of them shouts. */
  kind?: Kind;
  title?: ReactNode;
  children: ReactNode;
  /** Read out when it appears. On for everything that comes by itself. */
  live?: boolean;
  className?: string;
};

/** A calm block of words that says how things stand. */
export function Notice({ kind = "info", title, children, live = false, className }: Props) {
  const look = looks[kind];
  return (
    <div
      role={live ? "status" : undefined}
      className={cx(
        "flex gap-3 rounded-md border-[1.5px] px-4 py-3 max-[16rem]:grid max-[16rem]:px-2",
        look.className,
        className,
      )}
    >
      <Icon name={look.icon} size={22} className="mt-1" />
      <div className="min-w-0 max-w-[62ch] space-y-1">
        {title !== undefined && <p className="font-bold">{title}</p>}
        <div className="space-y-2">{children}</div>
      </div>
    </div>
  );
}

type StatusProps = {
  kind?: Kind;
  /** Changes with what it claims. The words are then drawn anew and not changed in place, where a translator may hold the old ones. */
  state: string;
  children: ReactNode;
};

/** One quiet line, such as "Saved" or "Not saved yet", for the shell's save-state place. */
export function StatusLine({ kind = "info", state, children }: StatusProps) {
  return (
    <p role="status" className="flex min-h-6 items-center gap-1.5 text-sm text-quiet">
      <Icon name={looks[kind].icon} size={18} />
      <span key={state}>{children}</span>
    </p>
  );
}
