import { useTranslations } from "next-intl";
import { Disclosure } from "@/components/ui/disclosure";
import type { Exercise } from "@/lib/domain/grounding/schema";

const WORDS = {
  slow: ["breatheIn", "breatheOut"],
  box: ["breatheIn", "hold", "breatheOut", "wait"],
} as const;

/**
 * A circle that grows and shrinks, by the style sheet alone: it moves only once opened, and not at all where the system
 * asks for less motion. It says nothing that the script does not.
 */
export function BreathShape({ breath }: { breath: NonNullable<Exercise["breath"]> }) {
  const t = useTranslations("grounding");
  return (
    <Disclosure summary={t("shape")} className="breath">
      <p className="mb-4 max-w-[62ch]">{t("shapeHow")}</p>
      <div className="breath-shape" data-breath={breath} aria-hidden="true">
        {WORDS[breath].map((word) => (
          <span key={word}>{t(word)}</span>
        ))}
      </div>
    </Disclosure>
  );
}
