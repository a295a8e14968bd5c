import type { ReactNode } from "react";
import { InsecureContext } from "@/components/public/insecure-context";
import { NoScript } from "@/components/public/no-script";
import { PublicFrame } from "@/components/public/public-frame";
import { ClientMessages } from "@/lib/i18n/client-messages";
import { type LocaleParams, pageLocale } from "@/lib/i18n/page-locale";

type Props = LocaleParams & { children: ReactNode };

/** Ways in: they stand in the public frame, and refuse where nothing could be kept safe. */
export default async function AccountLayout({ params, children }: Props) {
  const locale = await pageLocale(params);
  return (
    <PublicFrame locale={locale} signIn={false}>
      <NoScript locale={locale} />
      <ClientMessages locale={locale} namespaces={["ui", "shell", "account", "problems", "link"]}>
        <InsecureContext locale={locale}>{children}</InsecureContext>
      </ClientMessages>
    </PublicFrame>
  );
}
