"use client";

import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { useKindWords } from "@/components/kind/use-kind-words";
import { cx } from "@/components/ui/cx";
import { Link } from "@/components/ui/link";
import { ENTRY_KINDS, PLACES } from "@/lib/domain/kinds/places";
import { usePath } from "@/lib/i18n/use-path";

/** The lists of what one has written, side by side. Shown on those pages alone. */
export function MineNav() {
  const t = useTranslations("shell.mine");
  const { say } = useKindWords();
  const path = usePath();
  const here = usePathname();
  const places = ENTRY_KINDS.map((kind) => ({
    href: path(`/${PLACES[kind].path}`),
    label: say(kind, "title"),
  }));
  if (!places.some(({ href }) => here === href || here.startsWith(`${href}/`))) return null;
  return (
    <nav aria-label={t("label")} className="mx-auto w-full max-w-[44rem] px-4 pt-3 sm:px-6 sm:pt-6">
      <ul className="flex flex-wrap gap-x-1 border-b border-line">
        {places.map(({ href, label }) => {
          const current = here === href || here.startsWith(`${href}/`);
          return (
            <li key={href}>
              <Link
                ahead
                href={href}
                aria-current={current ? "page" : undefined}
                className={cx(
                  "-mb-px flex min-h-11 items-center border-b-[3px] px-2.5 no-underline sm:px-4",
                  current
                    ? "border-accent font-bold text-ink"
                    : "border-transparent text-quiet hover:text-ink forced-colors:border-[Canvas]",
                )}
              >
                {label}
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
