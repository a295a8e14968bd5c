import { useTranslations } from "next-intl";
import { Icon, type IconName } from "@/components/ui/icons";
import { Link } from "@/components/ui/link";
import { Notice } from "@/components/ui/notice";
import { Page, PageHead } from "@/components/ui/page";
import { Section } from "@/components/ui/section";
import { localePath } from "@/lib/i18n/locales";
import { BackToStart } from "./back-to-start";

type Road = { href: string; icon: IconName; title: string; text: string };

/**
 * What to ask oneself before linking. Text alone: no boxes to tick, nothing stored, sent or counted. The three roads look
 * alike, so that none is marked as the right one.
 */
export function BeforeLinking({ locale }: { locale: string }) {
  const t = useTranslations("beforeLinking");
  const questions = (["q1", "q2", "q3", "q4", "q5", "q6", "q7", "q8"] as const).map((key) => t(key));
  const roads: Road[] = [
    { href: localePath(locale, "/home"), icon: "person", title: t("roadAlone"), text: t("roadAloneText") },
    { href: localePath(locale, "/help"), icon: "phone", title: t("roadTalk"), text: t("roadTalkText") },
    { href: localePath(locale, "/linking"), icon: "two", title: t("roadOn"), text: t("roadOnText") },
  ];
  return (
    <Page>
      <PageHead title={t("title")} lead={t("lead")} back={<BackToStart locale={locale} />} />
      <p className="max-w-[62ch]">{t("notFor")}</p>
      <Notice>{t("privacy")}</Notice>
      <Section title={t("questionsTitle")}>
        <ul className="grid">
          {questions.map((question) => (
            <li key={question} className="border-t border-line py-3.5 text-lg last:border-b">
              {question}
            </li>
          ))}
        </ul>
        <div className="prose">
          <p>{t("unsure")}</p>
          <p>
            <Link href={localePath(locale, "/guidance/when-sharing-is-not-safe")}>{t("unsureLink")}</Link>
          </p>
        </div>
      </Section>
      <Section title={t("roadsTitle")} lead={t("roadsLead")}>
        <ul className="grid gap-3">
          {roads.map((road) => (
            <li key={road.href}>
              <Link
                href={road.href}
                className="flex gap-4 rounded-lg border-[1.5px] border-edge bg-sheet px-5 py-4 text-ink no-underline hover:bg-wash"
              >
                <Icon name={road.icon} size={28} className="mt-0.5 text-accent" />
                <span className="grid">
                  <span className="text-lg font-bold underline decoration-[1.5px] underline-offset-4">
                    {road.title}
                  </span>
                  <span>{road.text}</span>
                </span>
              </Link>
            </li>
          ))}
        </ul>
        <div className="prose">
          <p>{t("remember")}</p>
          <p>
            <Link href={localePath(locale, "/guidance/sharing-slowly")}>{t("rememberLink")}</Link>
          </p>
        </div>
      </Section>
    </Page>
  );
}
