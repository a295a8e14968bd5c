import { expect, type Page } from "@playwright/test";

/** Puts the clock of the worker that the engine runs in forward or back; the page's own clock plays no part in it. */
export async function shiftClock(page: Page, by: number): Promise<void> {
  const workers = page.workers();
  expect(workers.length).toBeGreaterThan(0);
  for (const worker of workers) {
    await worker.evaluate((ms) => {
      const real = Date.now.bind(Date);
      Date.now = () => real() + ms;
    }, by);
  }
}

/** Puts the wall clock of the page itself forward or back, by which it reckons how long nobody was there. */
async function shiftPageClock(page: Page, by: number): Promise<void> {
  await page.evaluate((ms) => {
    const real = Date.now.bind(Date);
    Date.now = () => real() + ms;
  }, by);
}

/** Lets time go by for the page and its engine, `by` milliseconds, as if nobody had been there: each clock of the page moves. */
export async function letPass(page: Page, by: number): Promise<void> {
  await page.evaluate((ms) => {
    const steady = performance.now.bind(performance);
    performance.now = () => steady() + ms;
  }, by);
  await shiftPageClock(page, by);
  await shiftClock(page, by);
}
