import type { OpenVault } from "@/lib/client/engine/contract";
import { BLANK_PROFILE } from "@/lib/domain/vault/blank";

/** An open vault as a screen gets it, with nothing written, of somebody who is linked with nobody; `over`: what is otherwise. */
export const madeUpVault = (over: Partial<OpenVault> = {}): OpenVault => ({
  handle: "heron",
  profile: BLANK_PROFILE,
  entries: {},
  paused: false,
  checkIns: [],
  unreadMonths: 0,
  setAside: [],
  unfinished: {},
  link: { state: "none" },
  period: null,
  moment: Date.now(),
  myPage: { state: "notLinked" },
  theirPage: { state: "notLinked" },
  saving: { state: "saved" },
  troubles: [],
  staysOpen: true,
  lostWords: false,
  ...over,
});
