"use client";

import { useRouter } from "next/navigation";
import { useCallback } from "react";
import { heldInvite } from "@/lib/client";
import { usePath } from "@/lib/i18n/use-path";

/** Goes where one goes once the vault is open: to the invite that waits in this tab, else home. */
export function useWayOn(): () => void {
  const router = useRouter();
  const path = usePath();
  return useCallback(() => router.replace(path(heldInvite() === null ? "/home" : "/link")), [router, path]);
}
