import { useTranslations } from "next-intl";
import { LinkButton } from "@/components/ui/link-button";
import { DOOR_PATHS, type Door } from "@/lib/domain/guidance/doors";
import { localePath } from "@/lib/i18n/locales";

/** Other places that belong to a text, such as the help lines. */
export function DoorLinks({ locale, doors }: { locale: string; doors: readonly Door[] }) {
  const t = useTranslations("guidance");
  return (
    <nav aria-label={t("atHand")}>
      <ul className="flex flex-wrap gap-3">
        {doors.map((door) => (
          <li key={door}>
            <LinkButton href={localePath(locale, DOOR_PATHS[door])}>{t(`doors.${door}`)}</LinkButton>
          </li>
        ))}
      </ul>
    </nav>
  );
}
