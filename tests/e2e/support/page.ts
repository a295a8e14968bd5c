import type { Locator, Page, Request } from "@playwright/test";

/** The heading of the page that is seen. */
export const heading = (page: Page, name?: string) =>
  page.getByRole("heading", { level: 1, name }).filter({ visible: true });
/** A link by all of its words. */
export const link = (within: Page | Locator, name: string) => within.getByRole("link", { name, exact: true });

/** What is asked for while something is done, by kind and path. */
export async function askedDuring(page: Page, act: () => Promise<unknown>): Promise<string[]> {
  const asked: string[] = [];
  const note = (request: Request) =>
    asked.push(`${request.resourceType()} ${new URL(request.url()).pathname}`);
  page.on("request", note);
  await act();
  page.off("request", note);
  return asked;
}
