"use client";

import { useTranslations } from "next-intl";
import { ChoiceMark, type Tint } from "@/components/ui/choice-mark";
import type { ShapeName } from "@/components/ui/icons";
import type { Look } from "@/lib/domain/kind/definition";
import type { AnswerKind } from "@/lib/domain/kinds/comfort";

/** The shape and tint of each look, the same wherever it is picked or shown. A "no" is ink: firm, and no alarm. */
export const ANSWER_LOOKS: Record<Look, { shape: ShapeName; tint: Tint }> = {
  welcome: { shape: "disc", tint: "moss" },
  askFirst: { shape: "ring", tint: "ochre" },
  onlyIf: { shape: "half", tint: "clay" },
  notNow: { shape: "bars", tint: "dusk" },
  no: { shape: "square", tint: "ink" },
  notSure: { shape: "wave", tint: "stone" },
};

type Props = {
  is: AnswerKind;
  /** For the one who reads it, on a topic of intimacy: a welcome never stands there bare. */
  ifAsked?: boolean;
};

/** A given answer by word, shape and tint. */
export function AnswerMark({ is, ifAsked = false }: Props) {
  const t = useTranslations("answers");
  return <ChoiceMark label={t(ifAsked && is === "welcome" ? "welcomeIfAsked" : is)} {...ANSWER_LOOKS[is]} />;
}
