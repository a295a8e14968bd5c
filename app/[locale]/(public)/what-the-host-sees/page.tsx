import { HostViewPage } from "@/components/host-view/host-view-page";
import { type LocaleParams, pageLocale } from "@/lib/i18n/page-locale";

export default async function WhatTheHostSeesPage({ params }: LocaleParams) {
  return <HostViewPage locale={await pageLocale(params)} />;
}
