import { useTranslations } from "next-intl";
import { ChoiceMark, type Tint } from "@/components/ui/choice-mark";
import { Icon, type ShapeName } from "@/components/ui/icons";
import { Crossing } from "./crossing";

type Line = { topic: string; answer: string; shown: boolean; shape?: ShapeName; tint?: Tint };

const Answer = ({ line }: { line: Line }) =>
  line.shape === undefined ? (
    <span className="text-quiet italic">{line.answer}</span>
  ) : (
    <ChoiceMark label={line.answer} shape={line.shape} tint={line.tint} />
  );

/** Both sides at once: a sheet with four lines, and what crosses to the other. Words and lines, no picture file. */
export function LandingPicture() {
  const t = useTranslations("landing");
  const lines: Line[] = [
    { topic: t("line1"), answer: t("line1Answer"), shown: true, shape: "disc", tint: "moss" },
    { topic: t("line2"), answer: t("line2Answer"), shown: true, shape: "half", tint: "ochre" },
    { topic: t("line3"), answer: t("line3Answer"), shown: false, shape: "square", tint: "ink" },
    { topic: t("line4"), answer: t("line4Answer"), shown: false },
  ];
  return (
    <div className="grid items-center gap-4 md:grid-cols-[minmax(0,1fr)_7.5rem_minmax(0,1fr)] md:gap-0">
      <div className="sheet">
        <h3 className="text-lg">{t("pictureMine")}</h3>
        <p className="mb-3 text-sm text-quiet">{t("pictureMineNote")}</p>
        <ul className="divide-y divide-line border-t border-line">
          {lines.map((line) => (
            <li
              key={line.topic}
              className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-3 gap-y-1 py-2.5"
            >
              <span>{line.topic}</span>
              <span className="flex items-center gap-1 text-sm text-quiet">
                <Icon name={line.shown ? "eye" : "lock"} size={18} />
                {line.shown ? t("pictureShown") : t("pictureKept")}
              </span>
              <span className="col-span-2 text-sm">
                <Answer line={line} />
              </span>
            </li>
          ))}
        </ul>
      </div>
      <Crossing />
      <div className="sheet">
        <h3 className="text-lg">{t("pictureTheirs")}</h3>
        <p className="mb-3 text-sm text-quiet">{t("pictureTheirsNote")}</p>
        <ul className="divide-y divide-line border-y border-line">
          {lines
            .filter((line) => line.shown)
            .map((line) => (
              <li key={line.topic} className="grid gap-1 py-2.5">
                <span>{line.topic}</span>
                <span className="text-sm">
                  <Answer line={line} />
                </span>
              </li>
            ))}
        </ul>
        <p className="mt-4 text-sm">{t("standing")}</p>
      </div>
    </div>
  );
}
