"use client";

import { useTranslations } from "next-intl";
import { Page, PageHead } from "@/components/ui/page";
import { ReachLink } from "@/components/within-reach/reach-link";
import type { GuidancePage } from "@/lib/domain/guidance/schema";
import { GuidanceText } from "./guidance-text";

export type SafetyText = Pick<GuidancePage, "title" | "lead" | "sections">;

/** The page of guidance on sharing that is not safe, in place of the page: to ask for it would tell the host who reads it, and when. */
export function SafetyScreen({ text }: { text: SafetyText }) {
  const t = useTranslations("grounding");
  return (
    <Page>
      <PageHead title={text.title} lead={text.lead} />
      <GuidanceText sections={text.sections} />
      <ReachLink what="help" className="link inline-flex min-h-11 items-center justify-self-start">
        {t("help")}
      </ReachLink>
    </Page>
  );
}
