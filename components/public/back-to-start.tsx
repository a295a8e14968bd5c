import { useTranslations } from "next-intl";
import { BackLink } from "@/components/ui/page";
import { localePath } from "@/lib/i18n/locales";

/** The way from a public page back to the first one. */
export function BackToStart({ locale }: { locale: string }) {
  const t = useTranslations("site");
  return <BackLink href={localePath(locale)}>{t("back")}</BackLink>;
}
