"use client";

import { useLocale, useTranslations } from "next-intl";
import { type ReactNode, useId } from "react";
import { InlineConfirm } from "@/components/ui/inline-confirm";
import type { HeldByHost } from "@/lib/client";
import { isMonth } from "@/lib/domain/vault/names";
import { longMonth } from "@/lib/i18n/dates";
import { HeldSays } from "./held-says";

/**
 * One document: what it says to its owner, and what the host has of it. One that is none of theirs can be taken away, and one
 * that is lost begun anew.
 */
export function HeldDocument({
  held,
  onRemove,
  onBegin,
}: {
  held: HeldByHost;
  onRemove: () => void;
  onBegin: () => void;
}) {
  const t = useTranslations("held");
  const title = useTitle(held);
  return (
    <li className="grid gap-3">
      <h2 className="text-xl">{title}</h2>
      <div className="grid gap-4 sm:grid-cols-2">
        <Side title={t("says")}>
          <HeldSays held={held} />
        </Side>
        <Side title={t("host")}>
          <dl className="grid gap-2 text-sm">
            <Fact name={t("size")}>{t("sizeOf", { bytes: held.bytes })}</Fact>
            <Fact name={t("version")}>{t("versionOf", { version: held.version })}</Fact>
            <Fact name={t("name")} below>
              <code translate="no" className="break-all">
                {held.blindedName}
              </code>
            </Fact>
            <Fact name={t("sealed")} below>
              <code translate="no" className="break-all">
                {held.excerpt}…
              </code>
            </Fact>
          </dl>
        </Side>
      </div>
      {held.lost && (
        <Offer
          text={t("lost")}
          ask={{ label: t("begin"), question: t("beginQuestion"), yes: t("beginYes"), no: t("beginNo") }}
          onYes={onBegin}
        />
      )}
      {held.removable && (
        <Offer
          text={t("stray")}
          ask={{ label: t("remove"), question: t("removeQuestion"), yes: t("removeYes"), no: t("removeNo") }}
          onYes={onRemove}
        />
      )}
    </li>
  );
}

type OfferProps = {
  text: string;
  ask: { label: string; question: string; yes: string; no: string };
  onYes: () => void;
};

/** What can be done about a document, after a question. */
function Offer({ text, ask, onYes }: OfferProps) {
  return (
    <div className="grid gap-3 sm:justify-items-start">
      <p className="max-w-[62ch]">{text}</p>
      <InlineConfirm {...ask} onYes={onYes} />
    </div>
  );
}

/** A sheet of limited height that scrolls by itself, by keyboard too, so that the two sides stay beside one another. */
function Side({ title, children }: { title: string; children: ReactNode }) {
  const id = useId();
  return (
    <section
      aria-labelledby={id}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
      tabIndex={0}
      className="card grid max-h-96 content-start gap-2 overflow-y-auto"
    >
      <h3 id={id} className="text-base">
        {title}
      </h3>
      {children}
    </section>
  );
}

/** A name and what it stands for: on one line, or `below` it where that is long. */
const Fact = ({ name, below = false, children }: { name: string; below?: boolean; children: ReactNode }) => (
  <div className={below ? undefined : "flex flex-wrap gap-x-2"}>
    <dt className="text-quiet">{name}</dt>
    <dd>{children}</dd>
  </div>
);

/** What a document is called on screen. */
function useTitle({ document, removable }: HeldByHost): string {
  const t = useTranslations("held.document");
  const locale = useLocale();
  if (removable) return t("stray");
  if (document === null) return t("unknown");
  if (isMonth(document))
    return t("checkIns", { month: longMonth(locale, document.slice("check-ins/".length)) });
  return t(document);
}
