"use client";

import { Dialog as Base } from "@base-ui/react/dialog";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Icon } from "./icons";

type Props = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  /** Told with the title when the dialog opens. */
  description?: ReactNode;
  children?: ReactNode;
  /** Buttons at the end; the one that changes nothing comes first. */
  actions?: ReactNode;
};

/** Something to settle before going on: focus stays inside, Esc and a press outside close it. */
export function Dialog({ open, onOpenChange, title, description, children, actions }: Props) {
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
