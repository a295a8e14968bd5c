"use client";

import { Toast as Base } from "@base-ui/react/toast";
import { useTranslations } from "next-intl";
import { type ReactNode, useCallback } from "react";
import { Icon } from "./icons";

/** Long enough to read twice and reach the button; it waits while pointed at or focused. */
const SHOWN_FOR_MS = 12_000;

function Toasts() {
  const t = useTranslations("ui");
  const { toasts } = Base.useToastManager();
  return toasts.map((toast) => (
    <Base.Root key={toast.id} toast={toast} className="toast">
      <Base.Content className="flex items-center gap-2 py-1 pr-1.5 pl-4">
        <Base.Description className="min-w-0 flex-1 py-1.5" />
        <Base.Action className="button" data-variant="plain" />
        <Base.Close className="button" data-variant="icon" aria-label={t("dismiss")}>
          <Icon name="close" />
        </Base.Close>
      </Base.Content>
    </Base.Root>
  ));
}

/** Place once around the signed-in pages; then useToast shows short messages. */
export function ToastProvider({ children }: { children: ReactNode }) {
  const t = useTranslations("ui");
  return (
    <Base.Provider timeout={SHOWN_FOR_MS} limit={2}>
      {children}
      <Base.Portal>
        <Base.Viewport className="toasts" aria-label={t("notices")}>
          <Toasts />
        </Base.Viewport>
      </Base.Portal>
    </Base.Provider>
  );
}

type Message = {
  message: string;
  /** Takes back what was just done. Gives the message an Undo button. */
  undo?: () => void;
};

/** Returns a function that shows a short message which goes away by itself. */
export function useToast(): (message: Message) => void {
  const t = useTranslations("ui");
  const { add, close } = Base.useToastManager();
  return useCallback(
    ({ message, undo }: Message) => {
      const id = add({
        description: message,
        actionProps:
          undo === undefined
            ? undefined
            : {
                children: t("undo"),
                onClick: () => {
                  undo();
                  close(id);
                },
              },
      });
    },
    [add, close, t],
  );
}
