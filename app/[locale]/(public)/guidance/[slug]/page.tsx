import { notFound } from "next/navigation";
import { GuidancePage } from "@/components/guidance/guidance-page";
import { guidanceParams, loadGuidancePage, loadPages } from "@/lib/content/guidance";
import { sourcesOf } from "@/lib/content/sources";
import { pageLocale } from "@/lib/i18n/page-locale";

export const generateStaticParams = guidanceParams;
export const dynamicParams = false;

type Props = { params: Promise<{ locale: string; slug: string }> };

export default async function GuidanceTextPage({ params }: Props) {
  const locale = await pageLocale(params);
  const page = await loadGuidancePage(locale, (await params).slug);
  if (page === null) notFound();
  return (
    <GuidancePage
      locale={locale}
      page={page}
      next={await loadPages(locale, page.next)}
      sources={await sourcesOf(locale, page.sources)}
    />
  );
}
