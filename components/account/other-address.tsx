"use client";

import { useTranslations } from "next-intl";
import { AddressNotice } from "@/components/public/address-notice";
import { usePath } from "@/lib/i18n/use-path";

/** On a way in: names the address to open, where the page was opened at another one. `page` is the page to open there. */
export function OtherAddress({ page }: { page: `/${string}` }) {
  const t = useTranslations("account.place");
  const path = usePath();
  return <AddressNotice href={path(page)} title={t("title")} text={t("text")} gated />;
}
