"use client";

import { Dialog as Base } from "@base-ui/react/dialog";
import { useTranslations } from "next-intl";
import type { DialogProps } from "./dialog";
import { Icon } from "./icons";

/** What Dialog draws once it is needed; on its own so that no page carries it before. */
export function DialogWindow({ open, onOpenChange, title, description, children, actions }: DialogProps) {
  const t = useTranslations("ui");
  return (
    <Base.Root open={open} onOpenChange={onOpenChange}>
      <Base.Portal>
        <Base.Backdrop className="dialog-shade" />
        <Base.Popup className="dialog">
          <div className="flex items-start gap-3">
            <Base.Title className="flex-1 pt-1.5 text-xl">{title}</Base.Title>
            <Base.Close className="button -mt-1 -mr-2" data-variant="icon" aria-label={t("close")}>
              <Icon name="close" />
            </Base.Close>
          </div>
          {description !== undefined && (
            <Base.Description className="mt-2 max-w-[58ch] text-quiet">{description}</Base.Description>
          )}
          {children !== undefined && <div className="mt-4">{children}</div>}
          {actions !== undefined && <div className="mt-6 flex flex-wrap gap-3">{actions}</div>}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
