import type { Messages } from "next-intl";
import { getMessages } from "next-intl/server";
import type { ReactNode } from "react";
import { ClientProvider } from "./client-provider";
import type { Locale } from "./locales";

type Props = { locale: Locale; namespaces: readonly (keyof Messages)[]; children: ReactNode };

/**
 * Sends the named message namespaces, and no others, to the client components inside.
 * One for each route group, so that a page carries only the sentences it can show.
 */
export async function ClientMessages({ locale, namespaces, children }: Props) {
  const all = await getMessages({ locale });
  const messages: Partial<Messages> = {};
  for (const name of namespaces) Object.assign(messages, { [name]: all[name] });
  return (
    <ClientProvider locale={locale} messages={messages}>
      {children}
    </ClientProvider>
  );
}
