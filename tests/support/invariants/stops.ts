import { hidesShares } from "@/lib/client/engine/trouble";
import { ofKind } from "@/lib/domain/sheet/arrange";
import { isEmptyPage } from "@/lib/domain/sheet/page";
import type { Page } from "@/lib/domain/sheet/schema";
import { type Tab, takeOff } from "../person";
import { day, hug } from "./worlds";

/** A way to stop something that the writer shares in the world "linked". */
type Stop = {
  readonly press: (tab: Tab) => Promise<unknown>;
  /** Whether nothing of what was stopped stands on a page. */
  readonly isGone: (page: Page) => boolean;
};

/** Whether what is shared is drawn from the page itself, since what it was made from cannot be read. */
const isFromPage = ({ vault }: Tab): boolean => vault.troubles.some(hidesShares);

/** Every way to stop. Where the screen draws what is shared from the page, one is stopped by its row there. */
export const STOPS = {
  "one part": {
    press: (tab): Promise<unknown> =>
      isFromPage(tab)
        ? takeOff(tab, "comfort")
        : tab.engine.shareItem(hug().id, { do: "untick", part: "note" }),
    isGone: (page) => ofKind(page, "comfort").every(({ note }) => note !== hug().note),
  },
  "one answer": {
    press: (tab): Promise<unknown> =>
      isFromPage(tab) ? takeOff(tab, "checkIn") : tab.engine.shareItem(day().id, { do: "stop" }),
    isGone: (page) => ofKind(page, "checkIn").length === 0,
  },
  pause: { press: ({ engine }): Promise<unknown> => engine.setPaused(true), isGone: isEmptyPage },
  all: { press: ({ engine }): Promise<unknown> => engine.stopAll(), isGone: isEmptyPage },
} as const satisfies Record<string, Stop>;
