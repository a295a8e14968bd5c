import { Steps } from "./invariants/steps";
import { type TestBrowser, withHandlers } from "./person";

/** Opens, and ends the browser after a step of documents or pages, before it hears of it; null where there were not so many. */
export async function endedAfter(
  browser: TestBrowser,
  isLast: (what: string, at: number) => boolean,
): Promise<string | null> {
  const steps = new Steps(browser, "", async () => undefined);
  const tab = browser.openTab();
  let taken = 0;
  let last: string | null = null;
  const ended = new Promise<void>((done) => {
    steps.onStep = ({ what }, when) => {
      if (last !== null || when !== "after" || !/vault|sheet|Unsent$/.test(what)) return false;
      if (!isLast(what, taken++)) return false;
      last = what;
      tab.close();
      done();
      return true;
    };
  });
  steps.watch(null);
  await Promise.race([ended, tab.engine.restore().then(() => tab.saved())]);
  await Promise.allSettled([browser.answered, ...withHandlers]);
  steps.unwatch();
  tab.close();
  return last;
}
