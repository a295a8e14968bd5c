import { useTranslations } from "next-intl";

/** What stands first on a text that speaks of assault: that it does, and that one can stop. The same for everyone. */
export function SpeaksOfAssault({ text }: { text: { speaksOfAssault?: true | undefined } }) {
  const t = useTranslations("guidance");
  if (text.speaksOfAssault === undefined) return null;
  return <p className="max-w-[58ch] border-l-[3px] border-edge pl-3">{t("speaksOfAssault")}</p>;
}
