import { useTranslations } from "next-intl";
import { ChoiceMark, type Tint } from "@/components/ui/choice-mark";
import type { ShapeName } from "@/components/ui/icons";
import type { Reading } from "@/lib/domain/host-view/columns";

const looks: Record<Reading, { shape: ShapeName; tint: Tint }> = {
  plain: { shape: "ring", tint: "ochre" },
  code: { shape: "dots", tint: "stone" },
  sealed: { shape: "square", tint: "moss" },
};

/** What the host can make of a thing it keeps, by word, shape and tint. */
export function ReadingMark({ reading }: { reading: Reading }) {
  const t = useTranslations("hostView.readings");
  return <ChoiceMark label={t(`${reading}.name`)} {...looks[reading]} />;
}
