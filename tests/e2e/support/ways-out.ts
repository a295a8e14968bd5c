import type { Page } from "@playwright/test";
import { words } from "./words";

/** The link that leaves, at the head of every page. */
export const leaveButton = (page: Page) => page.getByRole("link", { name: words.exit.leave });

/** Every way to leave, by its name. */
export const WAYS_OUT: readonly [name: string, leave: (page: Page) => Promise<void>][] = [
  ["the button", (page) => leaveButton(page).click()],
  [
    "Shift three times",
    async (page) => {
      for (let press = 0; press < 3; press++) await page.keyboard.press("Shift");
    },
  ],
  [
    "Esc twice",
    async (page) => {
      for (let press = 0; press < 2; press++) await page.keyboard.press("Escape");
    },
  ],
];
