import type { ReactNode } from "react";
import { Gate } from "@/components/app-shell/gate";
import { WithinReach } from "@/components/app-shell/within-reach";
import { NothingOnPaper } from "@/components/paper/nothing-on-paper";
import { InsecureContext } from "@/components/public/insecure-context";
import { NoScript } from "@/components/public/no-script";
import { loadGrounding } from "@/lib/content/grounding";
import { loadPages } from "@/lib/content/guidance";
import { helpLines } from "@/lib/content/help-lines";
import { ClientMessages } from "@/lib/i18n/client-messages";
import { type LocaleParams, pageLocale } from "@/lib/i18n/page-locale";

type Props = LocaleParams & { children: ReactNode };

/** Signed-in pages: the same static shell for everyone, filled by the browser once the vault is open. */
export default async function AppLayout({ params, children }: Props) {
  const locale = await pageLocale(params);
  const [safety] = await loadPages(locale, ["when-sharing-is-not-safe"]);
  if (safety === undefined) throw new Error("Guidance on sharing that is not safe is missing.");
  return (
    <ClientMessages
      locale={locale}
      namespaces={[
        "ui",
        "shell",
        "account",
        "problems",
        "home",
        "settings",
        "held",
        "link",
        "theirs",
        "checkIn",
        "topics",
        "answers",
        "comfort",
        "kinds",
        "support",
        "sharing",
        "sharedField",
        "sheet",
        "paper",
        "grounding",
        "help",
      ]}
    >
      <NothingOnPaper />
      <WithinReach
        exercises={await loadGrounding(locale)}
        helpLines={helpLines}
        safety={{ title: safety.title, lead: safety.lead, sections: safety.sections }}
      >
        <InsecureContext locale={locale}>
          <Gate noScript={<NoScript locale={locale} />}>{children}</Gate>
        </InsecureContext>
      </WithinReach>
    </ClientMessages>
  );
}
