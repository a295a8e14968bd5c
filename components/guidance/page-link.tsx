import Link from "next/link";

type Props = { href: string; title: string; lead: string };

/** The way to a text: its title, and its first sentence below. */
export function PageLink({ href, title, lead }: Props) {
  return (
    <li className="grid gap-0.5 py-3.5">
      <Link href={href} prefetch={false} className="link justify-self-start py-1 text-lg font-bold">
        {title}
      </Link>
      <p className="max-w-[62ch] text-quiet">{lead}</p>
    </li>
  );
}
