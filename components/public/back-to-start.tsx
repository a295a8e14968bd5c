import { useTranslations } from "next-intl";
import { Icon } from "@/components/ui/icons";
import { backLook } from "@/components/ui/page";
import { localePath } from "@/lib/i18n/locales";
import { StartLink } from "./start-link";

/** The way from a public page back to the first one, or home. */
export function BackToStart({ locale }: { locale: string }) {
  const t = useTranslations("site");
  return (
    <StartLink start={localePath(locale)} home={localePath(locale, "/home")} {...backLook()}>
      <Icon name="back" size={20} />
      {t("back")}
    </StartLink>
  );
}
