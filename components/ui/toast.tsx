"use client";

import { createContext, type ReactNode, useCallback, useContext, useRef } from "react";
import type { Message, ShowToast } from "./toast-message";
import { useLazyModule } from "./use-lazy-module";

const ToastContext = createContext<ShowToast | null>(null);

const load = () => import("./toast-window");

/**
 * Place once around the signed-in pages; then useToast shows short messages. `ahead`: whether what draws them may be fetched now;
 * those that come before wait for it.
 */
export function ToastProvider({ children, ahead = true }: { children: ReactNode; ahead?: boolean }) {
  const part = useLazyModule(load, ahead);
  const shown = useRef<ShowToast | null>(null);
  const waiting = useRef<Message[]>([]);

  const show = useCallback<ShowToast>((message) => {
    if (shown.current === null) waiting.current.push(message);
    else shown.current(message);
  }, []);
  const ready = useCallback((now: ShowToast) => {
    shown.current = now;
    for (const message of waiting.current.splice(0)) now(message);
  }, []);

  return (
    <ToastContext value={show}>
      {children}
      {part !== null && <part.ToastWindow onReady={ready} />}
    </ToastContext>
  );
}

/** Returns a function that shows a short message which goes away by itself. Throws outside a ToastProvider. */
export function useToast(): ShowToast {
  const show = useContext(ToastContext);
  if (show === null) throw new Error("useToast needs a ToastProvider above it");
  return show;
}
