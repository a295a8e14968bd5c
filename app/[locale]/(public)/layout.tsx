import type { ReactNode } from "react";
import { TextsFrame } from "@/components/public/public-frame";
import { type LocaleParams, pageLocale } from "@/lib/i18n/page-locale";

export default async function PublicLayout({ params, children }: LocaleParams & { children: ReactNode }) {
  return <TextsFrame locale={await pageLocale(params)}>{children}</TextsFrame>;
}
