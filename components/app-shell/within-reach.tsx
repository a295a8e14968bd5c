"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useCallback, useLayoutEffect, useRef, useState } from "react";
import { GroundingScreen } from "@/components/grounding/grounding-screen";
import { SafetyScreen, type SafetyText } from "@/components/guidance/safety-screen";
import { HelpScreen } from "@/components/help/help-screen";
import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icons";
import { useBackStep } from "@/components/ui/use-back-step";
import { GroundingLink, type Reachable, ShowContext } from "@/components/within-reach/reach-link";
import type { Exercise } from "@/lib/domain/grounding/schema";
import type { HelpDirectory } from "@/lib/domain/help/schema";

/** Everything that is within reach. It comes with the page, so nothing is asked for when it is opened. */
type Contents = { exercises: readonly Exercise[]; helpLines: HelpDirectory; safety: SafetyText };

/**
 * Keeps the exercises, the help lines and the text on sharing that is not safe within reach of every signed-in page, with no network. While one of them is open
 * the page below is hidden and stays as it is, half-typed words included. They stand above the gate, so that a vault which
 * locks meanwhile interrupts nobody.
 */
export function WithinReach({ children, ...contents }: Contents & { children: ReactNode }) {
  const [chosen, setChosen] = useState<Reachable | null>(null);
  const left = useRef<{ scroll: number; focus: Element | null }>(null);
  // So that a phone's way back leads back here.
  const { inside, enter, back } = useBackStep();
  const open = inside ? chosen : null;

  const show = useCallback(
    (what: Reachable) => {
      left.current ??= { scroll: window.scrollY, focus: document.activeElement };
      enter();
      setChosen(what);
    },
    [enter],
  );

  useLayoutEffect(() => {
    if (open !== null || left.current === null) return;
    const { scroll, focus } = left.current;
    left.current = null;
    if (focus instanceof HTMLElement) focus.focus({ preventScroll: true });
    window.scrollTo(0, scroll);
  }, [open]);

  return (
    <ShowContext value={show}>
      <div hidden={open !== null}>{children}</div>
      {open !== null && <Panel key={open} what={open} onBack={back} {...contents} />}
    </ShowContext>
  );
}

function Panel({
  what,
  onBack,
  exercises,
  helpLines,
  safety,
}: Contents & { what: Reachable; onBack: () => void }) {
  const t = useTranslations("grounding");
  const panel = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    window.scrollTo(0, 0);
    panel.current?.focus({ preventScroll: true });
  }, []);
  return (
    <>
      <div className="topbar justify-between">
        <Button onClick={onBack} className="shrink-0 whitespace-nowrap">
          <Icon name="back" size={20} className="max-[26rem]:hidden" />
          {t("back")}
        </Button>
        {what !== "grounding" && <GroundingLink />}
      </div>
      {/* Not a second main part: the page's own is still there, hidden. Nor a section, whose heading would be a lesser one. */}
      <div ref={panel} tabIndex={-1} className="outline-none">
        {what === "grounding" && <GroundingScreen exercises={exercises} />}
        {what === "help" && <HelpScreen directory={helpLines} inPlace />}
        {what === "safety" && <SafetyScreen text={safety} />}
      </div>
    </>
  );
}
