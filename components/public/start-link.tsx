"use client";

import { type ComponentProps, useSyncExternalStore } from "react";
import { Link } from "@/components/ui/link";
import { isSignedInHere, onSignedInHere } from "@/lib/client";

type Props = Omit<ComponentProps<typeof Link>, "href"> & { start: string; home: string };

/** Whether somebody is signed in here, open or locked. What is served, and drawn first, takes it that nobody is. */
export const useSignedInHere = (): boolean =>
  useSyncExternalStore(onSignedInHere, isSignedInHere, () => false);

/**
 * The way to the start: the first page, or home for somebody who is signed in here. On a text that is loaded as a document the
 * script of texts does the same (lib/client/texts/lead-home.ts).
 */
export function StartLink({ start, home, ...rest }: Props) {
  return <Link {...rest} href={useSignedInHere() ? home : start} data-home={home} />;
}
