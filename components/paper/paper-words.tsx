import { useTranslations } from "next-intl";
import { SheetMoments } from "@/components/sheet/sheet-view";
import type { Page } from "@/lib/domain/sheet/schema";

/** What stands on paper, for a page that holds nothing but that: the rule first, and not a word of whose it is or of when. */
export function PaperWords({ page }: { page: Page }) {
  const t = useTranslations("paper");
  const sheet = useTranslations("sheet");
  return (
    <>
      <div className="grid max-w-[58ch] gap-1">
        <p className="font-bold">{sheet("standing")}</p>
        <p>{t("old")}</p>
      </div>
      <SheetMoments page={page} />
    </>
  );
}
