import { hidesShares } from "@/lib/client/engine/trouble";
import type { Page } from "@/lib/domain/sheet/schema";
import { isEmptyPage } from "@/lib/domain/sheet/sections";
import type { Tab } from "../person";
import { day, hug } from "./worlds";

/** A way to stop something that she shares in the world "linked". */
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
        ? tab.engine.takeOff({ section: "comforts", at: 0 })
        : tab.engine.shareEntry(hug().id, { do: "untick", part: "note" }),
    isGone: ({ comforts }) => comforts.every(({ note }) => note !== hug().note),
  },
  "one answer": {
    press: (tab): Promise<unknown> =>
      isFromPage(tab)
        ? tab.engine.takeOff({ section: "checkIns", at: 0 })
        : tab.engine.shareCheckIn(day().id, { do: "stop" }),
    isGone: ({ checkIns }) => checkIns.length === 0,
  },
  pause: { press: ({ engine }): Promise<unknown> => engine.setPaused(true), isGone: isEmptyPage },
  all: { press: ({ engine }): Promise<unknown> => engine.stopAll(), isGone: isEmptyPage },
} as const satisfies Record<string, Stop>;
