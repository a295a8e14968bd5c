import { TAKE_OUT_INVITE } from "@/lib/client";

/** Runs as the page is read. The page's policy names it by its hash, as every inline script. */
export function TakeOutInvite() {
  return <script>{TAKE_OUT_INVITE}</script>;
}
