"use client";

import { type ReactNode, useEffect, useId, useRef } from "react";
import { cx } from "@/components/ui/cx";
import { Icon } from "@/components/ui/icons";

type Props = {
  title: ReactNode;
  /** The title is Stile's, and may be translated; one's own words are not. */
  stock?: boolean;
  /** What stands in the closed row besides its title. */
  marks?: ReactNode;
  open: boolean;
  onToggle: (row: Element) => void;
  /** Of the row's heading. */
  level?: 2 | 3;
  /** Moves focus to the row's own line once it is there: it was just made. */
  focusWhenOpened?: boolean;
  children: ReactNode;
};

/** One row: a line with its title, and below it, while open, everything there is to fill in. */
export function EntryRow({
  title,
  stock = false,
  marks,
  level = 3,
  open,
  onToggle,
  focusWhenOpened,
  children,
}: Props) {
  const panel = useId();
  const Title = level === 2 ? "h2" : "h3";
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (focusWhenOpened) button.current?.focus();
  }, [focusWhenOpened]);
  return (
    // biome-ignore lint/a11y/useSemanticElements: see EntryList
    <div role="listitem" className={open ? "shadow-[inset_4px_0_0_var(--accent)]" : undefined}>
      <Title className="text-base leading-snug tracking-normal">
        <button
          ref={button}
          type="button"
          aria-expanded={open}
          aria-controls={panel}
          onClick={(event) => onToggle(event.currentTarget)}
          className="flex min-h-14 w-full items-start gap-3 px-4 py-3 text-left -outline-offset-4 hover:bg-wash sm:px-5"
        >
          <span className="flex min-w-0 flex-1 flex-wrap items-center justify-between gap-x-4 gap-y-1">
            <bdi
              translate={stock ? undefined : "no"}
              className={cx("min-w-0 [overflow-wrap:anywhere]", open ? "font-bold" : "font-normal")}
            >
              {title}
            </bdi>
            {!open && marks}
          </span>
          <Icon
            name="chevron"
            size={20}
            className={
              open ? "mt-1 rotate-90 text-accent transition-[rotate]" : "mt-1 text-accent transition-[rotate]"
            }
          />
        </button>
      </Title>
      <div id={panel} hidden={!open}>
        {open && <div className="grid grid-cols-1 gap-7 px-4 pt-1 pb-6 sm:px-5">{children}</div>}
      </div>
    </div>
  );
}
