"use client";

import { LeaveLink } from "@/components/exit/leave-button";
import { ErrorPage } from "@/components/public/error-page";
import { errorWords } from "@/lib/i18n/error-words";
import { defaultLocale } from "@/lib/i18n/locales";
import "./globals.css";

/** The frame itself broke, and with it what knows the language: the default one is used. */
export default function GlobalError() {
  const words = errorWords(defaultLocale);
  return (
    <html lang={defaultLocale}>
      <head>
        <title>{words.tab}</title>
      </head>
      <body>
        <LeaveLink words={words.exit} />
        <ErrorPage locale={defaultLocale} />
      </body>
    </html>
  );
}
