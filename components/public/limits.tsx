import { useTranslations } from "next-intl";
import { LinkButton } from "@/components/ui/link-button";
import { Page, PageHead } from "@/components/ui/page";
import { localePath } from "@/lib/i18n/locales";
import { BackToStart } from "./back-to-start";

const parts = [
  "device",
  "copies",
  "browser",
  "host",
  "knows",
  "passphrase",
  "consent",
  "emergency",
  "therapy",
] as const;

/** The honest limits, in plain words. */
export function Limits({ locale }: { locale: string }) {
  const t = useTranslations("limits");
  return (
    <Page>
      <PageHead title={t("title")} lead={t("lead")} back={<BackToStart locale={locale} />} />
      <div className="grid gap-7">
        {parts.map((part) => (
          <section key={part} className="grid gap-1.5">
            <h2 className="text-xl">{t(`${part}Title`)}</h2>
            <p className="max-w-[62ch]">{t(part)}</p>
          </section>
        ))}
      </div>
      <LinkButton href={localePath(locale, "/help")} className="justify-self-start">
        {t("helpLink")}
      </LinkButton>
    </Page>
  );
}
