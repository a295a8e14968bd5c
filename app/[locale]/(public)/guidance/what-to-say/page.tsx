import { Phrases } from "@/components/guidance/phrases";
import { loadPhrases } from "@/lib/content/phrases";
import { sourcesOf } from "@/lib/content/sources";
import { type LocaleParams, pageLocale } from "@/lib/i18n/page-locale";

export default async function WhatToSayPage({ params }: LocaleParams) {
  const locale = await pageLocale(params);
  const page = await loadPhrases(locale);
  return <Phrases locale={locale} page={page} sources={await sourcesOf(locale, page.sources)} />;
}
