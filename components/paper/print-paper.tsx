"use client";

import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { flushSync } from "react-dom";
import { Icon } from "@/components/ui/icons";
import { InlineConfirm } from "@/components/ui/inline-confirm";
import { forPaper } from "@/lib/domain/sheet/paper";
import type { Page } from "@/lib/domain/sheet/schema";
import { PaperWords } from "./paper-words";

/**
 * The way to print a page, and what prints of the screen that it stands on, by whichever way it is printed. One on a screen.
 * [Note: Paper] On a signed-in page nothing prints but a `.paper` that is in view, or else one line that says nothing
 * (paper.css). It is in the document only while it is needed: on screen nobody comes by it twice.
 */
export function PrintPaper({ page }: { page: Page }) {
  const t = useTranslations("paper");
  const isPrinting = useIsPrinting();
  // It stays from then on: a phone asks how to print after it has said that it is done.
  const [wasAsked, setWasAsked] = useState(false);

  const print = () => {
    flushSync(() => setWasAsked(true));
    window.print();
  };
  return (
    <div>
      <InlineConfirm
        label={
          <>
            <Icon name="print" size={20} />
            {t("print")}
          </>
        }
        question={t("leftOut")}
        details={<BeforeItPrints />}
        no={t("no")}
        yes={t("yes")}
        onYes={print}
      />
      {(isPrinting || wasAsked) && (
        // Not hidden from what reads to people: a file that is printed is read by it too.
        <div className="paper" data-testid="paper">
          <PaperWords page={forPaper(page)} />
        </div>
      )}
    </div>
  );
}

function BeforeItPrints() {
  const t = useTranslations("paper");
  return (
    <ul className="grid max-w-[58ch] list-disc gap-1 pl-6 marker:text-accent">
      <li>{t("stays")}</li>
      <li>{t("asWritten")}</li>
      <li>{t("found")}</li>
      <li>{t("edges")}</li>
    </ul>
  );
}

/** Whether the page is being printed, or is looked at as it prints. */
function useIsPrinting(): boolean {
  const [isPrinting, setIsPrinting] = useState(false);
  useEffect(() => {
    const asPrinted = window.matchMedia("print");
    // What is to be on paper has to stand there before the browser goes on.
    const begin = () => flushSync(() => setIsPrinting(true));
    const end = () => setIsPrinting(false);
    const look = () => setIsPrinting(asPrinted.matches);
    look();
    window.addEventListener("beforeprint", begin);
    window.addEventListener("afterprint", end);
    asPrinted.addEventListener("change", look);
    return () => {
      window.removeEventListener("beforeprint", begin);
      window.removeEventListener("afterprint", end);
      asPrinted.removeEventListener("change", look);
    };
  }, []);
  return isPrinting;
}
