import Link from "next/link";
import { useTranslations } from "next-intl";
import { LinkButton } from "@/components/ui/link-button";
import { localePath } from "@/lib/i18n/locales";
import { LandingPicture } from "./landing-picture";

/** The first page: what Stile is, for whom, what it is not for, and where its limits are. */
export function Landing({ locale }: { locale: string }) {
  const t = useTranslations("landing");
  return (
    <div className="mx-auto grid max-w-[60rem] gap-14 px-4 py-8 sm:px-6 sm:py-14">
      <div className="grid gap-6">
        <h1 className="max-w-[22ch] text-2xl sm:text-[2.75rem] sm:leading-[1.12]">{t("title")}</h1>
        <p className="max-w-[56ch] text-lg">{t("lead")}</p>
        <div className="flex flex-wrap gap-3">
          <LinkButton href={localePath(locale, "/sign-up")} variant="primary">
            {t("signUp")}
          </LinkButton>
          <LinkButton href={localePath(locale, "/sign-in")}>{t("signIn")}</LinkButton>
        </div>
        <p className="-mt-2">
          <a href="#not-for" className="link inline-flex min-h-11 items-center">
            {t("first")}
          </a>
        </p>
      </div>

      <section aria-labelledby="picture" className="grid gap-5">
        <h2 id="picture" className="sr-only">
          {t("pictureTitle")}
        </h2>
        <LandingPicture />
        <p className="mx-auto max-w-[48ch] pt-3 text-center text-lg font-bold text-balance">{t("promise")}</p>
      </section>

      <section aria-labelledby="how" className="grid gap-5">
        <h2 id="how" className="letterhead pb-3 text-xl">
          {t("howTitle")}
        </h2>
        <ul className="grid gap-7 md:grid-cols-3 md:gap-8">
          {(["how1", "how2", "how3"] as const).map((part) => (
            <li key={part} className="grid content-start gap-1.5">
              <h3 className="text-lg">{t(`${part}Title`)}</h3>
              <p>{t(part)}</p>
            </li>
          ))}
        </ul>
      </section>

      <div className="grid gap-10 md:grid-cols-2 md:gap-12">
        <section aria-labelledby="for" className="prose">
          <h2 id="for" className="mt-0 text-xl">
            {t("forTitle")}
          </h2>
          <ul>
            <li>{t("for1")}</li>
            <li>{t("for2")}</li>
            <li>{t("for3")}</li>
          </ul>
        </section>
        <section aria-labelledby="not-for" className="prose">
          <h2 id="not-for" className="mt-0 text-xl">
            {t("notTitle")}
          </h2>
          <ul>
            <li>{t("not1")}</li>
            <li>{t("not2")}</li>
            <li>{t("not3")}</li>
          </ul>
          <p>
            <Link href={localePath(locale, "/before-linking")}>{t("notLink")}</Link>
          </p>
        </section>
      </div>

      <div className="grid gap-10 border-t border-line pt-10 md:grid-cols-2 md:gap-12">
        <section aria-labelledby="limits" className="prose">
          <h2 id="limits" className="mt-0 text-xl">
            {t("limitsTitle")}
          </h2>
          <p>{t("limitsText")}</p>
          <p>
            <Link href={localePath(locale, "/limits")}>{t("limitsLink")}</Link>
          </p>
        </section>
        <section aria-labelledby="help" className="prose">
          <h2 id="help" className="mt-0 text-xl">
            {t("helpTitle")}
          </h2>
          <p>{t("helpText")}</p>
          <p>
            <Link href={localePath(locale, "/help")}>{t("helpLink")}</Link>
          </p>
        </section>
      </div>
    </div>
  );
}
