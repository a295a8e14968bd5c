import { useTranslations } from "next-intl";
import { Link } from "@/components/ui/link";
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
            <Link href={localePath(locale, DOOR_PATHS[door])} className="button" data-variant="quiet">
              {t(`doors.${door}`)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
