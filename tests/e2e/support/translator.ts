import type { BrowserContext, Page } from "@playwright/test";

/** What page translation does to a text: puts it into two elements, or puts other elements in its place and lets it go. */
export type Way = "wraps" | "replaces";

/**
 * Does on every page of this context what a browser's page translation does: once the page stands, every text comes to lie in
 * `<font><font>`, and so does each that comes later. What is marked as not to be translated is left alone. The words stay
 * as they are, so that a test finds its way; a text that was let go of stays as it was, so a stale one shows.
 */
export async function translatePages(context: BrowserContext, way: Way): Promise<void> {
  await context.addInitScript((how) => {
    const wrap = (text: Text) => {
      const parent = text.parentElement;
      if (parent === null || text.data.trim() === "") return;
      if (!parent.translate || parent.closest("font, script, style, textarea, title, noscript")) return;
      const outer = document.createElement("font");
      const inner = document.createElement("font");
      outer.append(inner);
      if (how === "wraps") {
        text.before(outer);
        inner.append(text);
      } else {
        inner.textContent = text.data;
        text.replaceWith(outer);
      }
    };
    const wrapAll = (root: Node) => {
      const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
      const texts: Text[] = [];
      for (let at: Node | null = root; at !== null; at = walker.nextNode()) {
        if (at instanceof Text) texts.push(at);
      }
      for (const text of texts) wrap(text);
    };
    window.addEventListener("load", () => {
      // The page is drawn from what was served first; browsers translate what stands on the screen.
      requestIdleCallback(() => {
        new MutationObserver((records) => {
          for (const { target, addedNodes } of records)
            for (const node of [target, ...addedNodes]) wrapAll(node);
        }).observe(document.body, { childList: true, characterData: true, subtree: true });
        wrapAll(document.body);
      });
    });
  }, way);
}

/** Waits until the texts of the page have been taken hold of. */
export const translated = (page: Page): Promise<unknown> => page.waitForSelector("font > font");
