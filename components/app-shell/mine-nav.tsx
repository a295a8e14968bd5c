"use client";

import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { useKindWords } from "@/components/kind/use-kind-words";
import { cx } from "@/components/ui/cx";
import { Icon } from "@/components/ui/icons";
import { Link } from "@/components/ui/link";
import { ENTRY_KINDS, PLACES } from "@/lib/domain/kinds/places";
import { usePath } from "@/lib/i18n/use-path";

/** The lists of what one has written. Shown on those pages alone: side by side, and on a phone behind the one that is open. */
export function MineNav() {
  const t = useTranslations("shell.mine");
  const { say } = useKindWords();
  const path = usePath();
  const here = usePathname();
  const list = useId();
  /** The page on which the list was unfolded: on the next one it is folded again. */
  const [unfoldedOn, setUnfoldedOn] = useState<string | null>(null);
  const places = ENTRY_KINDS.map((kind) => ({
    href: path(`/${PLACES[kind].path}`),
    label: say(kind, "title"),
  }));
  const isHere = (href: string) => here === href || here.startsWith(`${href}/`);
  const current = places.find(({ href }) => isHere(href));
  if (!current) return null;
  const unfolded = unfoldedOn === here;
  return (
    <nav aria-label={t("label")} className="mx-auto w-full max-w-[44rem] px-4 pt-3 sm:px-6 sm:pt-6">
      <button
        type="button"
        aria-expanded={unfolded}
        aria-controls={list}
        onClick={() => setUnfoldedOn(unfolded ? null : here)}
        className="flex min-h-11 w-full items-center justify-between gap-3 border-b border-line text-left sm:hidden"
      >
        <span className="min-w-0 font-bold [overflow-wrap:anywhere]">{current.label}</span>
        <span className="flex items-center gap-1 text-quiet">
          {t("others")}
          <Icon name="chevron" size={20} className={unfolded ? "-rotate-90" : "rotate-90"} />
        </span>
      </button>
      <ul
        id={list}
        className={cx("border-b border-line sm:flex sm:flex-wrap sm:gap-x-1", !unfolded && "hidden")}
      >
        {places.map(({ href, label }) => (
          <li key={href}>
            <Link
              ahead
              href={href}
              aria-current={isHere(href) ? "page" : undefined}
              className={cx(
                "flex min-h-11 items-center border-l-[3px] px-3 no-underline sm:-mb-px sm:border-b-[3px] sm:border-l-0",
                isHere(href)
                  ? "border-accent font-bold text-ink"
                  : "border-transparent text-quiet hover:text-ink forced-colors:border-[Canvas]",
              )}
            >
              {label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
