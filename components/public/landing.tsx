import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Link } from "@/components/ui/link";
import { LinkButton } from "@/components/ui/link-button";
import { localePath } from "@/lib/i18n/locales";
import { AddressNotice } from "./address-notice";
import { LandingPicture } from "./landing-picture";

type PartProps = { id: string; title: string; lines: readonly string[]; children?: ReactNode };

/** A named part with a line for each thing it says, and what leads on from it. */
function Part({ id, title, lines, children }: PartProps) {
  return (
    <section aria-labelledby={id} className="grid content-start gap-1">
      <h2 id={id} className="text-base leading-snug md:text-lg">
        {title}
      </h2>
      <div className="prose text-sm">
        <ul className="max-md:[&>li+li]:mt-1">
          {lines.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      </div>
      {children}
    </section>
  );
}

/**
 * The first page: what Stile is, for whom, what it is not for, and where its limits are, in about a screen and a half. The
 * large type says nothing that a passer-by could read anything into.
 */
export function Landing({ locale }: { locale: string }) {
  const t = useTranslations("landing");
  const place = useTranslations("account.place");
  // The room that a finger needs around these links is part of the room below them.
  const onwards = (pages: readonly (readonly [href: `/${string}`, label: string])[]) => (
    <ul className="-mb-2.5 flex flex-wrap gap-x-5">
      {pages.map(([href, label]) => (
        <li key={href}>
          <Link href={localePath(locale, href)} className="link inline-flex min-h-11 items-center text-sm">
            {label}
          </Link>
        </li>
      ))}
    </ul>
  );
  return (
    <div className="mx-auto grid max-w-[60rem] grid-cols-1 gap-4 px-4 pt-4 pb-2 sm:px-6 md:gap-9 md:py-9">
      <AddressNotice href={localePath(locale, "")} title={place("title")} text={place("text")} />
      <div className="grid gap-3 md:gap-4">
        <h1 className="text-[1.625rem] leading-[1.2] md:text-[2.5rem] md:leading-[1.12]">{t("title")}</h1>
        <p className="max-w-[62ch] leading-normal md:text-lg">{t("lead")}</p>
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <LinkButton href={localePath(locale, "/sign-up")} variant="primary">
            {t("signUp")}
          </LinkButton>
          <LinkButton href={localePath(locale, "/sign-in")}>{t("signIn")}</LinkButton>
          <a
            href="#not-for"
            className="link inline-flex min-h-11 items-center min-[22rem]:max-[26rem]:-mb-2.5 md:ml-3"
          >
            {t("first")}
          </a>
        </div>
      </div>

      <section aria-labelledby="picture">
        <h2 id="picture" className="sr-only">
          {t("pictureTitle")}
        </h2>
        <LandingPicture />
      </section>

      <div className="grid gap-x-10 gap-y-4 md:grid-cols-3">
        <Part id="for" title={t("forTitle")} lines={[t("for1"), t("for2")]} />
        <Part id="not-for" title={t("notTitle")} lines={[t("not1"), t("not2"), t("not3")]}>
          {onwards([
            ["/before-linking", t("notLink")],
            ["/help", t("helpLink")],
          ])}
        </Part>
        <Part id="limits" title={t("limitsTitle")} lines={[t("limits1"), t("limits2"), t("limits3")]}>
          {onwards([
            ["/limits", t("limitsLink")],
            ["/what-the-host-sees", t("hostLink")],
          ])}
        </Part>
      </div>
    </div>
  );
}
