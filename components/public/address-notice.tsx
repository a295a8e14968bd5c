"use client";

import { useEffect, useState } from "react";
import { Notice } from "@/components/ui/notice";
import { otherAddress } from "@/lib/client";

type Props = {
  /** The page to open there, language and all. */
  href: string;
  title: string;
  text: string;
  /** Asks for nothing where Stile cannot run: something else is said there. */
  gated?: boolean;
};

/**
 * Names the address to open, where the page was opened at another one. It comes by script, since every page is the same bytes for
 * everybody. Its words are handed in: the first page carries no messages. They stand there hidden, for the script of a page that
 * has no framework (lib/client/texts/script.ts).
 */
export function AddressNotice({ href, title, text, gated = false }: Props) {
  const [origin, setOrigin] = useState<string | null>(null);
  useEffect(() => {
    void otherAddress({ gated }).then(setOrigin);
  }, [gated]);
  return (
    <div hidden={origin === null} data-other-address={href}>
      <Notice kind="trouble" title={title} live>
        <p>{text}</p>
        <p>
          <a
            className="link [overflow-wrap:anywhere]"
            href={origin === null ? undefined : `${origin}${href}`}
          >
            {origin}
          </a>
        </p>
      </Notice>
    </div>
  );
}
