import { NextIntlClientProvider } from "next-intl";
import type { ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import type { OpenVault } from "@/lib/client/engine/contract";
import { VaultProvider } from "@/lib/client/use-stile";
import { BLANK_PROFILE } from "@/lib/domain/vault/blank";
import messages from "@/messages/en.json";

/** An open vault in which nothing was ever written. */
const BLANK: OpenVault = {
  handle: "heron",
  profile: BLANK_PROFILE,
  entries: {},
  paused: false,
  checkIns: [],
  setAside: [],
  link: { state: "none" },
  period: null,
  myPage: { state: "notLinked" },
  theirPage: { state: "notLinked" },
  saving: { state: "saved" },
  troubles: [],
  staysOpen: true,
  lostWords: false,
};

/** A part of a screen as it is drawn in an open vault that is blank but for `over`. */
export const drawOpen = (shown: ReactNode, over: Partial<OpenVault> = {}): string =>
  renderToStaticMarkup(
    <NextIntlClientProvider locale="en" messages={messages} timeZone="Asia/Kathmandu">
      <VaultProvider vault={{ ...BLANK, ...over }}>{shown}</VaultProvider>
    </NextIntlClientProvider>,
  ).replaceAll("&#x27;", "'");
