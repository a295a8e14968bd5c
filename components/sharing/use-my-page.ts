"use client";

import { useVault } from "@/lib/client";
import { isEmptyPage } from "@/lib/domain/sheet/page";
import type { Page } from "@/lib/domain/sheet/schema";

/** What the other can fetch, as far as it is known here. */
export type Standing = {
  /** Whether there may be somebody who can fetch something. */
  readonly isLinked: boolean;
  /** Whether what they can fetch can be changed from here: the key to the link is there. */
  readonly isOpen: boolean;
  /** Null where it is not known, and while linked with nobody. */
  readonly page: Page | null;
  /** The server has an empty page for them, or there is nobody. */
  readonly seesNothing: boolean;
  /** What they see may be more than is shared here, and that is on its way; else it is not known at all. */
  readonly isSending: boolean;
};

/** One answer to what the other can fetch now, for every sentence that says so. */
export function useMyPage(): Standing {
  const { link, myPage, saving, troubles } = useVault("link", "myPage", "saving", "troubles");
  const isOpen = myPage.state !== "notLinked";
  // Where the link cannot be read, nobody here knows that there is none.
  const isLinked =
    isOpen ||
    link.state === "linked" ||
    link.state === "keyLost" ||
    troubles.some(({ document }) => document === "link");
  const page = myPage.state === "known" ? myPage.page : null;
  return {
    isLinked,
    isOpen,
    page,
    seesNothing: !isLinked || (page !== null && isEmptyPage(page)),
    isSending: page !== null || saving.state !== "saved",
  };
}
