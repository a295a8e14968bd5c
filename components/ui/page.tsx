import type { ReactNode } from "react";
import { buttonLook } from "./button";
import { cx } from "./cx";
import { Icon } from "./icons";
import { Link } from "./link";

/** The column every page stands in: one measure of text, even room between its parts. */
export function Page({ children, className }: { children: ReactNode; className?: string }) {
  return (
    <div
      className={cx(
        "mx-auto grid w-full max-w-[44rem] grid-cols-1 gap-8 px-4 py-6 sm:px-6 sm:py-10",
        className,
      )}
    >
      {children}
    </div>
  );
}

type HeadProps = { title: ReactNode; lead?: ReactNode; back?: ReactNode; children?: ReactNode };

/** The head of a page: where from, what it is, one sentence. The only h1. */
export function PageHead({ title, lead, back, children }: HeadProps) {
  return (
    <header className="letterhead grid grid-cols-1 gap-2 pb-5">
      {back}
      <h1 className="text-2xl [overflow-wrap:anywhere] sm:text-3xl">{title}</h1>
      {lead !== undefined && <Lead>{lead}</Lead>}
      {children}
    </header>
  );
}

/** The one sentence that says what a page is for. */
export function Lead({ children }: { children: ReactNode }) {
  return <p className="max-w-[58ch] text-lg text-quiet">{children}</p>;
}

/** What a way back looks like. */
export const backLook = () => buttonLook("plain", "-ml-2.5 justify-self-start no-underline");

/** The way one step up. */
export function BackLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Link href={href} {...backLook()}>
      <Icon name="back" size={20} />
      {children}
    </Link>
  );
}

type EmptyProps = { title: ReactNode; children?: ReactNode; action?: ReactNode };

/** Where there is nothing: one calm sentence, and perhaps one thing to do. */
export function EmptyState({ title, children, action }: EmptyProps) {
  return (
    <div className="grid justify-items-start gap-3 rounded-lg border border-dashed border-edge px-5 py-8 sm:px-8">
      <p className="text-lg font-bold">{title}</p>
      {children !== undefined && <div className="max-w-[58ch] space-y-2 text-quiet">{children}</div>}
      {action}
    </div>
  );
}
