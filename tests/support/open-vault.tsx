import { NextIntlClientProvider } from "next-intl";
import type { ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import type { OpenVault } from "@/lib/client/engine/contract";
import { VaultProvider } from "@/lib/client/use-engine";
import messages from "@/messages/en/screens";
import { madeUpVault } from "./made-up-vault";

/** A part of a screen as it is drawn in an open vault that is blank but for `over`. */
export const drawOpen = (shown: ReactNode, over: Partial<OpenVault> = {}): string =>
  renderToStaticMarkup(
    <NextIntlClientProvider locale="en" messages={messages} timeZone="Asia/Kathmandu">
      <VaultProvider vault={madeUpVault(over)}>{shown}</VaultProvider>
    </NextIntlClientProvider>,
  ).replaceAll("&#x27;", "'");
