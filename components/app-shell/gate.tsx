"use client";

import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { UnlockForm } from "@/components/account/unlock-form";
import { isGlanced, OpenVaultProvider, useStanding } from "@/lib/client";
import { LockWords } from "./lock-words";
import { OpenShell } from "./open-shell";
import { PlainPage } from "./plain-page";
import { SignedOut } from "./signed-out";
import { Starting } from "./starting";
import { Unreachable } from "./unreachable";

type Props = {
  /** For browsers that run no scripts: they never get further than the served shell. */
  noScript: ReactNode;
  children: ReactNode;
};

/**
 * Stands before every signed-in page. Only while the vault is open is there anything of the page in the document: as
 * soon as it locks, the screens below are gone with all they showed. The other's page alone is shown while one's own documents
 * are still being read.
 */
export function Gate(props: Props) {
  return (
    <>
      <LockWords />
      <Screen {...props} />
    </>
  );
}

function Screen({ noScript, children }: Props) {
  const standing = useStanding();
  const pathname = usePathname();
  switch (standing.status) {
    case "glance":
    case "open":
      return (
        <OpenVaultProvider>
          {standing.status === "glance" && !isGlanced(pathname) ? (
            <PlainPage>
              <Starting />
            </PlainPage>
          ) : (
            <OpenShell>{children}</OpenShell>
          )}
        </OpenVaultProvider>
      );
    case "starting":
      return (
        <PlainPage>
          {noScript}
          <Starting />
        </PlainPage>
      );
    case "unreachable":
      return (
        <PlainPage>
          <Unreachable problem={standing.problem} />
        </PlainPage>
      );
    case "signedOut":
      return (
        <PlainPage>
          <SignedOut />
        </PlainPage>
      );
    case "locked":
      return (
        <PlainPage>
          <UnlockForm />
        </PlainPage>
      );
  }
}
