import type { OpenAccount as Credentials } from "./account";
import type { Problem } from "./contract";
import type { Device } from "./device";
import type { Http } from "./http";
import type { OpenAccount } from "./open-account";
import type { Tabs } from "./tabs";

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

/** What opening and closing needs (session.ts). */
export type SessionSurroundings = {
  http: Http;
  device: Device;
  tabs: Tabs;
  now: () => number;
  /** An account that is about to open. `token`: of the open vault, where one came with the key. */
  make: (who: Credentials, token: string | null) => OpenAccount;
  /** Called after each change of `state`. */
  onState: (state: SessionState) => void;
  /** Called when this worker has done its work and is to be ended. `taken`: because somebody else signed in. */
  onEnded: (taken: boolean) => void;
};
