import { useTranslations } from "next-intl";
import { Section } from "@/components/ui/section";
import type { GuidancePage as Guidance, Source } from "@/lib/domain/guidance/schema";
import { DoorLinks } from "./door-links";
import { GuidanceLinks } from "./guidance-links";
import { GuidanceText } from "./guidance-text";
import { TextFrame } from "./text-frame";

type Props = { locale: string; page: Guidance; next: readonly Guidance[]; sources: readonly Source[] };

/** One page of guidance: text to read, what to read next, and what it rests on. */
export function GuidancePage({ locale, page, next, sources }: Props) {
  const t = useTranslations("guidance");
  return (
    <TextFrame locale={locale} text={page} sources={sources}>
      <GuidanceText sections={page.sections} />
      {page.doors && <DoorLinks locale={locale} doors={page.doors} />}
      <Section title={t("next")}>
        <GuidanceLinks locale={locale} pages={next} />
      </Section>
    </TextFrame>
  );
}
