import type { ReactNode } from "react";
import { cx } from "@/components/ui/cx";
import { Icon } from "@/components/ui/icons";

export type Level = 2 | 3 | 4 | 5 | 6;

/** A heading of a level that the surroundings decide. */
export function Heading({
  level,
  id,
  className,
  children,
}: {
  level: Level;
  /** By which focus is moved to it. */
  id?: string | undefined;
  className?: string;
  children: ReactNode;
}) {
  const Tag = `h${level}` as const;
  return (
    <Tag
      id={id}
      tabIndex={id === undefined ? undefined : -1}
      className={cx("font-bold", id !== undefined && "outline-none", className)}
    >
      {children}
    </Tag>
  );
}

/** Whether a text may be translated: Stile's own words, that is. Left out for what a person wrote: a translator would send it out. */
type MayBeTranslated = { stock?: boolean };

/** Somebody's own words: shown as they are, in their own direction of writing, never wider than the page. */
export function Words({ children, stock = false }: MayBeTranslated & { children: string }) {
  return (
    <span
      dir="auto"
      translate={stock ? undefined : "no"}
      className="whitespace-pre-line [overflow-wrap:anywhere] [unicode-bidi:isolate]"
    >
      {children}
    </span>
  );
}

/** Words of their own on a line, or a paragraph, of their own. */
export function Said({
  label,
  children,
  stock = false,
}: MayBeTranslated & { label?: string | undefined; children: string }) {
  return (
    <div>
      {label !== undefined && <p className="text-sm text-quiet">{label}</p>}
      <p
        dir="auto"
        translate={stock ? undefined : "no"}
        className="whitespace-pre-line [overflow-wrap:anywhere]"
      >
        {children}
      </p>
    </div>
  );
}

export type LinesProps = MayBeTranslated & {
  /** Left out where the heading above says it already. */
  label?: string | undefined;
  lines: readonly string[] | undefined;
  numbered?: boolean;
};

/** A list of short lines under its label; nothing at all where there is none. */
export function Lines({ label, lines, numbered = false, stock }: LinesProps) {
  if (lines === undefined || lines.length === 0) return null;
  const List = numbered ? "ol" : "ul";
  return (
    <div>
      {label !== undefined && <p className="text-sm text-quiet">{label}</p>}
      <List
        className={
          numbered
            ? "list-decimal pl-7 marker:font-bold marker:text-accent"
            : "list-disc pl-7 marker:text-accent"
        }
      >
        {lines.map((line, index) => (
          <li
            // biome-ignore lint/suspicious/noArrayIndexKey: a line has no name but its place
            key={index}
          >
            <Words stock={stock}>{line}</Words>
          </li>
        ))}
      </List>
    </div>
  );
}

/** A plain sentence of its own, with a small mark before it. */
export function Plain({ children }: { children: string }) {
  return (
    <p className="flex items-start gap-2">
      <Icon name="info" size={20} className="mt-1 text-quiet" />
      {children}
    </p>
  );
}
