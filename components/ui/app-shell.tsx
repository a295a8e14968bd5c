import type { ReactNode } from "react";
import { Link } from "./link";
import { Mark } from "./mark";
import { Nav, type NavItem } from "./nav";
import { SkipLink } from "./skip-link";

type Props = {
  brand: { href: string; label: string };
  items: readonly NavItem[];
  navLabel: string;
  /** Whether where the main parts lead may be fetched now. */
  ahead: boolean;
  skipLabel: string;
  /** Save state and the like: one short line, beside the brand on a phone, at the foot of the rail on a desk. */
  status?: ReactNode;
  /** One quiet way to somewhere that must never be far, at the end of the strip beside the way out. */
  reach?: ReactNode;
  children: ReactNode;
};

/** The frame of signed-in pages: strip on top, main parts, and the page. */
export function AppShell({ brand, items, navLabel, ahead, skipLabel, status, reach, children }: Props) {
  return (
    <>
      <header className="topbar">
        <SkipLink>{skipLabel}</SkipLink>
        <Link
          href={brand.href}
          className="flex min-h-11 items-center gap-2 font-bold text-ink no-underline max-[26rem]:hidden"
        >
          <Mark size={30} className="text-accent" />
          <span className="max-sm:sr-only">{brand.label}</span>
        </Link>
        {/* On a narrow phone the words are what counts: the tabs lead home, and signs that repeat a word make room for it. */}
        <div className="min-w-0 flex-1 max-[26rem]:[&_p]:leading-[1.05] max-[26rem]:[&_svg]:hidden">
          {status}
        </div>
        {reach}
      </header>
      <div className="lg:mx-auto lg:grid lg:max-w-[72rem] lg:grid-cols-[14rem_minmax(0,1fr)] lg:gap-6 lg:px-6">
        <div className="lg:sticky lg:top-[var(--bar)] lg:self-start lg:py-8">
          <Nav items={items} label={navLabel} ahead={ahead} />
        </div>
        {/* Room at the foot for what lies over it: the tabs, short messages, and what is not saved yet. Layers are counted anew in
            it, so that words that change in the strip do not have a long list looked through. */}
        <main id="main" tabIndex={-1} className="isolate min-w-0 pb-56 outline-none lg:pb-36">
          {children}
        </main>
      </div>
    </>
  );
}
