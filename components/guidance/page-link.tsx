import { cx } from "@/components/ui/cx";
import { Link } from "@/components/ui/link";

type Props = { href: string; title: string; lead: string; className?: string };

/** The way to a text: its title, and its first sentence below. */
export function PageLink({ href, title, lead, className }: Props) {
  return (
    <li className={cx("grid gap-0.5", className ?? "py-3.5")}>
      <Link href={href} className="link justify-self-start py-1 text-lg font-bold">
        {title}
      </Link>
      <p className="max-w-[62ch] text-quiet">{lead}</p>
    </li>
  );
}
