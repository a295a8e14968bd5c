import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { BackLink, Page, PageHead } from "@/components/ui/page";
import type { Source } from "@/lib/domain/guidance/schema";
import { localePath } from "@/lib/i18n/locales";
import { SourceList } from "./source-list";
import { SpeaksOfAssault } from "./speaks-of-assault";

type Props = {
  locale: string;
  text: { title: string; lead: string; reviewed: string; speaksOfAssault?: true | undefined };
  sources: readonly Source[];
  children: ReactNode;
};

/** What every text of the guidance stands in: the way back to all of them, its head, and at the end what it rests on. */
export function TextFrame({ locale, text, sources, children }: Props) {
  const t = useTranslations("guidance");
  return (
    <Page>
      <PageHead
        title={text.title}
        lead={text.lead}
        back={<BackLink href={localePath(locale, "/guidance")}>{t("back")}</BackLink>}
      >
        <SpeaksOfAssault text={text} />
      </PageHead>
      {children}
      <SourceList sources={sources} reviewed={text.reviewed} />
    </Page>
  );
}
