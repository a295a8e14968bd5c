import { BackToStart } from "@/components/public/back-to-start";
import type { Exercise } from "@/lib/domain/grounding/schema";
import { GroundingScreen } from "./grounding-screen";

/** The exercises as a page of their own, for anyone. Without scripts it is text to read. */
export function GroundingPage({ locale, exercises }: { locale: string; exercises: readonly Exercise[] }) {
  return <GroundingScreen exercises={exercises} back={<BackToStart locale={locale} />} />;
}
