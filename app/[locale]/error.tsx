"use client";

import { useParams } from "next/navigation";
import { ErrorPage } from "@/components/public/error-page";
import { defaultLocale } from "@/lib/i18n/locales";

/** A page broke. The frame with the way out stands, in the layout above. */
export default function LocaleError() {
  const { locale } = useParams();
  return <ErrorPage locale={typeof locale === "string" ? locale : defaultLocale} />;
}
