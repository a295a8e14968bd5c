"use client";

import { type Messages, NextIntlClientProvider } from "next-intl";
import type { ReactNode } from "react";
import type { Locale } from "./locales";

type Props = { locale: Locale; messages: Partial<Messages>; children: ReactNode };

/** Gives client components the messages handed to it. Dates are told in the zone of the person's own device. */
export function ClientProvider({ locale, messages, children }: Props) {
  const timeZone =
    typeof window === "undefined" ? "UTC" : Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC";
  return (
    <NextIntlClientProvider locale={locale} messages={messages} timeZone={timeZone}>
      {children}
    </NextIntlClientProvider>
  );
}
