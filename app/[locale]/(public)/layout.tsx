import type { ReactNode } from "react";
import { PublicFrame } from "@/components/public/public-frame";
import { type LocaleParams, pageLocale } from "@/lib/i18n/page-locale";

export default async function PublicLayout({ params, children }: LocaleParams & { children: ReactNode }) {
  return <PublicFrame locale={await pageLocale(params)}>{children}</PublicFrame>;
}
