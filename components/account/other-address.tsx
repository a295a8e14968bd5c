"use client";

import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { Notice } from "@/components/ui/notice";
import { otherAddress } from "@/lib/client";
import { usePath } from "@/lib/i18n/use-path";

/** Names the address to open, where the page was opened at another one. `page` is the page to open there. */
export function OtherAddress({ page }: { page: `/${string}` }) {
  const t = useTranslations("account.place");
  const path = usePath();
  const [origin, setOrigin] = useState<string | null>(null);
  useEffect(() => {
    void otherAddress().then(setOrigin);
  }, []);
  if (origin === null) return null;
  return (
    <Notice kind="trouble" title={t("title")} live>
      <p>{t("text")}</p>
      <p>
        <a className="link [overflow-wrap:anywhere]" href={`${origin}${path(page)}`}>
          {origin}
        </a>
      </p>
    </Notice>
  );
}
