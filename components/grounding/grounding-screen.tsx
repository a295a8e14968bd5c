"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Disclosure } from "@/components/ui/disclosure";
import { Notice } from "@/components/ui/notice";
import { Page, PageHead } from "@/components/ui/page";
import { Section } from "@/components/ui/section";
import { ReachLink } from "@/components/within-reach/reach-link";
import type { Exercise } from "@/lib/domain/grounding/schema";
import { ExerciseScript } from "./exercise-script";

type Props = { exercises: readonly Exercise[]; back?: ReactNode };

/** Every exercise, closed until one is picked. All of it is on the page: nothing is fetched later, kept or sent. */
export function GroundingScreen({ exercises, back }: Props) {
  const t = useTranslations("grounding");
  return (
    <Page>
      <PageHead title={t("title")} lead={t("lead")} back={back} />
      <Section title={t("listTitle")}>
        <ul className="divide-y divide-line border-y border-line">
          {exercises.map((exercise) => (
            <li key={exercise.slug}>
              <Disclosure summary={exercise.title} id={exercise.slug}>
                <ExerciseScript exercise={exercise} />
              </Disclosure>
            </li>
          ))}
        </ul>
      </Section>
      <Notice>
        <p>{t("around")}</p>
        <p>
          <ReachLink what="help" className="link">
            {t("help")}
          </ReachLink>
        </p>
      </Notice>
      <div className="grid max-w-[62ch] gap-2 text-sm text-quiet">
        <p>{t("kept")}</p>
        <p>{t("about")}</p>
      </div>
    </Page>
  );
}
