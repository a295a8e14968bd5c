"use client";

import type { ReactNode } from "react";
import { Nav, type NavItem } from "@/components/ui/nav";
import { useSignedInHere } from "./start-link";

type Props = {
  tabs: readonly NavItem[];
  /** What the tabs are called together. */
  label: string;
  footer: ReactNode;
  children: ReactNode;
};

/**
 * A text and the foot of its page; and the tabs, where the app has opened it for somebody who is signed in. They lead to
 * one's own pages, and nothing of these is in them. The text stays where it is when they go: what was opened in it stays open.
 */
export function TabbedText({ tabs, label, footer, children }: Props) {
  const hasTabs = useSignedInHere();
  return (
    <>
      <div
        className={
          hasTabs
            ? "lg:mx-auto lg:grid lg:w-full lg:max-w-[72rem] lg:grid-cols-[14rem_minmax(0,1fr)] lg:gap-6 lg:px-6"
            : undefined
        }
      >
        {hasTabs && (
          <div className="lg:sticky lg:top-[var(--bar)] lg:self-start lg:py-8">
            <Nav items={tabs} label={label} ahead={false} />
          </div>
        )}
        <main id="main" tabIndex={-1} className="min-w-0 outline-none">
          {children}
        </main>
      </div>
      {footer}
      {/* What lies below the tabs of a phone. */}
      {hasTabs && <div className="h-24 lg:hidden" />}
    </>
  );
}
