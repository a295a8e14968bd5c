import { useTranslations } from "next-intl";

/** What prints of a signed-in page where nothing of it may: one calm line. Place it before everything else on the page. */
export function NothingOnPaper() {
  const t = useTranslations("paper");
  return <p className="paperless">{t("nothing")}</p>;
}
