import type { Problem } from "./contract";
import type { OpenAccount } from "./open-account";

/**
 * Where this tab stands. `starting` leads to any other; `locked` and `signedOut` to `open` by a passphrase or a code, `open`
 * to `locked` or `signedOut`; `unreachable` is a start that got no answer. `glance`: an account that opens after a reload, of which
 * the other's page is shown already. `leaving`: open, but with an empty screen already.
 */
export type SessionState =
  | { readonly status: "starting" }
  | { readonly status: "unreachable"; readonly problem: Problem }
  | { readonly status: "signedOut" }
  | {
      readonly status: "locked";
      readonly ownerId: string;
      readonly handle: string;
      readonly stillShown: boolean;
    }
  | { readonly status: "glance"; readonly account: OpenAccount }
  | { readonly status: "open"; readonly account: OpenAccount }
  | { readonly status: "leaving"; readonly account: OpenAccount };
