import type { ReactNode } from "react";

/** Only hands on: the page's frame is app/[locale]/layout.tsx, which knows the language. */
export default function Layout({ children }: { children: ReactNode }) {
  return children;
}
