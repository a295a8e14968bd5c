import { useTranslations } from "next-intl";
import { Section } from "@/components/ui/section";
import type { PhrasePage } from "@/lib/domain/guidance/phrases";
import type { Source } from "@/lib/domain/guidance/schema";
import { DoorLinks } from "./door-links";
import { TextFrame } from "./text-frame";

type Props = { locale: string; page: PhrasePage; sources: readonly Source[] };

/** What may help to say beside what to leave out, pair by pair. Told apart by words and place, not by colour. */
export function Phrases({ locale, page, sources }: Props) {
  const t = useTranslations("guidance");
  return (
    <TextFrame locale={locale} text={page} sources={sources}>
      {page.groups.map(({ heading, pairs }) => (
        <Section key={heading} title={heading}>
          <ul className="grid gap-3">
            {pairs.map(({ say, insteadOf, why }) => (
              <li key={say} className="card grid gap-2">
                <dl className="grid gap-x-6 gap-y-2 sm:grid-cols-2">
                  <div>
                    <dt className="text-sm text-quiet">{t("say")}</dt>
                    <dd className="font-bold">{say}</dd>
                  </div>
                  <div>
                    <dt className="text-sm text-quiet">{t("insteadOf")}</dt>
                    <dd>{insteadOf}</dd>
                  </div>
                </dl>
                <p className="border-t border-line pt-2 text-quiet">{why}</p>
              </li>
            ))}
          </ul>
        </Section>
      ))}
      <DoorLinks locale={locale} doors={["rehearsal", "help"]} />
    </TextFrame>
  );
}
