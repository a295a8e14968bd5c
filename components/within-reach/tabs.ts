import type { NavItem } from "@/components/ui/nav";
import { ENTRY_KINDS, PLACES } from "@/lib/domain/kinds/places";

const TABS = [
  { key: "home", to: "/home", icon: "home" },
  { key: "mine", to: "/comfort", icon: "note" },
  { key: "sharing", to: "/sharing", icon: "share" },
  { key: "theirs", to: "/theirs", icon: "eye" },
  { key: "checkIn", to: "/check-in", icon: "checkIn" },
] as const;

/** The main parts of the app, in their order. `path` gives an address in the language of the page, `label` the words for it. */
export const tabsOf = (
  path: (to: `/${string}`) => string,
  label: (key: (typeof TABS)[number]["key"]) => string,
): NavItem[] =>
  TABS.map(({ key, to, icon }) => ({
    href: path(to),
    label: label(key),
    icon,
    ...(key === "mine" && { under: ENTRY_KINDS.map((kind) => path(`/${PLACES[kind].path}`)) }),
  }));
