"use client";

import { useVault } from "@/lib/client/use-stile";
import { isEmptyPage } from "@/lib/domain/sheet/empty";
import type { Page } from "@/lib/domain/sheet/schema";

/** What the other can fetch, as far as it is known here. */
export type Standing = {
  /** Whether there may be somebody who can fetch something. */
  readonly isLinked: boolean;
  /** Null where it is not known, and while linked with nobody. */
  readonly page: Page | null;
  /** The server has an empty page for them, or there is nobody. Nothing that may fill it is on its way. */
  readonly seesNothing: boolean;
};

/** One answer to what the other can fetch now, for every sentence that says so. */
export function useMyPage(): Standing {
  const { link, myPage, saving } = useVault();
  const isLinked = link.state === "linked" || link.state === "keyLost" || myPage.state === "known";
  const page = myPage.state === "known" ? myPage.page : null;
  const isSent = saving.state === "saved";
  return {
    isLinked,
    page,
    seesNothing: !isLinked || (page !== null && isEmptyPage(page) && isSent),
  };
}
