"use client";

import { useRouter } from "next/navigation";
import { useCallback, useEffect } from "react";
import { heldInvite } from "@/lib/client";
import { usePath } from "@/lib/i18n/use-path";

/**
 * Goes where one goes once the vault is open: to the invite that waits in this tab, else home. What that takes is fetched while the
 * vault is being opened (`opening`), since a key is derived meanwhile and the line is free.
 */
export function useWayOn(opening: boolean): () => void {
  const router = useRouter();
  const path = usePath();
  const next = useCallback(() => path(heldInvite() === null ? "/home" : "/link"), [path]);
  useEffect(() => {
    if (opening) router.prefetch(next());
  }, [opening, router, next]);
  return useCallback(() => router.replace(next()), [router, next]);
}
