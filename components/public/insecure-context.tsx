import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Notice } from "@/components/ui/notice";
import type { Lack } from "@/lib/client";
import { localePath } from "@/lib/i18n/locales";
import { SecureGate } from "./secure-gate";

/**
 * Wraps what handles secrets. Where the browser or the address lacks something that Stile cannot do without, it shows what,
 * and why, in place of `children`. Put it around every sign-in, sign-up and signed-in screen.
 */
export function InsecureContext({ locale, children }: { locale: string; children: ReactNode }) {
  const t = useTranslations("guard");
  const notice = (title: string, lines: readonly string[]) => (
    <Notice kind="trouble" title={title} live>
      {lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
      <p>
        <a className="link" href={localePath(locale, "/help")}>
          {t("helpLink")}
        </a>
      </p>
    </Notice>
  );
  const otherwise: Record<Lack, ReactNode> = {
    insecure: notice(t("insecureTitle"), [t("insecure"), t("insecureTry"), t("outdated")]),
    worker: notice(t("workerTitle"), [t("worker")]),
    wasm: notice(t("wasmTitle"), [t("wasm"), t("wasmTry")]),
    cookies: notice(t("cookiesTitle"), [t("cookies")]),
  };
  return (
    <SecureGate otherwise={otherwise} words={{ tryAgain: t("tryAgain"), still: t("still") }}>
      {children}
    </SecureGate>
  );
}
