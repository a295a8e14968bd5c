"use client";

import { Toast as Base } from "@base-ui/react/toast";
import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { buttonLook } from "./button";
import { Icon } from "./icons";
import type { ShowToast } from "./toast-message";

/** Long enough to read twice and reach the button; it waits while pointed at or focused. */
const SHOWN_FOR_MS = 12_000;

function Toasts({ onReady }: { onReady: (show: ShowToast) => void }) {
  const t = useTranslations("ui");
  const { toasts, add, close } = Base.useToastManager();

  useEffect(() => {
    onReady(({ message, undo, undoLabel }) => {
      if (undo === undefined) {
        add({ title: message });
        return;
      }
      const id: string = add({
        title: message,
        actionProps: {
          children: undoLabel ?? t("undo"),
          onClick: () => {
            undo();
            close(id);
          },
        },
      });
    });
  }, [onReady, add, close, t]);

  return toasts.map((toast) => (
    <Base.Root key={toast.id} toast={toast} className="toast">
      <Base.Content className="flex flex-wrap items-center gap-x-2 py-1 pr-1.5 pl-4">
        {/* Its name to screen readers too, and no heading: it stands in no part of the page. */}
        <Base.Title render={<p />} className="min-w-0 flex-[1_1_8rem] py-1.5 [overflow-wrap:anywhere]" />
        {/* Together below the words where there is no room beside them. */}
        <div className="ml-auto flex items-center gap-x-2">
          <Base.Action {...buttonLook("plain")} />
          <Base.Close {...buttonLook("icon")} aria-label={t("dismiss")}>
            <Icon name="close" />
          </Base.Close>
        </div>
      </Base.Content>
    </Base.Root>
  ));
}

/** One message at a time, the newest: others stand back (`data-limited`). What ToastProvider draws once the page stands; hands its `show` to the provider. */
export function ToastWindow({ onReady }: { onReady: (show: ShowToast) => void }) {
  const t = useTranslations("ui");
  return (
    <Base.Provider timeout={SHOWN_FOR_MS} limit={1}>
      <Base.Portal>
        <Base.Viewport className="toasts" aria-label={t("notices")}>
          <Toasts onReady={onReady} />
        </Base.Viewport>
      </Base.Portal>
    </Base.Provider>
  );
}
