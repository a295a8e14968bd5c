import type { ReactNode } from "react";
import { ClientProvider } from "@/lib/i18n/client-provider";
import { defaultLocale } from "@/lib/i18n/locales";
import messages from "@/messages/en/screens";
import "../globals.css";

/** All sentences, and nothing of the program around what is shown. */
export default function GalleryLayout({ children }: { children: ReactNode }) {
  return (
    <html lang={defaultLocale}>
      <body>
        <ClientProvider locale={defaultLocale} messages={messages}>
          {children}
        </ClientProvider>
      </body>
    </html>
  );
}
