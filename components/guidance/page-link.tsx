import { useTranslations } from "next-intl";
import { cx } from "@/components/ui/cx";
import { Link } from "@/components/ui/link";

type Props = {
  href: string;
  title: string;
  lead: string;
  /** Whether the text says before anything else that it speaks of assault; then the way there says it as well. */
  speaksOfAssault?: true | undefined;
  className?: string;
};

/** The way to a text: its title, its first sentence below, and what it says of itself first. */
export function PageLink({ href, title, lead, speaksOfAssault, className }: Props) {
  const t = useTranslations("guidance");
  return (
    <li className={cx("grid gap-0.5", className ?? "py-3.5")}>
      <Link href={href} className="link justify-self-start py-1 text-lg font-bold">
        {title}
      </Link>
      <p className="max-w-[62ch] text-quiet">{lead}</p>
      {speaksOfAssault && <p className="text-sm text-quiet">{t("speaksOfAssaultShort")}</p>}
    </li>
  );
}
