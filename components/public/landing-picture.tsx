import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { ChoiceMark, type Tint } from "@/components/ui/choice-mark";
import { Icon, type ShapeName } from "@/components/ui/icons";
import { Crossing } from "./crossing";

type Line = { topic: string; shown: boolean; answer: string; shape: ShapeName; tint: Tint };

type SideProps = {
  title: string;
  lines: readonly Line[];
  /** Whether each line says if it is shown to the other. */
  marked?: boolean;
  children?: ReactNode;
};

/** A sheet of paper with a name on it, and a line for each topic. */
function Side({ title, lines, marked = false, children }: SideProps) {
  const t = useTranslations("landing");
  return (
    <div className="card px-4 py-3 md:px-6 md:py-4">
      <h3 className="mb-1.5 text-base leading-snug">{title}</h3>
      <ul className="divide-y divide-line border-t border-line">
        {lines.map(({ topic, shown, answer, shape, tint }) => (
          <li
            key={topic}
            className="flex flex-wrap items-center gap-x-2.5 py-1 text-sm max-md:nth-3:border-b-0 max-md:nth-4:hidden md:py-1.5"
          >
            {marked && (
              <span className="text-quiet">
                <Icon name={shown ? "eye" : "lock"} size={20} />
                <span className="sr-only">{shown ? t("pictureShown") : t("pictureKept")}</span>
              </span>
            )}
            <span className="min-w-18 flex-1">{topic}</span>
            <ChoiceMark label={answer} shape={shape} tint={tint} />
          </li>
        ))}
      </ul>
      {children}
    </div>
  );
}

/** Both sides at once: a sheet with a few lines (fewer on a phone), and what crosses to the other. Words and lines, no picture file. */
export function LandingPicture() {
  const t = useTranslations("landing");
  const lines: Line[] = [
    { topic: t("line1"), answer: t("line1Answer"), shown: true, shape: "disc", tint: "moss" },
    { topic: t("line2"), answer: t("line2Answer"), shown: true, shape: "ring", tint: "ochre" },
    { topic: t("line3"), answer: t("line3Answer"), shown: false, shape: "square", tint: "ink" },
    { topic: t("line4"), answer: t("line4Answer"), shown: false, shape: "wave", tint: "stone" },
  ];
  return (
    <div className="grid items-center md:grid-cols-[minmax(0,1fr)_7rem_minmax(0,1fr)]">
      <Side title={t("pictureMine")} lines={lines} marked />
      <Crossing />
      <Side title={t("pictureTheirs")} lines={lines.filter(({ shown }) => shown)}>
        <p className="border-t border-line pt-2 text-sm">{t("standing")}</p>
      </Side>
    </div>
  );
}
