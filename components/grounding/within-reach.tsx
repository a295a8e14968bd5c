"use client";

import { useTranslations } from "next-intl";
import {
  createContext,
  type MouseEvent,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icons";
import type { Exercise } from "@/lib/domain/grounding/schema";
import { usePath } from "@/lib/i18n/use-path";
import { GroundingScreen } from "./grounding-screen";

const OpenContext = createContext<(() => void) | null>(null);

type Props = { exercises: readonly Exercise[]; children: ReactNode };

/**
 * Keeps the exercises one press away from every signed-in page, with no network: their words came with the page. While
 * they are open the page below is hidden and stays as it is, half-typed words included. They stand above the gate, so
 * that a vault which locks meanwhile interrupts nobody.
 */
export function WithinReach({ exercises, children }: Props) {
  const [open, setOpen] = useState(false);
  const left = useRef<{ scroll: number; focus: Element | null }>(null);
  const pushed = useRef<string>(null);

  const show = useCallback(() => {
    left.current = { scroll: window.scrollY, focus: document.activeElement };
    // So that a phone's way back leads back here. The address stays as it is and says nothing.
    if (pushed.current === null) {
      history.pushState(null, "");
      pushed.current = location.href;
    }
    setOpen(true);
  }, []);

  const hide = useCallback(() => {
    setOpen(false);
    history.back();
  }, []);

  useEffect(() => {
    const wentBack = (event: PopStateEvent) => {
      if (pushed.current === null) return;
      // The same page, never gone: nothing for the router to do, and without a network nothing it could do.
      if (location.href === pushed.current) event.stopImmediatePropagation();
      pushed.current = null;
      setOpen(false);
    };
    window.addEventListener("popstate", wentBack, { capture: true });
    return () => window.removeEventListener("popstate", wentBack, { capture: true });
  }, []);

  useLayoutEffect(() => {
    if (open || left.current === null) return;
    const { scroll, focus } = left.current;
    left.current = null;
    if (focus instanceof HTMLElement) focus.focus({ preventScroll: true });
    window.scrollTo(0, scroll);
  }, [open]);

  return (
    <OpenContext value={show}>
      <div hidden={open}>{children}</div>
      {open && <Panel exercises={exercises} onBack={hide} />}
    </OpenContext>
  );
}

function Panel({ exercises, onBack }: { exercises: readonly Exercise[]; onBack: () => void }) {
  const t = useTranslations("grounding");
  const main = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    window.scrollTo(0, 0);
    main.current?.focus({ preventScroll: true });
  }, []);
  return (
    <>
      <div className="topbar">
        <Button onClick={onBack}>
          <Icon name="back" size={20} />
          {t("back")}
        </Button>
      </div>
      <main ref={main} tabIndex={-1} className="outline-none">
        <GroundingScreen exercises={exercises} />
      </main>
    </>
  );
}

/**
 * The way to the exercises: opened in place where they are within reach, else a link to their own page, as it is for a new
 * tab or without scripts.
 */
export function GroundingLink({ children, className }: { children?: ReactNode; className?: string }) {
  const t = useTranslations("grounding");
  const path = usePath();
  const show = useContext(OpenContext);
  const openHere = (event: MouseEvent) => {
    if (show === null || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    show();
  };
  return (
    <a
      href={path("/grounding")}
      onClick={openHere}
      data-variant="plain"
      className={className ?? "button shrink-0"}
    >
      {children ?? t("open")}
    </a>
  );
}
