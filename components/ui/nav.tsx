"use client";

import { usePathname } from "next/navigation";
import { Icon, type IconName } from "./icons";
import { Link } from "./link";

export type NavItem = {
  href: string;
  label: string;
  icon: IconName;
  /** Further addresses that belong to this part. */
  under?: readonly string[];
};

type Props = {
  items: readonly NavItem[];
  label: string;
  /** Whether where they lead may be fetched now: not while the page itself waits for what it shows. */
  ahead: boolean;
};

const liesUnder = (path: string, href: string) => path === href || path.startsWith(`${href}/`);

/** The main parts: tabs along the bottom of a phone, a rail at the side from 1024 px. */
export function Nav({ items, label, ahead }: Props) {
  const path = usePathname();
  // The longest address that the page lies under, so that /en/home does not light up for /en/home-work.
  const here = items
    .filter(({ href, under = [] }) => [href, ...under].some((place) => liesUnder(path, place)))
    .sort((a, b) => b.href.length - a.href.length)[0]?.href;
  return (
    <nav aria-label={label} className="tabs">
      <ul>
        {items.map((item) => (
          <li key={item.href}>
            <Link ahead={ahead} href={item.href} aria-current={item.href === here ? "page" : undefined}>
              <Icon name={item.icon} />
              <span>{item.label}</span>
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
