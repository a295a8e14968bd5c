import * as z from "zod/mini";
import { openChannel } from "../browser/open-channel";

/** What the tabs of one browser tell each other. None of it says anything about what is written. */
const message = z.discriminatedUnion("say", [
  /** Somebody is here: none of the tabs is idle. */
  z.object({ say: z.literal("here"), at: z.number() }),
  /** Lock, all of you. */
  z.object({ say: z.literal("lock") }),
  /** Documents were stored in these versions: read them again, by the names that the server knows them by. */
  z.object({
    say: z.literal("saved"),
    documents: z.array(z.object({ name: z.string(), version: z.number() })),
  }),
  /** Somebody signed in: every tab of another account empties itself. `anew`: a recovery, so that older keys open nothing. */
  z.object({ say: z.literal("signedIn"), owner: z.string(), anew: z.boolean() }),
  /** Signed out. */
  z.object({ say: z.literal("signedOut") }),
]);
export type TabMessage = z.infer<typeof message>;

export type Tabs = { tell(message: TabMessage): void };

/** Tabs that may refuse to be told something: whoever tells goes on, as where there is no other tab. */
export function sturdyTabs(tabs: Tabs): Tabs {
  return {
    tell(what) {
      try {
        tabs.tell(what);
      } catch {
        // A channel that has closed: each tab is by itself from then on.
      }
    },
  };
}

/** Joins the other tabs of this browser. Where that is refused, or there is no such thing, each tab is by itself. */
export function joinTabs(listen: (message: TabMessage) => void): Tabs {
  const channel = openChannel("notes");
  if (!channel) return { tell: () => undefined };
  channel.onmessage = (event: MessageEvent<unknown>) => {
    const parsed = message.safeParse(event.data);
    if (parsed.success) listen(parsed.data);
  };
  return { tell: (what) => channel.postMessage(what) };
}
