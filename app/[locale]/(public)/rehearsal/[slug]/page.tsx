import { notFound } from "next/navigation";
import { RehearsalPage } from "@/components/rehearsal/rehearsal-page";
import { loadOtherSide, loadRehearsal, rehearsalParams } from "@/lib/content/rehearsal";
import { sourcesOf } from "@/lib/content/sources";
import { pageLocale } from "@/lib/i18n/page-locale";

export const generateStaticParams = rehearsalParams;
export const dynamicParams = false;

type Props = { params: Promise<{ locale: string; slug: string }> };

export default async function RehearsalMomentPage({ params }: Props) {
  const locale = await pageLocale(params);
  const rehearsal = await loadRehearsal(locale, (await params).slug);
  if (rehearsal === null) notFound();
  return (
    <RehearsalPage
      locale={locale}
      rehearsal={rehearsal}
      otherSide={await loadOtherSide(locale, rehearsal)}
      sources={await sourcesOf(locale, rehearsal.sources)}
    />
  );
}
