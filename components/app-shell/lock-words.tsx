"use client";

import { useTranslations } from "next-intl";
import { useEffect, useLayoutEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icons";
import { useStanding, useStillHere } from "@/lib/client";

/**
 * What is said around locking: a word before it, in time to stay, and a line for those who do not see that the page has
 * locked or opened. Place it once where an open vault is drawn, beside what changes with the lock.
 */
export function LockWords() {
  const { locksSoon } = useStillHere();
  return (
    <>
      <LockLine />
      {/* Always there, so that the word which comes by itself is read out. It takes no focus. */}
      <div role="alert" className="fixed inset-x-0 top-[var(--bar)] z-40">
        {locksSoon && <LockSoon />}
      </div>
    </>
  );
}

/** Any touch, key or scroll takes it away; the button is for those whose screen reader is none of these. */
function LockSoon() {
  const t = useTranslations("shell.lock");
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const here = box.current;
    return () => {
      if (here?.contains(document.activeElement)) focusMain();
    };
  }, []);
  return (
    <div ref={box} className="border-y border-ochre bg-ochre-wash px-4 py-2 shadow-lift">
      <div className="mx-auto flex max-w-[44rem] flex-wrap items-center gap-x-4 gap-y-1">
        <Icon name="waiting" size={22} />
        <p className="min-w-0 flex-1 basis-48">
          <b>{t("soon")}</b> {t("toStay")}
        </p>
        <Button onClick={focusMain}>{t("stay")}</Button>
      </div>
    </div>
  );
}

/** Says that it has locked, or opened again, and moves the focus to the heading of what stands there now. */
function LockLine() {
  const t = useTranslations("shell.lock");
  const { status } = useStanding();
  const last = useRef(status);
  const [said, setSaid] = useState<"locked" | "opened" | null>(null);
  useEffect(() => {
    const was = last.current;
    last.current = status;
    if (was === "open" && status === "locked") setSaid("locked");
    else if (was === "locked" && status === "open") setSaid("opened");
    else return;
    const heading = document.querySelector<HTMLElement>("#main h1");
    if (heading === null) return focusMain();
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
  }, [status]);
  return (
    <p role="status" className="sr-only">
      {said !== null && t(said)}
    </p>
  );
}

const focusMain = () => document.getElementById("main")?.focus({ preventScroll: true });
