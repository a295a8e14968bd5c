import { KindPage, kindPaths } from "@/components/kinds/kind-page";
import { type LocaleParams, pageLocale } from "@/lib/i18n/page-locale";

type Params = { params: Promise<{ kind: string } & Awaited<LocaleParams["params"]>> };

/** A page for each kind whose screen is drawn from its definition, and for nothing else. */
export const dynamicParams = false;
export const generateStaticParams = kindPaths;

export default async function ItemsPage({ params }: Params) {
  await pageLocale(params);
  return <KindPage path={(await params).kind} />;
}
