import { useTranslations } from "next-intl";
import { BackLink } from "@/components/ui/page";
import type { Exercise } from "@/lib/domain/grounding/schema";
import { localePath } from "@/lib/i18n/locales";
import { GroundingScreen } from "./grounding-screen";

/** The exercises as a page of their own, for anyone. Without scripts it is text to read. */
export function GroundingPage({ locale, exercises }: { locale: string; exercises: readonly Exercise[] }) {
  const site = useTranslations("site");
  return (
    <GroundingScreen
      exercises={exercises}
      back={<BackLink href={localePath(locale)}>{site("back")}</BackLink>}
    />
  );
}
